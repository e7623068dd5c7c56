import Foundation
import Ledger
import Testing
import Walkthrough

@testable import Commands

@Suite struct `Statistics on the command line` {
    private func played(_ body: (Desk) async throws -> Void) async throws {
        try await Desk.useCounty(at: "2026-09-14T09:00:00+08:00") { desk in
            for place in ["QH-T01", "QH-T02"] {
                let filed = await desk.run(
                    "issue", "file", "指南写三份材料，窗口要四份", "--place", place, "--as", "ducha", "--json")
                let number = try #require(try filed.json()["number"] as? String)
                try await desk.act(
                    "ducha", "ledger", "assign", number, "--lead", place, "--mode", "immediate")
                if place == "QH-T01" { try await desk.act("yunxi", "ledger", "accept", number) }
            }
            try desk.at("2026-09-18T09:00:00+08:00")
            try await body(desk)
        }
    }

    private func figures(_ json: [String: Any]) throws -> [String: String] {
        let metrics = try #require(json["metrics"] as? [[String: Any]])
        return try Dictionary(
            uniqueKeysWithValues: metrics.map { metric in
                let numerator = try #require(metric["numerator"] as? Int)
                let denominator = try #require(metric["denominator"] as? Int)
                let text = try #require(metric["text"] as? String)
                return (try #require(metric["code"] as? String), "\(numerator)/\(denominator) \(text)")
            })
    }

    @Test func `every metric is a fraction with its print`() async throws {
        try await played { desk in
            let json = try await desk.act("ducha", "report", "stats", "--json").json()
            let figures = try figures(json)
            #expect(Set(figures.keys) == Set(Metric.allCases.map(\.rawValue)))
            #expect(figures["rectifiedOnTime"] == "0/2 0.00%")
            #expect(figures["acceptOnTimeRate"] == "1/2 50.00%")
            #expect(figures["ratingRate"] == "0/0 —")
            #expect(json["to"] as? String == "2026-09-18" && json["from"] == nil && json["by"] == nil)
            #expect(json["unit"] as? String == "QH" && (json["lines"] as? [Any])?.isEmpty == true)
            let counts = try #require(json["counts"] as? [String: Any])
            #expect(counts["new"] as? Int == 2 && counts["overdue"] as? Int == 2)
        }
    }

    @Test func `the table says what each is of, and lines are by unit or week`() async throws {
        try await played { desk in
            let whole = try await desk.act("ducha", "report", "stats").output
            for metric in Metric.allCases {
                #expect(whole.contains(metric.title) && whole.contains(metric.basis), "\(metric)")
            }
            #expect(whole.hasPrefix("青禾县　截至 2026年9月18日\n新增 2 件，在办 2 件（待核查 0），已销号 0 件\n"))
            let units = try await desk.act("ducha", "report", "stats", "--by", "unit").output
            #expect(units.contains("QH-T01") && units.contains("0.00%（0/1）"))
            let weeks = try await desk.act("ducha", "report", "stats", "--by", "报送周").output
            #expect(weeks.contains("2026-W38") && weeks.contains("2026-W39"))
            let json = try await desk.act("ducha", "report", "stats", "--by", "unit", "--json").json()
            let lines = try #require(json["lines"] as? [[String: Any]])
            let own = try #require(lines.first { $0["key"] as? String == "QH-T02" })
            #expect(try figures(own)["acceptOnTimeRate"] == "0/1 0.00%")
        }
    }

    @Test func `one sees one's own figures, and no other unit's`() async throws {
        try await played { desk in
            let own = try await desk.act("yunxi", "report", "stats", "--json").json()
            #expect(try figures(own)["acceptOnTimeRate"] == "1/1 100.00%")
            let unit = try await desk.act("yunxi", "report", "stats", "--unit", "QH-T01", "--json").json()
            #expect(try figures(unit)["acceptOnTimeRate"] == "1/1 100.00%")
            #expect(
                await desk.refused(66, "yunxi", "report", "stats", "--unit", "QH-T02").contains("QH-T02"))
            #expect(await desk.refused(66, "ducha", "report", "stats", "--unit", "QH-X").contains("QH-X"))
            let period = ["--from", "2026-09-19", "--to", "2026-09-18"]
            let refused = await desk.run(["report", "stats", "--as", "ducha"] + period)
            #expect(refused.code == 65 && refused.errors.contains("晚于"))
        }
    }
}
