import Foundation
import Testing

@testable import Commands

@Suite struct `calendar load` {
    @Test func `settles provisional limits of open rows, and the row's history tells of it`() async throws {
        try await Desk.useCounty(at: "2026-12-31T10:00:00+08:00") { desk in
            let filed = try await desk.act("yunxi", "issue", "file", "取号机没有纸", "--place", "QH-T02", "--json")
            let row = try #require(try filed.json()["number"] as? String)
            try await desk.act("ducha", "ledger", "assign", row, "--lead", "QH-T02", "--mode", "immediate")
            func clock() async throws -> [String: Any] {
                let shown = try await desk.act("ducha", "ledger", "show", row, "--json").json()
                let clocks = try #require(shown["clocks"] as? [[String: Any]])
                return try #require(clocks.first { $0["purpose"] as? String == "rectification" })
            }
            // 2027 has no notice yet: weekdays are counted, and the day says that it may move.
            var found = try await clock()
            #expect(found["due"] as? String == "2027-01-01" && found["provisional"] as? Bool == true)
            let file = try desk.file(
                "2027.yaml",
                """
                year: 2027
                notice: 关于2027年部分节假日安排的通知
                holidays:
                  - { name: 元旦, from: 2027-01-01, to: 2027-01-03 }
                makeUpDays: []

                """)
            let loaded = try await desk.act("zhengwu", "calendar", "load", file)
            #expect(loaded.output.contains("2027"))
            found = try await clock()
            #expect(found["due"] as? String == "2027-01-04" && found["provisional"] as? Bool == false)
            let history = try await desk.act("ducha", "ledger", "history", row, "--json").json()
            let kinds = (history["events"] as? [[String: Any]])?.compactMap { $0["kind"] as? String }
            #expect(kinds?.last == "item.deadlineSettled.1")
            #expect(await desk.run("verify").code == 0)
        }
    }
}
