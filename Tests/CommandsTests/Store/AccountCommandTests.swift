import Foundation
import Testing

@testable import Commands

@Suite struct `Accounts on the command line` {
    private func volunteer(_ desk: Desk) async throws {
        let people = try desk.file(
            "volunteers.csv",
            """
            人员编号,姓名,体验员编号,招募方式,聘期起,聘期止
            V1,测试体验员,7,公开征集,2026-09-01,2027-08-31

            """)
        let imported = await desk.run("person", "import", people)
        try #require(imported.code == 0, "\(imported.errors)")
        try await desk.act("sysadmin", "account", "add", "tiyan", "--person", "V1")
        try await desk.act("secadmin", "account", "grant", "tiyan", "--role", "experiencer", "--unit", "QH")
    }

    @Test func `a card is a link whose secret no server sees, and only the coordinator gives it`()
        async throws
    {
        try await Desk.useCounty { desk in
            try await volunteer(desk)
            let card = try await desk.act(
                "zhengwu", "account", "card", "tiyan", "--base-url", "https://peizou.example.gov.cn/",
                "--json"
            ).json()
            let link = try #require(card["link"] as? String)
            #expect(link.hasPrefix("https://peizou.example.gov.cn/card#pz_"))
            #expect(card["expires"] as? String == "2026-10-12T09:00:00+08:00")
            let plain = try await desk.act("zhengwu", "account", "card", "tiyan")
            #expect(plain.output.hasPrefix("pz_") && plain.errors.contains("只显示这一次"))
            #expect(await desk.refused(77, "ducha", "account", "card", "tiyan").contains("政务办管理"))
            #expect(await desk.refused(77, "zhengwu", "account", "card", "zhengwu").contains("不能给自己发卡"))
            _ = await desk.refused(64, "zhengwu", "account", "card", "tiyan", "--base-url", "peizou")
            let list = try await desk.act("secadmin", "account", "list")
            #expect(list.output.contains("已发"))
        }
    }

    @Test func `the access log is the audit administrator's, and tells who was refused what`() async throws {
        try await Desk.useCounty { desk in
            _ = await desk.refused(77, "sysadmin", "ledger", "list")
            _ = await desk.refused(77, "secadmin", "account", "log")
            let page = try await desk.act("auditadmin", "account", "log", "--account", "sysadmin", "--json")
                .json()
            let entries = try #require(page["entries"] as? [[String: Any]])
            #expect(entries.count == 1 && entries[0]["act"] as? String == "查看台账")
            let table = try await desk.act("auditadmin", "account", "log", "--limit", "1")
            #expect(table.errors.contains("--after"))
            _ = await desk.refused(64, "auditadmin", "account", "log", "--limit", "0")
        }
    }

    @Test func `calls are handed to a caller by number`() async throws {
        try await Desk.useCounty { desk in
            let people = try desk.file("callers.csv", "人员编号,姓名,单位编码,职务\nH1,测试回访员,QH-D01,回访\n")
            #expect(await desk.run("person", "import", people).code == 0)
            try await desk.act("sysadmin", "account", "add", "huifang", "--person", "H1")
            let filed = try await desk.act(
                "yunxi", "issue", "file", "指南写三份材料，窗口要四份", "--place", "QH-T02", "--json"
            ).json()
            let row = try #require(filed["number"] as? String)
            #expect(
                await desk.refused(65, "ducha", "ledger", "assign-caller", row, "--person", "H1").contains(
                    "回访人"))
            try await desk.act("secadmin", "account", "grant", "huifang", "--role", "caller", "--unit", "QH")
            #expect(try await desk.act("huifang", "ledger", "list").output.contains(row) == false)
            try await desk.act("ducha", "ledger", "assign-caller", row, "--person", "H1")
            #expect(try await desk.act("huifang", "ledger", "list").output.contains(row))
            #expect(try await desk.act("ducha", "ledger", "history", row).output.contains("分派回访"))
            _ = await desk.refused(77, "huifang", "ledger", "history", row)
            _ = await desk.refused(77, "huifang", "export", "ledger", "--format", "csv")
        }
    }

    @Test func `an outside auditor is given a period, and reads no other`() async throws {
        try await Desk.useCounty { desk in
            let people = try desk.file("auditors.csv", "人员编号,姓名,单位编码,职务\nA1,测试审计员,QH-D01,审计\n")
            #expect(await desk.run("person", "import", people).code == 0)
            try await desk.act("sysadmin", "account", "add", "shenji", "--person", "A1")
            func grant(_ period: String...) async -> Desk.Outcome {
                await desk.run(
                    ["account", "grant", "shenji", "--role", "auditor", "--unit", "QH", "--as", "secadmin"]
                        + period)
            }
            for wrong in [
                await grant(), await grant("--from", "2026-08-01"), await grant("--to", "2026-08-31"),
                await grant("--from", "2026-08-31", "--to", "2026-08-01"),
            ] {
                #expect(wrong.code == 65 && wrong.errors.contains("查看期间"), "\(wrong)")
            }
            let filed = try await desk.act(
                "yunxi", "issue", "file", "指南写三份材料，窗口要四份", "--place", "QH-T02", "--json"
            ).json()
            let row = try #require(filed["number"] as? String)
            let given = await grant("--from", "2026-08-01", "--to", "2026-08-31")
            #expect(given.output == "已授予 shenji：上级督查/审计（QH，2026-08-01 至 2026-08-31）。\n")
            #expect(
                try await desk.act("secadmin", "account", "list").output.contains("2026-08-01 至 2026-08-31"))
            #expect(try await desk.act("shenji", "ledger", "list").output.contains(row) == false)
            _ = await desk.refused(66, "shenji", "ledger", "show", row)
            #expect(
                await desk.refused(65, "shenji", "report", "stats", "--from", "2026-09-01").contains("获准查看"))
            #expect(await desk.refused(66, "shenji", "week", "status").contains("获准查看"))
        }
    }
}
