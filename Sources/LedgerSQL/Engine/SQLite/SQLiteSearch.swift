/// FTS5 without content and without positions. Its `ascii` tokenizer takes every letter beyond ASCII as it is, so each
/// of our terms is one token (`unicode61` would follow its own, older tables). A file holds one county.
extension SQLiteConnection {
    func searchCreate(_ index: SearchIndex) throws {
        let name = index.name
        try execute(
            """
            CREATE VIRTUAL TABLE \(identifier: name) USING fts5(
                terms, content = '', detail = none, columnsize = 0, tokenize = 'ascii')
            """)
        try execute(
            "CREATE VIRTUAL TABLE \(identifier: name + "_terms") USING fts5vocab(\(identifier: name), instance)"
        )
    }

    func searchAdd(to index: SearchIndex, county: String, row: Int64, text: String) throws {
        let terms = Bigrams.terms(of: text)
        guard !terms.isEmpty else { return }
        try execute(
            """
            INSERT INTO \(identifier: index.name) (rowid, terms) VALUES (\(row), \(terms.joined(separator: " ")))
            """)
    }

    func searchRemove(from index: SearchIndex, county: String, row: Int64, text: String) throws {
        let terms = Bigrams.terms(of: text)
        guard !terms.isEmpty else { return }
        try command("delete", index, rest: ", rowid, terms", "\(row), \(terms.joined(separator: " "))")
    }

    func searchMatch(in index: SearchIndex, county: String, text: String) -> SQL? {
        let terms = Bigrams.query(text)
        guard !terms.isEmpty else { return nil }
        let match = terms.map { "\"\($0.text)\"\($0.isPrefix ? " *" : "")" }.joined(separator: " ")
        return "SELECT rowid FROM \(identifier: index.name) WHERE \(identifier: index.name) MATCH \(match)"
    }

    func searchChecksum(of index: SearchIndex, county: String) throws -> SearchChecksum {
        var result = SearchChecksum()
        try query("SELECT doc, term FROM \(identifier: index.name + "_terms")") { row in
            let number = try row.int64(0)
            try row.withBytes(1) { result.add(row: number, term: $0) }
        }
        return result
    }

    func searchClear(_ index: SearchIndex, county: String) throws { try command("delete-all", index) }

    func searchOptimize(_ index: SearchIndex) throws { try command("optimize", index) }

    /// FTS5 takes its commands as an insert into the column named like the table.
    private func command(_ word: String, _ index: SearchIndex, rest: SQL = "", _ values: SQL = "") throws {
        let comma: SQL = values.isEmpty ? "" : ", "
        try execute(
            """
            INSERT INTO \(identifier: index.name) (\(identifier: index.name)\(rest)) VALUES (\(word)\(comma)\(values))
            """)
    }

    func makeAppendOnly(_ table: String) throws {
        for (action, verb) in [("update", "UPDATE"), ("delete", "DELETE")] as [(String, StaticString)] {
            try execute(
                """
                CREATE TRIGGER \(identifier: table + "_refuses_" + action) BEFORE \(raw: verb) ON \(identifier: table)
                BEGIN SELECT RAISE(ABORT, 'append-only'); END
                """)
        }
    }
}
