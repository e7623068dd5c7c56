import LedgerSQL
import Testing

@Suite struct `SQL text` {
    @Test func `values are bound with their types and never written`() {
        let missing: String? = nil
        let sql: SQL =
            "SELECT \(1), \("a'b"), \(true), \(missing), \([UInt8](repeating: 9, count: 2)) FROM \(raw: "t")"
        #expect(sql.text == "SELECT ?, ?, ?, ?, ? FROM t")
        #expect(sql.values == [.int(1), .text("a'b"), .int(1), .null(.text), .bytes([9, 9])])
        #expect(sql.numbered == "SELECT $1, $2, $3, $4, $5 FROM t")
    }

    @Test func `lists of near sizes share one text`() {
        let three: SQL = "x WHERE \(.column("a", in: ["a", "b", "c"]))"
        let four: SQL = "x WHERE \(.column("a", in: ["a", "b", "c", "d"]))"
        #expect(three.text == four.text)
        #expect(three.values == [.text("a"), .text("b"), .text("c"), .text("c")])
        #expect(SQL.column("a", in: [Int]()).text == "1 = 0")
    }

    @Test func `conditions are joined`() {
        #expect(SQL.all([]).text == "1 = 1")
        let both = SQL.all(["a = \(1)", "b = \(2) OR c"])
        #expect(both.text == "(a = ?) AND (b = ? OR c)")
        #expect(both.values == [.int(1), .int(2)])
    }

    @Test func `type words become the words of the engine`() throws {
        let statement = """
            CREATE TABLE t ( -- text, int
                text text NOT NULL DEFAULT 'a, int (', day text, urgent flag NOT NULL, n int CHECK (n IN (1, 2)),
                raw bytes, PRIMARY KEY (text, day)) clustered
            """
        let rendered = try DDL.postgres.render(statement)
        #expect(
            rendered.split(whereSeparator: \.isNewline).dropFirst().joined().split(separator: " ").joined(
                separator: " ") == """
                    text TEXT COLLATE "C" NOT NULL DEFAULT 'a, int (', day TEXT COLLATE "C", urgent BIGINT CHECK (urgent IN \
                    (0, 1)) NOT NULL, n BIGINT CHECK (n IN (1, 2)), raw BYTEA, PRIMARY KEY (text, day))
                    """)
        #expect(
            try DDL.postgres.render("ALTER TABLE t ADD COLUMN n int") == "ALTER TABLE t ADD COLUMN n BIGINT")
        #expect(try DDL.postgres.render("CREATE INDEX int ON t (int)") == "CREATE INDEX int ON t (int)")
        #expect(throws: EngineError.self) { try DDL.postgres.render("CREATE TABLE t (a integer)") }
    }
}

@Suite struct `Search terms` {
    @Test(arguments: [
        ("消防验收", ["消防", "防验", "验收", "收"]),
        ("水", ["水"]),
        ("Ａ1，水 水", ["a1", "1", "水"]),
        ("办件QH-42", ["办件", "件", "qh", "h", "42", "2"]),
        ("消\u{200B}防", ["消防", "防"]),
        ("人々“人”", ["人々", "々", "人"]),
        ("  。，、", []),
        ("abcdefghijklmn", (0..<14).map { String("abcdefghijklmn".dropFirst($0).prefix(12)) }),
    ])
    func `every place of a run starts a term`(text: String, terms: [String]) {
        #expect(Bigrams.terms(of: text) == terms)
    }

    @Test func `what is shorter than a term is a beginning`() {
        #expect(Bigrams.query("水").map(\.isPrefix) == [true])
        #expect(Bigrams.query("验收").map(\.isPrefix) == [false])
        #expect(Bigrams.query("0042").map(\.isPrefix) == [true])
        #expect(Bigrams.query("水 水").count == 1)
    }
}
