import Foundation
import Imports
import Ledger
import Synchronization
import Testing
import Walkthrough

@testable import Commands

@Suite struct `session walk` {
    /// A new store with units and a person.
    private func use(_ body: (Desk) async throws -> Void) async throws {
        try await Desk.use { desk in
            let units = try desk.file(
                "units.csv",
                "单位编码,单位名称,单位类型,上级编码\nQH-RS,人社局,部门,QH\nQH-W01,综合窗口1号,窗口,QH-RS\nQH-W02,综合窗口2号,窗口,QH-RS\n")
            let people = try desk.file("people.csv", "人员编号,姓名,单位编码,职务\nS001,测试甲,QH-RS,科员\n")
            for (noun, path) in [("unit", units), ("person", people)] {
                let result = await desk.run(noun, "import", path)
                #expect(result.code == 0, "\(result.errors)")
            }
            try await body(desk)
        }
    }

    /// Item, channel, place, start.
    private let begun = ["失业登记", "", "QH-W01", "9:00"]
    /// No other item, fault or suggestion; a queue number; the end; no feelings; yes.
    private let ended = ["", "", "", "A012", "2", "9:40", "", "y"]

    private func offered(_ desk: Desk, _ number: String) async throws -> Int {
        let shown = await desk.run("session", "show", number, "--json")
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(shown.output.utf8)) as? [String: Any])
        return try #require(document["offered"] as? [String]).count
    }

    @Test func `takes a volunteer from the first question to the rows of the ledger`() async throws {
        try await use { desk in
            // Begin and leave at the first check item: it is kept.
            let left = await desk.run("session", "walk", "--walker", "S001", typed: begun)
            #expect(left.code == 0)
            #expect(left.output.contains("session walk --resume QH-W2026-0001"))
            let count = try await offered(desk, "QH-W2026-0001")
            // The first is wrong, the second can be better, the third does not apply; a number that is no answer is
            // asked again, and a text that must be there, too.
            var typed = ["9", "2", "", "指南写三份，窗口要四份", "", "窗口不让拍照", "3", "多放一台自助机", "不适用", "不上网"]
            typed +=
                [String](repeating: "1", count: count - 3) + ["", "门口的指示牌掉了", "", "没带手机", "", "门口加一块牌子", "2"]
            typed += Array(ended.dropFirst(2))
            let done = await desk.run("session", "walk", "--resume", "QH-W2026-0001", typed: typed)
            #expect(done.code == 0, "\(done.errors)")
            #expect(done.output.contains("问题已进台账：QH-2026-0001、QH-2026-0002"))
            #expect(done.output.contains("建议已立号：QH-J2026-0001、QH-J2026-0002"))
            let rows = await desk.run("ledger", "list")
            #expect(rows.output.contains("指南写三份") && rows.output.contains("指示牌掉了"))
        }
    }

    @Test func `keeps every answer when it is left, and asks only the rest when it is resumed`() async throws
    {
        try await use { desk in
            _ = await desk.run("session", "walk", "--walker", "S001", typed: begun + ["1", "1"])
            let count = try await offered(desk, "QH-W2026-0001")
            let again = await desk.run("session", "walk", "--resume", "QH-W2026-0001", typed: ["1"])
            #expect(again.errors.contains("已答 2 项，还有 \(count - 2) 项"))
            let rest = await desk.run("session", "walk", "--resume", "QH-W2026-0001", typed: [])
            #expect(rest.errors.contains("已答 3 项，还有 \(count - 3) 项"))
        }
    }

    @Test func `says what was looked at where nothing was found, and what is missing where something is`()
        async throws
    {
        try await use { desk in
            _ = await desk.run("session", "walk", "--walker", "S001", typed: begun)
            let count = try await offered(desk, "QH-W2026-0001")
            let passes = [String](repeating: "1", count: count)
            // Neither a number nor a trace.
            let missing = await desk.run(
                "session", "walk", "--resume", "QH-W2026-0001",
                typed: passes + ["", "", "", "", "没有取号", "", "9:40", "看了取号和一次性告知", ""])
            #expect(missing.code == 0)
            #expect(missing.errors.contains("没有任何痕迹"))
            _ = await desk.run("session", "change", "QH-W2026-0001", "--queue-number", "A012")
            let submitted = await desk.run("session", "submit", "QH-W2026-0001", "--json")
            #expect(submitted.code == 0 && submitted.output.contains("\"rows\":[]"))
        }
    }

    @Test func `offers units by part of their name, and a misread time is asked again`() async throws {
        try await use { desk in
            let walk = await desk.run(
                "session", "walk", "--walker", "S001", typed: ["失业登记", "1 5", "综合", "2", "25:00", "失业登记"])
            #expect(walk.errors.contains("1 综合窗口1号 QH-W01") && walk.errors.contains("2 综合窗口2号 QH-W02"))
            #expect(walk.errors.contains("“25:00”不是时间"))
            #expect(walk.output.contains("还没有开始"))
        }
    }

    @Test func `without a person to walk says so before it asks anything`() async throws {
        try await use { desk in
            let walk = await desk.run("session", "walk", typed: begun)
            #expect(walk.code == ExitStatus.dataError.code)
            #expect(walk.errors.contains("写明体验人") && !walk.errors.contains("什么事项"))
        }
    }

    @Test func `the single steps do the same from a script`() async throws {
        try await use { desk in
            let opened = await desk.run(
                "session", "open", "--kind", "routineWalk", "--walker", "S001", "--item", "失业登记",
                "--channels", "窗口、热线",
                "--venue", "QH-W01", "--case-number", "3700012026", "--start", "9:00", "--end", "9:40",
                "--json")
            #expect(opened.code == 0, "\(opened.errors)")
            let number = "QH-W2026-0001"
            for line in [
                ["answer", number, "COV-02", "--value", "有问题", "--note", "多要一份", "--no-evidence", "不让拍"],
                ["answer", number, "COV-05", "--value", "fail", "--note", "找不到窗口", "--no-evidence", "不让拍"],
                ["group", number, "F1", "--codes", "COV-02"], ["suggest", number, "加一块指示牌", "--kind", "大厅"],
                ["feelings", number, "比上次快"], ["help-log", number, "帮忙取号"],
            ] {
                let result = await desk.run(["session"] + line)
                #expect(result.code == 0, "\(line): \(result.errors)")
            }
            let again = await desk.run([
                "session", "answer", number, "COV-02", "--value", "pass", "--expecting", "0",
            ])
            #expect(again.code != 0)
            let submitted = await desk.run("session", "submit", number)
            #expect(submitted.output.contains("QH-2026-0001、QH-2026-0002"), "\(submitted.errors)")
            let listed = await desk.run("session", "list", "--state", "submitted", "--json")
            #expect(listed.output.contains(number))
        }
    }
}
