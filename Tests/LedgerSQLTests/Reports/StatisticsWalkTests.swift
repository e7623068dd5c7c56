import Ledger
import LedgerSQL
import Testing
import Walkthrough

@Suite("Statistics of walks") struct StatisticsWalkTests {
    private func ask(
        _ walks: WalkLedger, _ query: ReadStatistics = ReadStatistics(), by account: String = "ducha"
    ) async throws -> Statistics {
        try await walks.ledger.ask(query, by: walks.test.caller(account))
    }

    private func text(_ metric: Metric, _ line: StatisticsLine) throws -> String {
        let ratio = try line.sums.ratio(of: metric)
        return "\(ratio.numerator)/\(ratio.denominator)"
    }

    /// A weekly walk of the head of QH-RS at the desk: two passes, a fault, 可优化, and one not seen.
    private func walk(_ walks: WalkLedger) async throws -> String {
        let walk = try await walks.open(.routineWalk, by: "renshe", role: .leader)
        try await walks.answer(walk, ["COV-01", "COV-05"], by: "renshe")
        try await walks.fault(walk, "STF-04", by: "renshe")
        try await walks.edit(
            walk, .answer(Answer("COV-02", .improvable, note: Prose("可再少一步", "说明"))), by: "renshe")
        try await walks.answer(walk, ["COV-08"], .notSeen, by: "renshe")
        return walk
    }

    @Test func `count answers once the walk is submitted, by dimension, unit, item and channel`() async throws
    {
        try await WalkLedger.use { walks in
            let walk = try await walk(walks)
            #expect(try await text(.checkPassRate, ask(walks).total) == "0/0")
            _ = try await walks.submit(walk, by: "renshe")
            let dimensions = try await ask(walks, ReadStatistics(by: .dimension))
            #expect(try text(.checkPassRate, dimensions.total) == "2/3")
            #expect(dimensions.total.sums.answers[.improvable] == 1)
            #expect(dimensions.lines.map(\.key) == ["coverage", "staff"])
            #expect(try dimensions.lines.map { try text(.checkPassRate, $0) } == ["2/2", "0/1"])
            // The fault opened a row, which stands under the dimension of its check point.
            #expect(dimensions.lines.map(\.sums.rows[.unverified]) == [0, 1])
            for (breakdown, key) in [
                (.unit, "QH-W01"), (.window, "QH-W01"), (.channel, "window"),
            ] as [(StatisticsBreakdown, String)] {
                let answer = try await ask(walks, ReadStatistics(by: breakdown))
                let line = try #require(answer.lines.first { $0.key == key }, "\(breakdown)")
                #expect(try text(.checkPassRate, line) == "2/3", "\(breakdown)")
                #expect(line.sums.rows[.unverified] == 1, "\(breakdown)")
            }
            let services = try await ask(walks, ReadStatistics(by: .service))
            #expect(services.lines.map(\.title) == ["灵活就业参保"])
            #expect(try text(.checkPassRate, services.lines[0]) == "2/3")
            #expect(services.lines[0].sums.rows[.unverified] == 1)
        }
    }

    @Test func `must-walk items are covered by a walk, and a head's week by one of his`() async throws {
        try await WalkLedger.use { walks in
            #expect(try await text(.mustWalkCoverage, ask(walks).total) == "0/1")
            let walk = try await walk(walks)
            _ = try await walks.submit(walk, by: "renshe")
            #expect(try await text(.mustWalkCoverage, ask(walks).total) == "1/1")
            // The week closes on 30 September, since Thursday is off; six units hand in weeks.
            #expect(try await text(.leaderWeeklyWalkRate, ask(walks).total).hasPrefix("0/"))
            try walks.at("2026-10-01T09:00:00+08:00")
            let answer = try await ask(walks, ReadStatistics(from: Day("2026-09-29"), by: .unit))
            #expect(try text(.leaderWeeklyWalkRate, answer.total) == "1/6")
            let own = try #require(answer.lines.first { $0.key == "QH-RS" })
            #expect(try text(.leaderWeeklyWalkRate, own) == "1/1")
            let later = try await ask(walks, ReadStatistics(from: Day("2026-10-01")))
            #expect(try text(.mustWalkCoverage, later.total) == "0/1")
        }
    }

    @Test func `are in nobody's figures who may not see them, and sealed clues are in none`() async throws {
        try await WalkLedger.use { walks in
            let walk = try await walk(walks)
            let before = try await ask(walks)
            try await walks.fault(walk, "STF-09", "收了好处", by: "renshe")
            _ = try await walks.submit(walk, by: "renshe")
            #expect(before.total.sums.answers.isEmpty)
            let dimensions = try await ask(walks, ReadStatistics(by: .dimension))
            #expect(try dimensions.lines.map { try text(.checkPassRate, $0) } == ["2/2", "0/1"])
            #expect(dimensions.total.sums.rows[.unverified] == 1)
            #expect(try await text(.checkPassRate, ask(walks, by: "gongan").total) == "0/0")
            #expect(try await text(.checkPassRate, ask(walks, by: "chuangkou").total) == "2/3")
        }
    }

    @Test func `of an old store are there once the new program opens it`() async throws {
        try await WalkLedger.use { walks in
            let walk = try await walk(walks)
            _ = try await walks.submit(walk, by: "renshe")
            let row = try await walks.test.file("旧库的问题", at: "QH-GA")
            try await walks.test.act(
                row.number, .assign(.init(lead: UnitCode("QH-GA"), mode: .immediate)), by: "ducha")
            try walks.at("2026-10-12T09:00:00+08:00")
            let before = try await ask(walks, ReadStatistics(by: .unit))
            #expect(try text(.rectifiedOnTime, before.total) == "0/1")
            // As the program before this one left it.
            try await walks.test.place.meddle(
                [
                    "item_fact", "walk_fact", "answer_fact", "unit_week_fact", "upload", "evidence_promise",
                ].map { "DROP TABLE \($0)" } + [
                    "ALTER TABLE county DROP COLUMN projections",
                    "ALTER TABLE item DROP COLUMN evidence_pending",
                    "DELETE FROM schema_version WHERE version > 2",
                ])
            let reopened = try await walks.test.reopened()
            let after = try await reopened.ask(
                ReadStatistics(by: .unit), by: walks.test.caller("ducha"))
            #expect(after.total.sums == before.total.sums && after.lines == before.lines)
            #expect(try await reopened.verify { _ in }.faults == [])
            try await reopened.close()
            // What is stored is checked against the log.
            try await walks.test.place.meddle([
                "UPDATE item_fact SET rectified = 1 WHERE rectified = 3", "DELETE FROM answer_fact",
            ])
            let damaged = try await walks.test.reopened()
            let faults = try await damaged.verify { _ in }.faults.map(\.what).joined()
            #expect(faults.contains("item_fact") || faults.contains("answer_fact"))
            try await damaged.rebuild()
            #expect(try await damaged.verify { _ in }.faults == [])
            try await damaged.close()
        }
    }
}
