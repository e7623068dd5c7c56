import Testing
import Walkthrough

@Suite struct `Submitting a walk` {
    private func routine() throws -> WalkFixture {
        var walk = WalkFixture()
        try walk.open(.routineWalk, details: .common())
        return walk
    }

    @Test func `proposes one problem for the faults of the same unit and item`() throws {
        var walk = try routine()
        try walk.fault("COV-02")
        try walk.fault("ESC-05")
        try walk.fault("COV-03", item: "511Z09")
        try walk.fault("STF-01", unit: aUnit("QH-W03"))
        let groups = try #require(walk.state).proposedGrouping()
        #expect(groups.map(\.codes) == [["COV-02", "ESC-05"], ["COV-03"], ["STF-01"]])
        #expect(groups.map(\.key) == ["F1", "F2", "F3"])
    }

    @Test func `opens one row a problem, and every fault is in exactly one`() throws {
        var walk = try routine()
        for code in ["COV-02", "COV-03", "ESC-04", "ESC-05"] { try walk.fault(code) }
        try walk.play(.group(Finding(key: "F1", codes: ["COV-02", "ESC-04"])))
        try walk.play(.group(Finding(key: "B", codes: ["ESC-04"], text: .text("两渠道材料不同"))))
        try walk.play(.submit)
        let rows = try #require(walk.submitted).rows
        #expect(rows.map(\.finding) == ["F1", "B", "F2"])
        #expect(rows.map(\.codes) == [["COV-02"], ["ESC-04"], ["COV-03", "ESC-05"]])
        #expect(rows.map(\.row) == Array(walk.context.rows.prefix(3)))
        #expect(walk.state?.findings.map(\.key) == ["F1", "B", "F2"])
    }

    @Test func `carries the observation, the evidence and the day of discovery into the row`() throws {
        var walk = WalkFixture()
        walk.context.observedAt = .given("2026-10-10T09:35:00+08:00")
        walk.context.deviceNow = .given("2026-10-10T18:05:00+08:00")
        try walk.open(.routineWalk, details: .common())
        try walk.answer("COV-02", .fail, "窗口要四份材料")
        try walk.play(.attach(.photo(7), answer: "COV-02"))
        let submission = try #require(walk.state).submission(in: walk.context)
        let row = try #require(submission.rows.first)
        #expect(row.text == .text("窗口要四份材料") && row.evidence.map(\.digest) == [.given(7)])
        #expect(row.observed == .given("2026-10-10T09:30:00+08:00"))
        #expect(row.unit == aUnit("QH-W02") && row.item == "511Z01" && row.channels == [.window])
    }

    @Test func `a fault that was taken back leaves its group`() throws {
        var walk = try routine()
        try walk.fault("COV-02")
        try walk.fault("COV-03")
        try walk.play(.group(Finding(key: "A", codes: ["COV-02", "COV-03"])))
        try walk.answer("COV-02", .pass)
        #expect(walk.state?.findings.map(\.codes) == [["COV-03"]])
        try walk.answer("COV-03", .pass)
        #expect(walk.state?.findings.isEmpty == true)
        #expect(walk.state?.answer("COV-03")?.version == 2)
        #expect(throws: Refusal.self) { try walk.play(.group(Finding(key: "A", codes: ["COV-02"]))) }
    }

    @Test func `可优化 opens one suggestion, worded by the walker where the walker did`() throws {
        var walk = try routine()
        try walk.answer("COV-03", .improvable, "可加二维码")
        try walk.answer("HALL-02", .improvable, "座椅可再多些")
        try walk.suggest(.superior, "S1", code: "COV-03")
        try walk.play(.submit)
        let opened = try #require(walk.submitted).suggestions
        #expect(opened.map(\.key) == ["S1", nil] && opened.map(\.code) == ["COV-03", "HALL-02"])
        #expect(walk.submitted?.rows.isEmpty == true)
    }

