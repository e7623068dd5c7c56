import Testing
import Walkthrough

struct SnapshotDiffTests {
    private func titles(_ before: LedgerRow?, _ now: LedgerRow) -> [String] {
        SnapshotDiff.changes(of: LedgerEntry(before: before, now: now)).map(\.title)
    }

    @Test func `nothing happened`() throws {
        #expect(titles(try exampleRow(), try exampleRow()).isEmpty)
    }

    @Test func `new, verified now, and brought in`() throws {
        #expect(titles(nil, try exampleRow()) == ["新增"])
        #expect(titles(try exampleRow(phase: .unverified), try exampleRow()) == ["新增"])
        #expect(titles(nil, try exampleRow(phase: .closed, endedAt: inWeek)) == ["新增", "销号"])
        #expect(titles(nil, try exampleRow(phase: .closed, isCarried: true)) == ["期初结转"])
        #expect(titles(nil, try exampleRow(phase: .unverified)).isEmpty)
    }

    @Test func `closed, and left without rectification`() throws {
        #expect(titles(try exampleRow(), try exampleRow(phase: .closed, endedAt: inWeek)) == ["销号"])
        let left = SnapshotDiff.changes(
            of: LedgerEntry(before: try exampleRow(), now: try exampleRow(phase: .ended, endedAt: inWeek)))
        #expect(left == [.left("解释说明")])
    }

    @Test func `reopened, and reopened and closed again`() throws {
        #expect(titles(try exampleRow(phase: .closed), try exampleRow(round: 2)) == ["重开"])
        #expect(
            titles(try exampleRow(phase: .closed), try exampleRow(phase: .closed, round: 2, endedAt: inWeek))
                == ["重开", "销号"])
    }

    @Test func `returned as often as in the week`() throws {
        let before = try exampleRow { $0.standing.returns = 1 }
        let now = try exampleRow { $0.standing.returns = 3 }
        #expect(SnapshotDiff.changes(of: LedgerEntry(before: before, now: now)) == [.returned(times: 2)])
    }

    @Test func `overdue only once, and never while it is checked`() throws {
        let red = try exampleRow { $0.standing.light = .red }
        #expect(titles(try exampleRow(), red) == ["逾期"])
        #expect(titles(red, red).isEmpty)
        #expect(titles(try exampleRow(), try exampleRow(phase: .checking)).isEmpty)
    }

    @Test func `an extension tells both days, and is not told twice`() throws {
        let now = try exampleRow {
            $0.standing.extensions = 1
            $0.course.due = Day(number: 20_740)
        }
        #expect(
            SnapshotDiff.changes(of: LedgerEntry(before: try exampleRow(), now: now))
                == [.extended(from: Day(number: 20_730), to: Day(number: 20_740))])
    }

    @Test func `a changed text tells its column, old and new`() throws {
        let now = try exampleRow {
            $0.plan.measures = "更新办事指南"
            $0.finding.cause = "指南未及时更新"
        }
        #expect(
            SnapshotDiff.changes(of: LedgerEntry(before: try exampleRow(), now: now))
                == [
                    .changed(.cause, old: "", new: "指南未及时更新"),
                    .changed(.measures, old: "统一口径", new: "更新办事指南"),
                ])
    }
}

struct RowPlacementTests {
    private func placement(_ before: LedgerRow?, _ now: LedgerRow, from: Instant? = previousCutoff)
        -> RowPlacement
    {
        RowPlacement(LedgerEntry(before: before, now: now), from: from)
    }

    @Test func `open rows, new rows and rows ended in the week are on the main sheet`() throws {
        #expect(placement(try exampleRow(), try exampleRow()) == .main)
        #expect(placement(nil, try exampleRow()) == .main)
        #expect(placement(try exampleRow(), try exampleRow(phase: .closed, endedAt: inWeek)) == .main)
        #expect(placement(nil, try exampleRow(phase: .closed, endedAt: inWeek)) == .main)
        let reclosed = try exampleRow(phase: .closed, round: 2, endedAt: inWeek)
        #expect(placement(try exampleRow(phase: .closed, endedAt: previousCutoff), reclosed) == .main)
        let struckOff = try exampleRow(phase: .closed, isCarried: true, endedAt: inWeek)
        #expect(placement(nil, struckOff) == .main)
        #expect(SnapshotDiff.changes(of: LedgerEntry(before: nil, now: struckOff)).count == 2)
    }

    @Test func `rows that ended earlier are history`() throws {
        let earlier = try exampleRow(phase: .closed, endedAt: previousCutoff)
        #expect(placement(earlier, earlier) == .history)
        let claimed = try exampleRow(phase: .closed, isCarried: true)
        #expect(placement(nil, claimed) == .history)
        #expect(placement(nil, claimed, from: nil) == .history)
        #expect(SnapshotDiff.changes(of: LedgerEntry(before: nil, now: claimed)) == [.carried])
    }

    @Test func `unverified rows are only counted`() throws {
        #expect(placement(nil, try exampleRow(phase: .unverified)) == .unverified)
    }

    @Test func `the first edition has every row that was not brought in as ended`() throws {
        #expect(placement(nil, try exampleRow(phase: .closed, endedAt: inWeek), from: nil) == .main)
    }
}
