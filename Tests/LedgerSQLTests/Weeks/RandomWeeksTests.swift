import Exports
import Foundation
import Ledger
import LedgerSQL
import Testing
import Walkthrough

@Suite("Random weeks")
struct RandomWeeksTests {
    private struct Seen {
        let isOpen: Bool
        let isVerified: Bool
        let version: Int
    }

    /// Rows are filed, assigned, moved, sent back, closed, ended, reopened at random; each week is fixed some time after
    /// its T, when more has happened. What it prints is compared with what the ledger showed at T.
    @Test(arguments: [14, 15] as [UInt64]) func `the counts add up, and the right rows are on each sheet`(
        _ seed: UInt64
    ) async throws {
        try await WeekBench.use(from: "2026-09-07T09:00", seed: seed) { bench in
            var numbers: [String] = []
            var before: [String: Seen] = [:]
            let weeks = [
                ("2026-W37", "2026-09-10"), ("2026-W38", "2026-09-17"), ("2026-W39", "2026-09-24"),
                ("2026-W40", "2026-09-30"), ("2026-W41", "2026-10-08"), ("2026-W42", "2026-10-15"),
            ]
            var closing = 0
            var changes: Set<String> = []
            for (week, day) in weeks {
                for _ in 0..<40 { try await step(bench, &numbers) }
                try bench.at(day + "T15:00")
                let now = try await seen(bench)
                try bench.at(day + "T15:30")
                for _ in 0..<8 { try await step(bench, &numbers) }
                let outcome = try await bench.export()
                #expect(outcome.week.description == week)

                let main = now.filter { number, row in
                    guard row.isVerified, !row.isOpen else { return row.isVerified }
                    guard let past = before[number], past.isVerified else { return true }
                    return past.isOpen || past.version != row.version
                }
                #expect(Set(try bench.rows(week).keys) == Set(main.keys), "\(week)")
                let history = Set(now.filter { $0.value.isVerified }.keys).subtracting(main.keys)
                let printed = Set(
                    try bench.sheet("历史销号", in: week).compactMap { $0.first { $0.hasPrefix("QH-2026-") } })
                #expect(printed == history, "\(week)")

                let total = try #require(try bench.sheet("汇总", in: week).first { $0.first == "合计" })
                let counts = total.dropFirst().compactMap(Int.init)
                #expect(counts[0] == closing, "opening is the closing before")
                closing = now.count { $0.value.isVerified && $0.value.isOpen }
                #expect(counts[8] == closing)
                #expect(
                    counts[0] + counts[1] + counts[2] + counts[3] + counts[4] - counts[5] - counts[6]
                        - counts[7]
                        == counts[8])
                #expect(counts[11] == now.count { !$0.value.isVerified })
                changes.formUnion(try bench.sheet("本周变化", in: week).compactMap { $0.dropFirst().first })
                before = now
            }
            for change in ["新增", "销号", "退回", "重开", "逾期", "延期", "内容变化", "离开"] {
                #expect(changes.contains(change), "\(change)")
            }
            #expect(closing > 0)
            #expect(try await bench.ledger.verify { _ in }.faults == [])
        }
    }

    private func seen(_ bench: WeekBench) async throws -> [String: Seen] {
        var query = ItemQuery()
        query.limit = 200
        let page = try await bench.ledger.ask(ListItems(query), by: bench.test.caller("ducha"))
        #expect(page.next == nil)
        return Dictionary(
            uniqueKeysWithValues: page.items.map { line in
                let state = line.item.state
                return (
                    line.item.number,
                    Seen(isOpen: state.isOpen, isVerified: !state.isUnverified, version: line.item.version)
                )
            })
    }

    /// One move; a refused one changes nothing.
    private func step(_ bench: WeekBench, _ numbers: inout [String]) async throws {
        func random(_ count: Int) -> Int { Int(bench.test.clock.random() % UInt64(count)) }
        bench.test.clock.now = bench.test.clock.now.adding(milliseconds: Int64(300_000 + random(8_000_000)))
        guard random(5) > 0, !numbers.isEmpty else {
            let source = random(2) == 0 ? "walk" : "hotline12345"
            numbers.append(
                try await bench.test.file(
                    "问题 \(numbers.count)", at: ["QH-RS", "QH-GA"][random(2)], source: source
                ).number)
            return
        }
        let number = numbers[random(numbers.count)]
        let shown = try await bench.ledger.ask(ShowItem(number), by: bench.test.caller("ducha")).item
        let head = shown.unit?.text == "QH-RS" ? "renshe" : "gongan"
        let text = bench.prose("随机 \(random(100))")
        func act(_ command: ItemCommand, by account: String) async throws {
            try await bench.test.act(number, command, by: account)
        }
        do {
            switch shown.state.kind {
            case .registered, .verifying, .assigned:
                switch random(4) {
                case 0:
                    try await act(.proposeEnding(.explained(rule: text), reason: text), by: "fuhe")
                    try await act(.confirmEnding(note: nil), by: "ducha")
                case 1: try await act(.accept, by: head)
                default:
                    let lead = try UnitCode(["QH-RS", "QH-GA"][random(2)])
                    let due = bench.test.clock.now.day.adding(5)
                    try await act(
                        .assign(.init(lead: lead, mode: .deadline, due: due, reason: text)), by: "ducha")
                }
            case .accepted, .inProgress:
                guard random(3) > 0 else {
                    let until = bench.test.clock.now.day.adding(7)
                    try await act(.askExtension(until: until, reason: text), by: head)
                    return try await act(.grantExtension(until: nil, reason: text), by: "ducha")
                }
                try await bench.work(number, by: head)
            case .closeRequested, .checking:
                guard random(3) > 0 else { return try await act(.return(reason: text), by: "ducha") }
                try await bench.strikeOff(number)
            case .closed, .explained, .notAdopted, .unfounded, .merged, .transferred:
                if random(3) == 0 { try await act(.reopen(reason: text), by: "fuhe") }
            }
        } catch is LedgerError {}
    }
}
