import Ledger
import LedgerSQL
import Testing
import Walkthrough

/// Each kind of walk through the ledger: its gate first names what is missing, then lets it pass.
@Suite struct `The seven kinds of walk` {
    @Test func `a routine walk opens one row a finding and one suggestion a 可优化, linked both ways`()
        async throws
    {
        try await WalkLedger.use { walks in
            let walk = try await walks.open(.routineWalk, by: "renshe")
            try await walks.refuses(walk, by: "renshe")
            #expect(try await walks.missing(walk, by: "renshe") == ["体验结果：没有问题、建议，也没有说明看了什么"])
            try await walks.fault(walk, "COV-02", by: "renshe")
            try await walks.fault(walk, "FLOW-08", "格式没写明白", by: "renshe")
            try await walks.edit(
                walk, .answer(Answer("HALL-06", .improvable, note: Prose("再放一台自助机", "建议"))), by: "renshe")
            let receipt = try await walks.submit(walk, by: "renshe")
            #expect(receipt.rows == ["QH-2026-0001"] && receipt.suggestions == ["QH-J2026-0001"])
            #expect(receipt.clues.isEmpty && !receipt.awaitsConfirmation)
            let shown = try await walks.show(walk, by: "renshe")
            #expect(shown.session.submitted?.rows.map(\.codes) == [["COV-02", "FLOW-08"]])
            let row = try await walks.ledger.ask(ShowItem(receipt.rows[0]), by: walks.test.caller("ducha"))
                .item
            #expect(row.report.session?.text == shown.id && row.report.sessionKind == .routineWalk)
            #expect(row.report.checkItem == "COV-02、FLOW-08" && row.report.source.text == "walk")
            #expect(row.report.place?.text == "QH-W01" && row.report.serviceName?.text == "灵活就业参保")
            let suggestion = try #require(try await walks.suggestions().first).suggestion
            #expect(suggestion.origin.session?.number == walk && suggestion.kind == .hall)
        }
    }

    @Test func `a walk keeps the exact revisions, and is offered at most twelve check items`() async throws {
        try await WalkLedger.use { walks in
            let first = try await walks.open(
                .immersiveInspection, by: "ducha", details: WalkLedger.details(inspected: "QH-GA"))
            let shown = try await walks.show(first, by: "ducha").session
            #expect((1...12).contains(shown.offered.count))
            #expect(shown.checklists == walks.uses.map(\.revision.digest))
            let stored = try await walks.ledger.store.read { read in
                try shown.checklists.map { try read.state(ChecklistStream.self, String($0.hex))?.version }
            }
            #expect(stored.allSatisfy { $0 == 1 })
            // A second walk stores nothing again.
            _ = try await walks.open(.routineWalk, by: "renshe")
        }
    }

    @Test func `an open observation needs its meeting, and a volunteer's row names him by number only`()
        async throws
    {
        try await WalkLedger.use { walks in
            let walk = try await walks.open(
                .openObservation, by: "tiyan", details: WalkLedger.details(.queueNumber))
            #expect(try await walks.missing(walk, by: "tiyan") == ["座谈记录：没有座谈记录"])
            try await walks.refuses(walk, by: "tiyan")
            try await walks.edit(
                walk,
                .group(
                    Finding(
                        key: "F9", codes: [], text: Prose("指引不清", "问题"), noEvidenceReason: Prose("会上口述", "原因")
                    )),
                by: "tiyan")
            try await walks.edit(
                walk,
                .recordMeeting(
                    .init(
                        day: Day("2026-09-29"), attendance: [Prose("人大代表", "人")],
                        exchanges: [.init(question: Prose("为何要复印件", "问"), answer: Prose("已取消", "答"))],
                        opinions: [.init(text: Prose("指引不清", "意见"), finding: "F9")])), by: "tiyan")
            let receipt = try await walks.submit(walk, by: "tiyan")
            let row = try await walks.ledger.ask(ShowItem(receipt.rows[0]), by: walks.test.caller("ducha"))
                .item
            #expect(row.report.source.text == "experiencer" && row.report.reporterLabel == "体验员001")
            #expect(row.report.hasReporter && row.report.reporterMode == .protected)
            // The unit that was looked at sees the walk, and not who walked.
            #expect(try await walks.show(walk, by: "renshe").walkerLabel == "体验员001")
        }
    }

