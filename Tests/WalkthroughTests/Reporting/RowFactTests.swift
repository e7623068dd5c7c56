import Testing
import Walkthrough

@Suite("What a row gives to the statistics") struct RowFactTests {
    private typealias Standing = RowFact.Standing

    private func fact(_ play: RowPlay) throws -> RowFact { RowFact(of: try #require(play.item)) }

    @Test(arguments: StateKind.allCases) func `every state stands somewhere, and only four are in rates`(
        _ state: StateKind
    ) throws {
        let fact = try fact(RowPlay.inState(state))
        let expected: Standing =
            switch state {
            case .registered, .verifying: .unverified
            case .assigned, .accepted, .inProgress: .open
            case .closeRequested, .checking: .awaitingCheck
            case .closed: .closed
            case .explained: .explained
            case .notAdopted: .notAdopted
            case .unfounded: .unfounded
            case .merged: .merged
            case .transferred: .transferred
            }
        #expect(fact.standing == expected)
        let isRated = [.open, .awaitingCheck, .closed, .explained].contains(expected)
        #expect(fact.standing.isRated == isRated)
        #expect((fact.due != nil) == isRated)
        if !isRated {
            #expect(fact.rectified == .apart && fact.settled == .apart && fact.accepted == .apart)
            #expect(!fact.wasSettled && !fact.wasRequested)
        }
    }

    @Test func `done by the due day is in time, handed in a day later is late`() throws {
        for (day, timing) in [("2026-09-15", RowFact.Timing.onTime), ("2026-09-16", .late)] {
            var play = try RowPlay()
            try play.file()
            try play.do(RowPlay.immediate(), .inspector)
            try play.do(.accept, .police)
            play.now = .given(day + "T17:00:00+08:00")
            try play.do(RowPlay.planned(), .police)
            try play.do(RowPlay.after(), .police)
            #expect(try fact(play).rectified == .running)
            try play.do(RowPlay.requested(), .police)
            // 待核查 is never red: in time it is on neither side, late it is late whatever the check says.
            #expect(try fact(play).rectified == (timing == .late ? .late : .apart))
            #expect(try fact(play).settled == (timing == .late ? .late : .apart))
            play.now = .given("2026-09-18T09:00:00+08:00")
            try play.pass()
            #expect(try fact(play).rectified == timing)
            #expect(try fact(play).settled == (timing == .late ? .late : .apart), "not yet struck off")
            try play.do(.close(note: prose("同意")), .inspector)
            #expect(try fact(play).rectified == timing && fact(play).settled == timing)
            #expect(try fact(play).due == Day("2026-09-15"))
            #expect(try fact(play).struckOff == play.now)
        }
    }

    @Test func `a returned row's time counts as used, and it was sent back`() throws {
        var play = try RowPlay()
        try play.file()
        try play.mend()
        play.now = .given("2026-09-17T09:00:00+08:00")
        try play.do(.return(reason: prose("照片看不清")), .inspector)
        let returned = try fact(play)
        #expect(returned.rectified == .running && returned.settled == .running)
        #expect(returned.isReturned && returned.wasRequested && !returned.wasSettled)
        try play.do(RowPlay.requested(), .police)
        try play.pass()
        try play.do(.close(note: prose("同意")), .inspector)
        #expect(try fact(play).rectified == .late)
    }

    @Test func `on-time rates count round 1, whatever comes after it`() throws {
        var play = try RowPlay.inState(.closed)
        play.now = .given("2026-09-28T09:00:00+08:00")
        try play.do(.reopen(reason: prose("又发生了")), .inspector)
        var again = try fact(play)
        #expect(again.standing == .open && again.isReopened && again.wasSettled && again.wasRequested)
        #expect(again.rectified == .onTime && again.settled == .onTime)
        #expect(try again.due == Day("2026-09-15") && again.presentDue == Day("2026-09-29"))
        play.now = .given("2026-10-15T09:00:00+08:00")
        try play.do(.accept, .police)
        #expect(try fact(play).accepted == .onTime, "round 1's 签收")
        try play.do(RowPlay.planned(), .police)
        try play.do(RowPlay.requested(), .police)
        try play.pass()
        try play.do(.close(note: prose("同意")), .inspector)
        again = try fact(play)
        #expect(again.standing == .closed && again.rectified == .onTime && again.isReopened)
    }

    @Test func `a row that was explained and taken up again is in no on-time rate`() throws {
        var play = try RowPlay.inState(.explained)
        let explained = try fact(play)
        #expect(explained.rectified == .apart && explained.settled == .onTime)
        #expect(explained.presentDue == nil && explained.wasSettled)
        play.now = .given("2026-09-28T09:00:00+08:00")
        try play.do(.reopen(reason: prose("依据变了")), .inspector)
        let again = try fact(play)
        #expect(again.rectified == .apart && again.settled == .apart && again.accepted == .apart)
        #expect(again.isReopened && again.wasSettled && again.presentDue != nil)
    }

    @Test func `签收 is timed by its own clock`() throws {
        for (day, timing) in [("2026-09-15", RowFact.Timing.onTime), ("2026-09-20", .late)] {
            var play = try RowPlay.inState(.assigned)
            #expect(try fact(play).accepted == .running)
            play.now = .given(day + "T09:00:00+08:00")
            try play.do(.accept, .police)
            #expect(try fact(play).accepted == timing)
        }
    }

    @Test func `an escalated row stands apart while it is open`() throws {
        var play = try RowPlay.inState(.inProgress)
        try play.do(
            .escalate(to: prose("市局"), paper: prose("函1号"), nextLook: Day("2026-10-10")), .inspector)
        let escalated = try fact(play)
        #expect(escalated.standing == .escalated && escalated.due == nil && escalated.presentDue == nil)
        try play.do(RowPlay.after(), .police)
        try play.do(RowPlay.requested(), .police)
        try play.pass()
        try play.do(.close(note: prose("市局已改")), .inspector)
        #expect(try fact(play).standing == .closed && fact(play).rectified == .onTime)
    }

    @Test func `有效回访 are talks about satisfaction that took place`() throws {
        var play = try RowPlay.inState(.inProgress)
        func call(
            _ purpose: ContactPurpose, _ outcome: ContactOutcome, _ satisfaction: Satisfaction? = nil
        ) throws {
            try play.do(
                .contact(purpose: purpose, outcome: outcome, satisfaction: satisfaction, note: nil),
                .inspector)
        }
        try call(.verification, .solved, .satisfied)
        try call(.reply, .told, .satisfied)
        try call(.satisfaction, .unreached)
        try call(.satisfaction, .refused)
        #expect(try fact(play).calls == 0)
        try call(.satisfaction, .unsolved, .dissatisfied)
        try call(.satisfaction, .solved, .basic)
        try call(.satisfaction, .solved, .satisfied)
        let fact = try fact(play)
        #expect(fact.calls == 3 && fact.satisfied == 2 && fact.solved == 2)
    }

    @Test func `channels are a number and back, and codes have their dimensions`() {
        for channels in [[], [.window], [.pc, .venue], Channel.allCases] as [[Channel]] {
            #expect(Channel.channels(of: Channel.mask(channels)) == channels)
        }
        let codes = [
            "COV-01", "FLOW-02", "ESC-03", "EXP-04", "POL-01", "CHF-08", "GRP-07", "OTG-02", "XPR-04",
            "HALL-16", "STF-11", "RAT-05",
        ]
        #expect(codes.map { Dimension(ofCode: $0) } == Dimension.allCases)
        #expect(Dimension(ofCode: "XX-01") == nil)
    }
}
