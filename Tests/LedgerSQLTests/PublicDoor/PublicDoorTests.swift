import Ledger
import LedgerSQL
import Testing
import Walkthrough

@Suite("The public door") struct PublicDoorTests {
    /// A populated county with officers for clues.
    static func use(_ body: (TestLedger) async throws -> Void) async throws {
        try await TestLedger.use { test in
            try await test.populate()
            try await test.ledger.perform(
                AppointClueOfficers(first: "S1", second: "S2"), by: test.caller("zhengwu"))
            try await body(test)
            #expect(try await test.ledger.verify().faults == [])
        }
    }

    static func report(
        _ text: String = "窗口排队两小时没人叫号", at window: String = "QH-W01", mode: ReporterMode = .protected,
        contact: String? = "13900000000", isRetaliation: Bool = false, photos: [EvidenceRef] = []
    ) throws -> PublicReport {
        try PublicReport(
            window: UnitCode(window), description: Prose(text, "描述"), mode: mode,
            contact: contact.map { try Prose($0, "联系方式") }, isRetaliation: isRetaliation, photos: photos)
    }

    private func file(
        _ test: TestLedger, _ report: PublicReport? = nil, device: String? = "device-000000000000",
        once: String? = nil, trap: String? = nil
    ) async throws -> FileReport.Receipt {
        try await test.ledger.file(
            FileReport(report ?? Self.report(), device: device, once: once, trap: trap))
    }

    @Test
    func `a report becomes a row of the e码 to be verified, with a receipt that carries the answer's day`()
        async throws
    {
        try await Self.use { test in
            let receipt = try await file(test)
            #expect(receipt.number == "QH-E2026-0001" && receipt.key.count == 22)
            let row = try await test.ledger.ask(ShowItem("QH-2026-0001"), by: test.caller("ducha")).item
            #expect(row.report.source.text == "eCode" && row.state.kind == .verifying)
            #expect(row.report.place?.text == "QH-W01" && row.report.reporterLabel == "群众")
            #expect(receipt.replyBy == row.clock(.reply)?.due && receipt.replyBy != nil)
            // The one who typed is nobody, and stands on no side of the row.
            #expect(row.report.walker == nil && row.actedForLine.isEmpty)
        }
    }

