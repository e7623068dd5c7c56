internal import GRDB
internal import GRDBSQLite

/// One connection of the pool while a body runs on it. Statements are prepared once by GRDB's cache and driven through
/// the C interface, which spares an array and a dictionary a statement.
final class SQLiteConnection: SQLConnection {
    let dialect = Dialect.sqlite
    private let database: Database
    private let handle: OpaquePointer
    /// Set for writers: a statement outside the transaction would be recorded on its own.
    private let needsTransaction: Bool

    init(_ database: Database, needsTransaction: Bool) throws {
        guard let handle = database.sqliteConnection else { throw EngineError.closed }
        self.database = database
        self.handle = handle
        self.needsTransaction = needsTransaction
    }

    /// SQLite ends a transaction by itself after some errors.
    var isInTransaction: Bool { sqlite3_get_autocommit(handle) == 0 }

    @discardableResult
    func execute(_ sql: SQL) throws -> Int {
        try withStatement(sql) { statement in
            try drain(statement, sql)
            return sqlite3_stmt_readonly(statement) == 0 ? Int(sqlite3_changes(handle)) : 0
        }
    }

    func scan(_ sql: SQL, while body: (any SQLRow) throws -> Bool) throws {
        try withStatement(sql) { statement in
            let row = SQLiteRow(statement: statement)
            while try step(statement, sql) {
                guard try body(row) else {
                    // A statement that writes (RETURNING) is always run to its end.
                    if sqlite3_stmt_readonly(statement) == 0 { try drain(statement, sql) }
                    return
                }
            }
        }
    }

    func post(_ sql: SQL, otherwise: (any Error)?) throws {
        if try execute(sql) == 0, let otherwise { throw otherwise }
    }

    /// The one write transaction is the lock.
    func enter(_ county: String, alone: Bool) throws -> Bool { true }
    func rowLock(waits: Bool) -> SQL { "" }
    var clock: SQL { "NULL" }
    func filled(_ tables: [String]) throws {}
    var orderedJoin: SQL { "CROSS JOIN" }

    func contains(_ column: StaticString, _ part: String) -> SQL { "instr(\(raw: column), \(part)) > 0" }

    func streamingQuery(_ sql: SQL, _ body: (any SQLRow) throws -> Void) throws {
        try query(sql, body)
    }

    /// Runs `body`; if it throws, undoes what it did and rethrows.
    @discardableResult
    func savepoint<R>(_ body: () throws -> R) throws -> R {
        try execute("SAVEPOINT s")
        do {
            let result = try body()
            try execute("RELEASE s")
            return result
        } catch {
            guard isInTransaction else { throw error }
            try execute("ROLLBACK TO s")
            try execute("RELEASE s")
            throw error
        }
    }

    /// BEGIN, COMMIT, ROLLBACK and PRAGMA, which need no transaction.
    func control(_ sql: SQL) throws {
        try withStatement(sql, anywhere: true) { try drain($0, sql) }
    }

    /// Runs `body` in an IMMEDIATE transaction.
    @discardableResult
    func transaction<R>(_ body: () throws -> R) throws -> R {
        try control("BEGIN IMMEDIATE")
        do {
            let result = try body()
            guard isInTransaction else { throw EngineError.rolledBack }
            try control("COMMIT")
            return result
        } catch {
            if isInTransaction { try? control("ROLLBACK") }
            throw error
        }
    }

    private func withStatement<R>(
        _ sql: SQL, anywhere: Bool = false, _ body: (OpaquePointer) throws -> R
    ) throws -> R {
        guard anywhere || !needsTransaction || isInTransaction else { throw EngineError.rolledBack }
        var prepared = try EngineError.mapping { try database.cachedStatement(sql: sql.text) }
        if sqlite3_stmt_busy(prepared.sqliteStatement) != 0 {
            prepared = try EngineError.mapping { try database.makeStatement(sql: sql.text) }
        }
        let statement = prepared.sqliteStatement
        return try withExtendedLifetime(prepared) {
            defer {
                sqlite3_reset(statement)
                sqlite3_clear_bindings(statement)
            }
            try bind(sql, to: statement)
            return try body(statement)
        }
    }

    private func bind(_ sql: SQL, to statement: OpaquePointer) throws {
        guard sqlite3_bind_parameter_count(statement) == sql.values.count else {
            throw EngineError.misuse("\(sql.values.count) values for: \(sql.text)")
        }
        // Tells SQLite to copy.
        let transient = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        for index in sql.values.indices {
            let position = CInt(index + 1)
            let code: CInt =
                switch sql.values[index] {
                case .int(let value): sqlite3_bind_int64(statement, position, value)
                case .null: sqlite3_bind_null(statement, position)
                case .text(""):
                    // No address would bind NULL.
                    sqlite3_bind_text(statement, position, "", 0, transient)
                case .text(var value):
                    value.withUTF8 { utf8 in
                        utf8.withMemoryRebound(to: CChar.self) {
                            sqlite3_bind_text64(
                                statement, position, $0.baseAddress, UInt64($0.count), transient,
                                UInt8(SQLITE_UTF8))
                        }
                    }
                case .bytes(let value):
                    value.withUnsafeBytes {
                        $0.isEmpty
                            ? sqlite3_bind_zeroblob(statement, position, 0)
                            : sqlite3_bind_blob64(
                                statement, position, $0.baseAddress, UInt64($0.count), transient)
                    }
                }
            guard code == SQLITE_OK else { throw failure(code, sql) }
        }
    }

    private func step(_ statement: OpaquePointer, _ sql: SQL) throws -> Bool {
        let code = sqlite3_step(statement)
        if code == SQLITE_ROW { return true }
        guard code == SQLITE_DONE else { throw failure(code, sql) }
        return false
    }

    private func drain(_ statement: OpaquePointer, _ sql: SQL) throws {
        while try step(statement, sql) {}
    }

    private func failure(_ code: CInt, _ sql: SQL) -> EngineError {
        EngineError(
            sqlite: code, message: sqlite3_errmsg(handle).map { String(cString: $0) } ?? "", sql: sql.text)
    }
}

struct SQLiteRow: SQLRow {
    let statement: OpaquePointer

    func isNull(_ column: Int) -> Bool { sqlite3_column_type(statement, CInt(column)) == SQLITE_NULL }

    func int64(_ column: Int) throws -> Int64 {
        try expect(SQLITE_INTEGER, column)
        return sqlite3_column_int64(statement, CInt(column))
    }

    func text(_ column: Int) throws -> String {
        try expect(SQLITE_TEXT, column)
        return String(decoding: content(column), as: UTF8.self)
    }

    func bytes(_ column: Int) throws -> [UInt8] {
        try expect(SQLITE_BLOB, column)
        return [UInt8](content(column))
    }

    func withBytes<R>(_ column: Int, _ body: (UnsafeRawBufferPointer) throws -> R) throws -> R {
        guard sqlite3_column_type(statement, CInt(column)) == SQLITE_TEXT else {
            try expect(SQLITE_BLOB, column)
            return try body(content(column))
        }
        return try body(content(column))
    }

    /// As stored; the pointer is asked before the length, as SQLite wants it.
    private func content(_ column: Int) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(statement, CInt(column))
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, CInt(column))))
    }

    private func expect(_ type: CInt, _ column: Int) throws {
        guard sqlite3_column_type(statement, CInt(column)) != type else { return }
        let name = sqlite3_column_name(statement, CInt(column)).map { String(cString: $0) } ?? "\(column)"
        throw EngineError.corrupt("\(name) 列的内容类型不符")
    }
}
