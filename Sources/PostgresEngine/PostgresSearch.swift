#if PostgreSQL
    import LedgerSQL

    /// A table of `tsvector` with a GIN index, made and asked by literals: nothing of the server's text search (dictionaries,
    /// parsers, extensions) has a say. The county is a term, too, so that a search reads its own rows only.
    extension PostgresConnection {
        func searchCreate(_ index: SearchIndex) throws {
            try execute(
                """
                CREATE TABLE \(identifier: index.name) (county TEXT COLLATE "C" NOT NULL, row BIGINT NOT NULL,
                    terms tsvector NOT NULL, PRIMARY KEY (county, row))
                """)
            try execute(
                "CREATE INDEX \(identifier: index.name + "_terms") ON \(identifier: index.name) USING gin (terms)"
            )
        }

        func searchAdd(to index: SearchIndex, county: String, row: Int64, text: String) throws {
            let terms = Bigrams.terms(of: text)
            guard !terms.isEmpty else { return }
            let literal = ([Self.mark(county)] + terms).map(Self.quoted).joined(separator: " ")
            try post(
                """
                INSERT INTO \(identifier: index.name) (county, row, terms)
                VALUES (\(county), \(row), CAST(\(literal) AS tsvector))
                """)
        }

        func searchRemove(from index: SearchIndex, county: String, row: Int64, text: String) throws {
            try post("DELETE FROM \(identifier: index.name) WHERE county = \(county) AND row = \(row)")
        }

        func searchMatch(in index: SearchIndex, county: String, text: String) -> SQL? {
            let terms = Bigrams.query(text)
            guard !terms.isEmpty else { return nil }
            let asked = terms.map { Self.quoted($0.text) + ($0.isPrefix ? ":*" : "") }
            let query = ([Self.quoted(Self.mark(county))] + asked).joined(separator: " & ")
            return
                "SELECT row FROM \(identifier: index.name) WHERE terms @@ CAST(\(query) AS tsquery)"
        }

        func searchChecksum(of index: SearchIndex, county: String) throws -> SearchChecksum {
            var result = SearchChecksum()
            try streamingQuery(
                """
                SELECT s.row, t.term FROM \(identifier: index.name) s, unnest(tsvector_to_array(s.terms)) t (term)
                WHERE s.county = \(county) AND t.term <> \(Self.mark(county))
                """
            ) { row in
                let number = try row.int64(0)
                try row.withBytes(1) { result.add(row: number, term: $0) }
            }
            return result
        }

        func searchClear(_ index: SearchIndex, county: String) throws {
            try execute("DELETE FROM \(identifier: index.name) WHERE county = \(county)")
        }

        /// What was removed leaves the files when the server next vacuums, see `forgetDeleted`.
        func searchOptimize(_ index: SearchIndex) throws {}

        /// No term of a text begins so.
        private static func mark(_ county: String) -> String { "#" + county }

        private static func quoted(_ term: String) -> String {
            "'" + term.replacing("\\", with: "\\\\").replacing("'", with: "''") + "'"
        }
    }
#endif
