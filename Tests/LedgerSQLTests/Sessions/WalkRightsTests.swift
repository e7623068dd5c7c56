import Ledger
import LedgerSQL
import Testing
import Walkthrough

@Suite struct `Who may do what with a walk` {
    @Test func `a leader's walk that an aide typed waits for the leader's own account`() async throws {
        try await WalkLedger.use { walks in
            let walk = try await walks.open(
                .routineWalk, by: "zhengwu", role: .leader, walker: "S4", basis: .dictated,
                details: WalkLedger.details())
            try await walks.fault(walk, "COV-02", by: "zhengwu")
            let receipt = try await walks.submit(walk, by: "zhengwu")
            #expect(receipt.awaitsConfirmation && receipt.rows.count == 1)
            #expect(try await walks.show(walk, by: "zhengwu").session.phase.title == "待本人确认")
            await #expect(throws: LedgerError.self) { try await walks.edit(walk, .confirm, by: "zhengwu") }
            await #expect(throws: LedgerError.self) { try await walks.edit(walk, .confirm, by: "ducha") }
            #expect(try await !walks.show(walk, by: "renshe").session.counts)
            try await walks.edit(walk, .confirm, by: "renshe")
            #expect(try await walks.show(walk, by: "renshe").session.counts)
        }
    }

