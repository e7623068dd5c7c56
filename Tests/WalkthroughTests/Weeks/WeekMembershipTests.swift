import Testing
import Walkthrough

@Suite struct `Which rows a week has` {
    @Test func `a row not verified is a count and no more`() throws {
        let story = try ItemStory(isVerifying: true)
        #expect(story.membership() == .unverified)
        #expect(story.row()?.standing.phase == .unverified)
        let entry = LedgerEntry(before: nil, now: try #require(story.row()))
        #expect(RowPlacement(entry, from: WeekFixture.t39) == .unverified)
        #expect(SnapshotDiff.changes(of: entry) == [])
    }

    @Test func `a row registered at the cut-off's own millisecond belongs to the week, a later one does not`()
        throws
    {
        var story = try ItemStory(at: "2026-09-30T15:00:00+08:00", isVerifying: true)
        #expect(story.membership() == .unverified)
        story = try ItemStory(at: "2026-09-30T15:00:00.001+08:00")
        #expect(story.membership() == WeekMembership.none)
        #expect(story.item?.isSettled(at: WeekFixture.t40) == false)
        #expect(story.item?.isSettled(at: WeekFixture.t40.adding(milliseconds: 1)) == true)
    }

    @Test func `a row open at T is on the ledger, however old`() throws {
        var story = try ItemStory(at: "2026-03-02T09:00:00+08:00")
        try story.assign("2026-03-03T10:00:00+08:00")
        #expect(story.membership() == .main)
        #expect(story.membership(from: nil) == .main)
    }

    @Test(arguments: [
        ("2026-09-24T15:00:00+08:00", WeekMembership.history), ("2026-09-24T15:00:00.001+08:00", .main),
        ("2026-09-30T15:00:00+08:00", .main),
    ])
    func `a row closed in the week is on it, one closed before is history`(
        closedAt: String, expected: WeekMembership
    ) throws {
        var story = try ItemStory(at: "2026-09-14T09:00:00+08:00")
        try story.assign("2026-09-14T10:00:00+08:00")
        story.work("2026-09-14T11:00:00+08:00")
        try story.requestClose("2026-09-15T10:00:00+08:00")
        story.check("2026-09-16T10:00:00+08:00")
        let before = story.row(WeekFixture.t39)
        story.close(closedAt)
        #expect(story.membership() == expected)
        #expect(story.membership(from: nil) == .main)
        // The sheets place the two states of the row alike.
        let now = try #require(story.row())
        let entry = LedgerEntry(before: expected == .history ? now : before, now: now)
        #expect(RowPlacement(entry, from: WeekFixture.t39) == (expected == .history ? .history : .main))
    }

    @Test func `a reopened row is on it again`() throws {
        var story = try ItemStory(at: "2026-09-14T09:00:00+08:00")
        try story.assign("2026-09-14T10:00:00+08:00")
        story.work("2026-09-14T11:00:00+08:00")
        try story.requestClose("2026-09-15T10:00:00+08:00")
        story.check("2026-09-16T10:00:00+08:00")
        story.close("2026-09-17T10:00:00+08:00")
        #expect(story.membership() == .history)
        story.play(
            "2026-09-28T10:00:00+08:00",
            .reopened(
                .init(
                    reason: .text("反弹"), round: 2, clocks: [], on: .given("2026-09-28"),
                    by: WeekFixture.act(2))))
        #expect(story.membership() == .main)
    }

    @Test func `a row closed by claim was never this week's work`() throws {
        let claim = OpeningClaim(isClosed: true, closedOn: nil, statedState: nil)
        let story = try ItemStory(opening: claim)
        #expect(story.membership() == .history)
        #expect(story.membership(from: nil) == .history)
        let entry = LedgerEntry(before: nil, now: try #require(story.row()))
        #expect(RowPlacement(entry, from: WeekFixture.t39) == .history)
        #expect(RowPlacement(entry, from: nil) == .history)
    }
}
