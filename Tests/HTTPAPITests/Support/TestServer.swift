import Foundation
import HTTPAPI
import Imports
import Ledger
import Logging
import ServiceLifecycle
import Synchronization
import TestSupport
import Testing
import Walkthrough

/// The whole server, live on a free port, over a real store with the sample county. Everything goes over TCP.
final class TestServer: Sendable {
    let ledger: Ledger
    let clock: TestClock
    let port: Int
    let log: LogLines
    let tokens: [String: String]
    let server: APIServer

    private init(
        _ server: APIServer, ledger: Ledger, clock: TestClock, port: Int, log: LogLines,
        tokens: [String: String]
    ) {
        self.server = server
        self.ledger = ledger
        self.clock = clock
        self.port = port
        self.log = log
        self.tokens = tokens
    }

    var address: String { "http://127.0.0.1:\(port)" }

    /// Does `body` with a server that is stopped afterwards; a store that is not a demo's, at 2026-09-29 10:00.
    static func use(
        at start: String = "2026-09-29T10:00:00+08:00",
        options change: (inout APIServer.Options) -> Void = { _ in },
        _ body: (TestServer) async throws -> Void
    ) async throws {
        try await Turns.stores.take {
            let clock = TestClock(try Instant(start))
            let store = try await TestStore.make(clock.environment, isDemo: false)
            do {
                let tokens = try await SampleCounty.populate(store.ledger)
                try await run(store.ledger, clock, tokens, change, body)
            } catch {
                await store.remove()
                throw error
            }
            await store.remove()
        }
    }

    static func run(
        _ ledger: Ledger, _ clock: TestClock, _ tokens: [String: String],
        _ change: (inout APIServer.Options) -> Void, _ body: (TestServer) async throws -> Void
    ) async throws {
        var options = APIServer.Options()
        options.address = .host("127.0.0.1", port: 0)
        options.limits.requestsPerMinute = 0
        change(&options)
        let log = LogLines()
        let logger = Logger(label: "peizou") { label in
            JSONLog(label: label, now: { clock.now }, write: { log.add($0) })
        }
        let server = APIServer(ledger, checklists: try .standard(), options: options, logger: logger)
        let (addresses, listening) = AsyncStream.makeStream(of: String.self)
        let service = try server.service { listening.yield($0) }
        let group = ServiceGroup(configuration: .init(services: [service], logger: logger))
        let running = Task {
            defer { listening.finish() }
            try await group.run()
        }
        var found: String?
        for await address in addresses {
            found = address
            break
        }
        guard let port = found?.split(separator: ":").last.flatMap({ Int($0) }) else {
            try await running.value
            throw RawConnection.Failure(description: "the server did not start")
        }
        let outcome: Result<Void, any Error>
        do {
            try await body(
                TestServer(server, ledger: ledger, clock: clock, port: port, log: log, tokens: tokens))
            outcome = .success(())
        } catch { outcome = .failure(error) }
        await group.triggerGracefulShutdown()
        try await running.value
        try outcome.get()
    }

    // MARK: Asking

    /// One request on a connection of its own.
    /// - Parameters:
    ///   - account: whose token it carries; `nil` is nobody's.
    ///   - json: the body, with its `Content-Type`.
    func send(
        _ method: String, _ path: String, as account: String?, json: JSON? = nil,
        headers: [String: String] = [:], body: [UInt8]? = nil
    ) async throws -> HTTPReply {
        var lines = ["\(method) \(path) HTTP/1.1", "Host: 127.0.0.1:\(port)", "Connection: close"]
        if let account {
            lines.append("Authorization: Bearer \(try #require(tokens[account], "no account \(account)"))")
        }
        lines += headers.map { "\($0.key): \($0.value)" }
        let bytes = json?.bytes ?? body
        if json != nil, headers["Content-Type"] == nil { lines.append("Content-Type: application/json") }
        if let bytes { lines.append("Content-Length: \(bytes.count)") }
        let request = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + (bytes ?? [])
        return try await RawConnection.exchange(request, port: port, isHead: method == "HEAD")
    }

    func get(
        _ path: String, as account: String? = "ducha", headers: [String: String] = [:]
    ) async throws -> HTTPReply { try await send("GET", path, as: account, headers: headers) }

    /// - Parameter version: what `If-Match` says.
    func post(
        _ path: String, _ json: JSON? = nil, as account: String? = "ducha", version: Int? = nil,
        key: String? = nil, headers: [String: String] = [:]
    ) async throws -> HTTPReply {
        var headers = headers
        if let version { headers["If-Match"] = "\"\(version)\"" }
        if let key { headers["Idempotency-Key"] = key }
        return try await send("POST", path, as: account, json: json, headers: headers)
    }

    func put(
        _ path: String, _ json: JSON, as account: String? = "ducha", headers: [String: String] = [:]
    ) async throws -> HTTPReply { try await send("PUT", path, as: account, json: json, headers: headers) }

    /// A new token, as anybody gets one.
    func signIn(_ account: String) async throws -> String {
        let body: JSON = ["account": .string(account), "password": .string(SampleCounty.password)]
        let reply = try await post("/api/v1/tokens", body, as: nil).expect(201)
        return try #require(reply.json["token"].text)
    }

    func connect() throws -> RawConnection { try RawConnection(port: port) }
}

/// What the server logged.
final class LogLines: Sendable {
    private let lines = Mutex<[JSON]>([])

    func add(_ line: String) {
        let json = (try? JSON(parsing: Array(line.utf8))) ?? .string(line)
        lines.withLock { $0.append(json) }
    }

    /// All lines.
    var all: [JSON] { lines.withLock { $0 } }

    /// The lines of requests: one each.
    var requests: [JSON] { all.filter { $0["message"] == "request" } }

    func clear() { lines.withLock { $0 = [] } }
}
