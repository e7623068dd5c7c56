import Testing
import Walkthrough

@Suite("When clocks run and stop") struct RowClocksTests {
    @Test func `National Day: two, three and five working days from Wednesday 2026-09-30`() throws {
        var play = try RowPlay("2026-09-30T16:10:00+08:00", source: RowPlay.dissatisfied())
        try play.file(at: "QH-W042", reporter: true)
        #expect(play.state == .verifying, "the week shows a count only")
        #expect(play.item?.clock(.reply)?.due == (try Day("2026-10-09")))
        #expect(play.item?.line.institutions == [try UnitCode("QH-D07"), try UnitCode("QH-D27")])
        let scale = { (day: String) in LightScale(today: try Day(day), calendar: Years.calendar) }
        let due = play.item?.clock(.reply)?.due
        #expect(try scale("2026-10-07").light(due: due) == .green)
        #expect(try scale("2026-10-08").light(due: due) == .yellow)
        #expect(try scale("2026-10-09").light(due: due) == .yellow)
        #expect(try scale("2026-10-10").light(due: due) == .red)
        play.at("2026-10-08T09:00:00+08:00")
        try play.do(.assignCaller(RowPlay.Player.caller.person), .inspector)
        try play.do(.contact(purpose: .verification, outcome: .told, satisfaction: nil, note: nil), .caller)
        #expect(play.item?.contacts.map(\.purpose) == [.verification])
        try play.do(.verify(.complex(reason: prose("涉及两个部门"))), .inspector)
        #expect(play.item?.clock(.reply)?.target == (try Day("2026-10-10")), "a Saturday that is worked")
        #expect(play.item?.clock(.reply)?.due == (try Day("2026-10-13")))
    }

    @Test func `完成日期 is the day of the request that passed, and a row waiting for its check is never red`()
        throws
    {
        var play = try RowPlay("2026-09-14T09:00:00+08:00")
        try play.file(at: "QH-D33")
        try play.mend("QH-D33", by: .tax)
        let due = try #require(play.item?.due)
        play.at("2026-09-18T09:00:00+08:00")
        let scale = LightScale(today: play.now.day, calendar: Years.calendar)
        #expect(due < play.now.day)
        #expect(scale.light(due: due, isAwaitingCheck: true, isEscalated: false) == .awaiting)
        try play.pass()
        try play.do(.close(note: prose("同意")), .inspector)
        #expect(play.item?.completedOn == (try Day("2026-09-14")))
    }

    @Test func `the time of a returned row counts as used`() throws {
        var play = try RowPlay("2026-09-14T09:00:00+08:00")
        try play.file(at: "QH-D33")
        try play.mend("QH-D33", by: .tax)
        let due = play.item?.clock(.rectification)?.due
        play.at("2026-09-16T09:00:00+08:00")
        try play.do(.check(.begin, opinion: nil), .inspector)
        try play.do(.check(.fail, opinion: prose("没改好")), .inspector)
        #expect(play.state == .inProgress)
        #expect(play.item?.returnedCount == 1)
        #expect(play.item?.clock(.rectification)?.due == due)
        #expect(play.item?.clock(.rectification)?.isRunning == true)
    }

    @Test func `each reopening is a new round of the same number with its own limit`() throws {
        var play = try RowPlay.inState(.closed)
        let first = play.item?.clock(.rectification)?.due
        play.at("2026-10-08T09:00:00+08:00")
        try play.do(.reopen(reason: prose("又多要材料")), .inspector)
        #expect(play.item?.round == 2)
        #expect(play.item?.report.number == "QH-2026-0001")
        let again = try #require(play.item?.clock(.rectification)?.due)
        #expect(again > (try Day("2026-10-08")))
        #expect(first != again)
    }

    @Test func `an extension asked in time and granted late takes the red between back, with trace`() throws {
        var play = try RowPlay("2026-09-14T09:00:00+08:00")
        try play.file(at: "QH-D33")
        try play.do(RowPlay.deadline("2026-09-16", lead: "QH-D33"), .inspector)
        try play.do(.accept, .tax)
        play.at("2026-09-16T16:00:00+08:00")
        try play.do(.askExtension(until: Day("2026-09-23"), reason: prose("等采购")), .tax)
        play.at("2026-09-18T09:00:00+08:00")
        let scale = LightScale(today: play.now.day, calendar: Years.calendar)
        #expect(scale.light(due: play.item?.due) == .red)
        try play.do(.grantExtension(until: nil, reason: prose("同意")), .inspector)
        #expect(scale.light(due: play.item?.due) == .green)
        #expect(play.item?.clock(.rectification)?.originalDue == (try Day("2026-09-16")))
        #expect(play.item?.extendedAt == play.now)
    }

    @Test func `an extension asked after the limit is refused`() throws {
        var play = try RowPlay("2026-09-14T09:00:00+08:00")
        try play.file(at: "QH-D33")
        try play.do(RowPlay.deadline("2026-09-16", lead: "QH-D33"), .inspector)
        play.at("2026-09-17T09:00:00+08:00")
        guard
            case .notPossible? = play.refusal(
                .askExtension(until: try Day("2026-09-23"), reason: try prose("等采购")), .tax)
        else {
            Issue.record("asked too late and taken")
            return
        }
    }

    @Test func `a dispute comes within one working day, and the supervisor decides`() throws {
        var play = try RowPlay("2026-09-14T09:00:00+08:00")
        try play.file(at: "QH-D33")
        try play.do(RowPlay.immediate("QH-D33"), .inspector)
        play.at("2026-09-16T09:00:00+08:00")
        #expect(play.refusal(.dispute(reason: try prose("不归我局")), .tax) != nil, "two working days later")
        play.at("2026-09-15T09:00:00+08:00")
        try play.do(.dispute(reason: prose("不归我局")), .tax)
        #expect(play.refusal(.accept, .tax) != nil, "disputed rows are not accepted")
        try play.do(RowPlay.immediate("QH-T01", reason: "理由成立"), .inspector)
        #expect(play.item?.state.assignment?.lead == (try UnitCode("QH-T01")))
    }
}
