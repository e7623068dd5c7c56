import Ledger
import LedgerSQL
import Testing
import Walkthrough

@Suite("The receipt of a report") struct ReceiptTests {
    private func file(_ test: TestLedger, _ report: PublicReport) async throws -> FileReport.Receipt {
        try await test.ledger.perform(FileReport(report, device: "device-000000000000"), by: .publicDoor)
    }

    private func photo(
        _ test: TestLedger, _ receipt: FileReport.Receipt, _ shade: UInt8, key: String? = nil
    ) async throws -> AttachToReport.Receipt {
        let key = key ?? receipt.key
        let upload = try await test.ledger.beginPhoto(
            number: receipt.number, key: key, mediaType: "image/jpeg")
        try upload.append(Self.jpeg(shade))
        return try await test.ledger.attach(upload, toReport: receipt.number, key: key)
    }

    static func jpeg(_ shade: UInt8) -> [UInt8] {
        [0xFF, 0xD8, 0xFF, 0xDB, 0, 4, 1, 1, 0xFF, 0xDA, 0, 4, 1, 1, shade, 9, 0xFF, 0xD9]
    }

    private func told(_ test: TestLedger, _ receipt: FileReport.Receipt) async throws -> ReadReport.Answer {
        try await test.ledger.readReport(number: receipt.number, key: receipt.key)
    }

    @Test func `it tells how far the matter has come, and no person, account or inner text`() async throws {
        try await PublicDoorTests.use { test in
            let receipt = try await file(test, PublicDoorTests.report())
            let row = "QH-2026-0001"
            #expect(try await told(test, receipt).progress.stage == .verifying)
            #expect(try await told(test, receipt).progress.replyBy == receipt.replyBy)
            try await test.act(
                row, .verify(.verdict(.confirmed, note: Prose("内部核实记录", "说明"), statementRead: false)),
                by: "ducha")
            try await test.act(
                row,
                .assign(
                    .init(
                        lead: UnitCode("QH-RS"), mode: .immediate, responsible: Prose("某责任人", "整改责任人"))),
                by: "ducha")
            let assigned = try await told(test, receipt).progress
            #expect(assigned.stage == .assigned && assigned.text == "已分办给青禾县人力资源和社会保障局。")
            try await test.act(row, .dispute(reason: Prose("不归本单位", "理由")), by: "renshe")
            #expect(try await told(test, receipt).progress.text == "正在分办到责任单位。")
            try await test.act(
                row,
                .assign(
                    .init(
                        lead: UnitCode("QH-RS"), mode: .immediate, responsible: Prose("某责任人", "整改责任人"),
                        reason: Prose("维持派单", "理由"))), by: "ducha")
            try await test.act(row, .accept, by: "renshe")
            try await test.act(
                row,
                .plan(
                    Plan(
                        cause: Prose("叫号屏坏", "原因"), measures: Prose("内部措施", "措施"), goal: Prose("当天修好", "目标"))),
                by: "renshe")
            let mending = try await told(test, receipt).progress
            #expect(mending.stage == .mending)
            for secret in ["某责任人", "内部", "ducha", "renshe"] { #expect(!mending.text.contains(secret)) }
            try await test.act(
                row,
                .contact(purpose: .reply, outcome: .told, satisfaction: nil, note: Prose("内部回访记录", "说明")),
                by: "ducha")
            #expect(try await told(test, receipt).progress.repliedOn == test.clock.now.day)
        }
    }

    @Test
    func
        `a wrong key and a wrong number are the same; ten in an hour are enough, and the right key is let in`()
        async throws
    {
        try await PublicDoorTests.use { test in
            let receipt = try await file(test, PublicDoorTests.report())
            let other = try await file(test, PublicDoorTests.report("另一件"))
            func answer(_ number: String, _ key: String) async -> LedgerError? {
                do {
                    _ = try await test.ledger.readReport(number: number, key: key)
                    return nil
                } catch { return error }
            }
            let wrong = await answer("QH-E2026-9999", receipt.key)
            guard case .unknown? = wrong else { return #expect(Bool(false), "\(String(describing: wrong))") }
            for key in [other.key, "", "甲", String(repeating: "A", count: 22)] {
                #expect(await answer(receipt.number, key) == wrong)
            }
            for _ in 4..<10 { #expect(await answer(receipt.number, other.key) == wrong) }
            guard case .tooMany? = await answer(receipt.number, other.key) else {
                return #expect(Bool(false), "the eleventh is let try")
            }
            #expect(await answer(receipt.number, receipt.key) == nil)
            #expect(await answer(receipt.number.lowercased(), " \(receipt.key)\n") == nil)
            #expect(await answer(other.number, other.key) == nil)
        }
    }

    @Test(arguments: [false, true])
    func `three photos may follow within a day, by the key only`(_ isSealed: Bool) async throws {
        try await PublicDoorTests.use { test in
            let receipt = try await file(test, PublicDoorTests.report(isRetaliation: isSealed))
            let first = try await photo(test, receipt, 1)
            #expect(first.photosLeft == 2)
            #expect(try await photo(test, receipt, 1) == first, "a repeat changes nothing")
            await #expect(throws: LedgerError.self) {
                try await photo(test, receipt, 2, key: String(repeating: "A", count: 22))
            }
            let text = try await test.ledger.beginPhoto(number: receipt.number, key: receipt.key)
            try text.append(Array("不是照片".utf8))
            await #expect(throws: LedgerError.self) {
                try await test.ledger.attach(text, toReport: receipt.number, key: receipt.key)
            }
            #expect(try await photo(test, receipt, 2).photosLeft == 1)
            test.clock.advance(hours: 23)
            #expect(try await photo(test, receipt, 3).photosLeft == 0)
            await #expect(throws: LedgerError.self) { try await photo(test, receipt, 4) }
            #expect(try await told(test, receipt).photosLeft == 0)
            // The officers see them, the public door does not.
            let officer = try test.caller(isSealed ? "fuhe" : "ducha")
            #expect(try await test.ledger.readEvidence(first.digest, by: officer).byteCount == 18)
            await #expect(throws: LedgerError.self) {
                try await test.ledger.readEvidence(first.digest, by: .publicDoor)
            }
            if isSealed {
                await #expect(throws: LedgerError.self) {
                    try await test.ledger.readEvidence(first.digest, by: test.caller("renshe"))
                }
                let notes = try await test.place.look("SELECT outcome FROM access_log WHERE act = '查看线索佐证'")
                #expect(notes == ["ok"])
            }
            let late = try await file(test, PublicDoorTests.report("另一件", isRetaliation: isSealed))
            test.clock.advance(hours: 24)
            await #expect(throws: LedgerError.self) { try await photo(test, late, 5) }
        }
    }

    @Test func `a photo that was promised with the text is waited for, and its arrival is told`() async throws
    {
        try await PublicDoorTests.use { test in
            let bytes = Self.jpeg(7)
            let promise = try EvidenceRef(
                digest: Digest(sha256: Chain.sha256(bytes)), kind: .photo, mediaType: .init("image/jpeg"),
                byteCount: bytes.count)
            let receipt = try await file(test, PublicDoorTests.report(photos: [promise]))
            #expect(try await told(test, receipt).progress.photosPending == 1)
            #expect(try await told(test, receipt).photosLeft == 2)
            #expect(try await test.ledger.verify().faults == [])
            #expect(try await photo(test, receipt, 7).photosLeft == 2)
            let after = try await told(test, receipt).progress
            #expect(after.photosPending == 0 && after.photos == 1)
        }
    }
}