    @Test func `only whoever may enter types for another, and strangers do not see an open walk`()
        async throws
    {
        try await WalkLedger.use { walks in
            await #expect(throws: LedgerError.self) {
                try await walks.open(.routineWalk, by: "gongan", walker: "S4", basis: .onBehalf)
            }
            let walk = try await walks.open(.routineWalk, by: "renshe")
            await #expect(throws: LedgerError.self) { try await walks.show(walk, by: "gongan") }
            await #expect(throws: LedgerError.self) { try await walks.fault(walk, "COV-02", by: "gongan") }
            // A leader's walk an aide may type; the leader then confirms it.
            try await walks.fault(walk, "COV-02", by: "ducha")
            // What others type themselves nobody touches, neither the inspection unit nor the office.
            let own = try await walks.open(.routineWalk, by: "tiyan")
            for other in ["ducha", "zhengwu", "renshe"] {
                await #expect(throws: LedgerError.self) { try await walks.fault(own, "COV-02", by: other) }
                await #expect(throws: LedgerError.self) { try await walks.submit(own, by: other) }
                await #expect(throws: LedgerError.self) {
                    try await walks.edit(own, .withdraw(Prose("不要了", "理由")), by: other)
                }
            }
        }
    }

    @Test func `two devices that answer the same point hear of each other`() async throws {
        try await WalkLedger.use { walks in
            let walk = try await walks.open(.routineWalk, by: "renshe")
            let first = try await walks.edit(
                walk, .answer(Answer("COV-02", .pass)), by: "renshe", answerVersion: 0)
            #expect(first.answerVersion == 1)
            await #expect {
                try await walks.edit(
                    walk, .answer(Answer("COV-02", .notSeen)), by: "renshe", answerVersion: 0)
            } throws: { error in
                if case .stale(current: 1, _)? = error as? LedgerError { true } else { false }
            }
            // Another point is free; the same one goes with its version.
            try await walks.edit(walk, .answer(Answer("COV-05", .pass)), by: "renshe", answerVersion: 0)
            let second = try await walks.edit(
                walk, .answer(Answer("COV-02", .notSeen)), by: "renshe", answerVersion: 1)
            #expect(second.answerVersion == 2)
            await #expect(throws: LedgerError.self) {
                try await walks.ledger.perform(
                    SubmitSession(walk, seen: ["COV-02": 1, "COV-05": 1]), by: walks.test.caller("renshe"))
            }
        }
    }

    @Test func `submitting goes by its own command only`() async throws {
        try await WalkLedger.use { walks in
            let walk = try await walks.open(.routineWalk, by: "renshe")
            await #expect(throws: LedgerError.self) { try await walks.edit(walk, .submit, by: "renshe") }
        }
    }

    @Test func `a submission that fails in its middle leaves nothing, not even a number`() async throws {
        try await WalkLedger.use(officers: false) { walks in
            let walk = try await walks.open(.routineWalk, by: "gongan")
            try await walks.fault(walk, "COV-02", by: "gongan")
            try await walks.edit(
                walk, .answer(Answer("HALL-06", .improvable, note: Prose("再放一台自助机", "建议"))), by: "gongan")
            try await walks.fault(walk, "STF-09", "收了红包", by: "gongan")
            // Rows and suggestions come first, then the case finds no officers.
            await #expect(throws: LedgerError.self) { try await walks.submit(walk, by: "gongan") }
            #expect(try await walks.rows().isEmpty)
            #expect(try await walks.suggestions().isEmpty)
            #expect(try await walks.show(walk, by: "gongan").session.submitted == nil)
            try await walks.ledger.perform(
                AppointClueOfficers(first: "S1", second: "S2"), by: walks.test.caller("zhengwu"))
            let receipt = try await walks.submit(walk, by: "gongan")
            #expect(receipt.rows == ["QH-2026-0001"] && receipt.suggestions == ["QH-J2026-0001"])
            #expect(receipt.clues == ["QH-X2026-0001"])
        }
    }

    @Test
    func
        `signals are for the walker and the county's inspection unit, and are explained beside the question`()
        async throws
    {
        try await WalkLedger.use { walks in
            let visit = try ExperienceSession.Visit(
                start: Instant("2026-09-29T09:00:00+08:00"), end: Instant("2026-09-29T09:02:00+08:00"))
            let walk = try await walks.open(.routineWalk, by: "renshe", visits: [visit])
            try await walks.fault(walk, "COV-02", by: "renshe")
            _ = try await walks.submit(walk, by: "renshe")
            #expect(try await walks.show(walk, by: "renshe").signals.map(\.kind) == [.short])
            #expect(try await walks.show(walk, by: "chuangkou").signals.isEmpty)
            try await walks.edit(walk, .explain(.short, Prose("只取了一个号", "说明")), by: "renshe")
            #expect(try await walks.show(walk, by: "ducha").signals.first?.explanation?.text == "只取了一个号")
        }
    }

    @Test func `a unit that moves takes the walks, suggestions and notices of its line along`() async throws {
        try await WalkLedger.use { walks in
            let walk = try await walks.open(.routineWalk, by: "gongan")
            try await walks.fault(walk, "COV-02", by: "gongan")
            try await walks.suggest(walk, .hall, "S1", by: "gongan")
            _ = try await walks.submit(walk, by: "gongan")
            try await walks.ledger.store.writeAlone { transaction in
                let actor = Actor(account: "local:tester", person: nil, authentication: .none, isDemo: true)
                let record = UnitRecorded(
                    code: try UnitCode("QH-W01"), name: try Prose("综合窗口1号", "名称"), kind: .desk,
                    parent: try UnitCode("QH-T02"), posted: nil, departmentType: nil, deskType: nil,
                    notes: nil, basis: nil)
                try transaction.append(Unit.self, "QH-W01", [.recorded(record)], by: actor, expected: 1)
            }
            #expect(try await walks.show(walk, by: "shiqiao").session.number == walk)
            await #expect(throws: LedgerError.self) { try await walks.show(walk, by: "renshe") }
        }
    }
}

@Suite struct `A clue of misconduct` {
    private func submitted(_ walks: WalkLedger) async throws -> (walk: String, receipt: SubmitSession.Receipt)
    {
        let walk = try await walks.open(.routineWalk, by: "gongan")
        try await walks.fault(walk, "COV-02", by: "gongan")
        try await walks.fault(walk, "STF-09", "工作人员收了红包", by: "gongan")
        return (walk, try await walks.submit(walk, by: "gongan"))
    }

