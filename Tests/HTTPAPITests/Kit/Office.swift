import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Imports
import Ledger
import LedgerSQL
import Logging
import NIOCore
import Synchronization
import TestSupport
import Testing
import Walkthrough

@testable import Commands
@testable import HTTPAPI

/// The sample county in a store of its own, behind the routes as they are served, at the test's own time.
final class Office: Sendable {
    let root: String
    let ledger: Ledger
    private let client: any TestClientProtocol
    private let clock: Mutex<Instant>
    private let tokens: [String: String]

    static let players = [
        ("ducha", "QH-D01-DC", "supervisor", "QH"), ("fuhe", "QH-JJ", "reviewer", "QH"),
        ("zhengwu", "QH-D27-ZF", "coordinator", "QH"), ("yunxi", "QH-T01", "townCenter", "QH-T01"),
        ("shiqiao", "QH-T02", "townCenter", "QH-T02"),
    ]

    private init(
        _ root: String, _ ledger: Ledger, _ client: any TestClientProtocol, _ clock: Instant,
        _ tokens: [String: String]
    ) {
        (self.root, self.ledger, self.client, self.tokens) = (root, ledger, client, tokens)
        self.clock = Mutex(clock)
    }

    /// What came back.
    struct Answer {
        let status: Int
        let headers: HTTPFields
        let bytes: [UInt8]

        var text: String { String(decoding: bytes, as: UTF8.self) }

        func json() throws -> [String: Any] {
            try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any], "\(text)")
        }

        func items() throws -> [[String: Any]] { try #require(try json()["items"] as? [[String: Any]]) }
        var code: String? { (try? json())?["code"] as? String }

        /// What goes into `If-Match`.
        var tag: String { headers[.eTag] ?? "" }
    }

    /// Sends a request as an account; a body is JSON unless its type is told.
    func send(
        _ method: HTTPRequest.Method, _ path: String, as account: String? = "ducha", _ body: String? = nil,
        bytes: [UInt8]? = nil, type: String = "application/json", _ headers: HTTPFields = [:]
    ) async throws -> Answer {
        var headers = headers
        if let account { headers[.authorization] = "Bearer \(tokens[account] ?? account)" }
        let content = bytes ?? body.map { Array($0.utf8) }
        if let content {
            headers[.contentType] = type
            headers[.contentLength] = "\(content.count)"
        }
        let response = try await client.execute(
            uri: path, method: method, headers: headers, body: content.map { ByteBuffer(bytes: $0) })
        return Answer(
            status: response.status.code, headers: response.headers,
            bytes: Array(response.body.readableBytesView))
    }

    func get(_ path: String, as account: String? = "ducha", _ headers: HTTPFields = [:]) async throws
        -> Answer
    {
        try await send(.get, path, as: account, nil, headers)
    }

    func at(_ time: String) throws {
        let instant = try Instant(time)
        clock.withLock { $0 = instant }
        Self.now.withLock { $0[root] = instant }
    }

    // MARK: Making

    private static let now = Mutex<[String: Instant]>([:])
    private static let template = Template()

    /// Opens the county anew, on Monday 28 September 2026, and closes it.
    static func open(_ body: @Sendable (Office) async throws -> Void) async throws {
        try await Turns.stores.take {
            let (source, tokens) = try await template.made()
            let root =
                FileManager.default.temporaryDirectory.path + "/peizou-api-\(UInt64.random(in: 0 ... .max))"
            try FileManager.default.copyItem(atPath: source, toPath: root)
            defer { try? FileManager.default.removeItem(atPath: root) }
            let ledger = try await Ledger.open(
                folder: root + "/data", county: nil, environment: environment(root))
            var options = APIServer.Options()
            options.limits.requestsPerMinute = 0
            let checklists = try ChecklistLibrary.standard()
            let server = APIServer(
                ledger, checklists: checklists, options: options,
                logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            try await Application(router: server.api().router).test(.router) { client in
                try await body(Office(root, ledger, client, start, tokens))
            }
            try await ledger.close()
        }
    }

    static var start: Instant { (try? Instant("2026-09-28T09:00:00+08:00")) ?? Instant(milliseconds: 0) }

    static func environment(_ root: String) -> LedgerEnvironment {
        var environment = LedgerEnvironment.live
        environment.now = { now.withLock { $0[root] } ?? start }
        return environment
    }

    /// A file of the package, such as `Sample/units.csv`.
    static func sample(_ path: String) throws -> [UInt8] {
        let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return Array(try Data(contentsOf: package.appendingPathComponent(path)))
    }

    /// The county with its units and players, made once and copied for each test.
    private actor Template {
        private var making: Task<(String, [String: String]), any Error>?

        func made() async throws -> (String, [String: String]) {
            if let making { return try await making.value }
            let task = Task { try await Self.make() }
            making = task
            return try await task.value
        }

        private static func make() async throws -> (String, [String: String]) {
            let root =
                FileManager.default.temporaryDirectory.path
                + "/peizou-api-template-\(UInt64.random(in: 0 ... .max))"
            try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
            let ledger = try await Ledger.create(
                folder: root + "/data", county: try UnitCode("QH"),
                founding: try LedgerSource.founding(name: "青禾县", isDemo: true), user: "test",
                environment: Office.environment(root))
            let tokens = try await Office.cast(ledger)
            try await ledger.close()
            return (root, tokens)
        }
    }

    private static func cast(_ ledger: Ledger) async throws -> [String: String] {
        func demo(_ name: String) throws -> Caller { .claimed(try AccountName(name)) }
        let units = FileImport(try sample("Sample/units.csv")) { (row: UnitRow) throws(Invalid) in
            try row.record()
        }
        let imported = try await units.take(isDryRun: false, { ImportUnits($0, isDryRun: $1) }) {
            try await ledger.perform($0, by: .local("test"))
        }
        try #require(imported.faults.isEmpty && imported.imported > 100)
        var people = "人员编号,姓名,单位编码,职务\n"
        for (index, player) in players.enumerated() {
            people += "P\(index + 1),测试\(player.0),\(player.1),干部\n"
        }
        let persons = FileImport(Array(people.utf8)) { (row: PersonRow) throws(Invalid) in try row.record() }
        _ = try await persons.take(isDryRun: false, { ImportPersons($0, isDryRun: $1) }) {
            try await ledger.perform($0, by: .local("test"))
        }
        var tokens: [String: String] = [:]
        for (index, player) in players.enumerated() {
            let name = try AccountName(player.0)
            try await ledger.perform(
                ActOnAccount(adding: name, person: "P\(index + 1)"), by: try demo("sysadmin"))
            let role = try #require(Role(rawValue: player.2))
            try await ledger.perform(
                ActOnAccount(name, .grant(Grant(role, at: try UnitCode(player.3)))), by: try demo("secadmin"))
            let own = try demo(player.0)
            try await ledger.setPassword(of: player.0, to: "Qinghe#\(index)walk2026", by: own)
            tokens[player.0] = try await ledger.issueToken(of: player.0, by: own).token
        }
        return tokens
    }
}
