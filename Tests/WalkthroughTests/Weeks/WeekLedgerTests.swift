import Testing
import Walkthrough

@Suite struct `The county's week` {
    @Test func `is fixed as of its cut-off, with everything the print needs`() throws {
        var story = WeekStory()
        let decision = try story.play(WeekStory.freeze)
        guard case .frozen(let frozen)? = decision.events.first else {
            Issue.record("no freeze")
            return
        }
        #expect(frozen.period.to == WeekFixture.t40)
        #expect(frozen.period.from == WeekFixture.t39)
        #expect(frozen.period.first == .given("2026-09-25"))
        #expect(frozen.period.last == .given("2026-09-30"))
        #expect(frozen.period.isShifted)
        #expect(frozen.calendar == "calendar@4")
        #expect(frozen.signatures.map(\.unit) == [WeekFixture.department, WeekFixture.town])
        #expect(frozen.signatures.allSatisfy { $0.standing == .missing })
        #expect(frozen.by.person == aPerson(1))
        #expect(!frozen.isDemo)
        #expect(story.state?.toPublish == 0)
    }

    @Test func `cannot be fixed up to its cut-off's own millisecond`() {
        var story = WeekStory(at: WeekFixture.t40)
        #expect(story.refusal(WeekStory.freeze)?.words.contains("还没有到") == true)
        story.at = WeekFixture.t40.adding(milliseconds: 1)
        #expect(story.refusal(WeekStory.freeze) == nil)
    }

    @Test(arguments: [
        (WeekFixture.actor(1, .coordinator, .none), false),
        (WeekFixture.actor(1, .coordinator, .token), true),
        (WeekFixture.actor(1, .coordinator, .token, named: false), false),
        (WeekFixture.actor(1, .coordinator, .none, isDemo: true), true), (WeekFixture.supervisor, true),
        (WeekFixture.actor(1, .supervisor, at: WeekFixture.town), false), (WeekFixture.head, false),
        (WeekFixture.actor(1, .reviewer), false), (WeekFixture.actor(1, .systemAdmin), false),
    ])
    func `is fixed by a named, proven coordinator or supervisor of the county`(actor: Actor, passes: Bool) {
        var story = WeekStory(actor: actor)
        let refusal = story.refusal(WeekStory.freeze)
        #expect((refusal == nil) == passes)
        if let refusal { #expect(refusal.isNotPermitted) }
    }

    @Test func `is fixed once; a second caller gets the first's`() throws {
        var story = WeekStory()
        try story.play(WeekStory.freeze)
        let first = story.state
        story.actor = WeekFixture.supervisor
        story.at = story.at.adding(milliseconds: 60_000)
        #expect(try story.play(WeekStory.freeze) == .already)
        #expect(story.state == first)
    }

    @Test func `waits for the weeks before it`() {
        var story = WeekStory(previous: nil, earlierUnfrozen: [WeekFixture.w39])
        #expect(story.refusal(WeekStory.freeze)?.words.contains("请先对 2026-W39 定稿") == true)
        let editions = WeekFixture.schedule.editions(
            before: WeekFixture.w41, lastFrozen: week("2026-W38"), begun: week("2026-W36"))
        #expect(editions.map(\.week) == [WeekFixture.w39, WeekFixture.w40])
        let all = WeekFixture.schedule.editions(
            before: WeekFixture.w39, lastFrozen: nil, begun: week("2026-W36"))
        #expect(all.map(\.week) == [week("2026-W36"), week("2026-W37"), week("2026-W38")])
    }

    @Test func `is not fixed behind a later one`() {
        var story = WeekStory(
            previous: PreviousEdition(
                week: WeekFixture.w41, to: .given("2026-10-08T15:00:00+08:00"), manifest: nil, closing: nil))
        #expect(story.refusal(WeekStory.freeze)?.isNotPossible == true)
    }

    @Test func `of a week without a working Thursday or a day before it, goes with the next`() throws {
        var story = WeekStory(at: .given("2026-03-02T09:00:00+08:00"), week: week("2026-W08"), previous: nil)
        #expect(story.refusal(WeekStory.freeze)?.words.contains("2026-W09") == true)
        story.week = week("2026-W09")
        story.previous = PreviousEdition(
            week: week("2026-W07"), to: .given("2026-02-12T15:00:00+08:00"), manifest: .given(7), closing: 0)
        try story.play(WeekStory.freeze)
        let period = try #require(story.state?.period)
        #expect(period.mergedWeeks == [week("2026-W08")])
        #expect(period.first == .given("2026-02-13"))
        #expect(period.from == .given("2026-02-12T15:00:00+08:00"))
    }

    @Test func `the first edition holds everything before it`() throws {
        var story = WeekStory(previous: nil)
        try story.play(WeekStory.freeze)
        #expect(story.state?.period.from == nil)
        #expect(story.state?.period.first == .given("2026-09-28"))
        #expect(story.state?.period.mergedWeeks == [])
    }

    @Test func `is published once, chained to the manifest before`() throws {
        var story = WeekStory()
        #expect(story.refusal(try WeekStory.publish(0, manifest: 40, previous: 39))?.isNotPossible == true)
        try story.play(WeekStory.freeze)
        #expect(story.refusal(try WeekStory.publish(0, manifest: 40, previous: 38))?.isNotPossible == true)
        // Anybody's run may finish what a crash cut off.
        story.actor = WeekFixture.clerk
        try story.play(WeekStory.publish(0, manifest: 40, previous: 39))
        #expect(story.state?.latest?.manifest == .given(40))
        #expect(story.state?.latest?.previous == .given(39))
        #expect(story.state?.latest?.first == nil)
        #expect(story.state?.toPublish == nil)
        #expect(try story.play(WeekStory.publish(0, manifest: 41, previous: 39)) == .already)
        let next = PreviousEdition(try #require(story.state))
        #expect(
            next
                == PreviousEdition(
                    week: WeekFixture.w40, to: WeekFixture.t40, manifest: .given(40), closing: 6))
    }

    @Test func `is not published before the edition that it follows`() throws {
        var story = WeekStory(
            previous: PreviousEdition(week: WeekFixture.w39, to: WeekFixture.t39, manifest: nil, closing: nil)
        )
        try story.play(WeekStory.freeze)
        #expect(
            story.refusal(try WeekStory.publish(0, manifest: 40, previous: nil))?.words.contains("2026-W39")
                == true)
    }

    @Test func `names its prints by the time`() throws {
        let edition = try #require(WeekFixture.schedule.ownEdition(of: WeekFixture.w40))
        #expect(LedgerEdition(of: edition, nil, at: WeekFixture.t40) == .preview)
        #expect(LedgerEdition(of: edition, nil, at: WeekFixture.t40.adding(milliseconds: 1)) == .review)
        let story = try WeekStory.published()
        #expect(LedgerEdition(of: edition, story.state, at: story.at) == .final)
        let header = try #require(story.state).header(0, county: "QH", countyName: "青禾县")
        #expect(header.periodTitle.hasSuffix("（2026年9月25日—2026年9月30日）"))
        #expect(header.mark == "定稿")
    }
}
