import LedgerSQL
import Synchronization

/// An engine that notes every statement of a write that changes rows, and every one of a read, with their values, so that a
/// bare SQLite can do the same work.
final class RecordingEngine: Engine {
    private let base: SQLiteEngine
    private let notes = Mutex<[SQL]>([])

    init(_ base: SQLiteEngine) { self.base = base }

    var dialect: Dialect { base.dialect }
    var statements: [SQL] { notes.withLock { $0 } }

    func migrate(_ migrations: [Migration]) async throws { try await base.migrate(migrations) }

    func write<R: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> R) async throws -> R {
        try await base.write { connection in try self.noting(connection, body) }
    }

    func writeAlone<R: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> R) async throws
        -> R
    {
        try await base.writeAlone { connection in try self.noting(connection, body) }
    }

    func read<R: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> R) async throws -> R {
        try await base.read { connection in try self.noting(connection, all: true, body) }
    }

    func forgetDeleted() async throws { try await base.forgetDeleted() }
    func copyFile(to path: String) async throws -> Bool { try await base.copyFile(to: path) }
    func close() async throws { try await base.close() }

    private func noting<R>(
        _ connection: any SQLConnection, all: Bool = false, _ body: (any SQLConnection) throws -> R
    ) throws -> R {
        let recorder = Recorder(base: connection, all: all)
        let result = try body(recorder)
        notes.withLock { $0 += recorder.statements }
        return result
    }
}

/// A connection that notes what it changes, or all that it is asked.
private final class Recorder: SQLConnection {
    private let base: any SQLConnection
    private let all: Bool
    private(set) var statements: [SQL] = []

    init(base: any SQLConnection, all: Bool) {
        self.base = base
        self.all = all
    }

    var dialect: Dialect { base.dialect }

    private func note(_ sql: SQL) {
        let head = sql.text.drop { $0 == " " || $0 == "\n" }.prefix(6).uppercased()
        if all || ["INSERT", "UPDATE", "DELETE"].contains(head) { statements.append(sql) }
    }

    func execute(_ sql: SQL) throws -> Int {
        note(sql)
        return try base.execute(sql)
    }

    func scan(_ sql: SQL, while body: (any SQLRow) throws -> Bool) throws {
        note(sql)
        try base.scan(sql, while: body)
    }

    func streamingQuery(_ sql: SQL, _ body: (any SQLRow) throws -> Void) throws {
        try base.streamingQuery(sql, body)
    }

    func post(_ sql: SQL, otherwise: (any Error)?) throws {
        note(sql)
        try base.post(sql, otherwise: otherwise)
    }

    func enter(_ county: String, alone: Bool) throws -> Bool { try base.enter(county, alone: alone) }
    func rowLock(waits: Bool) -> SQL { base.rowLock(waits: waits) }
    var clock: SQL { base.clock }
    func filled(_ tables: [String]) throws { try base.filled(tables) }
    var orderedJoin: SQL { base.orderedJoin }
    func contains(_ column: StaticString, _ part: String) -> SQL { base.contains(column, part) }

    func searchAdd(to index: SearchIndex, county: String, row: Int64, text: String) throws {
        // The bare engine does the same insert into the same index; making the bigrams is ours to pay for.
        let terms = Bigrams.terms(of: text).joined(separator: " ")
        statements.append(
            SQL(
                text: "INSERT INTO \(index.name) (rowid, terms) VALUES (?, ?)",
                values: [.int(row), .text(terms)]))
        try base.searchAdd(to: index, county: county, row: row, text: text)
    }

    func searchRemove(from index: SearchIndex, county: String, row: Int64, text: String) throws {
        try base.searchRemove(from: index, county: county, row: row, text: text)
    }

    func searchMatch(in index: SearchIndex, county: String, text: String) -> SQL? {
        base.searchMatch(in: index, county: county, text: text)
    }

    func searchChecksum(of index: SearchIndex, county: String) throws -> SearchChecksum {
        try base.searchChecksum(of: index, county: county)
    }

    func searchClear(_ index: SearchIndex, county: String) throws {
        try base.searchClear(index, county: county)
    }

    func searchOptimize(_ index: SearchIndex) throws { try base.searchOptimize(index) }
}