    @Test func `a cross-check of another town passes with a high-frequency item and a score`() async throws {
        try await WalkLedger.use { walks in
            var details = try WalkLedger.details(venue: nil, inspected: "QH-T02")
            details.channels = [.window, .pc, .app, .mini, .kiosk]
            let walk = try await walks.open(.crossCheck, by: "yunxi", details: details)
            try await walks.refuses(walk, by: "yunxi")
            try await walks.fault(walk, "COV-02", by: "yunxi")
            details.score = 92
            details.identity = try Prose("外地返乡人员", "体验身份")
            try await walks.edit(walk, .change(details), by: "yunxi")
            let receipt = try await walks.submit(walk, by: "yunxi")
            let facts = try #require(try await walks.show(walk, by: "yunxi").session.submitted?.facts)
            #expect(facts.walkerInstitutions.map(\.text) == ["QH-T01"])
            #expect(facts.inspectedInstitutions.map(\.text) == ["QH-T02"])
            #expect(facts.highFrequency == [WalkLedger.service])
            // 石桥 mends the same day, and cannot check its own row; 云溪 can.
            let row = receipt.rows[0]
            try await walks.test.act(
                row, .assign(.init(lead: UnitCode("QH-T02"), mode: .immediate)), by: "ducha")
            let shown = try await walks.ledger.ask(ShowItem(row), by: walks.test.caller("shiqiao"))
            #expect(shown.availableCommands.contains("accept") && !shown.availableCommands.contains("check"))
        }
    }

