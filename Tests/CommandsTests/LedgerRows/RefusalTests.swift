import Foundation
import Testing

@testable import Commands

/// What must not go by a side door.
@Suite struct `Side doors` {
    private func filed(_ desk: Desk, _ arguments: String...) async throws -> String {
        let outcome = await desk.run(
            ["issue", "file", "指南写三份材料，窗口要四份", "--place", "QH-T02", "--as", "yunxi", "--json"] + arguments)
        return try #require(try outcome.json()["number"] as? String, "\(outcome)")
    }

    @Test func `assigning again moves no date of the same owner once the days for it are over`() async throws
    {
        try await Desk.useCounty(at: "2026-09-14T09:00:00+08:00") { desk in
            let row = try await filed(desk)
            try await desk.act(
                "ducha", "ledger", "assign", row, "--lead", "QH-T02", "--mode", "deadline", "--due",
                "2026-09-18")
            // Within two working days it is a correction.
            try desk.at("2026-09-16T09:00:00+08:00")
            try await desk.act(
                "ducha", "ledger", "assign", row, "--lead", "QH-T02", "--mode", "deadline", "--due",
                "2026-09-21",
                "--reason", "日期写错")
            try desk.at("2026-09-22T09:00:00+08:00")
            let refused = await desk.refused(
                65, "ducha", "ledger", "assign", row, "--lead", "QH-T02", "--mode", "longTerm", "--due",
                "2027-06-30",
                "--reason", "改长期")
            #expect(refused.contains("2026-09-21") && refused.contains("延期"))
            // An earlier day, or another owner, is no extension.
            try await desk.act(
                "ducha", "ledger", "assign", row, "--lead", "QH-T01", "--mode", "deadline", "--due",
                "2026-09-30",
                "--reason", "属云溪镇")
            // Not by way of another owner and back either.
            let back = await desk.refused(
                65, "ducha", "ledger", "assign", row, "--lead", "QH-T02", "--mode", "deadline", "--due",
                "2026-12-30",
                "--reason", "还是石桥镇")
            #expect(back.contains("2026-09-21"))
        }
    }

    @Test func `an extension that was granted is the owner's day from then on`() async throws {
        try await Desk.useCounty(at: "2026-09-14T09:00:00+08:00") { desk in
            let row = try await filed(desk)
            try await desk.act(
                "ducha", "ledger", "assign", row, "--lead", "QH-T02", "--mode", "deadline", "--due",
                "2026-09-21")
            try await desk.act("shiqiao", "ledger", "accept", row)
            try desk.at("2026-09-18T09:00:00+08:00")
            try await desk.act(
                "shiqiao", "ledger", "ask-extension", row, "--until", "2026-09-30", "--reason", "等配件")
            try await desk.act("ducha", "ledger", "grant-extension", row, "--reason", "同意")
            // A partner joins; the day stays.
            try await desk.act(
                "ducha", "ledger", "assign", row, "--lead", "QH-T02", "--partner", "QH-D11", "--mode",
                "deadline",
                "--due", "2026-09-30", "--reason", "增加协同单位")
            let shown = try await desk.act("ducha", "ledger", "show", row, "--json").json()
            #expect(shown["due"] as? String == "2026-09-30")
        }
    }

