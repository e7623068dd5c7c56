import Testing
import Walkthrough

@Suite struct `Signals` {
    private func kinds(_ walk: WalkFixture, _ context: IntegritySignal.Context = .init()) throws
        -> [IntegritySignal.Kind]
    {
        IntegritySignal.of(try #require(walk.state), in: context).map(\.kind)
    }

    private func routine() throws -> WalkFixture {
        var walk = WalkFixture()
        try walk.open(.routineWalk, details: .common())
        return walk
    }

    @Test func `a plain walk raises no question`() throws {
        var walk = try routine()
        try walk.fault("COV-02")
        #expect(try kinds(walk).isEmpty)
    }

    @Test func `ask about haste and a clean sheet, and block nothing`() throws {
        var walk = try routine()
        try walk.pass(checkSeries("EXP", 13))
        #expect(try kinds(walk) == [.hurried, .allPassed])
        try walk.fault("COV-02")
        #expect(try kinds(walk) == [.hurried])
        try walk.play(.submit)
        #expect(walk.submitted != nil)
        try walk.play(.explain(.hurried, .text("现场记在纸上，回来一并填写")))
        let signals = IntegritySignal.of(try #require(walk.state), in: .init())
        #expect(signals.map(\.explanation) == [.text("现场记在纸上，回来一并填写")])
        #expect(signals[0].question == "有 14 个检查项在 5 分钟内作答，是现场逐项查看后一并填写的吗？")
    }

    @Test func `ask about old and reused pictures`() throws {
        var walk = try routine()
        try walk.fault("COV-02")
        try walk.play(.attach(.photo(3, takenAt: .given("2026-10-10T08:00:00+08:00")), answer: "COV-02"))
        let other = IntegritySignal.Neighbour(
            number: "QH-ZL-2026-0009", walker: aPerson(9), visits: [], evidence: [.given(3)], texts: [])
        #expect(try kinds(walk, .init(neighbours: [other])) == [.earlyEvidence, .reusedEvidence])
    }

    @Test func `ask about the same words, here or in another walk`() throws {
        var walk = try routine()
        try walk.answer("COV-02", .fail, "窗口工作人员说明不清楚", because: "没有拍照")
        let other = try IntegritySignal.Neighbour(#require(walk.state))
        #expect(try kinds(walk, .init(neighbours: [other])) == [.sameTexts, .overlapping])
        try walk.answer("COV-03", .fail, "窗口工作人员说明不清楚", because: "没有拍照")
        #expect(try kinds(walk) == [.sameTexts])
    }

    @Test func `ask about a short walk, a late entry and a pair that does not rotate`() throws {
        var walk = WalkFixture(at: "2026-10-14T18:00:00+08:00")
        walk.context.walkerInstitutions = [aUnit("QH-T01")]
        walk.context.inspectedInstitutions = [aUnit("QH-T02")]
        try walk.play(
            .open(
                .init(
                    number: "1", kind: .crossCheck, campaign: nil, walker: WalkFixture.walker,
                    role: .crossChecker,
                    basis: .own, details: .common(),
                    visits: [
                        .init(
                            start: Instant(WalkFixture.duty, hour: 9),
                            end: Instant(WalkFixture.duty, hour: 9, minute: 4))
                    ])))
        try walk.fault("COV-02")
        #expect(try kinds(walk, .init(pairCount: 3)) == [.short, .samePair, .enteredLate])
        #expect(try kinds(walk, .init(pairCount: 2)) == [.short, .enteredLate])
    }

    @Test func `tell the supervisor nothing of a clue`() throws {
        var walk = try routine()
        try walk.answer("STF-09", .fail, "经办人索要好处费用一笔")
        try walk.play(.attach(.photo(3, takenAt: .given("2026-10-01T08:00:00+08:00")), answer: "STF-09"))
        let own = try IntegritySignal.Neighbour(#require(walk.state))
        #expect(own.evidence.isEmpty && own.texts.isEmpty)
        #expect(try kinds(walk).isEmpty)
    }
}
