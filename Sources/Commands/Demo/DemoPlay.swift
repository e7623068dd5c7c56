import Ledger
import Walkthrough

/// The seven weeks, scene by scene. Dates are those of 2026 with its make-up Sunday (09-20), Mid-Autumn (09-25 to 27) and
/// National Day (10-01 to 07), which moves a 数据截止 to Wednesday 09-30.
extension DemoStage {
    func play(_ uses: [ChecklistUse]) async throws {
        try await load()
        try await openCampaign()
        try at("2026-09-02 09:00")
        try await triageOpening()
        try at("2026-09-03 15:10")
        try await freeze()
        try await secondWeek(uses)
        try await thirdWeek(uses)
        try await fourthWeek(uses)
        try await nationalDay(uses)
        try await lastWeeks(uses)
    }

    /// 期初结转 rows that are still open get their owners; whom nobody could name goes to the service section.
    private func triageOpening() async throws {
        var query = ItemQuery()
        query.states = [.registered]
        query.limit = 200
        query.sort = .registered
        let page = try await ledger.ask(ListItems(query), by: try caller("ducha"))
        let limits = ["2026-09-18", "2026-09-30", "2026-10-20", "2026-11-10"]
        for (index, line) in page.items.enumerated() {
            try await assign(
                line.item.number, to: line.item.unit?.text ?? "QH-D27-ZF", .deadline,
                due: limits[index % limits.count],
                reason: "期初结转，需与有关单位核对现状")
        }
        tell("督查室对期初结转的 \(page.items.count) 条分办，定时限")
    }

    /// The units that report do; who has nothing sends a zero report; the others are missing.
    private func reportWeek(_ heads: [(unit: String, head: String)], _ week: String) async throws {
        var zero = 0
        for (unit, head) in heads {
            let own = try await ledger.ask(ShowUnitWeek(UnitCode(unit), Week(week)), by: try caller(head))
            if own.rows == 0 {
                try await self.do(ActOnUnitWeek(UnitCode(unit), .zeroReport), as: head)
                zero += 1
            } else {
                try await report(
                    unit, as: head, information: ("本周走流程情况", "本周按计划走流程，逐条核对台账，问题整改有专人跟办。"))
            }
        }
        tell("\(heads.count) 个单位报送，其中零报告 \(zero) 个，其余未报")
    }

    private static let reporters: [(unit: String, head: String)] = [
        ("QH-D11", "renshe"), ("QH-D07", "gongan"), ("QH-D08", "minzheng"), ("QH-D26", "yibao"),
        ("QH-D14", "zhujian"),
        ("QH-T01", "yunxi"), ("QH-T02", "shiqiao"), ("QH-T06", "qinghe"),
    ]

    // MARK: W37

