import Testing
import Walkthrough

@Suite struct `Who walked and who typed` {
    private func leaderWalk(basis: EntryBasis = .dictated, by actor: Actor) throws -> WalkFixture {
        var walk = WalkFixture()
        walk.context.actor = actor
        walk.context.mayEnter = true
        var details = try ExperienceSession.Details.common()
        details.nothingFound = .text("看了受理和一次性告知")
        try walk.open(.routineWalk, role: .leader, details: details, basis: basis)
        try walk.play(.submit)
        return walk
    }

    @Test func `a leader's walk typed by an aide counts once the leader confirms it from the own account`()
        throws
    {
        var walk = try leaderWalk(by: WalkFixture.actor(WalkFixture.aide))
        #expect(walk.state?.phase.title == "待本人确认" && walk.state?.counts == false)
        #expect(throws: Refusal.self) { try walk.play(.confirm) }
        walk.context.actor = WalkFixture.actor(WalkFixture.walker, .none)
        #expect(throws: Refusal.self) { try walk.play(.confirm) }
        walk.context.actor = WalkFixture.actor(WalkFixture.walker)
        try walk.play(.confirm)
        #expect(walk.state?.phase.title == "已提交" && walk.state?.counts == true)
        #expect(throws: Refusal.self) { try walk.play(.confirm) }
        #expect(walk.state?.entererPersons == [WalkFixture.aide])
    }

    @Test func `a leader's own walk counts at once`() throws {
        let walk = try leaderWalk(basis: .own, by: WalkFixture.actor(WalkFixture.walker))
        #expect(walk.state?.counts == true)
    }

    @Test func `to say that one is the leader proves nothing`() throws {
        let walk = try leaderWalk(basis: .own, by: WalkFixture.actor(WalkFixture.walker, .none))
        #expect(walk.state?.phase.title == "待本人确认")
    }

    @Test func `one answer typed by an aide makes the leader confirm`() throws {
        var walk = WalkFixture()
        try walk.open(.routineWalk, role: .leader, details: .common())
        walk.context.actor = WalkFixture.actor(WalkFixture.aide)
        #expect(throws: Refusal.self) { try walk.fault("COV-02") }
        walk.context.mayEnter = true
        try walk.fault("COV-02")
        walk.context.actor = WalkFixture.actor(WalkFixture.walker)
        try walk.play(.submit)
        #expect(walk.state?.phase.title == "待本人确认")
    }

    @Test func `a leader disowns what was typed in the own name, and the rows stay`() throws {
        var walk = try leaderWalk(by: WalkFixture.actor(WalkFixture.aide))
        #expect(throws: Refusal.self) { try walk.play(.withdraw(.text("登错"))) }
        walk.context.actor = WalkFixture.actor(WalkFixture.walker)
        try walk.play(.withdraw(.text("当日没有走访")))
        #expect(walk.state?.counts == false && walk.state?.submitted != nil)
    }

    @Test func `a 体验员's paper form needs its photo and no confirmation`() throws {
        var walk = WalkFixture()
        walk.context.actor = WalkFixture.actor(WalkFixture.aide)
        walk.context.mayEnter = true
        var details = try ExperienceSession.Details.common()
        details.nothingFound = .text("看了受理")
        #expect(throws: Refusal.self) {
            try walk.open(.routineWalk, role: .experiencer, details: details, basis: .paperForm)
        }
        #expect(throws: Refusal.self) {
            try walk.open(.routineWalk, role: .experiencer, details: details, basis: .own)
        }
        try walk.play(
            .open(
                .init(
                    number: "1", kind: .routineWalk, campaign: nil, walker: WalkFixture.walker,
                    role: .experiencer,
                    basis: .paperForm, form: .given(5), details: details,
                    visits: [
                        .init(
                            start: Instant(WalkFixture.duty, hour: 9),
                            end: Instant(WalkFixture.duty, hour: 10))
                    ])))
        try walk.play(.submit)
        #expect(walk.state?.counts == true)
    }

    @Test func `a walk is opened for oneself, or by who may enter for others, or filed from the shell`()
        throws
    {
        var walk = WalkFixture()
        walk.context.actor = WalkFixture.actor(WalkFixture.aide)
        #expect(throws: Refusal.notPermitted("只能登记本人走的、本人发现的；代他人登记须由有代录权限的账号办理")) {
            try walk.open(.routineWalk, basis: .onBehalf)
        }
        walk.context.actor = WalkFixture.actor(nil, .none)
        try walk.open(.routineWalk, basis: .onBehalf)
        #expect(walk.state?.opened.account == "local:wang")
    }

    @Test func `no more than 12 check points are offered, and unknown ones are refused`() throws {
        var walk = WalkFixture()
        func opening(_ offered: [String]) -> SessionCommand {
            .open(
                .init(
                    number: "1", kind: .routineWalk, campaign: nil, walker: WalkFixture.walker, role: .leader,
                    basis: .own, offered: offered))
        }
        #expect(throws: Refusal.self) { try walk.play(opening(checkSeries("EXP", 13))) }
        #expect(throws: Refusal.self) { try walk.play(opening(["ZZZ-01"])) }
        try walk.play(opening(checkSeries("EXP", 12)))
        try walk.fault("COV-08")
        #expect(throws: Refusal.self) { try walk.fault("ZZZ-01") }
    }
}
