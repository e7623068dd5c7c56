import Testing
import Walkthrough

/// The week's stream under test.
private struct WeekStory {
    var state: WeekLedger?
    var at = Instant.given("2026-09-30T15:10:00+08:00")
    var actor = WeekFixture.coordinator
    var week = WeekFixture.w40
    var previous: PreviousEdition? = PreviousEdition(
        week: WeekFixture.w39, to: WeekFixture.t39, manifest: .given(39), closing: 4)
    var earlierUnfrozen: [Week] = []
    var row: LedgerRow?

    @discardableResult
    mutating func play(_ command: WeekCommand) throws(Refusal) -> WeekDecision<WeekEvent> {
        let decision = try WeekLedger.decide(
            command, on: state,
            in: WeekContext(
                at: at, actor: actor, directory: WeekFixture.directory, week: week,
                schedule: WeekFixture.schedule,
                previous: previous, earlierUnfrozen: earlierUnfrozen, row: row))
        for event in decision.events {
            state = WeekLedger.replay(event, at: at, stream: week.description, onto: state)
        }
        return decision
    }

    mutating func refusal(_ command: WeekCommand) -> Refusal? {
        do {
            try play(command)
            return nil
        } catch { return error }
    }

    static let freeze = WeekCommand.freeze(
        .init(
            settings: FrozenSettings(rule: .standard, lists: .standard, yellowWorkdays: 1), root: .given(1),
            rows: 5,
            verifying: 2,
            signatures: [UnitSignature(WeekFixture.town, nil), UnitSignature(WeekFixture.department, nil)]))

    static func publish(_ number: Int, manifest: UInt8, previous: UInt8?) throws -> WeekCommand {
        .publish(
            .init(
                number: number,
                files: [
                    try WeekFixture.file("整改台账.xlsx", 5), try WeekFixture.file("manifest.json", manifest),
                ],
                manifest: .given(manifest), previous: previous.map(Digest.given), closing: 6))
    }

    /// Frozen and published, with a row to correct.
    static func published() throws -> WeekStory {
        var story = WeekStory()
        try story.play(freeze)
        try story.play(publish(0, manifest: 40, previous: 39))
        story.row = try exampleRow("QH-2026-0001")
        return story
    }

    static func correct(_ old: String = "统一口径", _ new: String? = "统一口径并公示") -> WeekCommand {
        .proposeCorrection(
            .init(
                row: "QH-2026-0001", column: .measures, old: .text(old), new: new.map(Prose.text),
                reason: .text("漏印半句")))
    }
}

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

@Suite struct `A correction` {
    @Test func `needs two persons and is chained to the first edition`() throws {
        var story = try WeekStory.published()
        try story.play(WeekStory.correct())
        #expect(story.refusal(.confirmCorrection(number: 1))?.isNotPermitted == true)
        // The same person under another account is still the same person.
        story.actor = Actor(
            account: "other", person: aPerson(1), authentication: .password,
            grants: [Grant(.reviewer, at: WeekFixture.county)])
        #expect(story.refusal(.confirmCorrection(number: 1))?.isNotPermitted == true)
        story.actor = WeekFixture.supervisor
        try story.play(.confirmCorrection(number: 1))
        #expect(story.state?.toPublish == 1)
        try story.play(WeekStory.publish(1, manifest: 41, previous: 40))
        let latest = try #require(story.state?.latest)
        #expect(latest.first == .given(40))
        #expect(latest.previous == .given(40))
        let state = try #require(story.state)
        #expect(state.seal(1, after: story.previous).firstEdition == .given(40))
        let edition = try #require(WeekFixture.schedule.ownEdition(of: WeekFixture.w40))
        #expect(LedgerEdition(of: edition, state, at: story.at) == .correction(1))
        let corrections = try state.ledgerCorrections(through: 1) { _ in "同名的人" }
        #expect(corrections.map(\.new) == ["统一口径并公示"])
        let row = try exampleRow("QH-2026-0001").corrected(by: corrections, since: state.period.from)
        #expect(row.text(of: .measures) == "统一口径并公示")
    }