    @Test func `a clue opens a sealed case and no row, and others do not learn of it`() throws {
        var walk = try routine()
        try walk.fault("COV-02")
        try walk.answer("STF-09", .fail, "经办人索要好处")
        try walk.play(.attach(.photo(9), answer: "STF-09"))
        #expect(throws: Refusal.self) { try walk.play(.group(Finding(key: "A", codes: ["STF-09"]))) }
        let submission = try #require(walk.state).submission(in: walk.context)
        #expect(submission.rows.map(\.finding.codes) == [["COV-02"]])
        #expect(submission.clues.map(\.code) == ["STF-09"] && submission.clues[0].text == .text("经办人索要好处"))
        try walk.play(.submit)
        let state = try #require(walk.state)
        #expect(state.submitted?.clues.map(\.clue) == [walk.context.clues[0]])
        #expect(walk.events.filter(\.isSealed).count == 3)
        let seen = state.visible(to: aPerson(50))
        #expect(
            seen.answer("STF-09") == nil && seen.attachments.isEmpty && seen.submitted?.clues.isEmpty == true)
        #expect(seen.submitted?.rows == state.submitted?.rows)
        #expect(state.visible(to: WalkFixture.walker) == state)
    }

    @Test func `takes no more answers afterwards`() throws {
        var walk = try routine()
        try walk.fault("COV-02")
        try walk.play(.submit)
        #expect(throws: Refusal.notPossible("体验 QH-ZL-2026-0001 已经提交，不能再改；发现新问题请另行登记")) {
            try walk.answer("COV-03")
        }
        #expect(throws: Refusal.self) { try walk.play(.submit) }
        #expect(throws: Refusal.self) { try walk.play(.withdraw(.text("误登"))) }
    }

    @Test func `needs an id for everything it opens`() throws {
        var walk = try routine()
        try walk.fault("COV-02")
        walk.context.rows = []
        #expect(throws: Refusal.self) { try walk.play(.submit) }
        #expect(walk.state?.openings.rows == 1 && walk.state?.openings.clues == 0)
    }

    @Test func `what was entered by mistake can be taken out before`() throws {
        var walk = try routine()
        let wrong = try ExperienceSession.Visit(start: Instant(Day.given("2026-11-10"), hour: 9))
        try walk.play(.addVisit(wrong))
        try walk.play(.attach(.photo(4)))
        try walk.suggest(.hall, "S1")
        try walk.play(.group(Finding(key: "A", codes: [], text: .text("指引牌掉了"))))
        #expect(walk.misses("没有结束时间") && walk.misses("问题 A：没有佐证"))
        try walk.play(.remove(.visit, key: wrong.key))
        try walk.play(.remove(.evidence, key: Digest.given(4).text))
        try walk.play(.remove(.suggestion, key: "S1"))
        try walk.play(.remove(.finding, key: "A"))
        #expect(walk.missing == ["体验结果：没有问题、建议，也没有说明看了什么"])
        #expect(walk.state?.attachments.isEmpty == true)
        #expect(throws: Refusal.self) { try walk.play(.remove(.finding, key: "A")) }
    }

    @Test func `replaying the events gives the state of the steps`() throws {
        var walk = try routine()
        try walk.fault("COV-02")
        try walk.answer("STF-09", .fail, "经办人索要好处", because: "没有录音")
        try walk.suggest(.hall, "S1")
        try walk.play(.recordFeelings(.text("等了四十分钟")))
        try walk.play(
            .addVisit(
                .init(
                    start: Instant(Day.given("2026-10-09"), hour: 9),
                    end: Instant(Day.given("2026-10-09"), hour: 10))))
        try walk.play(.submit)
        try walk.play(.explain(.short, .text("只办了一件")))
        #expect(ExperienceSession.replay(walk.events) == walk.state)
        #expect(walk.state?.start == Instant(Day.given("2026-10-09"), hour: 9))
    }
}
