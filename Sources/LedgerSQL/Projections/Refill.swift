import Ledger
import Walkthrough

extension Projection {
    /// Counts up whenever the stored states must fill a table anew: a county that was filled by an earlier one is filled
    /// again when it is opened. 1: the facts of the statistics. 2: titles and searched words without personal
    /// data.
    static let edition = 2
}

/// Fills the tables that a step of the schema added from the states that are stored, so that nobody has to rebuild a
/// store because the program is new. What cannot be read is left out: `verify` tells, `rebuild` mends.
enum Refill {
    /// Rows of the ledger are written over, so that one that cannot be read stays in the lists.
    private static let tables: [ProjectionTable] = [.itemFact, .walkFact, .answerFact, .unitWeekFact]

    static func isDue(_ connection: any SQLConnection, county: String) throws -> Bool {
        let edition = try connection.first("SELECT projections FROM county WHERE code = \(county)") {
            try $0.optionalInt(0) ?? 0
        }
        return edition.map { $0 < Projection.edition } ?? false
    }

    static func run(_ transaction: SQLWriteTransaction, _ progress: (Int) -> Void) throws {
        let (connection, county) = (transaction.connection, transaction.code)
        // Somebody else may have been faster.
        guard try isDue(connection, county: county) else { return }
        for table in tables {
            try connection.execute(
                SQL(text: "DELETE FROM \(table.rawValue) WHERE county = ?", values: [county.sqlValue]))
        }
        try connection.searchClear(Schema.search, county: county)
        var count = 0
        func note() {
            count += 1
            if count % 1_000 == 0 { progress(count) }
        }
        try fill(RectificationItem.self, transaction, note)
        try fill(ExperienceSession.self, transaction, note)
        try fill(UnitWeek.self, transaction, note)
        try mark(connection, county: county)
        try transaction.rethrow()
        try connection.filled(([.item] + tables).map(\.rawValue) + [Schema.search.name])
    }

    static func mark(_ connection: any SQLConnection, county: String) throws {
        try connection.execute("UPDATE county SET projections = \(Projection.edition) WHERE code = \(county)")
    }

    private static func fill<A: Aggregate>(
        _ type: A.Type, _ transaction: SQLWriteTransaction, _ note: () -> Void
    ) throws {
        let connection = transaction.connection
        let prefix = A.streamKind.rawValue + ":"
        let end = A.streamKind.rawValue + ";"
        try connection.streamingQuery(
            """
            SELECT id, first, state FROM stream
            WHERE county = \(transaction.code) AND id >= \(prefix) AND id < \(end) AND state IS NOT NULL
            """
        ) { row in
            note()
            guard let state = try? StateCodec.decode(type, try row.text(2)) else { return }
            let first = try row.int64(1)
            let words = Projection.words(of: state)
            let rows = Projection.rows(
                of: state, id: String(try row.text(0).dropFirst(prefix.count)), county: transaction.code,
                row: first, words: words, in: transaction)
            for row in rows where row.key.table == .item || tables.contains(row.key.table) {
                try connection.post(row.upsert)
            }
            if let words {
                try connection.searchAdd(
                    to: Schema.search, county: transaction.code, row: first, text: words)
            }
        }
    }
}
