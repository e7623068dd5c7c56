import Foundation
import Testing

@testable import Commands

@Suite struct `Ledger verbs` {
    /// - Returns: the number of a row that 云溪镇 found in 石桥镇.
    private func filed(_ desk: Desk) async throws -> String {
        let outcome = try await desk.act(
            "yunxi", "issue", "file", "指南写三份材料，窗口要四份", "--place", "QH-T02", "--json")
        return try #require(try outcome.json()["number"] as? String)
    }

    @Test func `take a row from filing to 销号, and every step is in its history`() async throws {
        try await Desk.useCounty { desk in
            let row = try await filed(desk)
            try await desk.act("ducha", "ledger", "assign", row, "--lead", "QH-T02", "--mode", "immediate")
            try await desk.act("shiqiao", "ledger", "accept", row)
            try await desk.act(
                "shiqiao", "ledger", "plan", row, "--cause", "沿用旧清单", "--measures", "换用新清单", "--goal", "只收三份")
            try await desk.act("shiqiao", "ledger", "progress", row, "--text", "新清单已上墙")
            let photo = try desk.file("after.txt", "整改后")
            let early = await desk.refused(65, "shiqiao", "ledger", "attach", row, desk.root + "/none.png")
            #expect(early.contains("none.png"))
            let unready = await desk.run([
                "ledger", "request-close", row, "--note", "已改", "--generalization", "no", "--publication",
                "no", "--as",
                "shiqiao",
            ])
            #expect(unready.code == 65 && unready.errors.contains("佐证"), "\(unready)")
            try await desk.act("shiqiao", "ledger", "attach", row, photo, "--stage", "after")
            try await desk.act(
                "shiqiao", "ledger", "request-close", row, "--note", "已改", "--generalization", "later",
                "--generalization-reason", "下周各镇自查", "--publication", "no")
            // Nobody of the line checks it, also not the one who acted for it.
            #expect(await desk.refused(77, "shiqiao", "ledger", "check", row, "--begin").contains("您不在其中"))
            try await desk.act("yunxi", "ledger", "check", row, "--begin")
            #expect(await desk.refused(65, "ducha", "ledger", "close", row, "--note", "销号").contains("核查"))
            try await desk.act("yunxi", "ledger", "check", row, "--pass", "--opinion", "到场复看，只收三份")
            #expect(await desk.refused(77, "yunxi", "ledger", "close", row, "--note", "销号").contains("督查"))
            try await desk.act("ducha", "ledger", "close", row, "--note", "准予销号")
            let shown = try await desk.act("ducha", "ledger", "show", row, "--json").json()
            #expect(shown["state"] as? String == "closed")
            let history = try await desk.act("ducha", "ledger", "history", row, "--json").json()
            #expect((history["events"] as? [Any] ?? history["items"] as? [Any])?.count == 10, "\(history)")
            #expect(await desk.run("verify").code == 0)
        }
    }

    @Test func `当场整改 goes straight to somebody else's check`() async throws {
        try await Desk.useCounty { desk in
            let photo = try desk.file("after.txt", "已更换")
            let common = ["issue", "file", "取号机没有纸", "--place", "QH-T02", "--fixed", "当场换纸，每日巡查"]
            let early = await desk.run(common + ["--as", "shiqiao"])
            #expect(early.code == 65 && early.errors.contains("--cause"), "\(early)")
            let bare = await desk.run(common + ["--cause", "无人巡查", "--as", "shiqiao"])
            #expect(bare.code == 65 && bare.errors.contains("佐证"), "\(bare)")
            let filed = await desk.run(
                common + ["--cause", "无人巡查", "--after", photo, "--as", "shiqiao", "--json"])
            let row = try #require(try filed.json()["number"] as? String, "\(filed)")
            let shown = try await desk.act("shiqiao", "ledger", "show", row, "--json").json()
            #expect(shown["state"] as? String == "closeRequested")
            #expect(await desk.run(["ledger", "check", row, "--begin", "--as", "shiqiao"]).code == 77)
            try await desk.act("fuhe", "ledger", "check", row, "--begin")
            // Nobody does so for another unit.
            let other = await desk.run(
                common + ["--cause", "无人巡查", "--after", photo, "--as", "chuangkou"])
            #expect(other.code == 77, "\(other)")
        }
    }

    @Test func `say what is not possible now, and what is`() async throws {
        try await Desk.useCounty { desk in
            let row = try await filed(desk)
            let refused = await desk.run([
                "ledger", "close", row, "--note", "直接销号", "--as", "ducha", "--json",
            ])
            #expect(refused.code == 65)
            let problem = try #require(try refused.errorJSON()["error"] as? [String: Any])
            #expect((problem["allowed"] as? [String])?.contains("assign") == true, "\(refused)")
            #expect(
                await desk.refused(66, "ducha", "ledger", "show", "QH-2026-9999").contains("QH-2026-9999"))
            #expect(
                await desk.refused(64, "ducha", "ledger", "assign", row, "--lead", "QH-T02").contains(
                    "--mode"))
            #expect(
                await desk.refused(
                    64, "ducha", "ledger", "assign", row, "--lead", "QH-T02", "--mode", "deadline", "--due",
                    "2026-02-30"
                ).contains("2026年2月30日不存在"))
        }
    }

    @Test func `stop when somebody else changed the row meanwhile`() async throws {
        try await Desk.useCounty { desk in
            let row = try await filed(desk)
            try await desk.act("ducha", "ledger", "assign", row, "--lead", "QH-T02", "--mode", "immediate")
            let stale = await desk.refused(75, "shiqiao", "ledger", "accept", row, "--expecting", "1")
            #expect(stale.contains("变动"))
            try await desk.act("shiqiao", "ledger", "accept", row, "--expecting", "2")
        }
    }

    @Test func `show each account the rows of its own line only`() async throws {
        try await Desk.useCounty { desk in
            let row = try await filed(desk)
            try await desk.act("ducha", "ledger", "assign", row, "--lead", "QH-T02", "--mode", "immediate")
            func seen(_ account: String) async throws -> Int? {
                (try await desk.act(account, "ledger", "list", "--json").json()["items"] as? [Any])?.count
            }
            #expect(try await seen("ducha") == 1)
            #expect(try await seen("shiqiao") == 1)
            #expect(try await seen("chuangkou") == 0)
            #expect(await desk.run(["ledger", "show", row, "--as", "chuangkou"]).code == 66)
            #expect(
                await desk.run(["ledger", "list", "--as", "sysadmin", "--json"]).output.contains(row) == false
            )
        }
    }
}

extension Desk.Outcome {
    /// The JSON document of a refusal, wherever it was printed.
    fileprivate func errorJSON() throws -> [String: Any] {
        let text = errors.isEmpty ? output : errors
        return try #require(
            try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any], "\(text)")
    }
}
