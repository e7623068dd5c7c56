import Testing
import Walkthrough

@Suite("销号 gates") struct ClosingGateTests {
    private func inWork() throws -> RowPlay {
        var play = try RowPlay()
        try play.file(at: "QH-D33")
        try play.do(RowPlay.immediate("QH-D33"), .inspector)
        try play.do(.accept, .tax)
        return play
    }

    @Test func `no close request without cause, measure and goal`() throws {
        var play = try inWork()
        try play.do(RowPlay.after(), .tax)
        guard case .notPossible? = play.refusal(try RowPlay.requested(), .tax) else {
            Issue.record("asked without a plan")
            return
        }
        #expect(throws: Invalid.self) { try prose("  ") }
    }

    @Test func `no close request without evidence of the mending`() throws {
        var play = try inWork()
        try play.do(RowPlay.planned(), .tax)
        #expect(Self.fields(play.refusal(try RowPlay.requested(), .tax)) == ["佐证材料"])
    }

    @Test func `milestones and partners' progress must be there`() throws {
        var play = try RowPlay()
        try play.file(at: "QH-D33")
        try play.do(RowPlay.deadline("2026-09-30", lead: "QH-D33", partners: ["QH-T01"]), .inspector)
        try play.do(.accept, .tax)
        let plan = Plan(
            cause: try prose("原因"), measures: try prose("措施"), goal: try prose("目标"),
            milestones: [Milestone(title: try prose("联调"), due: try Day("2026-09-20"))])
        try play.do(.plan(plan), .tax)
        try play.do(RowPlay.after(), .tax)
        #expect(Self.fields(play.refusal(try RowPlay.requested(), .tax)) == ["阶段目标", "协同单位"])
        try play.do(.progress(text: prose("联调完"), unit: nil, milestonesDone: [0]), .tax)
        try play.do(.progress(text: prose("已配合"), unit: nil, milestonesDone: []), .town)
        #expect(play.refusal(try RowPlay.requested(), .tax) == nil)
    }

    @Test func `举一反三 and 公开 answered later need their reason`() throws {
        #expect(throws: Invalid.self) { try Answered(.later, reason: nil, field: "公开") }
        #expect(try Answered(.later, reason: prose("待汇总"), field: "公开").value == .later)
    }

    @Test func `no 销号 before a check has passed`() throws {
        var play = try inWork()
        try play.do(RowPlay.planned(), .tax)
        try play.do(RowPlay.after(), .tax)
        try play.do(RowPlay.requested(), .tax)
        try play.do(.check(.begin, opinion: nil), .inspector)
        #expect(play.refusal(.close(note: try prose("同意")), .inspector) != nil)
        #expect(play.refusal(.check(.pass, opinion: nil), .inspector) != nil, "an opinion is needed")
        try play.do(.check(.pass, opinion: prose("看过")), .inspector)
        try play.do(.close(note: prose("同意")), .inspector)
        #expect(play.state == .closed)
    }

    @Test func `where there is a reporter, he is told first`() throws {
        var play = try RowPlay(source: RowPlay.dissatisfied())
        try play.file(at: "QH-D33", reporter: true)
        try play.do(.verify(.verdict(.confirmed, note: prose("属实"), statementRead: false)), .inspector)
        try play.mend("QH-D33", by: .tax)
        try play.pass()
        #expect(Self.fields(play.refusal(.close(note: try prose("同意")), .inspector)) == ["答复告知"])
        try play.do(.assignCaller(RowPlay.Player.caller.person), .inspector)
        try play.do(.contact(purpose: .reply, outcome: .unreached, satisfaction: nil, note: nil), .caller)
        #expect(play.refusal(.close(note: try prose("同意")), .inspector) != nil, "nobody was reached")
        try play.do(.contact(purpose: .reply, outcome: .told, satisfaction: .satisfied, note: nil), .caller)
        try play.do(.close(note: prose("同意")), .inspector)
        #expect(play.state == .closed)
    }

    @Test func `当场整改 goes straight to checking, by somebody else`() throws {
        var play = try RowPlay()
        let request = ItemCommand.RequestClose(
            note: try prose("当场改好"), generalization: try Answered(.no, reason: nil, field: "举一反三"),
            publication: try Answered(.no, reason: nil, field: "公开"))
        let spot = Filing.OnTheSpot(
            plan: Plan(cause: try prose("疏忽"), measures: try prose("补贴标识"), goal: try prose("看得见")),
            request: request)
        let photo = try EvidenceRef(
            digest: Digest(sha256: [UInt8](repeating: 3, count: 32)), kind: .photo,
            mediaType: .init("image/jpeg"),
            byteCount: 9, stage: .after)
        try play.file(
            at: "QH-D33", by: .tax,
            ownWork: Filing.OwnWork(
                assign: .init(lead: UnitCode("QH-D33"), mode: .immediate), onTheSpot: spot), evidence: [photo]
        )
        #expect(play.state == .closeRequested)
        #expect(play.refusal(.check(.begin, opinion: nil), .tax) != nil)
        try play.pass()
        try play.do(.close(note: prose("同意")), .inspector)
        #expect(play.state == .closed)
    }

    static func fields(_ refusal: Refusal?) -> [String] {
        guard case .invalid(let faults)? = refusal else { return [] }
        return faults.map(\.field)
    }
}
