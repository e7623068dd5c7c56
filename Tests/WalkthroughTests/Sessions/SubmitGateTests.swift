import Testing
import Walkthrough

@Suite struct `Submit gates` {
    @Test func `a walk without times, trace and number hears of all three at once`() throws {
        var walk = WalkFixture()
        try walk.play(
            .open(
                .init(
                    number: "1", kind: .routineWalk, campaign: nil, walker: WalkFixture.walker, role: .leader,
                    basis: .own)))
        let missing = walk.missing
        #expect(missing.contains("体验时间：没有起止时间"))
        #expect(missing.contains("走访痕迹：没有任何痕迹"))
        #expect(missing.contains("办件编号：没有办件编号或排队号，也没有说明原因"))
        #expect(missing.contains("事项：没有填写事项") && missing.contains("渠道：没有填写渠道"))
        #expect(walk.misses("没有问题、建议"))
        #expect(throws: Refusal.invalid(SubmitGate.missing(in: try #require(walk.state), walk.context))) {
            try walk.play(.submit)
        }
    }

    @Test func `a photo is a trace, a filled form and a sound are not`() throws {
        var walk = WalkFixture()
        try walk.open(.routineWalk, details: .init(noNumberReason: .text("只看环境，没有办件")))
        try walk.play(.attach(.photo(1, kind: .paperForm)))
        try walk.play(.attach(.photo(2, kind: .sound)))
        #expect(walk.misses("走访痕迹"))
        try walk.play(.attach(.photo(3)))
        #expect(!walk.misses("走访痕迹") && !walk.misses("办件编号"))
    }

    @Test func `a visit that goes on or ends in the future is not over`() throws {
        var walk = WalkFixture(at: "2026-10-10T10:00:00+08:00")
        try walk.open(.routineWalk, details: .common())
        #expect(walk.misses("还没有到"))
        try walk.play(.addVisit(.init(start: Instant(WalkFixture.duty, hour: 9))))
        #expect(walk.misses("没有结束时间"))
        try walk.play(
            .addVisit(
                .init(start: Instant(WalkFixture.duty, hour: 9), end: Instant(WalkFixture.duty, hour: 10))))
        #expect(!walk.misses("体验时间"))
    }

    @Test func `a fault needs an observation, and evidence or the reason why there is none`() throws {
        var walk = WalkFixture()
        try walk.open(.routineWalk, details: .common())
        try walk.answer("COV-02", .fail)
        #expect(walk.misses("没有写看到了什么") && walk.misses("没有佐证"))
        try walk.answer("COV-02", .fail, "指南三份材料，窗口要四份")
        #expect(!walk.misses("没有写看到了什么") && walk.misses("没有佐证"))
        try walk.play(.attach(.photo(1), answer: "COV-02"))
        #expect(walk.missing.isEmpty)
        try walk.answer("COV-03", .fail, "仍须到现场", because: "热线通话未录音")
        #expect(walk.missing.isEmpty)
    }

    @Test func `不适用 needs a reason, 可优化 a wording, 未查看 nothing`() throws {
        var walk = WalkFixture()
        try walk.open(.routineWalk, details: .common())
        try walk.answer("COV-01", .notSeen)
        try walk.answer("COV-02", .notApplicable)
        try walk.answer("COV-03", .improvable)
        #expect(walk.missing == ["检查项 COV-02：答“不适用”但没有理由", "检查项 COV-03：答“可优化”但没有写怎样优化"])
        try walk.answer("COV-02", .notApplicable, "该事项不上网")
        try walk.suggest(.internal, "S1", code: "COV-03")
        #expect(walk.missing.isEmpty)
    }

    @Test func `a routine walk without findings says what was looked at`() throws {
        var walk = WalkFixture()
        walk.context.walkerInstitutions = [aUnit("QH-D27")]
        walk.context.inspectedInstitutions = [aUnit("QH-D27")]
        var details = try ExperienceSession.Details.common()
        try walk.open(.routineWalk, role: .leader, details: details)
        #expect(walk.missing == ["体验结果：没有问题、建议，也没有说明看了什么"])
        details.nothingFound = .text("看了取号、受理和一次性告知")
        try walk.play(.change(details))
        try walk.play(.submit)
        #expect(walk.submitted != nil)
    }

    @Test func `an open observation needs attendance, answers and an end for each opinion`() throws {
        var walk = WalkFixture()
        try walk.open(.openObservation, role: .experiencer, details: .common(.queueNumber))
        #expect(walk.missing == ["座谈记录：没有座谈记录"])
        try walk.play(
            .recordMeeting(
                .init(
                    day: WalkFixture.duty, attendance: [],
                    exchanges: [.init(question: .text("为何要复印件"), answer: nil)],
                    opinions: [.init(text: .text("取号机太高")), .init(text: .text("指引不清"), finding: "F9")])))
        #expect(
            walk.missing == [
                "座谈记录：没有参加人员", "座谈记录第 1 问：没有答复", "意见建议第 1 条：既没有答复也没有整改",
                "意见建议第 2 条：没有问题 F9",
            ])
        try walk.play(
            .group(Finding(key: "F9", codes: [], text: .text("指引不清"), noEvidenceReason: .text("会上口述"))))
        try walk.play(
            .recordMeeting(
                .init(
                    day: WalkFixture.duty, attendance: [.text("人大代表"), .text("体验员甲")],
                    exchanges: [.init(question: .text("为何要复印件"), answer: .text("已取消"))],
                    opinions: [
                        .init(text: .text("取号机太高"), reply: .text("月内调低")),
                        .init(text: .text("指引不清"), finding: "F9"),
                    ])))
        try walk.play(.submit)
        #expect(walk.submitted?.rows.map(\.finding) == ["F9"])
    }

    @Test func `a cross-check needs another institution, a high-frequency item, an identity and a score`()
        throws
    {
        var walk = WalkFixture()
        walk.context.walkerInstitutions = [aUnit("QH-T01")]
        var details = try ExperienceSession.Details.common()
        try walk.open(.crossCheck, role: .crossChecker, details: details)
        #expect(
            walk.missing == ["被查单位：没有填写被查单位", "事项：没有高频事项", "体验身份：没有填以什么身份体验", "互查评分：没有评分", "检查项：没有检查结果"])
        walk.context.inspectedInstitutions = [aUnit("QH-T01"), aUnit("QH-D27")]
        #expect(walk.misses("QH-T01 是体验人本单位"))
        walk.context.inspectedInstitutions = [aUnit("QH-T02")]
        walk.context.highFrequency = ["511Z01"]
        details.score = 101
        #expect(throws: Refusal.self) { try walk.play(.change(details)) }
        details.score = 92
        details.identity = .text("首次办理的老年人")
        try walk.play(.change(details))
        try walk.fault("COV-02")
        try walk.play(.submit)
        #expect(walk.submitted?.facts.walkerInstitutions == [aUnit("QH-T01")])
    }

    @Test(arguments: [SessionKind.crossCheck, .immersiveInspection])
    func `nobody inspects the own institution under the name of 互查 or 督查`(_ kind: SessionKind) throws {
        var walk = WalkFixture()
        walk.context.walkerInstitutions = [aUnit("QH-D46"), aUnit("QH-D27")]
        walk.context.inspectedInstitutions = [aUnit("QH-D27"), aUnit("QH-H01")]
        #expect(throws: Refusal.self) { try walk.open(kind, details: .common()) }
        #expect(walk.state == nil)
    }

    @Test func `an accompanied walk needs a real case, the five defects and a help log`() throws {
        var walk = WalkFixture()
        try walk.open(.accompanied, role: .helper, details: .common(.queueNumber))
        #expect(
            walk.missing == [
                "办件编号：没有真实办件的编号", "五类问题：还没有回答 ESC-01、ESC-02、ESC-03、ESC-04、ESC-05",
                "帮办记录：没有帮办记录",
            ])
        try walk.play(.change(.common()))
        try walk.pass(checkSeries("ESC", 4))
        try walk.answer("ESC-05", .notSeen)
        #expect(walk.misses("ESC-05 答“未查看”但没有原因"))
        try walk.answer("ESC-05", .notSeen, "材料此前已交")
        try walk.play(.help(.init(at: Instant(WalkFixture.duty, hour: 9), text: .text("帮助扫码上传"))))
        try walk.play(.submit)
        #expect(walk.submitted?.rows.isEmpty == true)
    }

    @Test func `required points cannot all be unseen`() throws {
        var walk = WalkFixture()
        try walk.open(.accompanied, role: .helper, details: .common())
        for code in checkSeries("ESC", 5) { try walk.answer(code, .notSeen, "没有时间") }
        #expect(walk.misses("各项全部未查看"))
    }

    @Test func `an inspection needs three views, and who, by when and to what end for each problem`() throws {
        var walk = WalkFixture()
        walk.context.walkerInstitutions = [aUnit("QH-D46")]
        walk.context.inspectedInstitutions = [aUnit("QH-D27")]
        try walk.open(.immersiveInspection, role: .inspector, details: .common(.queueNumber))
        try walk.answer("FLOW-01", .notSeen)
        #expect(walk.missing == ["看事项覆盖：没有检查结果", "看办事流程：没有检查结果", "看服务体验：没有检查结果"])
        try walk.pass(["COV-01", "EXP-01"])
        try walk.fault("FLOW-01")
        #expect(
            walk.missing == [
                "问题 F1（FLOW-01）：没有责任主体", "问题 F1（FLOW-01）：没有完成时限", "问题 F1（FLOW-01）：没有整改目标",
            ])
        try walk.play(
            .group(
                Finding(
                    key: "A", codes: ["FLOW-01"], responsible: aUnit("QH-D27"), due: .given("2026-10-30"),
                    goal: .text("不再二次录入"))))
        try walk.play(.submit)
        #expect(walk.submitted?.rows.map(\.codes) == [["FLOW-01"]])
    }

    @Test func `a full chain needs its bundle, six links, the prompted rating and calls`() throws {
        var walk = WalkFixture()
        var details = try ExperienceSession.Details.common()
        try walk.open(.fullChain, details: details)
        try walk.pass(checkSeries("OTG", 5))
        #expect(
            walk.missing == [
                "一件事：没有选择“一件事”", "六个环节：还没有回答 OTG-06", "引导评价：没有记录是否引导评价",
                "第三方回访：没有回访记录",
            ])
        details.oneThing = "OT-08"
        try walk.play(.change(details))
        try walk.pass(["OTG-06", "OTG-08"])
        try walk.play(.call(.init(at: Instant(WalkFixture.duty, hour: 15), result: .satisfied)))
        try walk.play(.submit)
        #expect(walk.submitted != nil)
    }
}
