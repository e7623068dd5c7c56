import Synchronization

/// Lets a number of tests go on at once while the others wait their turn. Swift Testing begins all tests together, and each
/// has a store of its own: without turns thousands of files were open, more than Foundation's `Process` can list.
package final class Turns: Sendable {
    /// For a test with a store or a server.
    package static let stores = Turns(32)

    @TaskLocal private static var isTaken = false

    private struct State {
        var free: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state: Mutex<State>

    private init(_ count: Int) { state = Mutex(State(free: count)) }

    /// Does `body` in a turn, which is the test's own if it has one already.
    package func take<Result>(
        isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> Result
    ) async rethrows -> Result {
        if Self.isTaken { return try await body() }
        await enter()
        defer { leave() }
        return try await Self.$isTaken.withValue(true, operation: body)
    }

    private func enter(isolation: isolated (any Actor)? = #isolation) async {
        await withCheckedContinuation { continuation in
            let isFree = state.withLock { state in
                if state.free == 0 {
                    state.waiting.append(continuation)
                    return false
                }
                state.free -= 1
                return true
            }
            if isFree { continuation.resume() }
        }
    }

    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            if state.waiting.isEmpty {
                state.free += 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}
