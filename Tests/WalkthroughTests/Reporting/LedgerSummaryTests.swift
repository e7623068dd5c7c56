import Testing
import Walkthrough

struct LedgerSummaryTests {
    private func tally(_ entries: [LedgerEntry]) -> LedgerTally {
        var summary = LedgerSummary()
        for entry in entries { summary.add(entry) }
        return summary.total
    }

    @Test func `opening and what came less what went is closing`() throws {
        let entries = [
            LedgerEntry(before: try exampleRow(), now: try exampleRow()),
            LedgerEntry(before: try exampleRow(), now: try exampleRow(phase: .closed, endedAt: inWeek)),
            LedgerEntry(before: try exampleRow(), now: try exampleRow(phase: .ended, endedAt: inWeek)),
            LedgerEntry(before: nil, now: try exampleRow()),
            LedgerEntry(before: nil, now: try exampleRow(phase: .closed, endedAt: inWeek)),
            LedgerEntry(before: try exampleRow(phase: .closed), now: try exampleRow(round: 2)),
            LedgerEntry(before: try exampleRow(phase: .closed), now: try exampleRow(phase: .closed)),
            LedgerEntry(before: try exampleRow(phase: .unverified), now: try exampleRow(phase: .checking)),
        ]
        let tally = tally(entries)
        #expect(tally.opening == 3)
        #expect(tally.new == 3)
        #expect(tally.reopened == 1)
        #expect(tally.closed == 2)
        #expect(tally.ended == 1)
        #expect(tally.closing == 4)
        #expect(tally.checking == 1)
        #expect(tally.isBalanced)
    }

    @Test func `a row closed, reopened and closed again in a week counts each time`() throws {
        let twice = tally([
            LedgerEntry(
                before: try exampleRow(), now: try exampleRow(phase: .closed, round: 2, endedAt: inWeek))
        ])
        #expect(twice.closed == 2 && twice.reopened == 1 && twice.closing == 0 && twice.isBalanced)
        let again = tally([LedgerEntry(before: try exampleRow(), now: try exampleRow(round: 2))])
        #expect(again.closed == 1 && again.reopened == 1 && again.closing == 1 && again.isBalanced)
    }

    @Test func `a row that changes its unit balances for both units`() throws {
        var summary = LedgerSummary()
        summary.add(LedgerEntry(before: try exampleRow(unit: "QH-D01"), now: try exampleRow(unit: "QH-D02")))
        #expect(summary.units.map(\.tally.movedOut) == [1, 0])
        #expect(summary.units.map(\.tally.movedIn) == [0, 1])
        try summary.prove(previousClosing: 1)
    }

    @Test func `rows carried in are never new, and closed only if struck off here`() throws {
        let tally = tally([
            LedgerEntry(before: nil, now: try exampleRow(isCarried: true)),
            LedgerEntry(before: nil, now: try exampleRow(phase: .closed, isCarried: true)),
            LedgerEntry(before: nil, now: try exampleRow(phase: .closed, isCarried: true, endedAt: inWeek)),
        ])
        #expect(
            tally.carried == 2 && tally.new == 0 && tally.closed == 1 && tally.closing == 1
                && tally.isBalanced)
    }

    @Test func `a row that vanishes breaks the proof`() throws {
        var summary = LedgerSummary()
        summary.add(LedgerEntry(before: try exampleRow(), now: try exampleRow(phase: .unverified)))
        #expect(throws: Invalid.self) { try summary.prove(previousClosing: nil) }
    }

    @Test func `an opening that is not the last closing breaks the proof`() throws {
        var summary = LedgerSummary()
        summary.add(LedgerEntry(before: try exampleRow(), now: try exampleRow()))
        try summary.prove(previousClosing: 1)
        #expect(throws: Invalid.self) { try summary.prove(previousClosing: 2) }
    }
}
