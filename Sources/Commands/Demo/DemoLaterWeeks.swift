import Ledger
import Walkthrough

extension DemoStage {
    // MARK: W39, with the make-up Sunday

    func fourthWeek(_ uses: [ChecklistUse]) async throws {
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

    func nationalDay(_ uses: [ChecklistUse]) async throws {
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

    func lastWeeks(_ uses: [ChecklistUse]) async throws {
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
}
