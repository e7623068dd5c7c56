import Foundation
import GRDB
import Ledger
import LedgerSQL
import Walkthrough

/// What a durable command costs: beside bare SQLite, as the store grows, and with a second process writing.
enum CommandBench {
    /// A row's first five commands, as a mix of inserts and updates.
    static let commandsPerRow = 5

    static func ledger(_ folder: String, recording: Bool = false) throws -> (
        Ledger, SQLiteEngine, RecordingEngine?
    ) {
        let engine = try SQLiteEngine(path: folder + "/peizou.sqlite")
        let recorder = recording ? RecordingEngine(engine) : nil
        let clock = BenchClock()
        clock.advance(minutes: 1_000_000)
        let environment = clock.environment
        let chosen: any Engine = recorder ?? engine
        let ledger = Ledger(
            store: SQLStore(engine: chosen, county: "QH", environment: environment),
            vault: EvidenceVault(EvidenceFolder(folder + "/evidence")), environment: environment)
        return (ledger, engine, recorder)
    }

    /// One row of 云溪-like town QH-T3: filed, assigned, accepted, planned, in progress.
    static func row(_ ledger: Ledger, _ number: Int) async throws {
        let inspector = Caller.claimed(try AccountName("inspector"))
        let town = Caller.claimed(try AccountName("town"))
        let text = try Prose("窗口多要一份材料，第\(number)次", "描述")
        let filed = try await ledger.perform(
            FileItem(FindingDraft(source: "walk", description: text, place: UnitCode("QH-T3"))), by: inspector
        )
        let assign = ItemCommand.assign(.init(lead: try UnitCode("QH-T3"), mode: .immediate))
        _ = try await ledger.perform(ActOnItem(filed.id, assign), by: inspector)
        _ = try await ledger.perform(ActOnItem(filed.id, .accept), by: town)
        _ = try await ledger.perform(
            ActOnItem(filed.id, .plan(Plan(cause: text, measures: text, goal: text))), by: town)
        _ = try await ledger.perform(
            ActOnItem(filed.id, .progress(text: text, unit: nil, milestonesDone: [])), by: town)
    }

    private static func callers(_ ledger: Ledger, _ rows: Int) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for caller in 0..<8 {
                group.addTask {
                    for number in stride(from: caller, to: rows, by: 8) { try await row(ledger, number) }
                }
            }
            try await group.waitForAll()
        }
    }

    static func throughput() async throws {
        let rows = 480
        var ours: [Double] = []
        var bare: [Double] = []
        var perCommit = 0.0
        // The statements of the same callers, noted once on a copy of the same store in the order they came.
        let noted = try await BenchStore.copy(Bench.small)
        let (first, _, recorder) = try ledger(noted, recording: true)
        try await callers(first, rows)
        try await first.close()
        let statements = recorder?.statements ?? []
        try FileManager.default.removeItem(atPath: noted)
        for _ in 0..<5 {
            let copy = try await BenchStore.copy(Bench.small)
            let (ledger, engine, _) = try ledger(copy)
            let before = engine.commits
            ours.append(try await seconds { try await callers(ledger, rows) })
            let commits = engine.commits - before
            perCommit = Double(rows * commandsPerRow) / Double(commits)
            try await ledger.close()
            try FileManager.default.removeItem(atPath: copy)
            let other = try await BenchStore.copy(Bench.small)
            bare.append(try replay(statements, transactions: commits, in: other))
            try FileManager.default.removeItem(atPath: other)
        }
        let commands = Double(rows * commandsPerRow)
        note(
            "\(perCommit.rounded(1)) commands a commit, \(Double(statements.count) / commands) statements a command"
        )
        Bench.row(
            "8 callers, durable", commands / ours.median, commands / bare.median, "commands/s", atLeast: 0.5)
    }

    /// Does the statements with bare GRDB: prepared once, in so many transactions, synchronous=FULL.
    private static func replay(_ statements: [LedgerSQL.SQL], transactions: Int, in folder: String) throws
        -> Double
    {
        var configuration = Configuration()
        configuration.foreignKeysEnabled = true
        let queue = try DatabaseQueue(path: folder + "/peizou.sqlite", configuration: configuration)
        defer { try? queue.close() }
        let size = max(1, statements.count / max(1, transactions))
        let start = ContinuousClock.now
        try queue.writeWithoutTransaction { database in
            try database.execute(
                sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON")
            var offset = 0
            while offset < statements.count {
                try database.inTransaction(.immediate) {
                    for statement in statements[offset..<min(offset + size, statements.count)] {
                        let prepared = try database.cachedStatement(sql: statement.text)
                        prepared.setUncheckedArguments(
                            StatementArguments(statement.values.map(\.databaseValue)))
                        let rows = try Row.fetchCursor(prepared)
                        while try rows.next() != nil {}
                    }
                    return .commit
                }
                offset += size
            }
        }
        return (ContinuousClock.now - start).seconds
    }

    static func growth() async throws {
        let small = try await BenchStore.copy(Bench.small)
        let large = try await BenchStore.ready(Bench.large)
        let (one, _, _) = try ledger(small)
        let (other, _, _) = try ledger(large)
        for number in 0..<10 {
            try await row(one, number)
            try await row(other, number)
        }
        var little: [Double] = []
        var much: [Double] = []
        for number in 0..<120 {
            little.append(try await seconds { try await row(one, number) })
            much.append(try await seconds { try await row(other, number) })
        }
        try await one.close()
        try await other.close()
        try FileManager.default.removeItem(atPath: small)
        let scale = 1e6 / Double(commandsPerRow)
        Bench.row(
            "cost per command at \(Bench.large) rows", much.median * scale, little.median * scale, "µs",
            atMost: 1.5)
    }

    static func secondProcess() async throws {
        let folder = try await BenchStore.copy(Bench.small)
        let other = Process()
        other.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
        other.arguments = ["probe-writer", folder]
        try other.run()
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let (ledger, _, _) = try ledger(folder)
        var waits: [Double] = []
        var failed = 0
        for number in 0..<150 {
            do { waits.append(try await seconds { try await row(ledger, number) }) } catch { failed += 1 }
        }
        try await ledger.close()
        let isWriting = other.isRunning
        other.terminate()
        other.waitUntilExit()
        guard isWriting else { throw BenchError("the second process ended by itself") }
        Bench.row("second process writing, failed commands", Double(failed), 0, "", atMostMore: 0)
        note("longest wait for a row of \(commandsPerRow) commands: \((waits.max() ?? 0).rounded(3)) s")
    }
}

/// The other process: it writes until it is ended.
enum SecondProcess {
    static func write(folder: String) async throws {
        let (ledger, _, _) = try CommandBench.ledger(folder)
        var number = 0
        while true {
            try await CommandBench.row(ledger, 1_000_000 + number)
            number += 1
        }
    }
}

extension SQLValue {
    var databaseValue: DatabaseValue {
        switch self {
        case .int(let number): number.databaseValue
        case .text(let text): text.databaseValue
        case .bytes(let bytes): Data(bytes).databaseValue
        case .null: .null
        }
    }
}