    @Test func `nobody inspects the own institution, also by a change of details`() async throws {
        try await WalkLedger.use { walks in
            await #expect(throws: LedgerError.self) {
                try await walks.open(
                    .crossCheck, by: "yunxi", details: WalkLedger.details(venue: nil, inspected: "QH-T01"))
            }
            // The window's staff are posted by 人社局: both lines are its own.
            await #expect(throws: LedgerError.self) {
                try await walks.open(
                    .crossCheck, by: "renshe", details: WalkLedger.details(inspected: "QH-W01"))
            }
            let walk = try await walks.open(
                .crossCheck, by: "yunxi", details: WalkLedger.details(venue: nil, inspected: "QH-T02"))
            await #expect(throws: LedgerError.self) {
                try await walks.edit(
                    walk, .change(WalkLedger.details(venue: nil, inspected: "QH-T01")), by: "yunxi")
            }
            // Walking the own unit is what heads must do.
            _ = try await walks.open(.routineWalk, by: "yunxi", details: WalkLedger.details(venue: "QH-T01"))
        }
    }

    @Test func `an accompanied walk follows a real case through the five defects`() async throws {
        try await WalkLedger.use { walks in
            let walk = try await walks.open(
                .accompanied, by: "chuangkou", details: WalkLedger.details(.queueNumber))
            try await walks.refuses(walk, by: "chuangkou")
            try await walks.edit(walk, .change(WalkLedger.details()), by: "chuangkou")
            try await walks.answer(walk, series("ESC", 5), by: "chuangkou")
            #expect(try await walks.missing(walk, by: "chuangkou") == ["帮办记录：没有帮办记录"])
            try await walks.edit(
                walk, .help(.init(at: Instant("2026-09-29T09:00:00+08:00"), text: Prose("帮助扫码上传", "帮办"))),
                by: "chuangkou")
            #expect(try await walks.submit(walk, by: "chuangkou").rows.isEmpty)
        }
    }

    @Test func `an inspection gives each row its responsible unit, its day and its goal`() async throws {
        try await WalkLedger.use { walks in
            let walk = try await walks.open(
                .immersiveInspection, by: "ducha",
                details: WalkLedger.details(.queueNumber, inspected: "QH-GA"))
            try await walks.answer(walk, ["COV-01", "EXP-01"], by: "ducha")
            try await walks.fault(walk, "FLOW-01", by: "ducha")
            try await walks.refuses(walk, by: "ducha")
            try await walks.edit(
                walk,
                .group(
                    Finding(
                        key: "F1", codes: ["FLOW-01"], responsible: UnitCode("QH-GA"), due: Day("2026-10-30"),
                        goal: Prose("不再二次录入", "目标"))), by: "ducha")
            let receipt = try await walks.submit(walk, by: "ducha")
            let report = try await walks.ledger.ask(ShowItem(receipt.rows[0]), by: walks.test.caller("ducha"))
                .item.report
            #expect(report.source.text == "inspection" && report.place?.text == "QH-GA")
            #expect(report.goal?.text == "不再二次录入" && report.statedLimit?.text == "2026-10-30")
        }
    }

    @Test func `a full chain names a bundle that exists, six links and calls`() async throws {
        try await WalkLedger.use { walks in
            var details = try WalkLedger.details()
            let walk = try await walks.open(.fullChain, by: "renshe", details: details)
            try await walks.answer(walk, series("OTG", 6) + ["OTG-08"], by: "renshe")
            try await walks.refuses(walk, by: "renshe")
            details.oneThing = "没有的一件事"
            await #expect(throws: LedgerError.self) {
                try await walks.edit(walk, .change(details), by: "renshe")
            }
            details.oneThing = "新生儿出生"
            try await walks.edit(walk, .change(details), by: "renshe")
            try await walks.edit(
                walk, .call(.init(at: Instant("2026-09-29T09:30:00+08:00"), result: .satisfied)), by: "renshe"
            )
            _ = try await walks.submit(walk, by: "renshe")
        }
    }

    /// domain §9, scenario 2.
    @Test
    func
        `the head sits at the window on a make-up Saturday, not on a holiday, and brings both kinds of suggestions`()
        async throws
    {
        try await WalkLedger.use { walks in
            let caller = try walks.test.caller("renshe")
            let notice = try await walks.ledger.perform(
                DraftNotice(
                    post: Prose("人社局局长", "岗位"), day: Day("2026-10-10"), window: UnitCode("QH-W01"),
                    howTo: Prose("到窗口取号或提前电话预约", "方式"), person: "S4"), by: caller)
            try walks.at("2026-10-10T12:30:00+08:00")
            var details = try WalkLedger.details()
            await #expect(throws: LedgerError.self) {
                try await walks.open(
                    .chiefDuty, by: "renshe", details: details, visits: [WalkLedger.visit("2026-10-05")])
            }
            let walk = try await walks.open(
                .chiefDuty, by: "renshe", details: details, visits: [WalkLedger.visit("2026-10-10")])
            #expect(try await walks.show(walk, by: "renshe").session.role == .leader)
            try await walks.answer(walk, series("CHF", 8).filter { $0 != "CHF-05" }, by: "renshe")
            try await walks.fault(walk, "CHF-05", "公布跑一次，实际跑了两次", by: "renshe")
            try await walks.edit(
                walk,
                .follow(
                    .init(
                        number: Prose("370001202610100001", "办件"), item: nil,
                        accepted: Instant("2026-10-10T08:40:00+08:00"),
                        finished: Instant("2026-10-10T09:40:00+08:00"))), by: "renshe")
            details.measures = try Prose("周一起容缺受理", "措施")
            details.notice = notice.number
            try await walks.edit(walk, .change(details), by: "renshe")
            try await walks.suggest(walk, .hall, "S1", by: "renshe")
            // Not public, no internal suggestion, one of the two hall suggestions.
            #expect(
                try await walks.missing(walk, by: "renshe") == [
                    "坐班公告：公告 \(notice.number) 没有公布", "内部建议：有 0 条，少于 1 条", "大厅建议：有 1 条，少于 2 条",
                ])
            try await walks.refuses(walk, by: "renshe")
            try await walks.suggest(walk, .internal, "S2", by: "renshe")
            try await walks.suggest(walk, .hall, "S3", by: "renshe")
            // Published after the duty, it does not count.
            try await walks.ledger.perform(DecideNotice(notice.number, .publish), by: caller)
            #expect(try await walks.missing(walk, by: "renshe").count == 1)
        }
    }

    @Test func `a notice published the day before opens the gate of the head's duty`() async throws {
        try await WalkLedger.use { walks in
            let caller = try walks.test.caller("renshe")
            let notice = try await walks.ledger.perform(
                DraftNotice(
                    post: Prose("人社局局长", "岗位"), day: Day("2026-10-10"), window: UnitCode("QH-W01"),
                    howTo: Prose("到窗口取号", "方式")), by: caller)
            #expect(try await walks.ledger.ask(ListNotices(), by: walks.test.caller("gongan")).items.isEmpty)
            try await walks.ledger.perform(DecideNotice(notice.number, .publish), by: caller)
            #expect(
                try await walks.ledger.ask(ListNotices(), by: walks.test.caller("gongan")).items.count == 1)
            try walks.at("2026-10-10T12:30:00+08:00")
            var details = try WalkLedger.details()
            details.measures = try Prose("周一起容缺受理", "措施")
            details.notice = notice.number
            let walk = try await walks.open(
                .chiefDuty, by: "renshe", details: details, visits: [WalkLedger.visit("2026-10-10")])
            try await walks.answer(walk, series("CHF", 8), by: "renshe")
            try await walks.edit(
                walk,
                .follow(
                    .init(
                        number: Prose("370001202610100001", "办件"), item: nil,
                        accepted: Instant("2026-10-10T08:40:00+08:00"),
                        finished: Instant("2026-10-10T09:40:00+08:00"))), by: "renshe")
            for (kind, key) in [(Suggestion.Kind.hall, "S1"), (.hall, "S2"), (.internal, "S3")] {
                try await walks.suggest(walk, kind, key, by: "renshe")
            }
            let receipt = try await walks.submit(walk, by: "renshe")
            #expect(receipt.suggestions.count == 3 && !receipt.awaitsConfirmation)
            #expect(
                try await walks.show(walk, by: "renshe").session.submitted?.facts.workdays == [
                    Day("2026-10-10")
                ])
        }
    }
}
