import Testing
import Walkthrough

@Suite struct `A row as a line of the ledger` {
    @Test func `fills the cells from the row`() throws {
        var story = try ItemStory()
        try story.assign("2026-09-25T10:00:00+08:00", partners: [WeekFixture.town])
        story.work("2026-09-25T11:00:00+08:00")
        #expect(story.text(.number) == "QH-2026-0042")
        #expect(story.text(.source) == "走流程")
        #expect(story.text(.foundOn) == "2026-09-25")
        #expect(story.text(.walkKind) == "日常走流程")
        #expect(story.text(.walker) == "体验员03")
        #expect(story.text(.service) == "失业登记")
        #expect(story.text(.channels) == "窗口、PC")
        #expect(story.text(.checkItem) == "材料提交/COV-02 办事指南与实际受理是否一致")
        #expect(story.text(.category) == "材料")
        #expect(story.text(.cause) == "口径不一")
        #expect(story.text(.mode) == "限期整改")
        #expect(story.text(.goal) == "线上线下一致")
        #expect(story.text(.measures) == "修订指南并培训")
        #expect(story.text(.advice) == "统一口径")
        #expect(story.text(.unit) == "县人社局")
        #expect(story.text(.leader) == "分管副局长")
        #expect(story.text(.responsible) == "窗口首席代表")
        #expect(story.text(.partners) == "云溪镇")
        // 09-25 to 09-27 are days off: 28, 29, 30.
        #expect(story.text(.due) == "2026-09-30")
        #expect(story.text(.evidence) == "整改前1件")
        #expect(story.text(.closing) == "否，整改中")
        #expect(story.text(.note) == "")
        let row = try #require(story.row())
        #expect(row.standing.light == .yellow)
        #expect(row.standing.phase == .open)
        #expect(row.duty.unit == WeekFixture.department)
    }

    @Test func `the report's own cause and measures stand until there is a plan`() throws {
        var story = try ItemStory()
        try story.assign("2026-09-25T10:00:00+08:00")
        #expect(story.text(.cause) == "指南没有更新")
        #expect(story.text(.goal) == "一次告知")
        #expect(story.text(.measures) == "")
    }

    @Test func `a provisional limit prints 暂定, an extended one its first day`() throws {
        var story = try ItemStory()
        try story.assign("2026-09-25T10:00:00+08:00", workdays: 90)
        #expect(story.text(.due).hasSuffix("（暂定）"))
        story = try ItemStory()
        try story.assign("2026-09-25T10:00:00+08:00")
        let clock = try #require(story.item?.clock(.rectification))
        let longer = try clock.extended(to: .given("2026-10-09"), in: Years.calendar)
        story.play(
            "2026-09-29T10:00:00+08:00",
            .extensionGranted(.init(clock: longer, old: clock.due, reason: nil, by: WeekFixture.act(2))))
        #expect(story.text(.due) == "2026-10-09")
        #expect(story.text(.note) == "延期1次，原时限2026-09-30")
        #expect(story.row()?.standing.extensions == 1)
    }

    @Test func `phone and ID numbers are masked wherever they were typed`() throws {
        var story = try ItemStory(description: "请联系13812345678，证号110101199001011234")
        try story.assign("2026-09-25T10:00:00+08:00")
        story.work("2026-09-25T11:00:00+08:00")
        story.progress("2026-09-28T10:00:00+08:00", "已电话13912345678说明")
        #expect(story.text(.problem) == "请联系138****5678，证号110*************34")
        #expect(story.text(.progress) == "已电话139****5678说明（2026-09-28）")
    }