    @Test func `must start from what was printed`() throws {
        var story = try WeekStory.published()
        #expect(story.refusal(WeekStory.correct("统一标准"))?.words.contains("印的是“统一口径”") == true)
        #expect(story.refusal(WeekStory.correct("统一口径", "统一口径"))?.words.contains("相同") == true)
        try story.play(WeekStory.correct())
        #expect(story.refusal(WeekStory.correct())?.words.contains("在等复核") == true)
        story.actor = WeekFixture.supervisor
        try story.play(.confirmCorrection(number: 1))
        try story.play(WeekStory.publish(1, manifest: 41, previous: 40))
        // Now the cell reads otherwise.
        #expect(story.refusal(WeekStory.correct())?.words.contains("印的是“统一口径并公示”") == true)
        try story.play(WeekStory.correct("统一口径并公示", nil))
        #expect(story.state?.corrections.last?.proposal.new == nil)
    }

    @Test func `fills a cell that was printed empty`() throws {
        var story = try WeekStory.published()
        try story.play(
            .proposeCorrection(
                .init(
                    row: "QH-2026-0001", column: .advice, old: nil, new: .text("加强培训"), reason: .text("漏填"))))
        #expect(story.state?.corrections.first?.proposal.old == nil)
    }

    @Test func `is of a row and a column that the ledger has`() throws {
        var story = try WeekStory.published()
        #expect(throws: Invalid.self) { try LedgerColumn(named: "责任") }
        #expect(try LedgerColumn(named: "整改责任人") == .responsible)
        #expect(try LedgerColumn(named: "measures") == .measures)
        #expect(try LedgerColumn(named: "是否销号") == .closing)
        #expect(
            story.refusal(
                .proposeCorrection(
                    .init(row: "QH-2026-0001", column: .number, old: nil, new: nil, reason: .text("x"))))?
                .words
                .contains("不能更正") == true)
        story.row = nil
        #expect(story.refusal(WeekStory.correct())?.words.contains("没有 QH-2026-0001") == true)
        story.row = try exampleRow("QH-2026-0001", phase: .unverified)
        #expect(story.refusal(WeekStory.correct()) != nil)
    }

    @Test func `that was declined leaves no gap in the numbers of the editions`() throws {
        var story = try WeekStory.published()
        try story.play(WeekStory.correct())
        try story.play(.declineCorrection(number: 1, reason: .text("提出人撤回")))
        #expect(story.state?.toPublish == nil)
        #expect(story.refusal(.confirmCorrection(number: 1))?.isNotPossible == true)
        try story.play(WeekStory.correct())
        story.actor = WeekFixture.supervisor
        try story.play(.confirmCorrection(number: 2))
        #expect(story.state?.corrections.map(\.serial) == [nil, 1])
    }

    @Test func `comes one at a time`() throws {
        var story = try WeekStory.published()
        try story.play(WeekStory.correct())
        try story.play(
            .proposeCorrection(
                .init(
                    row: "QH-2026-0001", column: .advice, old: nil, new: .text("加强培训"), reason: .text("漏填"))))
        story.actor = WeekFixture.supervisor
        try story.play(.confirmCorrection(number: 1))
        #expect(story.refusal(.confirmCorrection(number: 2))?.words.contains("还没有生成") == true)
    }

    @Test func `needs a published edition and a proven officer`() throws {
        var story = WeekStory()
        try story.play(WeekStory.freeze)
        story.row = try exampleRow("QH-2026-0001")
        #expect(story.refusal(WeekStory.correct())?.isNotPossible == true)
        story = try .published()
        story.actor = WeekFixture.head
        #expect(story.refusal(WeekStory.correct())?.isNotPermitted == true)
        #expect(story.refusal(.confirmCorrection(number: 9))?.isNotPermitted == true)
    }

    @Test func `a withheld edition keeps its digest`() throws {
        var story = try WeekStory.published()
        #expect(story.refusal(.withhold(number: 3, reason: .text("误发"))) != nil)
        let decision = try story.play(.withhold(number: 0, reason: .text("含未核实内容")))
        guard case .withheld(let payload)? = decision.events.first else {
            Issue.record("not withheld")
            return
        }
        #expect(payload.manifest == .given(40))
        #expect(story.state?.isWithheld(0) == true)
        #expect(story.state?.latest?.manifest == .given(40))
        #expect(try story.play(.withhold(number: 0, reason: .text("再次"))) == .already)
    }
}
