import Ledger
import Walkthrough

extension DemoStage {
    // MARK: W37

    func secondWeek(_ uses: [ChecklistUse]) async throws {
        // A leader's walk that an aide types counts once the leader confirmed it.
        let leader = try await walk(
            Walk(
                kind: .routineWalk, role: .leader, account: "bangshou", walker: number("renshe"),
                basis: .dictated,
                items: [("512B0066800002", "失业登记")], place: "QH-D11", start: "2026-09-04 09:10",
                answers: [("FLOW-07", .pass, nil), ("COV-02", .fail, "办事指南写两份材料，窗口又要失业前的劳动合同原件")],
                edit: { $0.viewpoint = .own }), uses)
        try await self.do(EditSession(leader.number, .confirm), as: "renshe")
        tell("人社局局长的体验由文员代录，本人确认后才算数")
        let first = leader.rows[0]
        try await assign(first, to: "QH-D11", reason: nil)
        try await plan(
            first, cause: "指南更新后没有同步到窗口", measures: "统一指南和窗口告知单，取消劳动合同原件要求", as: "renshe")
        try at("2026-09-07 10:00")
        try await requestClose(first, "指南已改，窗口告知单已换，抽查三天无人再被要求合同原件", as: "renshe", guideChanged: true)
        tell(
            "本单位的人不能核查自己：" + (try await refused(ActOnItem(first, .check(.begin, opinion: nil)), as: "renshe"))
        )
        try await checkAndClose(first, "暗访窗口两次，只收两份材料")
        reopenLater = first

        let escort = try await walk(
            Walk(
                kind: .accompanied, role: .experiencer, account: "tiyan1",
                items: [(nil, "城乡居民养老待遇领取")], place: "QH-T01", start: "2026-09-08 09:00", minutes: 90,
                answers: [
                    ("ESC-01", .pass, nil), ("ESC-02", .fail, "老人两趟都被告知还缺材料，第一次没有一次说清"),
                    ("ESC-03", .pass, nil), ("ESC-04", .improvable, "填表处放老花镜和范例"),
                    ("ESC-05", .notSeen, "当天没有后续环节"),
                ],
                edit: { $0.numbers = [try .init(.caseNumber, "QHBJ20260908017")] },
                steps: [
                    .help(.init(at: try instant("2026-09-08 09:20"), text: try text("陪老人取号、核对材料"))),
                    .help(.init(at: try instant("2026-09-08 10:10"), text: try text("陪同补材料后受理"))),
                ]), uses)
        let second = escort.rows[0]
        try await act(
            second, .verify(.verdict(.confirmed, note: text("调阅叫号和受理记录，与体验员所述一致"), statementRead: false)),
            as: "ducha")
        try await assign(second, to: "QH-T01")
        try await plan(second, cause: "一次性告知单没有发到乡镇窗口", measures: "补印告知单，窗口当场勾选", as: "yunxi")
        try await self.do(ActOnSuggestion(escort.suggestions[0], .assign(UnitCode("QH-T01"))), as: "ducha")

        let cross = try await walk(
            Walk(
                kind: .crossCheck, role: .crossChecker, account: "yunxi",
                items: [("512B0066800002", "失业登记")], channels: [.window, .pc, .app, .kiosk, .hotline],
                place: "QH-T02",
                start: "2026-09-09 09:30", minutes: 120,
                answers: [
                    ("COV-02", .fail, "指南写三份材料，窗口要四份"), ("FLOW-08", .pass, nil), ("EXP-07", .pass, nil),
                ],
                edit: {
                    $0.score = 86
                    $0.identity = try self.text("外地返乡人员")
                }), uses)
        let third = cross.rows[0]
        tell(
            "互查不能查本单位："
                + (try await refused(
                    OpenSession(
                        .crossCheck, role: .crossChecker,
                        details: .init(channels: [.window], inspected: UnitCode("QH-T01")), checklists: uses),
                    as: "yunxi")))
        try await assign(third, to: "QH-T02")
        try await plan(third, cause: "窗口沿用旧材料清单", measures: "当天换用新清单，删去第四份材料", as: "shiqiao")
        try await requestClose(third, "当天已改，后续五件只收三份材料", as: "shiqiao", generalizes: true)
        tell(
            "石桥镇不能核查自己的整改："
                + (try await refused(ActOnItem(third, .check(.begin, opinion: nil)), as: "shiqiao")))
        try await checkAndClose(third, "云溪镇复看，窗口只收三份", as: "yunxi")
        try at("2026-09-09 15:00")
        try await reportTask(of: third, "QH-T01", as: "yunxi", "查了三个窗口和十份办件，材料清单与指南一致", isFound: false)
        try await reportTask(of: third, "QH-T06", as: "qinghe", "便民服务中心的告知单也多要一份材料", isFound: true)

        try at("2026-09-09 16:00")
        let hotline = try await fileHotline(
            "网上预约了号，到窗口说预约无效，让重新排队", number: "2026090900311", place: "QH-W042")
        hotlineRow = hotline
        try at("2026-09-10 11:00")
        try await act(hotlineRow, .respond(text("当日预约系统正常，市民预约的是次日号，已当场说明并优先办理")), as: "gongan")
        try at("2026-09-10 14:00")
        try await reportWeek(Self.reporters, "2026-W37")
        try at("2026-09-10 15:10")
        try await freeze()
    }

