import Ledger
import Walkthrough

/// Makes the projections again. Units come first, since others' rows depend on the tree.
enum Rebuild {
    static func run(_ transaction: SQLWriteTransaction, _ progress: (Int) -> Void) throws {
        let connection = transaction.connection
        let county = transaction.code
        for table in ProjectionTable.allCases {
            try connection.execute(
                SQL(text: "DELETE FROM \(table.rawValue) WHERE county = ?", values: [county.sqlValue]))
        }
        try connection.execute("DELETE FROM stream WHERE county = \(county)")
        try connection.searchClear(Schema.search, county: county)
        try transaction.advanceReference()
        transaction.hasChangedReference = true
        var count = 0
        var serials = Serials()
        for condition: SQL in ["e.stream LIKE 'unit:%'", "e.stream NOT LIKE 'unit:%'"] {
            var open: Open?
            try EventRows.read(on: connection, where: "e.county = \(county) AND \(condition)") {
                event, texts, sequence in
                if open?.stream != event.stream {
                    try open?.save(transaction)
                    serials.take(open?.fold.aggregate, county: county)
                    open = Open(stream: event.stream, fold: event.stream.fold(), first: sequence)
                }
                try open?.fold.take(event, source: CheckedTexts(texts))
                open?.version = event.version
                open?.hash = event.hash
                open?.at = event.at
                count += 1
                if count % 10_000 == 0 { progress(count) }
            }
            try open?.save(transaction)
            serials.take(open?.fold.aggregate, county: county)
        }
        try serials.restore(connection, county: county)
        try Refill.mark(connection, county: county)
        try transaction.rethrow()
        try connection.filled(["stream"] + ProjectionTable.allCases.map(\.rawValue) + [Schema.search.name])
    }

    private struct Open {
        let stream: StreamID
        var fold: any StreamFold
        let first: Int64
        var version = 0
        var hash: [UInt8] = []
        var at = Instant(milliseconds: 0)

        func save(_ transaction: SQLWriteTransaction) throws {
            let connection = transaction.connection
            try connection.post(
                """
                INSERT INTO stream (county, id, version, hash, at, first, state)
                VALUES (\(transaction.code), \(stream.description), \(version), \(hash), \(at.milliseconds), \(first),
                    \(try fold.stored()))
                """)
            let words = Projection.words(of: fold.aggregate)
            let rows = Projection.rows(
                of: fold.aggregate, id: stream.id, county: transaction.code, row: first, words: words,
                in: transaction)
            for row in rows { try connection.post(row.upsert) }
            if let words {
                try connection.searchAdd(to: Schema.search, county: transaction.code, row: first, text: words)
            }
        }
    }
}
