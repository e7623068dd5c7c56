import HTTPTypes
import Synchronization

/// Which methods a path has, for 405.
final class RouteTable: Sendable {
    private struct Route: Sendable {
        let parts: [Substring]
        let methods: [String]
    }

    private let routes = Mutex<[Route]>([])

    /// Once all routes are there, of which this is asked.
    func fill(_ operations: [Operation]) {
        var methods: [String: Set<String>] = [:]
        for operation in operations {
            methods[operation.path, default: []].insert(operation.method.rawValue)
            if operation.method == .get { methods[operation.path]?.insert("HEAD") }
        }
        let all = methods.sorted { $0.key < $1.key }.map {
            Route(parts: $0.key.split(separator: "/"), methods: $0.value.sorted())
        }
        routes.withLock { $0 = all }
    }

    func methods(of path: String) -> [String] {
        let parts = path.split(separator: "/")
        let found = routes.withLock { $0 }.filter { route in
            route.parts.count == parts.count
                && zip(route.parts, parts).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
        }
        // A path written out wins over one with a parameter.
        return found.min { a, b in a.parts.count { $0.hasPrefix("{") } < b.parts.count { $0.hasPrefix("{") }
        }?.methods
            ?? []
    }
}
