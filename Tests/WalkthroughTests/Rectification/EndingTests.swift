import Testing
import Walkthrough

@Suite("Ends without rectification") struct EndingTests {
    @Test func `a mistaken rating: the window may not drop it, the supervisor and a reviewer do`() throws {
        var play = try RowPlay(source: RowPlay.dissatisfied(isRating: true))
        try play.file(at: "QH-W042", reporter: true)
        try play.do(.verify(.verdict(.confirmed, note: prose("群众确认误点"), statementRead: false)), .inspector)
        guard
            case .notPermitted? = play.refusal(
                .proposeEnding(.notAdopted, reason: try prose("误评")), .policeDesk)
        else {
            Issue.record("the window drops its own rating")
            return
        }
        try play.do(.proposeEnding(.notAdopted, reason: prose("误评")), .inspector)
        try play.do(.confirmEnding(note: nil), .reviewer)
        #expect(play.state == .notAdopted)
    }

    @Test func `only ratings are not adopted`() throws {
        var play = try RowPlay()
        try play.file()
        #expect(play.refusal(.proposeEnding(.notAdopted, reason: try prose("误评")), .inspector) != nil)
    }

    @Test func `核实不属实 needs that verdict, and the reporter told`() throws {
        var play = try RowPlay(source: RowPlay.dissatisfied())
        try play.file(at: "QH-D33", reporter: true)
        #expect(play.refusal(.proposeEnding(.unfounded, reason: try prose("不属实")), .inspector) != nil)
        try play.do(.verify(.verdict(.refuted, note: prose("记录不符"), statementRead: false)), .inspector)
        #expect(
            play.refusal(try RowPlay.immediate("QH-D33"), .inspector) != nil,
            "what is refuted is not assigned")
        try play.do(.proposeEnding(.unfounded, reason: prose("不属实")), .inspector)
        #expect(play.refusal(.confirmEnding(note: nil), .reviewer) != nil, "nobody told him")
        try play.do(.assignCaller(RowPlay.Player.caller.person), .inspector)
        try play.do(.contact(purpose: .reply, outcome: .told, satisfaction: nil, note: nil), .caller)
        try play.do(.confirmEnding(note: nil), .reviewer)
        #expect(play.state == .unfounded)
    }

    @Test func `a verdict after a statement says that it was read`() throws {
        var play = try RowPlay(source: RowPlay.dissatisfied())
        try play.file(at: "QH-W042", reporter: true)
        try play.do(.respond(prose("当时系统故障")), .policeDesk)
        #expect(
            play.refusal(
                .verify(.verdict(.confirmed, note: try prose("属实"), statementRead: false)), .inspector) != nil
        )
        try play.do(.verify(.verdict(.confirmed, note: prose("属实"), statementRead: true)), .inspector)
        #expect(play.item?.verification?.statementRead == true)
    }

    @Test func `a statement comes within one working day`() throws {
        var play = try RowPlay("2026-09-30T16:10:00+08:00", source: RowPlay.dissatisfied())
        try play.file(at: "QH-W042", reporter: true)
        play.at("2026-10-09T09:00:00+08:00")
        #expect(play.refusal(.respond(try prose("说明")), .policeDesk) != nil)
        play.at("2026-10-08T09:00:00+08:00")
        #expect(play.refusal(.respond(try prose("说明")), .policeDesk) == nil)
    }

    @Test func `a declined proposal leaves the row where it was`() throws {
        var play = try RowPlay()
        try play.file(at: "QH-D33")
        try play.do(RowPlay.immediate("QH-D33"), .inspector)
        try play.do(.proposeEnding(.explained(rule: prose("规定")), reason: prose("理由")), .inspector)
        try play.do(.declineEnding(reason: prose("规定已废止")), .reviewer)
        #expect(play.state == .assigned)
        #expect(play.item?.pendingEnding == nil)
    }

    @Test func `escalated rows stay open`() throws {
        var play = try RowPlay.inState(.inProgress)
        try play.do(.escalate(to: prose("市局"), paper: prose("函1号"), nextLook: Day("2026-10-20")), .inspector)
        #expect(play.state == .inProgress)
        #expect(play.item?.isEscalated == true)
    }
}
