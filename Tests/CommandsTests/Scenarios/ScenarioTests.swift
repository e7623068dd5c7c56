import Foundation
import Testing

@testable import Commands

/// The scenarios of the field as users play them on the command line: dates, refusals, gates and states.
@Suite struct `Scenarios` {
    private func show(_ desk: Desk, _ row: String, by account: String = "ducha") async throws -> [String: Any]
    {
        try await desk.act(account, "ledger", "show", row, "--json").json()
    }

    private func clocks(_ shown: [String: Any], _ purpose: String) throws -> [[String: Any]] {
        try #require(shown["clocks"] as? [[String: Any]]).filter { $0["purpose"] as? String == purpose }
    }

    private func number(_ outcome: Desk.Outcome) throws -> String {
        try #require(try outcome.json()["number"] as? String, "\(outcome)")
    }

    @Test
    func `a bad rating before National Day is answered in working days, and charged to hall and police`()
        async throws
    {
        try await Desk.useCounty(at: "2026-09-30T16:10:00+08:00") { desk in
            let row = try number(
                await desk.act(
                    "ducha", "issue", "file", "居住证办理等了一个半小时，无人解释", "--source", "rating", "--place", "QH-W042",
                    "--service-name", "居住证办理", "--mode", "named", "--reporter", "群众甲", "--contact",
                    "053100000001",
                    "--json"))
            // It is only counted until it is verified.
            var shown = try await show(desk, row)
            #expect(shown["state"] as? String == "registered" || shown["state"] as? String == "verifying")
            #expect(try clocks(shown, "reply").map { $0["due"] as? String } == ["2026-10-09"])
            // The first call is due earlier; once it is made, the reply's clock leads: yellow from the working day before,
            // red the day after.
            try desk.at("2026-09-30T17:00:00+08:00")
            try await desk.act(
                "ducha", "ledger", "contact", row, "--purpose", "verification", "--outcome", "told", "--note",
                "告知已收到")
            for (day, light) in [
                ("2026-10-07", "green"), ("2026-10-08", "yellow"), ("2026-10-09", "yellow"),
                ("2026-10-10", "red"),
            ] {
                try desk.at("\(day)T09:00:00+08:00")
                #expect(try await show(desk, row)["light"] as? String == light, "\(day)")
            }
            try desk.at("2026-10-08T10:00:00+08:00")
            try await desk.act("ducha", "ledger", "verify", row, "--complex", "--note", "涉及两个部门")
            shown = try await show(desk, row)
            let reply = try #require(try clocks(shown, "reply").last)
            #expect(reply["target"] as? String == "2026-10-10" && reply["due"] as? String == "2026-10-13")
            // Both lines of the desk: neither the window nor the hall's office decides about it.
            let refused = await desk.refused(
                77, "chuangkou", "ledger", "verify", row, "--result", "refuted", "--note", "误会")
            #expect(!refused.isEmpty)
            try await desk.act(
                "ducha", "ledger", "contact", row, "--purpose", "verification", "--outcome", "told", "--note",
                "电话核实")
            #expect(await desk.run("verify").code == 0)
        }
    }

