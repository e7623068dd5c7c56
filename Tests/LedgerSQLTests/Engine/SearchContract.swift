import LedgerSQL
import Testing

extension EngineContract {
    static let texts: [Int64: String] = [
        1: "消防验收窗口一次性告知不全，来回跑了三趟",
        2: "污水接入（排水许可）办件编号 QH-2026-0042",
        3: "ＥＰＣ项目　验 收 材料；联系电话 13800138000",
        4: "营业执照变更。执照打印机故障",
    ]

    private func filled() async throws -> any Engine {
        let engine = try await engine()
        try await engine.write { connection in
            for (row, text) in Self.texts {
                try connection.searchAdd(to: Self.index, county: Self.county, row: row, text: text)
            }
        }
        return engine
    }

    private func found(_ text: String, in engine: any Engine) async throws -> [Int64]? {
        try await engine.read { connection in
            guard let match = connection.searchMatch(in: Self.index, county: Self.county, text: text) else {
                return nil
            }
            let rows = SQL.joined(Self.texts.keys.sorted().map { "(\($0))" }, by: ", ")
            return try connection.all(
                "WITH row (number) AS (VALUES \(rows)) SELECT number FROM row WHERE number IN (\(match)) ORDER BY number"
            ) { try $0.int64(0) }
        }
    }

    func searchFinds() async throws {
        let engine = try await filled()
        let expected: [(String, [Int64]?)] = [
            ("验收", [1]), ("消防验收", [1]), ("水", [2]), ("告知", [1]), ("执照", [4]), ("污水 许可", [2]),
            ("0042", [2]), ("42", [2]), ("2026-0042", [2]), ("qh", [2]), ("epc", [3]), ("EPC项目", [3]),
            ("13800138000", [3]), ("0138", [3]), ("缴费", []), ("防消", []), ("0043", []), ("，。 ", nil),
            ("", nil),
            ("\" OR *", []),
        ]
        for (text, rows) in expected { #expect(try await found(text, in: engine) == rows, "\(text)") }
        try await engine.write { connection in
            try connection.searchRemove(
                from: Self.index, county: Self.county, row: 1, text: Self.texts[1] ?? "")
            try connection.searchAdd(to: Self.index, county: Self.county, row: 1, text: "缴费机不能用")
        }
        #expect(try await found("消防验收", in: engine) == [])
        #expect(try await found("缴费", in: engine) == [1])
        try await engine.writeAlone { connection in
            try connection.searchOptimize(Self.index)
            try connection.searchClear(Self.index, county: Self.county)
        }
        #expect(try await found("缴费", in: engine) == [])
        try await engine.close()
    }

    func checksumShowsChanges() async throws {
        let engine = try await filled()
        var expected = SearchChecksum()
        for (row, text) in Self.texts {
            expected += Bigrams.checksum(row: row, terms: Bigrams.terms(of: text))
        }
        #expect(try await engine.checksum() == expected)
        await #expect(throws: Refused.self) {
            try await engine.write { connection in
                try connection.searchAdd(to: Self.index, county: Self.county, row: 9, text: "不作数")
                throw Refused()
            }
        }
        #expect(try await engine.checksum() == expected)
        try await engine.write { connection in
            try connection.searchRemove(
                from: Self.index, county: Self.county, row: 4, text: Self.texts[4] ?? "")
            try connection.searchAdd(to: Self.index, county: Self.county, row: 5, text: Self.texts[4] ?? "")
        }
        #expect(try await engine.checksum() != expected)
        try await engine.write { connection in
            try connection.searchRemove(
                from: Self.index, county: Self.county, row: 5, text: Self.texts[4] ?? "")
            try connection.searchAdd(to: Self.index, county: Self.county, row: 4, text: Self.texts[4] ?? "")
        }
        #expect(try await engine.checksum() == expected)
        try await engine.close()
    }
}
