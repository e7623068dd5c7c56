import Ledger
import LedgerSQL
import Testing
import Walkthrough

@Suite("Statistics of a played store") struct StatisticsTests {
    private func ask(
        _ bench: WeekBench, _ query: ReadStatistics = ReadStatistics(), by account: String = "ducha"
    ) async throws -> Statistics {
        try await bench.ledger.ask(query, by: bench.test.caller(account))
    }

    private func text(_ metric: Metric, _ line: StatisticsLine) throws -> String {
        let ratio = try line.sums.ratio(of: metric)
        return "\(ratio.numerator)/\(ratio.denominator)"
    }

    /// Six rows, counted by hand:
    ///
    /// | row | unit | due | what became of it |
    /// |---|---|---|---|
    /// | 1 | QH-RS | 09-22 | struck off in time |
    /// | 2 | QH-RS | 09-22 | struck off a day late |
    /// | 3 | QH-GA | 09-22 | nobody signed for it |
    /// | 4 | QH-GA | 09-22 | explained in time |
    /// | 5 | QH-W01 | – | registered, not assigned |
    /// | 6 | QH-RS | 09-22 | struck off in time, reopened on 09-23 |
    private func play(_ bench: WeekBench) async throws {
        let first = try await bench.row("一")
        let second = try await bench.row("二")
        _ = try await bench.row("三", at: "QH-GA")
        let fourth = try await bench.row("四", at: "QH-GA")
        _ = try await bench.test.file("五", at: "QH-W01")
        let sixth = try await bench.row("六")
        try await bench.close(first)
        try await bench.close(sixth)
        try await bench.test.act(
            fourth, .proposeEnding(.explained(rule: bench.prose("规定")), reason: bench.prose("无依据")),
            by: "fuhe")
        try await bench.test.act(fourth, .confirmEnding(note: nil), by: "ducha")
        try bench.at("2026-09-23T09:00")
        try await bench.close(second)
        try await bench.test.act(sixth, .reopen(reason: bench.prose("又发生了")), by: "fuhe")
    }

    @Test func `are what one counts by hand`() async throws {
        try await WeekBench.use(from: "2026-09-21T09:00") { bench in
            try await play(bench)
            let total = try await ask(bench, ReadStatistics(by: .unit))
            let expected: [Metric: String] = [
                .rectifiedOnTime: "2/4", .settledOnTime: "3/5", .closingRate: "2/4",
                .dueClosingRate: "2/3", .reworkRate: "1/4", .returnRate: "0/3", .acceptOnTimeRate: "2/4",
                .badRatingRectifiedOnTime: "0/0", .satisfactionRate: "0/0", .ratingRate: "0/0",
            ]
            for (metric, figure) in expected {
                #expect(try text(metric, total.total) == figure, "\(metric)")
            }
            #expect(total.total.sums.rows[.unverified] == 1)
            #expect(total.total.sums.rows.new == 5)
            #expect(total.lines.map(\.key) == ["QH-DC", "QH-GA", "QH-RS", "QH-SP", "QH-W01"])
            let rs = try #require(total.lines.first { $0.key == "QH-RS" })
            #expect(try text(.rectifiedOnTime, rs) == "2/3")
            #expect(try rs.sums.ratio(of: .rectifiedOnTime).text == "66.67%")
            let windows = try await ask(bench, ReadStatistics(by: .window))
            #expect(windows.lines.map(\.key) == ["QH-W01"])
        }
    }

