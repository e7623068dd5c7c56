import Foundation
import Testing

@testable import Commands

@Suite struct `Imports` {
    private static let files: [(noun: String, file: String, rows: Int)] = [
        ("unit", "units.csv", 507), ("service", "service-items.csv", 400),
        ("one-thing", "one-things.csv", 28),
        ("issue", "findings.csv", 100),
    ]

    private func imported(_ outcome: Desk.Outcome) throws -> (Int, Int, Int) {
        let report = try outcome.json()
        let errors = try #require(report["errors"] as? [Any])
        return (
            try #require(report["imported"] as? Int), try #require(report["skipped"] as? Int), errors.count
        )
    }

    @Test func `take every sample file whole, and a second time skip every row`() async throws {
        try await Desk.useCounty(at: "2026-11-20T10:00:00+08:00") { desk in
            // Two findings of the file are clues of misconduct, for which somebody must be named.
            let findings = Desk.sample("Sample/findings.csv")
            let early = await desk.run("issue", "import", findings)
            #expect(early.code == 65 && early.errors.contains("线索受理人"))
            try await desk.act("zhengwu", "clue", "officers", "--first", "P2", "--second", "P1")
            for (noun, file, rows) in Self.files.dropFirst() {
                let path = Desk.sample("Sample/\(file)")
                let dry = try imported(await desk.run(noun, "import", path, "--dry-run", "--json"))
                #expect(dry == (rows, 0, 0), "\(file)")
                #expect(
                    try imported(await desk.run(noun, "import", path, "--json")) == (rows, 0, 0), "\(file)")
                #expect(
                    try imported(await desk.run(noun, "import", path, "--json")) == (0, rows, 0), "\(file)")
            }
            let units = Desk.sample("Sample/units.csv")
            #expect(try imported(await desk.run("unit", "import", units, "--json")) == (0, 507, 0))
            let list = try await desk.run("ledger", "list", "--json", "--limit", "200").json()
            #expect((list["items"] as? [Any])?.count == 98)
            #expect(await desk.run("verify").code == 0)
        }
    }

    @Test func `read GB18030 as Excel on Chinese Windows writes it`() async throws {
        try await Desk.use { desk in
            // 单位编码,单位名称,单位类型,上级编码 / QH-RS,人社局,部门,QH
            let bytes: [UInt8] =
                [
                    0xB5, 0xA5, 0xCE, 0xBB, 0xB1, 0xE0, 0xC2, 0xEB, 0x2C, 0xB5, 0xA5, 0xCE, 0xBB, 0xC3, 0xFB,
                    0xB3, 0xC6,
                ]
                + [
                    0x2C, 0xB5, 0xA5, 0xCE, 0xBB, 0xC0, 0xE0, 0xD0, 0xCD, 0x2C, 0xC9, 0xCF, 0xBC, 0xB6, 0xB1,
                    0xE0,
                ]
                + [0xC2, 0xEB, 0x0D, 0x0A] + Array("QH-RS,".utf8) + [
                    0xC8, 0xCB, 0xC9, 0xE7, 0xBE, 0xD6, 0x2C,
                ]
                + [0xB2, 0xBF, 0xC3, 0xC5] + Array(",QH\r\n".utf8)
            let outcome = await desk.run("unit", "import", try desk.file("gbk.csv", bytes))
            #expect(outcome.code == 0, "\(outcome.errors)")
            #expect(await desk.run("unit", "list").output.contains("人社局"))
        }
    }

    @Test func `take all rows or none, and name line, column and mend of every bad one`() async throws {
        try await Desk.use { desk in
            let file = try desk.file(
                "units.csv",
                """
                单位编码,单位名称,单位类型,上级编码
                QH-A,甲局,部门,QH
                QH-B,"乙
                局",怪物,QH
                QH-C,丙局,部门,QH-NONE
                QH-A,甲局又一次,部门,QH
                ,丁局,部门,QH

                """)
            let outcome = await desk.run("unit", "import", file)
            #expect(outcome.code == 65)
            for part in ["第3行第3列（单位类型）", "第5行", "QH-NONE", "第6行第1列", "QH-A", "第7行第1列（单位编码）"] {
                #expect(outcome.output.contains(part) || outcome.errors.contains(part), "\(part): \(outcome)")
            }
            #expect(!(await desk.run("unit", "list").output.contains("甲局")))
            let json = try await desk.run("unit", "import", file, "--json").json()
            let errors = try #require(json["errors"] as? [[String: Any]])
            #expect(errors.count >= 4 && errors.allSatisfy { $0["line"] is Int && $0["message"] is String })
        }
    }

    @Test(arguments: [
        ("空文件", ""), ("少列", "单位编码,单位名称\nQH-A,甲局\n"),
        ("没有收尾的引号", "单位编码,单位名称,单位类型,上级编码\nQH-A,\"甲局,部门,QH\n"),
        ("NUL", "单位编码,单位名称,单位类型,上级编码\nQH-A,甲\u{0}局,部门,QH\n"),
        ("列数不齐", "单位编码,单位名称,单位类型,上级编码\nQH-A,甲局,部门,QH,多一格\n"),
    ])
    func `refuse a broken file with a message, and keep nothing of it`(name: String, text: String)
        async throws
    {
        try await Desk.use { desk in
            let outcome = await desk.run("unit", "import", try desk.file("bad.csv", text))
            #expect(outcome.code == 65, "\(name): \(outcome)")
            #expect(!outcome.errors.isEmpty || !outcome.output.isEmpty)
            #expect(!(await desk.run("unit", "list").output.contains("QH-A")))
            #expect(await desk.run("verify").code == 0)
        }
    }

    @Test func `name extra columns as ignored, and keep a formula as the text it is`() async throws {
        try await Desk.use { desk in
            let file = try desk.file(
                "units.csv", "单位编码,单位名称,单位类型,上级编码,负责人生日\nQH-A,\"=HYPERLINK(\"\"x\"\")\",部门,QH,1月\n")
            let outcome = await desk.run("unit", "import", file)
            #expect(outcome.code == 0 && outcome.errors.contains("负责人生日"))
            #expect(await desk.run("unit", "list").output.contains("=HYPERLINK(\"x\")"))
        }
    }

    @Test func `refuse a cell of ten megabytes, a folder and a missing file`() async throws {
        try await Desk.use { desk in
            let huge = "单位编码,单位名称,单位类型,上级编码\nQH-A,\(String(repeating: "长", count: 3_500_000)),部门,QH\n"
            let outcome = await desk.run("unit", "import", try desk.file("huge.csv", huge))
            #expect(outcome.code == 65 && outcome.errors.utf8.count + outcome.output.utf8.count < 4_000)
            for path in [desk.root, desk.root + "/none.csv"] {
                let refused = await desk.run("unit", "import", path)
                #expect([65, 66, 74].contains(refused.code) && refused.errors.contains(path), "\(refused)")
            }
        }
    }
}
