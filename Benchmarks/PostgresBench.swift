import Exports
import Foundation
import Ledger
import LedgerSQL
import Synchronization
import TestSupport
import Walkthrough

/// PostgreSQL beside SQLite, and beside `pgbench` doing the same statements with the same server in the same run.
///
/// The statements are those that our engine sent, with their values; what must differ each time (ids and numbers of a new
/// row) is made from a random number of pgbench's.
enum PostgresBench {
    static let duration = 6

    static func run() async throws {
        guard ScratchPostgres.version > 0 else { throw BenchError("no PostgreSQL server: make setup") }
        // The server waits for the disk, as in service.
        let server = try ScratchPostgres(settings: ["shared_buffers=1GB", "max_wal_size=4GB"])
        defer { server.stop() }
        let small = try await filled(server, Bench.small)
        try await commands(server, small)
        try await export(server)
        let large = try await filled(server, Bench.large)
        try await pages(server, large)
    }

    // MARK: Stores

    /// A database with as many rows, brought over from the SQLite store of that size.
    static func filled(_ server: ScratchPostgres, _ rows: Int) async throws -> String {
        let url = try server.newDatabase()
        let source = try await Ledger.open(
            folder: BenchStore.ready(rows), environment: BenchClock().environment)
        let target = try await ledger(url)
        guard let from = source.store as? SQLStore, let to = target.store as? SQLStore else {
            throw BenchError("no SQL store")
        }
        let time = try await seconds { try await Transfer.run(from: from, to: to) }
        try await source.close()
        try await target.close()
        let name = ScratchPostgres.name(ofDatabase: url)
        try server.query("VACUUM ANALYZE", in: name)
        let bytes = Double(try server.query("SELECT pg_database_size('\(name)')")) ?? 0
        note(
            "PostgreSQL: \(rows) rows in \(time.rounded(1)) s, \((time * 1e6 / Double(rows)).rounded(0)) µs a row, \((bytes / Double(rows)).rounded(0)) bytes a row"
        )
        return url
    }

    static func ledger(
        _ url: String, trace: (@Sendable (SQL) -> Void)? = nil
    ) async throws -> Ledger {
        let clock = BenchClock()
        clock.advance(minutes: 1_000_000)
        let store = SQLStore(
            engine: try Databases.engine(url, trace: trace), county: "QH", environment: clock.environment)
        try await store.migrate()
        return Ledger(
            store: store, vault: EvidenceVault(EvidenceFolder(NSTemporaryDirectory())),
            environment: clock.environment)
    }

    // MARK: Commands

    private static func commands(_ server: ScratchPostgres, _ url: String) async throws {
        let trace = Trace()
        let traced = try await ledger(url, trace: { trace.note($0) })
        try await CommandBench.row(traced, 1)
        trace.clear()
        try await CommandBench.row(traced, 2)
        try await traced.close()
        let script = try PgbenchScript(newRow: trace.statements)
        // What pgbench writes are no rows that anybody could read.
        let name = ScratchPostgres.name(ofDatabase: try server.copy(ofDatabase: url))
        for processes in [1, 3] {
            let sqlite = try await BenchStore.copy(Bench.small)
            var ours: [Double] = []
            var file: [Double] = []
            var bare: [Double] = []
            for _ in 0..<3 {
                ours.append(try await throughput(processes, [url]))
                file.append(try await throughput(processes, [sqlite]))
                let rows = try script.run(server, name, clients: 8 * processes, seconds: duration)
                bare.append(rows * Double(CommandBench.commandsPerRow))
            }
            try FileManager.default.removeItem(atPath: sqlite)
            let title = "PostgreSQL, 8 callers in \(processes == 1 ? "one process" : "each of 3 processes")"
            Bench.row("\(title), beside pgbench", ours.median, bare.median, "commands/s", atLeast: 0.4)
            Bench.show("\(title), beside SQLite", ours.median, file.median, "commands/s")
        }
    }

    /// Commands a second of so many processes together.
    private static func throughput(_ processes: Int, _ place: [String]) async throws -> Double {
        try await withThrowingTaskGroup(of: Double.self) { group in
            for number in 0..<processes {
                group.addTask {
                    let line = try ChildProcess.run(
                        ["probe-commands"] + place + ["\(duration)", "\(number)"])
                    guard let rate = Double(line) else { throw BenchError(line) }
                    return rate
                }
            }
            return try await group.reduce(0, +)
        }
    }

    /// A process with eight callers; prints commands a second.
    static func probeCommands(_ place: String, seconds: Double, number: Int) async throws {
        let ledger =
            place.hasPrefix("postgres") ? try await ledger(place) : try CommandBench.ledger(place).0
        try await CommandBench.row(ledger, number * 1_000_000)
        let start = ContinuousClock.now
        let end = start + .seconds(seconds)
        let rows = try await withThrowingTaskGroup(of: Int.self) { group in
            for caller in 0..<8 {
                group.addTask {
                    var rows = 0
                    while ContinuousClock.now < end {
                        rows += 1
                        try await CommandBench.row(ledger, (number * 8 + caller + 1) * 1_000_000 + rows)
                    }
                    return rows
                }
            }
            return try await group.reduce(0, +)
        }
        let time = (ContinuousClock.now - start).seconds
        try await ledger.close()
        print(Double(rows * CommandBench.commandsPerRow) / time)
    }