    @Test func `a clue of misconduct becomes no row, however it comes`() async throws {
        try await Desk.useCounty { desk in
            let refused = await desk.refused(
                65, "yunxi", "issue", "file", "收了红包", "--place", "QH-T02", "--check-item", "STF-09")
            #expect(refused.contains("密封登记"))
            #expect(
                await desk.refused(65, "yunxi", "issue", "file", "x", "--check-item", "COV-99").contains(
                    "COV-99"))
            try await desk.act("zhengwu", "clue", "officers", "--first", "P2", "--second", "P1")
            let file = try desk.file("f.csv", "来源,问题描述,检查项\n督查,收了红包,STF-09\n督查,取号机没纸,FLOW-01\n")
            let outcome = await desk.run("issue", "import", file)
            #expect(outcome.code == 0 && outcome.output.contains("其中 1 行是违纪线索"), "\(outcome)")
            #expect(await desk.run("issue", "import", file).output.contains("导入 0 行，跳过没有变化的 2 行"))
            let list = await desk.run("ledger", "list", "--as", "ducha")
            #expect(!list.output.contains("红包") && list.output.contains("取号机"))
            #expect(await desk.run("verify").code == 0)
        }
    }

    @Test func `days of the calendar and 体验员 need a proved coordinator`() async throws {
        try await Desk.useCounty { desk in
            let year = Desk.sample("Calendars/2026.yaml")
            let text = try String(contentsOfFile: year, encoding: .utf8).replacing(
                "2026-09-20", with: "2026-09-19")
            let file = try desk.file("2026.yaml", text)
            for account in ["yunxi", "ducha"] {
                #expect(await desk.refused(77, account, "calendar", "load", file).contains("政务办管理"))
            }
            #expect(await desk.run("calendar", "load", file).code == 77)
            let appointed = await desk.run(
                "person", "appoint", "P6", "--number", "体验员009", "--recruitment", "invited", "--from",
                "2026-10-01",
                "--to", "2027-09-30")
            #expect(appointed.code == 77, "\(appointed)")
        }
    }

    @Test func `whoever may not import at all is told once`() async throws {
        try await Desk.useCounty { desk in
            let units = try String(contentsOfFile: Desk.sample("Sample/units.csv"), encoding: .utf8)
            let file = try desk.file("units.csv", units.replacing("窗口", with: "新窗口", maxReplacements: 50))
            let outcome = await desk.run(["unit", "import", file, "--as", "sysadmin"])
            #expect(outcome.code == 77 && outcome.errors.count < 300, "\(outcome)")
        }
    }

    @Test func `an unknown unit is said, and a page says that it is the last`() async throws {
        try await Desk.useCounty { desk in
            #expect(
                await desk.refused(66, "ducha", "ledger", "list", "--unit", "QH-NONE").contains("QH-NONE"))
            #expect(
                await desk.run("ledger", "list", "--as", "ducha", "--json").output.contains(#""next":null"#))
        }
    }

    @Test func `the line learns neither who reported nor whose case it was`() async throws {
        try await Desk.useCounty { desk in
            let row = try await filed(desk)
            try await desk.act("ducha", "ledger", "assign", row, "--lead", "QH-T02", "--mode", "immediate")
            let seen = await desk.run(["ledger", "history", row, "--as", "shiqiao"])
            #expect(seen.code == 0 && !seen.output.contains("yunxi") && !seen.output.contains("ducha"))
            #expect(seen.output.contains("督查"))
            #expect(await desk.run(["ledger", "history", row, "--as", "ducha"]).output.contains("yunxi"))
            let walk = try await desk.act(
                "yunxi", "session", "open", "--item", "失业登记", "--channels", "window", "--venue", "QH-T02",
                "--start",
                "8:30", "--end", "8:50", "--case-number", "QHBJ20260928001", "--nothing-found", "看了三项",
                "--json")
            let number = try #require(try walk.json()["number"] as? String)
            try await desk.act("yunxi", "session", "answer", number, "COV-02", "--value", "pass")
            try await desk.act("yunxi", "session", "submit", number)
            #expect(
                await desk.run(["session", "show", number, "--as", "yunxi"]).output.contains(
                    "QHBJ20260928001"))
            for account in ["shiqiao", "ducha"] {
                let shown = await desk.run(["session", "show", number, "--as", account, "--json"])
                #expect(shown.code == 0 && !shown.output.contains("QHBJ20260928001"), "\(account)")
            }
        }
    }

    @Test func `phones and identity numbers in free text are masked wherever a row is shown`() async throws {
        try await Desk.useCounty { desk in
            let filed = await desk.run([
                "issue", "file", "来电13987654321反映，身份证37012319900101123X", "--place", "QH-T02", "--as",
                "yunxi", "--json",
            ])
            let row = try #require(try filed.json()["number"] as? String)
            for arguments in [["list"], ["list", "--json"], ["show", row], ["show", row, "--json"]] {
                let shown = await desk.run(["ledger"] + arguments + ["--as", "ducha"])
                #expect(shown.code == 0 && !shown.output.contains("13987654321"), "\(arguments)")
                #expect(!shown.output.contains("37012319900101123X"), "\(arguments)")
            }
        }
    }

    @Test func `an anonymous report keeps no name, and a 数据截止 that has passed is not moved`() async throws {
        try await Desk.useCounty { desk in
            let refused = await desk.refused(
                65, "ducha", "issue", "file", "无人应答", "--source", "rating", "--mode", "anonymous",
                "--reporter", "群众甲")
            #expect(refused.contains("匿名"))
            try desk.at("2026-10-02T09:00:00+08:00")
            let moved = await desk.refused(
                65, "zhengwu", "setting", "set", "cutoffTime", "16:00", "--reason", "试行")
            #expect(moved.contains("2026-W40"))
        }
    }

    @Test func `evidence of a row is listed and saved for whoever checks it`() async throws {
        try await Desk.useCounty { desk in
            let photo = try desk.file("p.txt", "现场记录")
            let row = try await filed(desk, "--evidence", photo)
            try await desk.act("ducha", "ledger", "evidence", row, "--save", desk.root + "/out")
            let names = try FileManager.default.contentsOfDirectory(atPath: desk.root + "/out")
            #expect(names.count == 1 && names[0].hasPrefix(row))
            #expect(try String(contentsOfFile: desk.root + "/out/" + names[0], encoding: .utf8) == "现场记录")
            #expect(await desk.run(["ledger", "evidence", row, "--as", "chuangkou"]).code == 66)
        }
    }
}
