import Testing
import Walkthrough

private struct UnitStory {
    var state: UnitWeek?
    var at = Instant.given("2026-09-30T14:00:00+08:00")
    var actor = WeekFixture.head
    var week = WeekFixture.w40
    var unit = WeekFixture.department
    var rows = 2
    var isFrozen = false

    @discardableResult
    mutating func play(_ command: UnitWeekCommand) throws(Refusal) -> [UnitWeekEvent] {
        let events = try UnitWeek.decide(
            command, on: state,
            in: UnitWeekContext(
                at: at, actor: actor, directory: WeekFixture.directory, week: week, unit: unit,
                schedule: WeekFixture.schedule, rows: rows, isFrozen: isFrozen))
        for event in events {
            state = UnitWeek.replay(event, at: at, stream: UnitWeek.stream(week, unit).id, onto: state)
        }
        return events.elements
    }

    mutating func refusal(_ command: UnitWeekCommand) -> Refusal? {
        do {
            try play(command)
            return nil
        } catch { return error }
    }

    mutating func submit() throws(Refusal) {
        try play(.fill(nil))
        try play(.sign)
        try play(.submit([]))
    }
}

@Suite struct `A unit's week` {
    @Test func `goes from filling to signing to sending`() throws {
        var story = UnitStory(actor: WeekFixture.clerk)
        #expect(UnitSignature(story.unit, story.state).standing == .missing)
        // The clerk's desk is not the whole department.
        #expect(story.refusal(.fill(nil))?.isNotPermitted == true)
        story.actor = WeekFixture.actor(4, .clerk, at: WeekFixture.department)
        try story.play(.fill(WorkInformation(title: .text("本周做法"), text: .text("开展走流程两次"))))
        #expect(story.state?.title == "已填报")
        #expect(story.refusal(.sign)?.isNotPermitted == true)
        #expect(story.refusal(.submit([]))?.words.contains("还没有单位负责人审签") == true)
        story.actor = WeekFixture.head
        try story.play(.sign)
        #expect(story.state?.title == "已审签")
        #expect(story.state?.standing == .missing)
        story.actor = WeekFixture.actor(4, .clerk, at: WeekFixture.department)
        try story.play(.submit([try WeekFixture.file("整改台账.xlsx", 3)]))
        #expect(story.state?.title == "已报送")
        let signature = UnitSignature(story.unit, story.state)
        #expect(signature.standing == .reported)
        #expect(signature.signedBy?.person == aPerson(3))
        #expect(signature.rows == 2)
        let line = signature.line(name: "县人社局") { _ in "局长" }
        #expect(line.signedBy == "局长")
        #expect(!line.isLate)
    }

    @Test func `the head may fill and sign alone`() throws {
        var story = UnitStory()
        try story.submit()
        #expect(story.state?.stage == .submitted)
    }

    @Test(arguments: [
        (WeekFixture.actor(3, .unitHead, at: WeekFixture.department, .none), false),
        (WeekFixture.actor(3, .unitHead, at: WeekFixture.department, .token), true),
        (WeekFixture.actor(3, .unitHead, at: WeekFixture.department, named: false), false),
        (WeekFixture.actor(3, .unitHead, at: WeekFixture.town), false),
        (WeekFixture.actor(3, .townCenter, at: WeekFixture.department), true),
        (WeekFixture.actor(3, .windowLead, at: WeekFixture.department), false),
        (WeekFixture.coordinator, false),
    ])
    func `is signed by its proven head only`(actor: Actor, passes: Bool) throws {
        var story = UnitStory()
        try story.play(.fill(nil))
        story.actor = actor
        let refusal = story.refusal(.sign)
        #expect((refusal == nil) == passes)
        if let refusal { #expect(refusal.isNotPermitted) }
    }

    @Test func `is late after the report time, not at it`() throws {
        let reportBy = Instant.given("2026-09-30T17:30:00+08:00")
        var story = UnitStory(at: reportBy)
        try story.submit()
        #expect(story.state?.submission?.isLate == false)
        story = UnitStory(at: reportBy.adding(milliseconds: 1))
        try story.play(.fill(nil))
        try story.play(.sign)
        guard case .submitted(let payload)? = try story.play(.submit([])).first else {
            Issue.record("not sent")
            return
        }
        #expect(payload.isLate)
        #expect(payload.reportBy == reportBy)
        #expect(story.state?.title == "已报送（迟报）")
        #expect(UnitSignature(story.unit, story.state).isLate)
    }

    @Test func `zero is refused while rows belong to the week, and is signed`() throws {
        var story = UnitStory()
        #expect(story.refusal(.zeroReport)?.words.contains("有 2 条") == true)
        story.rows = 0
        story.actor = WeekFixture.actor(4, .clerk, at: WeekFixture.department)
        #expect(story.refusal(.zeroReport)?.isNotPermitted == true)
        story.actor = WeekFixture.head
        let events = try story.play(.zeroReport)
        #expect(events.count == 2)
        #expect(story.state?.title == "零报告")
        #expect(story.state?.signature?.rows == 0)
        #expect(UnitSignature(story.unit, story.state).standing == .zeroReport)
    }

    @Test func `a signature is for the rows that were there`() throws {
        var story = UnitStory()
        try story.play(.fill(nil))
        try story.play(.sign)
        story.rows = 3
        #expect(story.refusal(.submit([]))?.words.contains("由 2 条变为 3 条") == true)
        try story.play(.sign)
        try story.play(.submit([]))
        #expect(story.state?.signature?.rows == 3)
    }

    @Test func `filling again voids the signature`() throws {
        var story = UnitStory()
        try story.play(.fill(nil))
        try story.play(.sign)
        try story.play(.fill(nil))
        #expect(story.state?.stage == .filled)
    }

    @Test func `can be recalled until the county's week is fixed`() throws {
        var story = UnitStory()
        #expect(story.refusal(.recall(reason: .text("漏一条")))?.isNotPossible == true)
        try story.submit()
        #expect(story.refusal(.fill(nil))?.words.contains("先撤回") == true)
        story.isFrozen = true
        #expect(story.refusal(.recall(reason: .text("漏一条")))?.words.contains("已经定稿") == true)
        story.isFrozen = false
        try story.play(.recall(reason: .text("漏一条")))
        #expect(story.state?.stage == .filled)
        #expect(story.state?.recalls == 1)
    }

    @Test func `is one of a known unit and of a week that has begun and has an edition`() {
        var story = UnitStory(at: WeekFixture.t39)
        #expect(story.refusal(.fill(nil))?.words.contains("还没有开始") == true)
        story = UnitStory(week: week("2026-W08"))
        #expect(story.refusal(.fill(nil))?.words.contains("2026-W09") == true)
        story = UnitStory(unit: WeekFixture.closedUnit)
        #expect(story.refusal(.fill(nil))?.words.contains("已撤销") == true)
        story = UnitStory(unit: aUnit("QH-X"))
        #expect(story.refusal(.fill(nil))?.words.contains("没有编码") == true)
    }
}