    // MARK: W38

    func thirdWeek(_ uses: [ChecklistUse]) async throws {
        // 核实不属实: two persons, and the reporter is told.
        try at("2026-09-11 10:00")
        try await act(
            hotlineRow, .verify(.verdict(.refuted, note: text("预约记录为次日，窗口已优先办理"), statementRead: true)),
            as: "ducha")
        try await assignCaller(hotlineRow)
        try await act(
            hotlineRow,
            .contact(purpose: .reply, outcome: .told, satisfaction: .satisfied, note: text("已电话说明")),
            as: "huifang")
        try await act(hotlineRow, .proposeEnding(.unfounded, reason: text("预约记录与反映不符")), as: "ducha")
        try await act(hotlineRow, .confirmEnding(note: text("同意")), as: "fuhe")
        tell("\(hotlineRow) 核实不属实：一人提议、另一人同意，反映人已告知")

        // The hall's own row is checked from outside.
        let inspection = try await walk(
            Walk(
                kind: .immersiveInspection, role: .inspector, account: "ducha", items: [(nil, "自助办理专区")],
                channels: [.kiosk, .window], place: "QH-ZX", start: "2026-09-14 19:00", minutes: 60,
                answers: [
                    ("COV-05", .pass, nil), ("FLOW-07", .pass, nil), ("EXP-07", .pass, nil),
                    ("HALL-06", .fail, "夜间自助区照明开关难找，缴费只能摸黑"),
                ],
                steps: [
                    .group(
                        try Finding(
                            key: "F1", codes: ["HALL-06"], responsible: UnitCode("QH-ZX"),
                            due: Day("2026-09-21"),
                            goal: text("夜间自助区照明自动开启")))
                ]), uses)
        hallRow = inspection.rows[0]
        try at("2026-09-15 09:00")
        try await assign(hallRow, to: "QH-ZX", .deadline, due: "2026-09-21", reason: "需采购声控灯")
        try await plan(hallRow, cause: "照明为普通开关", measures: "换装声控灯", as: "shenpi")

        // 退回派单.
        let disputed = try await self.do(
            FileItem(
                FindingDraft(
                    source: "walk", description: text("居住证和高龄补贴在两个窗口重复提交身份材料"), place: UnitCode("QH-D07"),
                    channels: [.window])), as: "ducha")
        try await assign(disputed.number, to: "QH-D07")
        try await act(disputed.number, .dispute(reason: text("高龄补贴由民政局受理，重复材料是民政窗口要的")), as: "gongan")
        try await assign(
            disputed.number, to: "QH-D08", .deadline, due: "2026-09-28", partners: ["QH-D07"],
            reason: "公安局理由成立，改由民政局牵头、公安局协同")
        try await plan(disputed.number, cause: "两个系统没有共享身份核验结果", measures: "改为共享核验，窗口不再收复印件", as: "minzheng")
        tell("\(disputed.number) 公安局退回派单，督查改派民政局牵头")
        disputedRow = disputed.number

        // Extensions: one granted, one declined.
        let slow = try await self.do(
            FileItem(
                FindingDraft(
                    source: "walk", description: text("企业变更登记后社保系统要等三天才同步"), place: UnitCode("QH-D24"),
                    channels: [.pc])), as: "ducha")
        try await assign(
            slow.number, to: "QH-D24", .deadline, due: "2026-09-18", partners: ["QH-D11"], reason: "涉及系统对接")
        try await plan(
            slow.number, cause: "数据每日夜间批量同步", measures: "改为办结即推送",
            milestones: [Milestone(title: text("接口联调"), due: Day("2026-09-18"))], as: "shichang")
        try at("2026-09-16 10:00")
        try await act(
            slow.number, .askExtension(until: Day("2026-10-12"), reason: text("省平台接口下月初开放")), as: "shichang")
        try await act(slow.number, .grantExtension(until: nil, reason: text("有省平台文件")), as: "ducha")
        slowRow = slow.number
        let declined = try await self.do(
            FileItem(
                FindingDraft(
                    source: "walk", description: text("门诊慢特病窗口午间无人值守"), place: UnitCode("QH-D26"),
                    channels: [.window])),
            as: "ducha")
        try await assign(declined.number, to: "QH-D26")
        try await plan(declined.number, cause: "午休没有排班", measures: "午间轮值", as: "yibao")
        try await act(
            declined.number, .askExtension(until: Day("2026-10-30"), reason: text("等新招人员")), as: "yibao")
        try await act(declined.number, .declineExtension(reason: text("轮值不需要等招人")), as: "ducha")
        tell("延期：\(slow.number) 同意，\(declined.number) 不同意")
        declinedRow = declined.number
        try at("2026-09-17 14:00")
        try await reportWeek(Self.reporters.filter { $0.head != "zhujian" }, "2026-W38")
        try at("2026-09-17 15:10")
        try await freeze()
        try await packet("QH-T02", week: "2026-W37", as: "shiqiao")
    }
}