    @Test
    func
        `is sealed: absent from the ledger, search, counts, history and every other person's view of the walk`()
        async throws
    {
        try await WalkLedger.use { walks in
            let (walk, receipt) = try await submitted(walks)
            #expect(receipt.rows.count == 1 && receipt.clues == ["QH-X2026-0001"])
            #expect(try await walks.rows().count == 1)
            #expect(try await walks.rows(text: "红包").isEmpty)
            for account in ["zhengwu", "renshe", "chuangkou", "ducha"] {
                let shown = try await walks.show(walk, by: account).session
                #expect(shown.answer("STF-09") == nil && shown.submitted?.clues == [])
            }
            #expect(try await walks.show(walk, by: "gongan").session.submitted?.clues.count == 1)
            for account in ["zhengwu", "renshe", "chuangkou"] {
                let caller = try walks.test.caller(account)
                #expect(try await walks.ledger.perform(ReadClues(), by: caller).clues.isEmpty)
                await #expect(throws: LedgerError.unknown("没有这条线索，请核对编号")) {
                    try await walks.ledger.perform(ReadClues(receipt.clues[0]), by: caller)
                }
                await #expect(throws: LedgerError.unknown("没有这条线索，请核对编号")) {
                    try await walks.ledger.perform(
                        ActOnClue(receipt.clues[0], .note(Prose("试", "说明"))), by: caller)
                }
            }
            await #expect(throws: LedgerError.self) {
                try await walks.ledger.perform(ReadClues(), by: .local("tester"))
            }
            let words = try await walks.test.place.look(
                "SELECT id FROM item WHERE words LIKE '%红包%' OR title LIKE '%红包%'")
            let scopes = try await walks.test.place.look(
                "SELECT id FROM document_scope WHERE kind = 'clue' AND scope NOT LIKE 'person:%'")
            #expect(words == [] && scopes == [])
        }
    }

    @Test
    func
        `is read by its filer and officers, each time with a line in the access log, and leaves by transfer`()
        async throws
    {
        try await WalkLedger.use { walks in
            let (_, receipt) = try await submitted(walks)
            let number = receipt.clues[0]
            for account in ["gongan", "ducha", "fuhe"] {
                let clues = try await walks.ledger.perform(ReadClues(number), by: walks.test.caller(account))
                    .clues
                #expect(clues.map(\.clue.text.description) == ["工作人员收了红包"])
            }
            let transfer = ClueCase.Transfer(
                to: try Prose("派驻纪检监察组", "单位"), paper: try Prose("青移〔2026〕1号", "文号"),
                day: try Day("2026-09-29"))
            await #expect(throws: LedgerError.self) {
                try await walks.ledger.perform(
                    ActOnClue(number, .transfer(transfer)), by: walks.test.caller("gongan"))
            }
            try await walks.ledger.perform(
                ActOnClue(number, .transfer(transfer)), by: walks.test.caller("fuhe"))
            let views = try await walks.test.place.look(
                "SELECT account FROM access_log WHERE act = '查看线索' AND subject = '\(number)' ORDER BY sequence"
            )
            #expect(views == ["gongan", "ducha", "fuhe"])
        }
    }

    @Test func `about an officer's own institution goes to the reserve`() async throws {
        try await WalkLedger.use { walks in
            let walk = try await walks.open(
                .routineWalk, by: "gongan", details: WalkLedger.details(venue: "QH-DC"))
            try await walks.fault(walk, "STF-09", "收了礼品", by: "gongan")
            await #expect {
                try await walks.submit(walk, by: "gongan")
            } throws: { error in
                (error as? LedgerError)?.message.contains("候补") == true
            }
            await #expect(throws: LedgerError.self) {
                try await walks.ledger.perform(
                    AppointClueOfficers(first: "S1", second: "S3"), by: walks.test.caller("zhengwu"))
            }
            try await walks.ledger.perform(
                AppointClueOfficers(first: "S1", second: "S11", reserves: ["S12"]),
                by: walks.test.caller("zhengwu"))
            let receipt = try await walks.submit(walk, by: "gongan")
            #expect(
                try await walks.ledger.perform(ReadClues(receipt.clues[0]), by: walks.test.caller("shiqiao"))
                    .clues.count == 1)
            #expect(try await walks.ledger.perform(ReadClues(), by: walks.test.caller("ducha")).clues.isEmpty)
        }
    }

    @Test func `what a leader answered is told to the leader, not to the aide who submits`()
        async throws
    {
        try await WalkLedger.use { walks in
            let walk = try await walks.open(.routineWalk, by: "renshe")
            try await walks.fault(walk, "COV-02", by: "zhengwu")
            try await walks.fault(walk, "STF-09", "收了红包", by: "renshe")
            let receipt = try await walks.submit(walk, by: "zhengwu")
            #expect(receipt.clues.isEmpty && receipt.rows.count == 1)
            #expect(
                try await walks.ledger.perform(ReadClues(), by: walks.test.caller("renshe")).clues.count == 1)
        }
    }
}