    @Test
    func
        `a cross-check is mended the same day, checked by the neighbour, and generalised to the other towns`()
        async throws
    {
        try await Desk.useCounty(at: "2026-09-09T11:40:00+08:00") { desk in
            let services = try desk.file(
                "services.csv", "事项名称,基本编码,主管部门,是否高频\n灵活就业参保,511Z01,人力资源和社会保障局,是\n")
            #expect(await desk.run("service", "import", services).code == 0)
            let own = await desk.refused(
                65, "yunxi", "session", "open", "--kind", "crossCheck", "--inspected", "QH-T01", "--item",
                "511Z01")
            #expect(own.contains("本单位"))
            let walk = try number(
                await desk.act(
                    "yunxi", "session", "open", "--kind", "crossCheck", "--inspected", "QH-T02", "--item",
                    "511Z01",
                    "--channels", "window,pc,app,mini,kiosk", "--identity", "外地返乡人员", "--start", "9:30",
                    "--json"))
            try await desk.act(
                "yunxi", "session", "answer", walk, "COV-02", "--value", "fail", "--note", "指南写三份材料，窗口要四份",
                "--no-evidence", "窗口不许拍照")
            let gate = await desk.refused(65, "yunxi", "session", "submit", walk)
            #expect(gate.contains("互查评分"))
            try await desk.act("yunxi", "session", "change", walk, "--score", "86", "--queue-number", "A012")
            try await desk.act("yunxi", "session", "visit", walk, "--start", "9:30", "--end", "11:30")
            let submitted = try await desk.act("yunxi", "session", "submit", walk, "--json").json()
            let row = try #require((submitted["rows"] as? [String])?.first, "\(submitted)")

            try await desk.act("ducha", "ledger", "assign", row, "--lead", "QH-T02", "--mode", "immediate")
            try await desk.act("shiqiao", "ledger", "accept", row)
            try await desk.act(
                "shiqiao", "ledger", "plan", row, "--cause", "沿用旧清单", "--measures", "换用新清单", "--goal", "只收三份")
            let photo = try desk.file("after.txt", "整改后")
            try await desk.act("shiqiao", "ledger", "attach", row, photo, "--stage", "after")
            try await desk.act(
                "shiqiao", "ledger", "request-close", row, "--note", "当天已改", "--generalization", "yes",
                "--publication", "no")
            #expect(!(await desk.refused(77, "shiqiao", "ledger", "check", row, "--begin")).isEmpty)
            try await desk.act("yunxi", "ledger", "check", row, "--begin")
            try await desk.act("yunxi", "ledger", "check", row, "--pass", "--opinion", "复看只收三份")
            try await desk.act("ducha", "ledger", "close", row, "--note", "同意")
            let closed = try await show(desk, row)
            #expect(
                closed["state"] as? String == "closed" && closed["completedOn"] as? String == "2026-09-09")

            // One task for each of the other towns, none for the one that had the problem.
            let units = try await desk.act("ducha", "unit", "list", "--json").json()
            let all = try #require(units["units"] as? [[String: Any]])
            let kind = all.first { $0["code"] as? String == "QH-T02" }?["kind"] as? String
            let towns = all.filter { $0["kind"] as? String == kind }.compactMap { $0["code"] as? String }
            let tasks = try #require(
                try await desk.act("ducha", "task", "list", "--row", row, "--limit", "200", "--json").json()[
                    "items"]
                    as? [[String: Any]])
            #expect(Set(tasks.compactMap { $0["unit"] as? String }) == Set(towns).subtracting(["QH-T02"]))
            #expect(tasks.allSatisfy { $0["due"] as? String == "2026-09-16" })
            let mine = try #require(
                try await desk.act("yunxi", "task", "list", "--json").json()["items"] as? [[String: Any]])
            #expect(mine.count == 1)
            let task = try #require(mine.first?["number"] as? String)
            #expect(await desk.run(["task", "show", task, "--as", "shiqiao"]).code == 66)
            #expect(
                await desk.refused(77, "ducha", "task", "report", task, "--not-found", "没有").contains("承办单位"))
            let found = try await desk.act("yunxi", "task", "report", task, "--found", "告知单也多一份", "--json")
                .json()
            let next = try #require(found["row"] as? String)
            #expect(try await show(desk, next)["state"] as? String == "registered")
            #expect(
                await desk.refused(65, "yunxi", "task", "report", task, "--not-found", "没有").contains("已经报过"))
            let after = await desk.run(["ledger", "show", row, "--as", "ducha"])
            #expect(after.output.contains("推及 \(towns.count - 1) 个单位，已报 1 个，发现 1 个"))
            #expect(await desk.run("verify").code == 0)
        }
    }

    @Test func `a department that answers yes to 举一反三 needs units to be named`() async throws {
        try await Desk.useCounty { desk in
            let row = try number(
                await desk.act("yunxi", "issue", "file", "系统不能上传附件", "--place", "QH-T02", "--json"))
            try await desk.act("ducha", "ledger", "assign", row, "--lead", "QH-T02", "--mode", "immediate")
            try await desk.act("shiqiao", "ledger", "accept", row)
            try await desk.act(
                "shiqiao", "ledger", "plan", row, "--cause", "甲", "--measures", "乙", "--goal", "丙")
            try await desk.act(
                "shiqiao", "ledger", "attach", row, try desk.file("a.txt", "后"), "--stage", "after")
            try await desk.act(
                "shiqiao", "ledger", "request-close", row, "--note", "已改", "--generalization", "no",
                "--publication",
                "no")
            try await desk.act("fuhe", "ledger", "check", row, "--begin")
            try await desk.act("fuhe", "ledger", "check", row, "--pass", "--opinion", "可以")
            let refused = await desk.refused(
                65, "ducha", "ledger", "close", row, "--note", "同意", "--spread", "QH-T01")
            #expect(refused.contains("举一反三"))
            try await desk.act("ducha", "ledger", "close", row, "--note", "同意")
            let tasks = try await desk.act("ducha", "task", "list", "--json").json()
            #expect((tasks["items"] as? [Any])?.isEmpty == true)
        }
    }

    @Test func `a mis-tap is not adopted by supervisor and reviewer together, never by the window`()
        async throws
    {
        try await Desk.useCounty(at: "2026-09-15T10:00:00+08:00") { desk in
            let row = try number(
                await desk.act(
                    "ducha", "issue", "file", "非常不满意，未写原因", "--source", "rating", "--place", "QH-W042",
                    "--mode",
                    "named", "--reporter", "群众乙", "--contact", "053100000002", "--json"))
            let tried = await desk.refused(
                77, "chuangkou", "ledger", "propose-ending", row, "notAdopted", "--reason", "误按")
            #expect(!tried.isEmpty)
            try await desk.act(
                "ducha", "ledger", "contact", row, "--purpose", "verification", "--outcome", "told", "--note",
                "市民确认按错了键")
            let early = await desk.refused(
                65, "ducha", "ledger", "propose-ending", row, "notAdopted", "--reason", "电话确认误按")
            #expect(early.contains("先核实"))
            try await desk.act(
                "ducha", "ledger", "verify", row, "--result", "refuted", "--note", "市民确认按错了键")
            try await desk.act("ducha", "ledger", "propose-ending", row, "notAdopted", "--reason", "电话确认误按")
            #expect(
                !(await desk.refused(77, "ducha", "ledger", "confirm-ending", row)).isEmpty,
                "not the same person")
            try await desk.act("fuhe", "ledger", "confirm-ending", row, "--note", "听过录音")
            #expect(try await show(desk, row)["state"] as? String == "notAdopted")
            #expect(await desk.run("verify").code == 0)
        }
    }
}
