import Foundation
import Imports
import Ledger
import LedgerSQL
import Synchronization
import TestSupport
import Testing
import Walkthrough

@testable import Commands

/// A new store in a folder of its own, or, where `PEIZOU_TEST_ENGINE` is `postgres`, in a database, where command lines run
/// at the test's own time.
final class Desk: Sendable {
    struct Outcome {
        let code: Int32
        let output: String
        let errors: String

        /// The one JSON document that was printed.
        func json() throws -> [String: Any] {
            try #require(
                try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any],
                "\(output)\(errors)")
        }
    }

    /// Holds the store and whatever files a test makes.
    let root = FileManager.default.temporaryDirectory.path + "/peizou-desk-\(UInt64.random(in: 0 ... .max))"
    var data: String { root + "/data" }
    static let isPostgres = ProcessInfo.processInfo.environment["PEIZOU_TEST_ENGINE"] == "postgres"
    let place: GlobalOptions.Place
    private let now: Mutex<Instant>

    private init(_ start: String) throws {
        now = Mutex(try Instant(start))
        place =
            Self.isPostgres
            ? .database(url: try ScratchPostgres.shared().newDatabase(icu: true)) : .folder(root + "/data")
        try FileManager.default.createDirectory(atPath: root + "/shared", withIntermediateDirectories: true)
    }

    /// Where the evidence lies.
    var vault: String {
        switch place {
        case .folder(let folder): folder + "/evidence"
        case .database: root + "/shared/QH"
        }
    }

    func at(_ time: String) throws {
        let instant = try Instant(time)
        now.withLock { $0 = instant }
    }

    var environment: Environment {
        var environment = Environment.live
        environment.now = { self.now.withLock { $0 } }
        return environment
    }

    func run(_ arguments: String..., typed: [String] = []) async -> Outcome {
        await run(arguments, typed: typed)
    }

    /// Runs a command line with what is typed.
    func run(_ arguments: [String], typed: [String] = [], in folder: String? = nil) async -> Outcome {
        let test = TestConsole(input: typed)
        var context = CommandContext.live
        context.console = console(test)
        context.ledgers = LedgerSource(environment: environment)
        let options =
            switch place {
            case .database(let url) where folder == nil: ["--database", url]
            default: ["--data", folder ?? data]
            }
        let code = await CommandRunner.run(arguments + options, in: context).code
        return Outcome(code: code, output: test.output, errors: test.errors)
    }

    private func console(_ test: TestConsole) -> Console {
        test.console(variables: ["PEIZOU_EVIDENCE": root + "/shared"])
    }

    /// Runs what must succeed as an account of the demo.
    @discardableResult
    func act(_ account: String, _ arguments: String..., location: SourceLocation = #_sourceLocation)
        async throws
        -> Outcome
    {
        let outcome = await run(arguments + ["--as", account])
        try #require(outcome.code == 0, "\(arguments): \(outcome.errors)", sourceLocation: location)
        return outcome
    }

    /// Runs what must be refused with `code`, and gives the message.
    func refused(
        _ code: Int32, _ account: String, _ arguments: String..., location: SourceLocation = #_sourceLocation
    )
        async -> String
    {
        let outcome = await run(arguments + ["--as", account])
        #expect(
            outcome.code == code, "\(arguments): \(outcome.errors)\(outcome.output)", sourceLocation: location
        )
        return outcome.errors
    }

    func file(_ name: String, _ text: String) throws -> String { try file(name, Array(text.utf8)) }

    func file(_ name: String, _ bytes: [UInt8]) throws -> String {
        let path = root + "/" + name
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        return path
    }

    /// A file of the package, such as `Sample/units.csv`.
    static func sample(_ path: String) -> String {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(path).path
    }

    // MARK: Stores

    /// A county's new store without units.
    static func use(at start: String = "2026-09-29T10:00:00+08:00", _ body: (Desk) async throws -> Void)
        async throws
    {
        let desk = try Desk(start)
        defer { try? FileManager.default.removeItem(atPath: desk.root) }
        #expect(await desk.run("init", "--county", "QH").code == 0)
        try await body(desk)
    }

    /// The sample county as a demo store, in which an account's name is proof enough.
    static func useCounty(
        at start: String = "2026-09-28T09:00:00+08:00", _ body: (Desk) async throws -> Void
    ) async throws {
        let desk = try Desk(start)
        defer { try? FileManager.default.removeItem(atPath: desk.root) }
        let ledger = try await LedgerSource(environment: desk.environment).create(
            desk.place, county: try UnitCode("QH"),
            try LedgerSource.founding(name: "青禾县", isDemo: true), desk.console(TestConsole()))
        try await ledger.close()
        #expect(await desk.run("unit", "import", sample("Sample/units.csv")).code == 0)
        try await desk.cast()
        try await body(desk)
    }

    private func cast() async throws {
        let players = [
            ("ducha", "QH-D01-DC", "supervisor", "QH"), ("fuhe", "QH-JJ", "reviewer", "QH"),
            ("zhengwu", "QH-D27-ZF", "coordinator", "QH"), ("yunxi", "QH-T01", "townCenter", "QH-T01"),
            ("shiqiao", "QH-T02", "townCenter", "QH-T02"), ("chuangkou", "QH-W042", "windowLead", "QH-W042"),
        ]
        var people = "人员编号,姓名,单位编码,职务\n"
        for (index, player) in players.enumerated() {
            people += "P\(index + 1),测试\(player.0),\(player.1),干部\n"
        }
        let imported = await run("person", "import", try file("people.csv", people))
        try #require(imported.code == 0, "\(imported.errors)")
        for (index, player) in players.enumerated() {
            try await act("sysadmin", "account", "add", player.0, "--person", "P\(index + 1)")
            try await act("secadmin", "account", "grant", player.0, "--role", player.2, "--unit", player.3)
        }
    }
}
