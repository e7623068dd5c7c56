import Ledger
import Walkthrough

/// What follows from a new state: the stream's row, the rows of lists and look-ups, the search index.
extension SQLWriteTransaction {
    /// Brings the stream's row, its projections and its words up to date.
    func save<A: Aggregate>(
        _ stream: StreamID, old: A?, new: A, chain: (version: Int, hash: [UInt8]), at: Instant, first: Int64
    ) throws {
        let moved = try unitsMoved(from: old, to: new)
        let changesWords = Projection.changesWords(from: old, to: new)
        let oldWords = Projection.words(of: old)
        let newWords = changesWords ? Projection.words(of: new) : oldWords
        let before = Projection.rows(
            of: old, id: stream.id, county: code, row: first, words: oldWords, in: self)
        let text = try StateCodec.encode(new)
        try connection.post(
            """
            INSERT INTO stream (county, id, version, hash, at, first, state)
            VALUES (\(code), \(stream.description), \(chain.version), \(chain.hash), \(at.milliseconds), \(first),
                \(text))
            ON CONFLICT (county, id) DO UPDATE SET
                version = excluded.version, hash = excluded.hash, at = excluded.at, state = excluded.state
            """)
        cache.keep(new, of: stream.description, as: text)
        hold(
            Head(state: new, version: chain.version, hash: chain.hash, at: at, first: first), stream)
        if Projection.isReference(stream.kind) {
            hasChangedReference = true
            try advanceReference()
        }
        let after = Projection.rows(
            of: new, id: stream.id, county: code, row: first, words: newWords, in: self)
        try checkHandles(after, of: stream)
        try ProjectedRow.replace(before, with: after, on: connection, otherwise: conflict(stream))
        if changesWords {
            if let oldWords {
                try connection.searchRemove(from: Schema.search, county: code, row: first, text: oldWords)
            }
            if let newWords {
                try connection.searchAdd(to: Schema.search, county: code, row: first, text: newWords)
            }
        }
        for item in moved { try item() }
        try rethrow()
    }

    /// A revision is never given twice, so that what a transaction cached which was then lost is never taken again: the
    /// step is random.
    func advanceReference() throws {
        let step = Int64(environment.random() & 0xFFFF_FFFF) + 1
        try connection.post("UPDATE county SET reference = reference + \(step) WHERE code = \(code)")
    }

    /// A key that people use names one stream only.
    private func checkHandles(_ rows: [ProjectedRow], of stream: StreamID) throws {
        for row in rows where row.key.table == .handle {
            let owner = try connection.first(row.select) { try $0.text(0) }
            guard let owner, owner != stream.id else { continue }
            guard case .text(let key) = row.key.values[2] else { continue }
            throw LedgerError.invalid([
                Invalid(
                    "编号或名称", "“\(key.split(separator: "\u{1F}").joined(separator: " "))”已被使用",
                    mend: "请核对是否重复登记，或换一个")
            ])
        }
    }

    /// When a unit's line moves, what lies below it is seen by others: each is projected again with the new tree.
    private func unitsMoved(from old: (any Aggregate)?, to new: any Aggregate) throws -> [() throws -> Void] {
        guard let old = old as? Unit, let new = new as? Unit, new.record.movesLine(from: old.record) else {
            return []
        }
        let items = try connection.all(
            "SELECT 'item:' || item FROM item_scope WHERE county = \(code) AND scope = \(new.code.text)"
        ) { try $0.text(0) }
        let documents = try connection.all(
            "SELECT kind || ':' || id FROM document_scope WHERE county = \(code) AND scope = \(new.code.text)"
        ) { try $0.text(0) }
        var again: [() throws -> Void] = []
        for stream in (items + documents).compactMap(StreamID.init) {
            func take<A: Aggregate>(_ type: A.Type) throws { again.append(try projectedAgain(type, stream)) }
            try take(stream.aggregate)
        }
        return again
    }

    /// Takes the rows as they are now, and gives what replaces them later.
    private func projectedAgain<A: Aggregate>(_ type: A.Type, _ stream: StreamID) throws -> () throws -> Void
    {
        let stored = try head(of: type, stream)
        guard let state = stored.state, let first = stored.first else { return {} }
        let words = Projection.words(of: state)
        let before = Projection.rows(
            of: state, id: stream.id, county: code, row: first, words: words, in: self)
        return { [unowned self] in
            let after = Projection.rows(
                of: state, id: stream.id, county: code, row: first, words: words, in: self)
            try ProjectedRow.replace(before, with: after, on: connection, otherwise: conflict(stream))
        }
    }
}