    @Test(arguments: ["QH", "QH-RS", "QH-NONE"])
    func `only units that serve the public have an e码`(_ code: String) async throws {
        try await Self.use { test in
            let unit = try UnitCode(code)
            await #expect(throws: LedgerError.self) {
                try await file(test, Self.report(at: code))
            }
            await #expect(throws: LedgerError.self) {
                try await test.ledger.ask(ShowDoor(unit), by: .publicDoor)
            }
            let door = try await test.ledger.ask(ShowDoor(UnitCode("QH-W01")), by: .publicDoor)
            #expect(door.name == "综合窗口1号" && door.place == "青禾县政务服务中心")
        }
    }

    @Test func `everything else is closed to the public, also in a demo store`() async throws {
        try await Self.use { test in
            _ = try await file(test)
            let ledger = test.ledger
            let draft = FindingDraft(source: "walk", description: try Prose("甲", "描述"))
            let text = try Prose("甲", "文字")
            let closed: [() async throws -> Void] = [
                { _ = try await ledger.ask(ListItems(), by: .publicDoor) },
                { _ = try await ledger.ask(ShowItem("QH-2026-0001"), by: .publicDoor) },
                { _ = try await ledger.ask(ItemHistory("QH-2026-0001"), by: .publicDoor) },
                { _ = try await ledger.ask(ListSuggestions(), by: .publicDoor) },
                { _ = try await ledger.perform(FileItem(draft), by: .publicDoor) },
                { _ = try await ledger.perform(OpenClue(text), by: .publicDoor) },
                { _ = try await ledger.perform(ActOnItem("QH-2026-0001", .accept), by: .publicDoor) },
                { _ = try await ledger.perform(ReadClues(), by: .publicDoor) },
                { _ = try await ledger.upload(bytes: [65], by: .publicDoor) },
                { _ = try await ledger.sweep(by: .publicDoor) },
            ]
            for (index, call) in closed.enumerated() {
                await #expect("call \(index)") { try await call() } throws: { error in
                    if case .notPermitted? = error as? LedgerError { true } else { false }
                }
            }
            // And nobody else comes in by it, or takes its name.
            await #expect(throws: LedgerError.self) {
                try await ledger.perform(FileReport(Self.report()), by: test.caller("ducha"))
            }
            #expect(throws: Invalid.self) { try AccountName("public") }
        }
    }

    @Test func `a repeat gets the same receipt, and the store keeps neither key nor secret`() async throws {
        try await Self.use { test in
            let secret = "S3cret-of-one-report-000"
            let first = try await file(test, once: secret)
            for device in ["device-000000000000", "device-000000000001", nil] {
                #expect(try await file(test, device: device, once: secret) == first)
            }
            await #expect(throws: LedgerError.self) {
                try await file(test, Self.report("别的问题"), once: secret)
            }
            await #expect(throws: LedgerError.self) { try await file(test, once: "short") }
            #expect(try await test.ledger.ask(ListItems(), by: test.caller("ducha")).items.count == 1)
            var kept = try await test.place.look("SELECT key_digest FROM report_receipt")
            kept += try await test.place.look("SELECT key FROM request")
            kept += try await test.place.look("SELECT receipt FROM request")
            #expect(kept.count == 3)
            for text in kept { #expect(!text.contains(first.key) && !text.contains(secret), "\(text)") }
        }
    }

    @Test func `who is harassed for reporting opens a sealed case, and nobody who looks on can tell`()
        async throws
    {
        try await Self.use { test in
            let plain = try await file(test)
            let sealed = try await file(test, Self.report("因反映问题被刁难", isRetaliation: true))
            #expect(sealed.number == "QH-E2026-0002" && sealed.key.count == plain.key.count)
            #expect(sealed.replyBy == plain.replyBy && sealed.provisional == plain.provisional)
            for account in ["ducha", "zhengwu", "chuangkou"] {
                let items = try await test.ledger.ask(ListItems(), by: test.caller(account)).items
                #expect(items.allSatisfy { !$0.title.contains("刁难") })
            }
            let clues = try await test.ledger.perform(ReadClues(), by: test.caller("fuhe")).clues
                .map(\.clue)
            #expect(clues.map(\.text.text) == ["因反映问题被刁难"])
            #expect(clues.first?.reporter?.contact?.text == "13900000000")
            let told = try await test.ledger.readReport(number: sealed.number, key: sealed.key)
            #expect(told.progress == .sealed && told.progress.stage.title == "已收到，由专人受理")
        }
    }

    @Test func `a machine that fills the hidden field is thanked, and nothing is recorded`() async throws {
        try await Self.use { test in
            let shape = try await file(test)
            for _ in 0..<30 {
                let fake = try await file(test, once: "S3cret-of-one-report-000", trap: "http://")
                #expect(fake.number.count == shape.number.count && fake.number.hasPrefix("QH-E2026-"))
                #expect(fake.key.count == shape.key.count && fake.replyBy == shape.replyBy)
            }
            #expect(try await test.ledger.ask(ListItems(), by: test.caller("ducha")).items.count == 1)
            #expect(try await test.place.look("SELECT number FROM report_receipt").count == 1)
            let notes = try await test.place.look("SELECT outcome FROM access_log WHERE account = 'public'")
            #expect(notes.count == 20)
        }
    }

    @Test func `limits go by device and window; devices without a key share a few`() async throws {
        try await Self.use { test in
            /// How many of `devices`, in turn, are let in; the others are told to wait.
            func letIn(_ devices: [String?], at window: String = "QH-W01") async throws -> Int {
                var count = 0
                for device in devices {
                    do {
                        _ = try await file(test, Self.report(at: window), device: device)
                        count += 1
                    } catch LedgerError.tooMany(let seconds, _) where seconds > 0 {}
                }
                return count
            }
            let own = try await letIn(Array(repeating: "device-a-000000000", count: 7))
            let other = try await letIn(["device-b-000000000"])
            let unknown = try await letIn(Array(repeating: nil, count: 12))
            let elsewhere = try await letIn(["short"], at: "QH-HALL")
            #expect([own, other, unknown, elsewhere] == [5, 1, 10, 1])
            // 16 of the 60 of this window are used.
            let many = try await letIn((0..<50).map { "device-\(1000 + $0)-000000" })
            #expect(many == 44)
            test.clock.advance(hours: 2)
            let later = try await letIn(["device-c-000000000", "device-a-000000000"])
            #expect(later == 1, "the hour is over, the day is not")
            test.clock.advance(hours: 23)
            let nextDay = try await letIn(["device-a-000000000"])
            #expect(nextDay == 1)
            // What was refused left no line behind.
            #expect(try await test.place.look("SELECT outcome FROM access_log").isEmpty)
        }
    }

    @Test func `where nobody receives clues, the reporter is told whom to turn to, and nothing is recorded`()
        async throws
    {
        try await TestLedger.use { test in
            try await test.populate()
            let report = try Self.report("因反映问题被刁难", isRetaliation: true)
            await #expect {
                try await file(test, report)
            } throws: { error in
                (error as? LedgerError)?.message.contains("12388") ?? false
            }
            #expect(try await test.place.look("SELECT number FROM report_receipt").isEmpty)
        }
    }
}