    // MARK: Pages

    private static func pages(_ server: ScratchPostgres, _ url: String) async throws {
        let trace = Trace()
        let ours = try await ledger(url, trace: { trace.note($0) })
        let (file, _, _) = try CommandBench.ledger(try await BenchStore.ready(Bench.large))
        let name = ScratchPostgres.name(ofDatabase: url)
        for (account, page, text) in [
            ("inspector", 1, nil), ("inspector", 100, nil), ("town", 1, nil), ("volunteer", 1, nil),
            ("inspector", 1, "电梯"), ("inspector", 1, "窗口"), ("inspector", 1, "飞机"),
        ] as [(String, Int, String?)] {
            let caller = Caller.claimed(try AccountName(account))
            let asked = try await PageBench.query(ours, caller, page: page, text: text)
            for _ in 0..<6 { _ = try await ours.ask(ListItems(asked), by: caller) }
            trace.clear()
            _ = try await ours.ask(ListItems(asked), by: caller)
            let script = PgbenchScript(trace.statements)
            let mine = try await PageBench.median(ours, asked, caller)
            let other = try await PageBench.median(file, asked, caller)
            let bare = 1 / (try script.run(server, name, clients: 1, seconds: 2))
            let title = "PostgreSQL, page \(page)\(text.map { " of \($0)" } ?? "") as \(account)"
            Bench.row("\(title), beside pgbench", mine * 1e6, bare * 1e6, "µs", atMost: 2.5)
            Bench.show("\(title), beside SQLite", mine * 1e6, other * 1e6, "µs")
        }
        try await ours.close()
        try await file.close()
    }

    // MARK: Export

    /// The draft of a week's files on both engines; and the rows that it reads, as our engine hands them over and as pgbench
    /// fetches them. Between the two lie the decoding of states and the spreadsheet, which pgbench does not do.
    private static func export(_ server: ScratchPostgres) async throws {
        let url = try await filled(server, Bench.small)
        let ours = try await ledger(url)
        let (file, _, _) = try CommandBench.ledger(try await BenchStore.ready(Bench.small))
        var mine: [Double] = []
        var other: [Double] = []
        for _ in 0..<3 {
            mine.append(try await seconds { try await draft(ours) })
            other.append(try await seconds { try await draft(file) })
        }
        Bench.row(
            "PostgreSQL, weekly export of \(Bench.small / 2) rows, beside SQLite", mine.median, other.median,
            "s",
            atMost: 1.5)
        try await ours.close()
        try await file.close()
        try await rows(server, url)
    }

    private static func draft(_ ledger: Ledger) async throws {
        let folder = NSTemporaryDirectory() + "peizou-bench-draft-\(Int.random(in: 0 ... .max))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let caller = Caller.claimed(try AccountName("inspector"))
        let draft = try await WeeklyPublication(ledger, by: caller).draft(nil, to: folder)
        guard draft.outcome.summary.total.closing * 2 >= Bench.small else {
            throw BenchError("\(draft.outcome.summary.total)")
        }
    }

    private static func rows(_ server: ScratchPostgres, _ url: String) async throws {
        let trace = Trace()
        let engine = try Databases.engine(url, trace: { trace.note($0) })
        @Sendable func read() async throws {
            let bytes = try await engine.read { connection in
                var bytes = 0
                try connection.streamingQuery(
                    """
                    SELECT s.version, s.state FROM item i
                    JOIN stream s ON s.county = i.county AND s.id = 'item:' || i.id
                    WHERE i.county = 'QH' ORDER BY i.row
                    """
                ) { bytes += try $0.text(1).utf8.count }
                return bytes
            }
            guard bytes > Bench.small else { throw BenchError("\(bytes) bytes") }
        }
        try await read()
        trace.clear()
        try await read()
        let script = PgbenchScript(trace.statements)
        var times: [Double] = []
        for _ in 0..<9 { times.append(try await seconds { try await read() }) }
        let bare =
            1
            / (try script.run(
                server, ScratchPostgres.name(ofDatabase: url), clients: 1, seconds: duration))
        let scale = Double(Bench.small)
        Bench.row(
            "PostgreSQL, rows that an export reads, beside pgbench", scale / times.median, scale / bare,
            "rows/s", atLeast: 0.4)
        try await engine.close()
    }
}

/// Statements in the order in which they were sent.
private final class Trace: Sendable {
    private let notes = Mutex<[SQL]>([])

    func note(_ sql: SQL) { notes.withLock { $0.append(sql) } }
    func clear() { notes.withLock { $0 = [] } }
    var statements: [SQL] { notes.withLock { $0 } }
}
