package enum Dialect: Sendable, Hashable { case sqlite, postgres }

/// A database engine: the only door between our SQL and a database.
///
/// Bodies are synchronous and may run more than once (an engine runs them again after a rollback that was not theirs),
/// so they change nothing outside and keep nothing learnt inside but what they return.
package protocol Engine: Sendable {
    var dialect: Dialect { get }

    /// Brings the schema up to the last of `migrations`, and refuses a newer store from then on.
    func migrate(_ migrations: [Migration]) async throws

    /// One command. It is durable when this returns, shares a commit with its neighbours where that is faster, and
    /// fails alone. A task cancelled before the call records nothing; later cancellation changes nothing.
    @discardableResult
    func write<R: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> R) async throws -> R

    /// A long write, such as an import, in a transaction of its own.
    @discardableResult
    func writeAlone<R: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> R) async throws
        -> R

    /// A short read of one moment. It may stream rows, and ends early when its task is cancelled.
    func read<R: Sendable>(_ body: @escaping @Sendable (any SQLConnection) throws -> R) async throws -> R

    /// Leaves nothing of what was deleted in logs beside the database, as an erasure by law wants it.
    func forgetDeleted() async throws

    /// A consistent copy as one new SQLite file, while others write; `false`, and no file, where the engine's store is
    /// not a file: then the copy is made row by row (see `Transfer`).
    /// - Throws: `ioError` if `path` exists or cannot be written.
    func copyFile(to path: String) async throws -> Bool

    /// Finishes what was asked and closes; later calls throw `closed`.
    func close() async throws
}

/// A row while it is being read; never kept. Columns count from 0. A cell of another type than asked throws `corrupt`.
package protocol SQLRow {
    func isNull(_ column: Int) -> Bool
    func int64(_ column: Int) throws -> Int64
    func text(_ column: Int) throws -> String
    func bytes(_ column: Int) throws -> [UInt8]
    /// The bytes of a text or bytes cell, without a copy.
    func withBytes<R>(_ column: Int, _ body: (UnsafeRawBufferPointer) throws -> R) throws -> R
}

extension SQLRow {
    package func int(_ column: Int) throws -> Int { Int(try int64(column)) }

    package func bool(_ column: Int) throws -> Bool {
        switch try int64(column) {
        case 0: return false
        case 1: return true
        case let other: throw EngineError.corrupt("第 \(column + 1) 列应为 0 或 1，实为 \(other)")
        }
    }

    package func optionalInt64(_ column: Int) throws -> Int64? { isNull(column) ? nil : try int64(column) }
    package func optionalInt(_ column: Int) throws -> Int? { isNull(column) ? nil : try int(column) }
    package func optionalText(_ column: Int) throws -> String? { isNull(column) ? nil : try text(column) }
    package func optionalBytes(_ column: Int) throws -> [UInt8]? { isNull(column) ? nil : try bytes(column) }
    package func optionalBool(_ column: Int) throws -> Bool? { isNull(column) ? nil : try bool(column) }
}

/// A connection inside a transaction, on one thread, for the time of a body.
package protocol SQLConnection {
    var dialect: Dialect { get }

    /// - Returns: the number of rows inserted, updated or deleted, without those of triggers.
    @discardableResult
    func execute(_ sql: SQL) throws -> Int

    /// Gives the rows one by one until `body` returns false.
    func scan(_ sql: SQL, while body: (any SQLRow) throws -> Bool) throws

    /// Like `query`, for results too large for memory (PostgreSQL: a cursor).
    func streamingQuery(_ sql: SQL, _ body: (any SQLRow) throws -> Void) throws

    // MARK: Several writers

    /// Runs a statement whose rows nobody asks for. An engine may send it later, but before the next one that is asked
    /// for and before the commit; what it fails with is thrown then.
    /// - Parameter otherwise: thrown, then, if no row was changed.
    func post(_ sql: SQL, otherwise: (any Error)?) throws

    /// Waits until this transaction may write in the county: beside others, or `alone`.
    /// - Returns: whether nobody else writes in the county until the commit.
    func enter(_ county: String, alone: Bool) throws -> Bool

    /// Ends a SELECT of one table so that its rows stay as they are until the commit. Where somebody else holds one it
    /// waits, or throws `held` at once.
    func rowLock(waits: Bool) -> SQL

    /// An expression: now, by the clock that all who write here share, in milliseconds since 1970; NULL if that is the
    /// machine's own.
    var clock: SQL { get }

    /// Tells whoever plans queries that these tables were just filled.
    func filled(_ tables: [String]) throws

    /// A join that is carried out in the order in which it is written, where the engine would not find that by itself.
    var orderedJoin: SQL { get }

    /// A condition: the text column holds `part`, compared byte for byte.
    func contains(_ column: StaticString, _ part: String) -> SQL

    // MARK: Search, see `Bigrams`

    /// Adds a row that is not in the index.
    func searchAdd(to index: SearchIndex, county: String, row: Int64, text: String) throws

    /// Removes a row. `text` must be exactly what was added.
    func searchRemove(from index: SearchIndex, county: String, row: Int64, text: String) throws

    /// A query of the numbers of the county's rows that hold the terms of `text`, for `IN (\(…))`; `nil` if there is
    /// nothing to search for. A row may hold all pairs of characters and not the phrase: where that matters, test the
    /// text too.
    func searchMatch(in index: SearchIndex, county: String, text: String) -> SQL?

    /// What the index holds of the county, to be compared with the sum of `Bigrams.checksum` over the rows.
    func searchChecksum(of index: SearchIndex, county: String) throws -> SearchChecksum

    /// Empties the index of the county, before it is made again.
    func searchClear(_ index: SearchIndex, county: String) throws

    /// Merges the index, so that what was removed is gone from the file too.
    func searchOptimize(_ index: SearchIndex) throws
}

extension SQLConnection {
    package func post(_ sql: SQL) throws { try post(sql, otherwise: nil) }

    package func query(_ sql: SQL, _ body: (any SQLRow) throws -> Void) throws {
        try scan(
            sql,
            while: { row in
                try body(row)
                return true
            })
    }

    /// The first row, if there is one.
    package func first<T>(_ sql: SQL, map: (any SQLRow) throws -> T) throws -> T? {
        var result: T?
        try scan(
            sql,
            while: { row in
                result = try map(row)
                return false
            })
        return result
    }

    package func all<T>(_ sql: SQL, map: (any SQLRow) throws -> T) throws -> [T] {
        var result: [T] = []
        try query(sql) { result.append(try map($0)) }
        return result
    }
}