    private func secondWeek(_ uses: [ChecklistUse]) async throws {
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

    private func fileHotline(_ problem: String, number: String, place: String) async throws -> String {
        let receipt = try await self.do(
            FileItem(
                FindingDraft(
                    source: "12345", description: text(problem), place: UnitCode(place),
                    reporterMode: .protected,
                    reporterName: text("市民甲"), reporterContact: text("区号内固定电话"), channels: [.hotline],
                    external: [ExternalReference(system: "12345", number: number)])), as: "ducha")
        tell("12345 转来 \(receipt.number)，先核实，反映人保密")
        return receipt.number
    }

    // MARK: W38

    private func thirdWeek(_ uses: [ChecklistUse]) async throws {
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

    // MARK: W39, with the make-up Sunday

    private func fourthWeek(_ uses: [ChecklistUse]) async throws {
        try at("2026-09-18 09:00")
        try await requestClose(hallRow, "声控灯已装好，夜间试用正常", as: "shenpi")
        tell(
            "大厅的问题由同属审批局的督查科核查："
                + (try await refused(ActOnItem(hallRow, .check(.begin, opinion: nil)), as: "duchake")))
        try await checkAndClose(hallRow, "晚八点到现场，灯随人亮")
        tell("\(hallRow) 由县政府督查室从外部核查后销号")
        let notice = try await self.do(
            DraftNotice(
                post: text("人社局局长"), day: Day("2026-09-20"), window: UnitCode("QH-W003"),
                howTo: text("疑难事项可先在大厅咨询台登记，也可当天直接到窗口"), person: number("renshe")), as: "renshe")
        try await self.do(DecideNotice(notice.number, .publish), as: "zhengwu")

        // Sunday 09-20 is worked; two hall suggestions are asked for.
        var duty = Walk(
            kind: .chiefDuty, role: .directorOnDuty, account: "renshe", items: [("512B0066800002", "失业登记")],
            place: "QH-W003", start: "2026-09-20 09:00", minutes: 180,
            answers: (1...8).map { index in
                index == 5 ? ("CHF-05", .fail, "跑了两趟，承诺一趟") : ("CHF-0\(index)", .pass, nil)
            },
            edit: {
                $0.notice = notice.number
                $0.measures = try self.text("补正材料改为线上提交，一周内完成")
            })
        duty.steps = [
            .follow(
                try .init(
                    number: text("QHBJ20260920003"), item: "512B0066800002",
                    accepted: instant("2026-09-20 09:20"),
                    finished: instant("2026-09-20 11:40"))),
            .suggest(
                try SessionSuggestion(
                    key: "S1", kind: .internal, text: text("失业登记补正材料开放线上提交"), unit: UnitCode("QH-D11"))),
            .suggest(
                try SessionSuggestion(key: "S2", kind: .hall, text: text("综合窗口配高拍仪"), unit: UnitCode("QH-ZX"))
            ),
        ]
        let number = try await open(duty, uses)
        tell("主官式体验少一条大厅建议，提交不了：" + (try await refused(SubmitSession(number), as: "renshe")))
        try await self.do(
            EditSession(
                number,
                .suggest(
                    try SessionSuggestion(
                        key: "S3", kind: .hall, text: text("叫号屏加大字号并播报"), unit: UnitCode("QH-ZX")))),
            as: "renshe")
        let chief = try await self.do(SubmitSession(number), as: "renshe")
        tell(
            "主官式体验 \(number)（调休周日）：入台账 \(chief.rows.joined(separator: "、"))，建议 \(chief.suggestions.joined(separator: "、"))"
        )
        try await assign(chief.rows[0], to: "QH-D11")
        try await self.do(ActOnSuggestion(chief.suggestions[1], .assign(UnitCode("QH-ZX"))), as: "ducha")
        try await self.do(ActOnSuggestion(chief.suggestions[1], .adopt(note: text("列入本月采购"))), as: "shenpi")

        let visit = try await walk(
            Walk(
                kind: .openObservation, role: .experiencer, account: "tiyan2", items: [(nil, "大厅开放日")],
                place: "QH-ZX",
                start: "2026-09-22 09:00", minutes: 150,
                answers: [
                    ("HALL-01", .pass, nil), ("STF-01", .pass, nil), ("POL-02", .improvable, "惠企政策做成一页纸"),
                ],
                steps: [
                    .recordMeeting(
                        MeetingRecord(
                            day: Day("2026-09-22"), attendance: [text("体验员 3 人"), text("政协委员 1 人")],
                            exchanges: [.init(question: text("午间能不能办？"), answer: text("已安排轮值，中午可办"))],
                            opinions: [.init(text: text("停车指引不清"), reply: text("本周补装指引牌"))]))
                ]), uses)
        _ = visit
        let chain = try await walk(
            Walk(
                kind: .fullChain, role: .experiencer, account: "tiyan3", items: [(nil, "开办餐饮店一件事")],
                channels: [.window, .pc], place: "QH-D24", start: "2026-09-23 09:00", minutes: 160,
                answers: [
                    ("OTG-01", .pass, nil), ("OTG-02", .pass, nil), ("OTG-03", .fail, "消防环节要重复上传平面图"),
                    ("OTG-04", .pass, nil), ("OTG-05", .pass, nil), ("OTG-06", .pass, nil),
                    ("OTG-08", .pass, nil),
                ],
                edit: { $0.oneThing = "开办餐饮店" },
                steps: [
                    .call(
                        .init(
                            at: try instant("2026-09-23 11:30"), result: .satisfied,
                            note: try text("店主表示比去年快")))
                ]), uses)
        // 解释说明: a rule stands against it; two persons.
        try at("2026-09-23 15:00")
        let explained = chain.rows[0]
        try await act(
            explained, .verify(.verdict(.confirmed, note: text("两次上传的图纸用途不同"), statementRead: false)),
            as: "ducha")
        try await act(
            explained,
            .proposeEnding(.explained(rule: text("消防安全检查另有图纸要求的规定")), reason: text("现行规定要求单独提交，已书面解释")),
            as: "ducha")
        try await act(explained, .confirmEnding(note: nil), as: "fuhe")
        tell("\(explained) 解释说明：依据规定，双人复核")
        // 并案.
        let one = try await fileHotline("不动产登记大厅周一上午排队超过两小时", number: "2026092300107", place: "QH-D39")
        let two = try await fileHotline("办房产证周一排长队", number: "2026092300120", place: "QH-D39")
        for row in [one, two] {
            try await act(
                row, .verify(.verdict(.confirmed, note: text("取号记录属实"), statementRead: false)), as: "ducha")
        }
        let target = try await ledger.ask(ShowItem(one), by: try caller("ducha"))
        try await act(two, .merge(into: target.item.id, reason: text("同一窗口同一问题")), as: "ducha")
        try await act(two, .confirmEnding(note: text("同意并案")), as: "fuhe")
        tell("\(two) 并入 \(one)")
        try await assign(one, to: "QH-D39", .deadline, due: "2026-10-12", reason: "需调整排班和分时预约")
        mergedInto = one
        // A sealed clue stays out of everything.
        try await self.do(OpenClue(text("有人称交好处费可优先取号"), unit: UnitCode("QH-D39")), as: "tiyan1")
        tell("一条违纪线索已密封，只有登记人和两名受理人能看")
        try at("2026-09-24 14:00")
        try await reportWeek(Self.reporters, "2026-W39")
        try at("2026-09-24 15:10")
        try await freeze()
    }

    // MARK: W40, whose Thursday is a holiday

    private func nationalDay(_ uses: [ChecklistUse]) async throws {
        try at("2026-09-28 09:00")
        try await plan(mergedInto, cause: "周一集中", measures: "分时预约，周一加开两个窗口", as: "budongchan")
        try await requestClose(
            disputedRow, "已共享核验，停收复印件", asPartner: "gongan", of: "QH-D07", head: "minzheng")
        try await act(disputedRow, .check(.begin, opinion: nil), as: "ducha")
        try await act(disputedRow, .check(.fail, opinion: text("仍有一个窗口收复印件")), as: "ducha")
        tell("\(disputedRow) 核查不通过，退回整改")
        try at("2026-09-30 14:00")
        try await reportWeek(Array(Self.reporters.prefix(5)), "2026-W40")
        try at("2026-09-30 15:10")
        try await freeze()
        // After 数据截止: the row belongs to the next week.
        try at("2026-09-30 16:10")
        let rating = try await self.do(
            FileItem(
                FindingDraft(
                    source: "好差评", description: text("居住证办理态度生硬，非常不满意"), place: UnitCode("QH-W044"),
                    reporterMode: .protected, reporterName: text("评价人甲"), reporterContact: text("评价系统留存"),
                    serviceName: text("居住证办理"), channels: [.window],
                    external: [ExternalReference(system: "好差评", number: "PJ2026093016100001")])), as: "ducha")
        let shown = try await ledger.ask(ShowItem(rating.number), by: try caller("ducha"))
        tell("数据截止后的差评 \(rating.number)，答复时限 \(shown.item.clock(.reply)?.due.description ?? "")，计入下一周")
        ratingRow = rating.number
    }

    // MARK: W41 and W42

    private func lastWeeks(_ uses: [ChecklistUse]) async throws {
        try at("2026-10-08 09:30")
        try await assignCaller(ratingRow)
        try await act(
            ratingRow,
            .contact(purpose: .verification, outcome: .told, satisfaction: nil, note: text("已核实经过")),
            as: "huifang")
        try await act(
            ratingRow, .verify(.verdict(.confirmed, note: text("录像显示未使用文明用语"), statementRead: false)),
            as: "ducha")
        try await assign(ratingRow, to: "QH-W044")
        try await act(
            ratingRow,
            .contact(purpose: .reply, outcome: .told, satisfaction: .basic, note: text("已致歉并告知整改")),
            as: "huifang")
        try await requestClose(
            disputedRow, "全部窗口停收复印件，张贴告知", asPartner: "gongan", of: "QH-D07", head: "minzheng")
        try await checkAndClose(disputedRow, "抽查四个窗口，均不再收")
        try at("2026-10-08 11:00")
        try await reportWeek(Array(Self.reporters.prefix(6)), "2026-W41")
        try at("2026-10-08 15:10")
        try await freeze()
        // The same problem is back: the row is reopened.
        try at("2026-10-09 10:00")
        try await act(reopenLater, .reopen(reason: text("体验员再次被要求劳动合同原件")), as: "ducha")
        tell("\(reopenLater) 问题反弹，重办：编号不变，另计时限")
        try await assign(reopenLater, to: "QH-D11", reason: "重办")
        try await plan(reopenLater, cause: "新到窗口人员未培训", measures: "全员培训并抽考", as: "renshe")
        try await act(
            slowRow,
            .escalate(to: text("省政务数据主管部门"), paper: text("青政函〔2026〕31号"), nextLook: Day("2026-11-09")),
            as: "shichang")
        try await act(declinedRow, .instruct(text("午间服务要抓到位，月底前我去现场看。")), as: "xianling")
        // 更正 of the last week: two persons, chained to 定稿.
        let week = try Week("2026-W41")
        let print = try await ledger.ask(ShowItem(disputedRow), by: try caller("ducha"))
        _ = print
        let proposed = try await self.do(
            ActOnWeek(
                week,
                .proposeCorrection(
                    .init(
                        row: disputedRow, column: .responsible, old: text("单位整改责任人"), new: text("民政局分管副局长"),
                        reason: text("整改责任人填写不具体")))), as: "zhengwu")
        try await self.do(ActOnWeek(week, .confirmCorrection(number: proposed.number ?? 1)), as: "fuhe")
        try await republish(week)
        tell("\(week) 更正第1号：双人复核，接在定稿之后")
        let routine = try await walk(
            Walk(
                kind: .routineWalk, role: .windowHead, account: "chuangkou", items: [(nil, "居住证办理")],
                place: "QH-W042",
                start: "2026-10-13 09:00", answers: [("FLOW-07", .pass, nil), ("EXP-07", .pass, nil)],
                edit: {
                    $0.viewpoint = .own
                    $0.nothingFound = try self.text("看了取号、受理和出件，未见问题")
                }), uses)
        _ = routine
        try at("2026-10-15 14:00")
        try await reportWeek(Self.reporters, "2026-W42")
        try at("2026-10-15 15:10")
        try await freeze()
        try await packet("QH-D11", week: "2026-W42", as: "renshe")
    }

    /// Lead and partner each report their own progress before 销号 is asked for.
    private func requestClose(
        _ row: String, _ note: String, asPartner partner: String, of unit: String, head: String
    ) async throws {
        try await act(
            row, .progress(text: text("已配合调整接口"), unit: UnitCode(unit), milestonesDone: []), as: partner)
        try await requestClose(row, note, as: head)
    }
}
