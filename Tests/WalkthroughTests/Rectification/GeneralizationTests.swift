import Testing
import Walkthrough

@Suite struct `Generalisation` {
    private func closing(_ answer: Answered.Value) throws -> RowPlay {
        var play = try RowPlay()
        try play.file()
        try play.do(RowPlay.immediate("QH-D07"), .inspector)
        try play.do(.accept, .police)
        try play.do(RowPlay.planned(), .police)
        try play.do(RowPlay.after(), .police)
        try play.do(
            .requestClose(
                .init(
                    note: try prose("已改"),
                    generalization: try Answered(answer, reason: try prose("下月"), field: "举一反三"),
                    publication: try Answered(.no, reason: nil, field: "公开"))), .police)
        try play.pass()
        return play
    }

    @Test func `a yes needs units, and never asks the line that had the problem`() throws {
        var play = try closing(.yes)
        #expect(play.refusal(.close(note: try prose("同意")), .inspector) != nil)
        #expect(play.refusal(.close(note: try prose("同意"), spread: [aUnit("QH-D07")]), .inspector) != nil)
        #expect(play.refusal(.close(note: try prose("同意"), spread: [aUnit("QH-NONE")]), .inspector) != nil)
        #expect(play.refusal(.close(note: try prose("同意"), spread: [aUnit("QH")]), .inspector) != nil)
        #expect(play.refusal(.close(note: try prose("同意"), spread: [aUnit("QH-W042")]), .inspector) != nil)
        try play.do(
            .close(
                note: prose("同意"),
                spread: [aUnit("QH-T02"), aUnit("QH-T01"), aUnit("QH-T01")]),
            .inspector)
        guard case .closed(let closed)? = play.item?.state else {
            Issue.record("not closed")
            return
        }
        #expect(closed.closing.generalizedTo == [aUnit("QH-T01"), aUnit("QH-T02")])
    }

    @Test(arguments: [Answered.Value.no, .later]) func `no and later ask nobody`(answer: Answered.Value)
        throws
    {
        var play = try closing(answer)
        #expect(play.refusal(.close(note: try prose("同意"), spread: [aUnit("QH-T01")]), .inspector) != nil)
        try play.do(.close(note: prose("同意")), .inspector)
        #expect(play.state == .closed)
    }

    @Test func `a town's peers are the other towns, a department has none`() throws {
        let directory = try SampleCounty.units()
        let units = ["QH-T01", "QH-T02", "QH-D07", "QH-D33"].compactMap { directory.unit(aUnit($0)) }
        #expect(directory.peers(of: aUnit("QH-T01"), among: units) == [aUnit("QH-T02")])
        #expect(directory.peers(of: aUnit("QH-D07"), among: units) == [])
    }

    @Test func `only the unit reports, once, and with proof`() throws {
        let at = Instant.given("2026-09-14T09:00:00+08:00")
        let actor = Actor(account: "town", person: nil, authentication: .password, isDemo: false)
        let stranger = Actor(account: "local:x", person: nil, authentication: .none, isDemo: false)
        let entry = Entry(actor, at: at)
        let opened = GeneralizationOpened(
            number: "QH-Z2026-0001", origin: Opened(id: "a", number: "QH-2026-0001"),

            unit: aUnit("QH-T01"),
            due: try CountedDue(
                "x", from: at.day, workdays: 5, in: WorkCalendar(years: [], revision: "calendar@0")),
            entry: entry)
        let task = try #require(GeneralizationTask.apply(.opened(opened), to: nil))
        let report = GeneralizationCommand.report(text: try prose("查了十份办件"), row: nil)
        #expect(throws: Refusal.self) { try task.decide(report, by: actor, at: at, mayReport: false) }
        #expect(throws: Refusal.self) { try task.decide(report, by: stranger, at: at, mayReport: true) }
        let events = try task.decide(report, by: actor, at: at, mayReport: true)
        let done = try #require(events.elements.reduce(task) { GeneralizationTask.apply($1, to: $0) })
        let later = try Day("2026-10-30")
        #expect(done.state.title == "未发现" && task.isLate(today: later) && !done.isLate(today: later))
        #expect(throws: Refusal.self) { try done.decide(report, by: actor, at: at, mayReport: true) }
    }
}
