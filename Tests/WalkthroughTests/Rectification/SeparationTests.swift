import Testing
import Walkthrough

@Suite("Separation of duties") struct SeparationTests {
    @Test
    func
        `a desk's row is checked by nobody of the hall's office and nobody of the department that posts its staff`()
        throws
    {
        var play = try RowPlay()
        try play.file()
        try play.mend("QH-W042", by: .policeDesk)
        for player in [RowPlay.Player.police, .policeDesk, .office, .officeInspector] {
            guard case .notPermitted? = play.refusal(.check(.begin, opinion: nil), player) else {
                Issue.record("\(player) may check")
                continue
            }
        }
        #expect(play.refusal(.check(.begin, opinion: nil), .inspector) == nil)
        #expect(play.refusal(.check(.begin, opinion: nil), .reviewer) == nil)
        #expect(
            play.refusal(.check(.begin, opinion: nil), .tax) == nil,
            "another unit's head may: it needs an outsider")
    }

    @Test func `two volunteers check where an outsider is needed, and one does not suffice`() throws {
        var play = try RowPlay()
        try play.file()
        try play.mend("QH-W042", by: .policeDesk)
        try play.do(.check(.pass, opinion: prose("看过")), .experiencer)
        #expect(play.item?.state.requested?.isPassed == false)
        #expect(play.refusal(.close(note: try prose("同意")), .inspector) != nil)
        #expect(
            play.refusal(.check(.pass, opinion: try prose("再看")), .experiencer) != nil,
            "the same person twice")
        try play.do(.check(.pass, opinion: prose("也看过")), .otherExperiencer)
        try play.do(.close(note: prose("同意")), .inspector)
        #expect(play.state == .closed)
        #expect(play.item?.state.requested?.checks.allSatisfy(\.isOutside) == true)
    }

    @Test func `whoever asked for the close never checks it, from another account or another post`() throws {
        var play = try RowPlay()
        try play.file(at: "QH-D33")
        try play.mend("QH-D33", by: .tax)
        guard case .notPermitted? = play.refusal(.check(.begin, opinion: nil), .tax, account: "another")
        else {
            Issue.record("the same person checks from another account")
            return
        }
        // Posted elsewhere now, with a supervisor's role: has acted for the line, so never checks.
        let moved = Actor(
            account: "moved", person: RowPlay.Player.tax.person, authentication: .password,
            grants: [Grant(.supervisor, at: try UnitCode("QH"))], posts: [try UnitCode("QH-D01-DC")])
        let row = try #require(play.item)
        #expect(throws: Refusal.self) {
            _ = try row.decide(.check(.begin, opinion: nil), in: play.context(moved))
        }
    }

    @Test func `ends without rectification need two persons, neither of the line`() throws {
        var play = try RowPlay()
        try play.file(at: "QH-D33")
        try play.do(RowPlay.immediate("QH-D33"), .inspector)
        #expect(
            play.refusal(.proposeEnding(.explained(rule: try prose("规定")), reason: try prose("理由")), .tax)
                != nil)
        try play.do(.proposeEnding(.explained(rule: prose("规定")), reason: prose("理由")), .inspector)
        #expect(play.refusal(.confirmEnding(note: nil), .inspector) != nil, "the proposer himself")
        #expect(
            play.refusal(.confirmEnding(note: nil), .inspector, account: "second") != nil, "his other account"
        )
        #expect(play.refusal(.confirmEnding(note: nil), .tax) != nil)
        try play.do(.confirmEnding(note: nil), .reviewer)
        #expect(play.state == .explained)
    }

    @Test
    func
        `a unit classifies what its own people found, and the supervisor may change that for two working days`()
        throws
    {
        var play = try RowPlay()
        try play.file(at: "QH-D33", by: .tax)
        try play.do(RowPlay.immediate("QH-D33"), .tax)
        #expect(play.item?.state.assignment?.isByUnit == true)
        play.at("2026-09-16T17:00:00+08:00")
        #expect(
            play.refusal(try RowPlay.deadline("2026-09-30", lead: "QH-D33", reason: "改判"), .inspector) == nil)
        play.at("2026-09-17T09:00:00+08:00")
        #expect(
            play.refusal(try RowPlay.deadline("2026-09-30", lead: "QH-D33", reason: "改判"), .inspector) != nil)
    }

    @Test func `rows from citizens, volunteers and other units are classified by the supervisor`() throws {
        var walked = try RowPlay()
        try walked.file(at: "QH-D33", by: .town)
        #expect(walked.refusal(try RowPlay.immediate("QH-D33"), .tax) != nil)
        var complaint = try RowPlay(source: RowPlay.dissatisfied())
        try complaint.file(at: "QH-D33", by: .tax, reporter: true)
        #expect(complaint.refusal(try RowPlay.immediate("QH-D33"), .tax) != nil)
    }

    @Test func `the line never speaks with a protected reporter, nor learns who it is`() throws {
        var play = try RowPlay(source: RowPlay.dissatisfied())
        try play.file(at: "QH-D33", reporter: true)
        try play.do(.verify(.verdict(.confirmed, note: prose("属实"), statementRead: false)), .inspector)
        try play.do(RowPlay.immediate("QH-D33"), .inspector)
        let contact = ItemCommand.contact(purpose: .reply, outcome: .told, satisfaction: nil, note: nil)
        #expect(play.refusal(contact, .tax) != nil)
        #expect(play.refusal(.reveal(reason: try prose("想知道")), .tax) != nil)
        try play.do(.assignCaller(RowPlay.Player.caller.person), .inspector)
        #expect(play.refusal(.reveal(reason: try prose("要回访")), .caller) == nil)
        var named = try RowPlay(source: RowPlay.dissatisfied())
        try named.file(at: "QH-D33", reporter: true, mode: .named)
        try named.do(.verify(.verdict(.confirmed, note: prose("属实"), statementRead: false)), .inspector)
        try named.do(RowPlay.immediate("QH-D33"), .inspector)
        #expect(named.refusal(contact, .tax) == nil)
    }

    @Test func `an extension is granted by another than who asked, and never by the line`() throws {
        var play = try RowPlay()
        try play.file(at: "QH-D33")
        try play.do(RowPlay.deadline("2026-09-21", lead: "QH-D33"), .inspector)
        try play.do(.askExtension(until: Day("2026-09-30"), reason: prose("等采购")), .tax)
        #expect(play.refusal(.grantExtension(until: nil, reason: nil), .tax) != nil)
        try play.do(.grantExtension(until: nil, reason: nil), .inspector)
        #expect(play.item?.due == (try Day("2026-09-30")))
        #expect(play.item?.clock(.rectification)?.originalDue == (try Day("2026-09-21")))
    }
}
