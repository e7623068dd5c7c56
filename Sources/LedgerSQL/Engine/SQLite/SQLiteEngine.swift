internal import Dispatch
internal import Foundation
internal import GRDB
internal import GRDBSQLite

/// SQLite through GRDB's pool: WAL, durable before it answers, foreign keys checked.
package final class SQLiteEngine: Engine {
    package enum Durability: Sendable {
        /// A command is on the disk when it is answered.
        case full
        /// Nothing is waited for: only for stores that can be made again, such as those of benchmarks.
        case bulk
    }

    package struct Options: Sendable {
        package var durability = Durability.full
        package var readers = 5
        /// How long a command waits for another process.
        package var patience = Duration.seconds(30)

        package init() {}
    }

    package let dialect = Dialect.sqlite
    package let path: String
    private let pool: DatabasePool
    private let writer: SQLiteWriter

    static let ddl = DDL(
        int: "INTEGER", text: "TEXT", bytes: "BLOB", identity: "INTEGER PRIMARY KEY", table: "STRICT",
        clustered: "STRICT, WITHOUT ROWID")

    /// Opens or makes the file; its folder must exist, and gets two lock files.
    package init(path: String, options: Options = Options()) throws {
        self.path = path
        let turnstile = try FileTurnstile(folder: URL(fileURLWithPath: path).deletingLastPathComponent().path)
        // Opening writes the journal mode, which does not wait for other writers.
        try turnstile.enter()
        defer { turnstile.leave() }
        var configuration = Configuration()
        configuration.busyMode = .timeout(30)
        configuration.foreignKeysEnabled = true
        configuration.maximumReaderCount = options.readers
        configuration.persistentReadOnlyConnections = true
        configuration.prepareDatabase { database in
            try database.execute(sql: "PRAGMA cache_size = -8192")
        }
        let synchronous = options.durability == .full ? "FULL" : "OFF"
        pool = try EngineError.mapping {
            let pool = try DatabasePool(path: path, configuration: configuration)
            try pool.writeWithoutTransaction { database in
                // GRDB has set NORMAL by now. Triggers must also see the deletes of REPLACE, and savepoints keep
                // their pages in memory. Erased text is overwritten.
                try database.execute(
                    sql: """
                        PRAGMA synchronous = \(synchronous);
                        PRAGMA recursive_triggers = ON;
                        PRAGMA secure_delete = ON;
                        PRAGMA temp_store = MEMORY;
                        PRAGMA cache_size = -16384;
                        """)
                // Nobody observes transactions here, and GRDB would only see half of what the C interface does.
                sqlite3_commit_hook(database.sqliteConnection, nil, nil)
                sqlite3_rollback_hook(database.sqliteConnection, nil, nil)
            }
            return pool
        }
        writer = SQLiteWriter(pool: pool, turnstile: turnstile, patience: options.patience)
    }

    /// Transactions committed so far by this engine, apart from migrations.
    package var commits: Int { writer.commits }

    /// Commands that nobody has begun yet.
    package var waiting: Int { writer.waiting }

    package func migrate(_ migrations: [Migration]) async throws {
        precondition(
            migrations.map(\.version) == Array(1...max(1, migrations.count)), "versions count from 1")
        let known = migrations.count
        try await writer.submit(.maintenance) { connection in
            try connection.transaction {
                try connection.execute(
                    "CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY) STRICT")
            }
            for migration in migrations {
                try connection.transaction {
                    let found = try connection.schemaVersion()
                    guard found <= known else { throw EngineError.newerSchema(found: found, known: known) }
                    guard found < migration.version else { return }
                    for step in migration.steps { try connection.run(step) }
                    try connection.execute(
                        "INSERT INTO schema_version (version) VALUES (\(migration.version))")
                }
            }
        }
        writer.knows(version: known)
    }

    @discardableResult
    package func write<R: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> R
    ) async throws -> R {
        try await writer.submit(.grouped, body)
    }

    @discardableResult
    package func writeAlone<R: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> R
    ) async throws -> R {
        try await writer.submit(.alone, body)
    }

    package func read<R: Sendable>(
        _ body: @escaping @Sendable (any SQLConnection) throws -> R
    ) async throws -> R {
        do {
            return try await pool.read { database in
                try body(SQLiteConnection(database, needsTransaction: false))
            }
        } catch {
            throw EngineError.mapped(error)
        }
    }

    package func forgetDeleted() async throws {
        try await writer.submit(.maintenance) { connection in
            try connection.control("PRAGMA wal_checkpoint(TRUNCATE)")
        }
    }

    package func copyFile(to path: String) async throws -> Bool {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw EngineError.ioError("\(path) 已存在")
        }
        try await blocking { [pool] in
            let copy = try DatabaseQueue(path: path)
            try pool.backup(to: copy)
            // One file without companions; opening it as a store brings WAL back.
            try copy.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = DELETE") }
            try copy.close()
        }
        return true
    }

    package func close() async throws {
        await writer.close()
        try await blocking { [pool] in try pool.close() }
    }

    private func blocking(_ body: @escaping @Sendable () throws -> Void) async throws {
        try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try EngineError.mapping(body) })
            }
        }
    }
}

extension SQLiteConnection {
    func schemaVersion() throws -> Int {
        try first("SELECT MAX(version) FROM schema_version") { try $0.optionalInt(0) }.flatMap(\.self) ?? 0
    }

    fileprivate func run(_ step: Migration.Step) throws {
        switch step {
        case .sql(let statement): try execute(SQL(text: SQLiteEngine.ddl.render(statement), values: []))
        case .appendOnly(let table): try makeAppendOnly(table)
        case .search(let index): try searchCreate(index)
        }
    }
}
