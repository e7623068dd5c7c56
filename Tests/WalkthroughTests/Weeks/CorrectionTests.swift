import Testing
import Walkthrough

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