    @Test func `take each count by its own day`() async throws {
        try await WeekBench.use(from: "2026-09-21T09:00") { bench in
            try await play(bench)
            let today = try await ask(bench, ReadStatistics(from: Day("2026-09-23")))
            #expect(try text(.closingRate, today.total) == "0/0", "nothing was registered")
            #expect(try text(.rectifiedOnTime, today.total) == "0/0", "nothing was due")
            #expect(today.total.sums.rows[.struckOff] == 1)
            let before = try await ask(bench, ReadStatistics(through: Day("2026-09-21")))
            #expect(try text(.closingRate, before.total) == "2/4")
            #expect(try text(.rectifiedOnTime, before.total) == "0/0")
            await #expect(throws: LedgerError.self) {
                try await ask(
                    bench, ReadStatistics(from: Day("2026-09-23"), through: Day("2026-09-22")))
            }
        }
    }

    @Test func `leave out what is due today`() async throws {
        try await WeekBench.use(from: "2026-09-21T09:00") { bench in
            try await play(bench)
            try await bench.row("今天到期的", at: "QH-GA")
            try bench.at("2026-09-24T09:00")
            #expect(try await text(.rectifiedOnTime, ask(bench).total) == "2/4")
            try bench.at("2026-09-25T09:00")
            #expect(try await text(.rectifiedOnTime, ask(bench).total) == "2/5")
        }
    }

    @Test func `show nobody what he may not see`() async throws {
        try await WeekBench.use(from: "2026-09-21T09:00") { bench in
            try await play(bench)
            let own = try await ask(bench, ReadStatistics(by: .unit), by: "gongan")
            #expect(own.lines.map(\.key) == ["QH-GA"])
            #expect(try text(.rectifiedOnTime, own.total) == "0/1")
            // A department sees the desk whose staff it posts.
            let posted = try await ask(bench, ReadStatistics(by: .unit), by: "renshe")
            #expect(posted.lines.map(\.key) == ["QH-RS", "QH-W01"])
            for (account, unit) in [("gongan", "QH-RS"), ("chuangkou", "QH-RS"), ("ducha", "QH-NONE")] {
                do {
                    _ = try await ask(bench, ReadStatistics(unit: UnitCode(unit)), by: account)
                    Issue.record("\(account) saw \(unit)")
                } catch let error as LedgerError {
                    guard case .unknown = error else {
                        Issue.record("\(error)")
                        continue
                    }
                }
            }
            let county = try await ask(bench, ReadStatistics(unit: UnitCode("QH-RS"), by: .unit))
            #expect(county.total.sums.rows == posted.total.sums.rows)
            let same = try await ask(bench, ReadStatistics(unit: UnitCode("QH")))
            #expect(same.total.sums == (try await ask(bench)).total.sums)
        }
    }

    @Test func `carry-overs and escalated rows are counts, in no rate`() async throws {
        try await WeekBench.use(from: "2026-09-21T09:00") { bench in
            try await play(bench)
            let before = try await ask(bench)
            let lines = try [false, true].enumerated().map { index, isClosed in
                ImportLine(
                    line: index + 2,
                    FindingLine(
                        draft: FindingDraft(
                            source: "walk", description: bench.prose("旧账 \(index)"),
                            place: try UnitCode("QH-RS")),
                        opening: OpeningClaim(isClosed: isClosed, closedOn: nil, statedState: nil)))
            }
            try await bench.ledger.perform(ImportFindings(lines), by: bench.test.caller("ducha"))
            let row = try await bench.row("上级的事", at: "QH-GA")
            try await bench.test.act(row, .accept, by: "gongan")
            try await bench.test.act(
                row,
                .escalate(
                    to: bench.prose("市局"), paper: bench.prose("函1号"), nextLook: Day("2026-12-01")),
                by: "ducha")
            let after = try await ask(bench)
            #expect(after.total.sums.rows[.carriedOver] == 1 && after.total.sums.rows[.claimedClosed] == 1)
            #expect(after.total.sums.rows[.escalated] == 1)
            for metric in Metric.allCases {
                #expect(try text(metric, after.total) == text(metric, before.total), "\(metric)")
            }
        }
    }

    @Test func `come week by week as the ledger has its weeks`() async throws {
        try await WeekBench.use(from: "2026-09-21T09:00") { bench in
            try await play(bench)
            try bench.at("2026-09-24T14:00")
            try await bench.unit("QH-RS", .fill(nil), by: "renshe")
            try await bench.unit("QH-RS", .sign, by: "renshe")
            try await bench.unit("QH-RS", .submit([]), by: "renshe")
            try bench.at("2026-09-24T18:00")
            try await bench.unit("QH-GA", .fill(nil), by: "gongan")
            try await bench.unit("QH-GA", .sign, by: "gongan")
            try await bench.unit("QH-GA", .submit([]), by: "gongan")
            let late = try await bench.row("截止后登记的")
            try bench.at("2026-09-25T09:00")
            try await bench.close(late)
            let answer = try await ask(bench, ReadStatistics(by: .week))
            #expect(answer.lines.map(\.key) == ["2026-W39", "2026-W40"])
            let (first, second) = (answer.lines[0].sums, answer.lines[1].sums)
            #expect(first.rows.new == 5 && second.rows.new == 1)
            #expect(first.rows[.struckOff] == 2 && second.rows[.struckOff] == 1)
            #expect(try text(.rectifiedOnTime, answer.lines[0]) == "2/4")
            #expect(try text(.rectifiedOnTime, answer.lines[1]) == "0/0")
            #expect(try text(.reportOnTimeRate, answer.lines[0]) == "1/4")
            #expect(try text(.reportOnTimeRate, answer.lines[1]) == "0/0", "its time has not come")
            #expect(try text(.reportOnTimeRate, answer.total) == "1/4")
            #expect(try text(.leaderWeeklyWalkRate, answer.total) == "0/4")
            #expect(answer.lines[1].title.hasSuffix("（未截止）"))
        }
    }
}
