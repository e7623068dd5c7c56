import Ledger
import LedgerSQL
import Testing
import Walkthrough

@Suite("Statistics of random ledgers") struct StatisticsPropertyTests {
    private static let rating = "rating"

    @Test(arguments: [UInt64(3), 20_261_122]) func `are what is counted row by row from the states`(
        _ seed: UInt64
    ) async throws {
        try await WeekBench.use(from: "2026-09-07T09:00", seed: seed) { bench in
            let rating = try await ratingSource(bench)
            var numbers: [String] = []
            for _ in 0..<260 { try await step(bench, &numbers, rating) }
            let ledger = bench.ledger
            let today = bench.test.clock.now.day
            let middle = try Day("2026-09-20")
            var nonzero: Set<Metric> = []
            for account in ["ducha", "renshe", "chuangkou"] {
                let caller = try bench.test.caller(account)
                var all = ItemQuery()
                all.limit = 200
                let seen = try await ledger.ask(ListItems(all), by: caller)
                #expect(seen.next == nil)
                let visible = Set(seen.items.map(\.item.number))
                let periods: [(Day?, Day)] = [(nil, today), (middle, today), (nil, middle)]
                for (from, through) in periods {
                    for unit in [nil, "QH-RS"] {
                        if account == "chuangkou", unit != nil { continue }
                        let answer = try await ledger.ask(
                            ReadStatistics(
                                from: from, through: through, unit: try unit.map { try UnitCode($0) },
                                by: .unit), by: caller)
                        let oracle = try await StatisticsOracle(
                            ledger, numbers: visible, units: unit.map { [$0, "QH-W01"] }, today: today,
                            from: from, through: through)
                        for metric in Metric.allCases {
                            guard let (part, whole) = oracle.figure(of: metric, ratingSource: rating) else {
                                continue
                            }
                            let ratio = try answer.total.sums.ratio(of: metric)
                            #expect(
                                ratio.numerator == part && ratio.denominator == whole,
                                "\(metric) \(account) \(unit ?? "") \(through), seed \(seed): \(ratio.numerator)/\(ratio.denominator), not \(part)/\(whole)"
                            )
                            if part > 0, part < whole { nonzero.insert(metric) }
                        }
                        try addsUp(answer)
                    }
                }
            }
            for metric in [.rectifiedOnTime, .settledOnTime, .closingRate, .reworkRate, .returnRate]
                as [Metric]
            {
                #expect(nonzero.contains(metric), "\(metric) was never put to the test, seed \(seed)")
            }
            #expect(try await bench.ledger.verify { _ in }.faults == [])
        }
    }

    /// Units add up to the whole, count by count.
    private func addsUp(_ answer: Statistics) throws {
        var sum = RowTally()
        for line in answer.lines { sum += line.sums.rows }
        #expect(sum == answer.total.sums.rows)
    }

    private func ratingSource(_ bench: WeekBench) async throws -> String {
        let code = try await bench.ledger.store.read { transaction in
            var code: String?
            try transaction.states(Source.self) { _, source in
                if source.state.record.isRating { code = code ?? source.state.code.text }
            }
            return code
        }
        return try #require(code)
    }

    /// One move; a refused one changes nothing.
    private func step(_ bench: WeekBench, _ numbers: inout [String], _ rating: String) async throws {
        func random(_ count: Int) -> Int { Int(bench.test.clock.random() % UInt64(count)) }
        bench.test.clock.now = bench.test.clock.now.adding(milliseconds: Int64(600_000 + random(12_000_000)))
        if numbers.count < 60, random(4) == 0 || numbers.isEmpty {
            let source = ["walk", "hotline12345", rating][random(3)]
            let place = ["QH-RS", "QH-GA", "QH-W01"][random(3)]
            numbers.append(
                try await bench.test.file("问题 \(numbers.count)", at: place, source: source).number)
            return
        }
        let number = numbers[random(numbers.count)]
        let shown = try await bench.ledger.ask(ShowItem(number), by: bench.test.caller("ducha")).item
        let heads = ["QH-RS": "renshe", "QH-W01": "renshe", "QH-GA": "gongan"]
        let head = heads[shown.unit?.text ?? ""] ?? "gongan"
        let text = bench.prose("随机 \(random(100))")
        func act(_ command: ItemCommand, by account: String) async throws {
            try await bench.test.act(number, command, by: account)
        }
        func end(_ ending: Ending) async throws {
            try await act(.proposeEnding(ending, reason: text), by: "fuhe")
            try await act(.confirmEnding(note: nil), by: "ducha")
        }
        do {
            if random(6) == 0 {
                let outcome = ContactOutcome.allCases[random(5)]
                let level: Satisfaction? =
                    outcome == .refused || outcome == .unreached ? nil : Satisfaction.allCases[random(3)]
                try await act(
                    .contact(purpose: .satisfaction, outcome: outcome, satisfaction: level, note: nil),
                    by: "ducha")
            }
            switch shown.state.kind {
            case .registered, .verifying:
                if shown.state.kind == .verifying {
                    try await act(
                        .verify(.verdict(.confirmed, note: text, statementRead: false)), by: "ducha")
                }
                switch random(6) {
                case 0: try await end(.explained(rule: text))
                case 1: try await end(.notAdopted)
                default:
                    let lead = try UnitCode(["QH-RS", "QH-GA"][random(2)])
                    let due = bench.test.clock.now.day.adding(1 + random(6))
                    try await act(
                        .assign(.init(lead: lead, mode: .deadline, due: due, reason: text)), by: "ducha")
                }
            case .assigned: try await act(.accept, by: head)
            case .accepted, .inProgress:
                switch random(8) {
                case 0: try await end(.explained(rule: text))
                case 1:
                    let day = bench.test.clock.now.day.adding(20)
                    try await act(.escalate(to: text, paper: text, nextLook: day), by: "ducha")
                default: try await bench.work(number, by: head)
                }
            case .closeRequested, .checking:
                if random(3) == 0 {
                    try await act(.return(reason: text), by: "ducha")
                } else {
                    try await bench.strikeOff(number)
                }
            case .closed, .explained, .notAdopted, .unfounded, .merged, .transferred:
                if random(3) == 0 { try await act(.reopen(reason: text), by: "fuhe") }
            }
        } catch is LedgerError {}
    }
}
