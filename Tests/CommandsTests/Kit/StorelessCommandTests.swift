import Foundation
import Testing

@testable import Commands

@Suite struct `Commands without a store` {
    private struct Due: Decodable {
        struct Step: Decodable {
            let day: String
            let counts: Bool
            let why: String
        }

        let due: String
        let provisional: Bool
        let days: [Step]
    }

    private func due(from: String, _ count: Int) async throws -> Due {
        let test = TestConsole()
        #expect(await test.run("calendar", "due", "--from", from, "--workdays", "\(count)", "--json") == 0)
        return try JSONDecoder().decode(Due.self, from: Data(test.output.utf8))
    }

    @Test(arguments: [(2, "2026-10-09"), (3, "2026-10-10"), (5, "2026-10-13")])
    func `find the reply days of a complaint before National Day`(count: Int, day: String) async throws {
        let found = try await due(from: "2026-09-30", count)
        #expect(found.due == day)
        #expect(!found.provisional)
        #expect(found.days.first?.day == "2026-09-30" && found.days.first?.counts == false)
        #expect(found.days.last?.day == day)
        #expect(found.days.count { $0.counts } == count)
        #expect(found.days.contains { $0.day == "2026-10-05" && !$0.counts && $0.why == "国庆节放假" })
    }

    @Test func `mark days of a year that is not loaded as provisional`() async throws {
        #expect(try await due(from: "2031-01-06", 3).provisional)
    }

    @Test func `refuse limits that no one sets`() async {
        let test = TestConsole()
        #expect(await test.run("calendar", "due", "--from", "2026-01-01", "--workdays", "2501") == 65)
        #expect(test.output == "" && test.errors.contains("2501"))
    }

    @Test func `show a year and say which years are there`() async {
        let shown = TestConsole()
        #expect(await shown.run("calendar", "show", "2026", "--json") == 0)
        #expect(shown.output.contains(#""workdays":248"#) && shown.output.contains(#""2026-09-20""#))
        let missing = TestConsole()
        #expect(await missing.run("calendar", "show", "2031") == 66)
        #expect(missing.errors.contains("2023、2024、2025、2026"))
    }

    @Test func `show a checklist with its items, and one item by its code`() async {
        let list = TestConsole()
        #expect(await list.run("checklist", "show", "coverage", "--json") == 0)
        #expect(list.output.contains(#""id":"COV-02""#) && list.output.contains(#""channels":["window""#))
        let item = TestConsole()
        #expect(await item.run("checklist", "show", "COV-01") == 0)
        #expect(item.output.hasPrefix("COV-01"))
        #expect(await TestConsole().run("checklist", "show", "no-such") == 66)
    }

    @Test func `lint names file and line of each fault, and exits 65`() async throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "lint-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: "bus.yaml")
        let text = """
            id: qh-bus
            title: 公交
            dimension: hall
            items:
              - id: BUS-01
                text: 站牌清楚吗？
                fail: 看不清
                evidence: 照片
                channels: [bus]
                kinds: [routineWalk]
                source: [本县]
                colour: red
            """
        try Data(text.utf8).write(to: file)
        let test = TestConsole()
        #expect(await test.run("checklist", "lint", folder.path) == 65)
        let lines = test.output.split(separator: "\n")
        #expect(lines.count == 2, "\(test.output)")
        #expect(lines.contains { $0.hasPrefix("\(file.path):9:") })
        #expect(lines.contains { $0.hasPrefix("\(file.path):12:") })
        let json = TestConsole()
        #expect(await json.run("checklist", "lint", file.path, "--json") == 65)
        #expect(json.output.contains(#""line":9"#) && json.errors == "")
        #expect(await TestConsole().run("checklist", "lint") == 0)
        #expect(await TestConsole().run("checklist", "lint", "\(folder.path)/none.yaml") == 66)
    }
}