    @Test func `the reporter's name, contact and case number never come out`() throws {
        let story = try ItemStory(description: "甲某某说办件BJ20260001没有受理，邮箱jia@example.com") { report in
            Report(
                number: report.number, source: report.source, receivedAt: report.receivedAt,
                reporterMode: .named,
                reporterLabel: "反映人（实名）", reporterName: .text("甲某某"),
                reporterContact: .text("jia@example.com"),
                caseNumber: .text("BJ20260001"), description: report.description)
        }
        #expect(story.text(.problem) == "反映人说办件（办件编号略）没有受理，邮箱（联系方式略）")
        #expect(story.text(.walker) == "反映人（实名）")
        for column in LedgerColumn.allCases { #expect(!story.text(column).contains("甲某某")) }
    }

    @Test func `a row of nobody yet stands under the county and tells the department it was filed for`()
        throws
    {
        let story = try ItemStory { report in
            Report(
                number: report.number, source: report.source, receivedAt: report.receivedAt,
                reporterLabel: report.reporterLabel, description: report.description,
                departments: .text("人社局、医保局"))
        }
        #expect(story.text(.unit) == "青禾县")
        #expect(story.text(.note) == "原填责任部门：人社局、医保局")
    }

    @Test func `progress of lead and partner is told, and silence in the week shows`() throws {
        var story = try ItemStory(at: "2026-09-14T09:00:00+08:00")
        try story.assign("2026-09-14T10:00:00+08:00", workdays: 30, partners: [WeekFixture.town])
        story.work("2026-09-14T11:00:00+08:00")
        #expect(story.text(.progress) == "本周未更新")
        // At the very 数据截止 it still belongs to the week before.
        story.progress("2026-09-24T15:00:00+08:00", "已修订初稿")
        #expect(story.text(.progress) == "本周未更新；此前：已修订初稿（2026-09-24）")
        story.progress("2026-09-24T15:00:01+08:00", "已印发")
        #expect(story.text(.progress) == "已印发（2026-09-24）")
        story.progress("2026-09-29T09:00:00+08:00", "镇里已贴出", unit: WeekFixture.town)
        #expect(story.text(.progress) == "县人社局：已印发（2026-09-24）；云溪镇：镇里已贴出（2026-09-29）")
    }

    @Test func `a hall row prints 外部核查, from the work on to the closing`() throws {
        var story = try ItemStory()
        try story.assign("2026-09-25T10:00:00+08:00", isHall: true)
        #expect(story.text(.check) == "须外部核查")
        story.work("2026-09-25T11:00:00+08:00")
        try story.requestClose("2026-09-28T10:00:00+08:00")
        #expect(story.text(.check) == "外部核查：待核查")
        #expect(story.text(.closing) == "否，待核查")
        #expect(story.text(.publication) == "拟公开")
        #expect(story.row()?.standing.light == LedgerRow.Light.none)
        story.check("2026-09-29T10:00:00+08:00", isOutside: true, isExperiencer: true)
        #expect(story.text(.check) == "外部核查（体验员）：通过，现场看过，已按新指南受理（2026-09-29）")
        story.close("2026-09-30T10:00:00+08:00")
        #expect(story.text(.closing) == "是，2026-09-30")
        #expect(story.text(.completedOn) == "2026-09-28")
        #expect(story.text(.note) == "制度成果：修订办事指南；举一反三：否")
        #expect(story.row()?.standing.endedAt == .given("2026-09-30T10:00:00+08:00"))
    }

    @Test func `an ordinary row names its checker by role`() throws {
        var story = try ItemStory()
        try story.assign("2026-09-25T10:00:00+08:00")
        #expect(story.text(.check) == "")
        story.work("2026-09-25T11:00:00+08:00")
        try story.requestClose("2026-09-28T10:00:00+08:00")
        story.check("2026-09-29T10:00:00+08:00")
        #expect(story.text(.check).hasPrefix("核查人：通过"))
    }

    @Test func `returns, rounds, instructions, escalation and tolerance stand in the remarks`() throws {
        var story = try ItemStory()
        try story.assign("2026-09-25T10:00:00+08:00")
        story.work("2026-09-25T11:00:00+08:00")
        try story.requestClose("2026-09-28T10:00:00+08:00")
        let by = WeekFixture.act(2)
        let day = Day.given("2026-09-28")
        story.play(
            "2026-09-28T11:00:00+08:00", .returned(.init(check: nil, reason: .text("没改到位"), on: day, by: by)))
        #expect(story.text(.closing) == "否，整改中")
        story.play(
            "2026-09-28T12:00:00+08:00",
            .instructed(.init(instruction: Remark(text: .text("一周内办结"), on: day, by: by))))
        story.play(
            "2026-09-28T13:00:00+08:00",
            .escalated(
                .init(
                    escalation: Escalation(
                        to: .text("市人社局"), paper: .text("青人社〔2026〕1号"), nextLook: .given("2026-10-12"),
                        on: day,
                        by: by))))
        let tolerance = Tolerance(reason: .text("首次"), proposedBy: by)
        story.play("2026-09-28T14:00:00+08:00", .toleranceProposed(.init(tolerance: tolerance)))
        #expect(!story.text(.note).contains("容错"))
        story.play("2026-09-28T14:10:00+08:00", .toleranceConfirmed(.init(by: WeekFixture.act(6))))
        #expect(
            story.text(.note)
                == "批示：一周内办结（2026-09-28）；退回1次；提请上级解决：市人社局，青人社〔2026〕1号，下次调度2026-10-12；容错")
        #expect(story.text(.closing) == "否，整改中（提请上级解决）")
        #expect(story.row()?.standing.light == LedgerRow.Light.none)
        story.play(
            "2026-09-29T10:00:00+08:00",
            .reopened(.init(reason: .text("反弹"), round: 2, clocks: [], on: day, by: by)))
        #expect(story.text(.note).contains("重办，第2轮；退回1次"))
    }

    @Test func `a merged row names the one that holds it`() throws {
        var story = try ItemStory()
        try story.assign("2026-09-25T10:00:00+08:00")
        let by = WeekFixture.act(2)
        let day = Day.given("2026-09-28")
        let ending = Ending.merged(into: ItemStory.id, number: "QH-2026-0040")
        story.play(
            "2026-09-28T11:00:00+08:00",
            .endingProposed(
                .init(proposal: EndingProposal(ending: ending, reason: .text("同一问题"), on: day, by: by))))
        #expect(story.text(.note) == "拟按“并案”办结，待复核")
        story.play(
            "2026-09-28T12:00:00+08:00", .endingConfirmed(.init(note: nil, on: day, by: WeekFixture.act(6))))
        #expect(story.text(.note) == "并入QH-2026-0040")
        #expect(story.text(.closing) == "否，并案")
        #expect(story.row()?.standing.phase == .ended)
    }

    @Test func `a row closed by claim says so and has no day of 销号`() throws {
        let claim = OpeningClaim(
            isClosed: true, closedOn: try PartialDay("2025-04"), statedState: .text("已完成"))
        let story = try ItemStory(opening: claim)
        #expect(story.text(.closing) == "是，自报已办结")
        #expect(story.text(.completedOn) == "")
        #expect(story.text(.note) == "期初结转，原状态：已完成；自报办结日期：2025-04；原填责任部门：人社局")
        #expect(story.row()?.standing.isCarried == true)
        #expect(story.row()?.standing.endedAt == nil)
    }

    @Test func `an erased text says that it was erased`() throws {
        var story = try ItemStory { report in
            Report(
                number: report.number, source: report.source, receivedAt: report.receivedAt,
                reporterLabel: report.reporterLabel, place: report.place, description: .erased)
        }
        try story.assign("2026-09-25T10:00:00+08:00")
        #expect(story.text(.problem) == "已依法删除")
    }
}
