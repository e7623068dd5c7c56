import Foundation
import Ledger
import LedgerSQL
import Testing
import Walkthrough

@Suite("Evidence that is promised") struct PromisedEvidenceTests {
    private func file(
        _ test: TestLedger, _ evidence: [EvidenceRef], by account: String = "gongan",
        at place: String = "QH-GA"
    ) async throws -> FileItem.Receipt {
        try await test.ledger.perform(
            FileItem(
                FindingDraft(
                    source: "walk", description: Prose("叫号屏黑屏", "描述"), place: UnitCode(place),
                    evidence: evidence)), by: test.caller(account))
    }

    private func pending(_ test: TestLedger, _ row: String) async throws -> Int {
        try await test.ledger.ask(ShowItem(row), by: test.caller("ducha")).item.evidencePending
    }

    @Test func `a row stands without its photo, says so, and learns of its arrival`() async throws {
        try await TestLedger.use { test in
            try await test.populate()
            let bytes = Array("现场记录：甲".utf8)
            let promise = try EvidenceRef.promise(of: bytes)
            let row = try await file(test, [promise])
            #expect(try await pending(test, row.number) == 1)
            let line = try await test.ledger.ask(ListItems(), by: test.caller("ducha")).items.first
            #expect(line?.item.evidencePending == 1)
            // It is no damage, also after a rebuild.
            #expect(try await test.ledger.verify().faults == [])
            try await test.ledger.rebuild()
            #expect(try await test.ledger.verify().faults == [])
            // Nobody can read what is not there.
            await #expect(throws: LedgerError.self) {
                try await test.ledger.readEvidence(promise.digest, by: test.caller("gongan"))
            }
            _ = try await test.ledger.upload(bytes: bytes, by: test.caller("gongan"))
            #expect(try await pending(test, row.number) == 0)
            let shown = try await test.ledger.ask(ShowItem(row.number), by: test.caller("ducha"))
            #expect(shown.item.evidence.map(\.stage) == [.before] && shown.version == 2)
            #expect(
                try await test.ledger.readEvidence(promise.digest, by: test.caller("ducha")).byteCount > 0)
            _ = try await test.ledger.upload(bytes: bytes, by: test.caller("gongan"))
            #expect(try await test.ledger.ask(ShowItem(row.number), by: test.caller("ducha")).version == 2)
            #expect(try await test.ledger.verify().faults == [])
        }
    }

    @Test func `an upload by somebody who has nothing to do with the row keeps no promise`() async throws {
        try await TestLedger.use { test in
            try await test.populate()
            let bytes = Array("现场记录：乙".utf8)
            let row = try await file(test, [try .promise(of: bytes)])
            _ = try await test.ledger.upload(bytes: bytes, by: test.caller("renshe"))
            #expect(try await pending(test, row.number) == 1)
        }
    }

    @Test func `naming a file of somebody else is a promise, and opens nothing`() async throws {
        try await TestLedger.use { test in
            try await test.populate()
            let bytes = Array("现场记录：机密".utf8)
            let stored = try await test.ledger.upload(bytes: bytes, by: test.caller("gongan"))
            let row = try await file(test, [try .promise(of: bytes)], by: "renshe", at: "QH-RS")
            #expect(try await pending(test, row.number) == 1)
            for attempt in ["renshe", "chuangkou"] {
                await #expect(throws: LedgerError.self) {
                    try await test.ledger.readEvidence(stored.digest, by: test.caller(attempt))
                }
            }
            await #expect(throws: LedgerError.self, "an attach needs the file itself") {
                try await test.act(row.number, .attach([try .promise(of: bytes)]), by: "renshe")
            }
        }
    }

    @Test func `type and size are those that the vault found`() async throws {
        try await TestLedger.use { test in
            try await test.populate()
            let bytes = Array("现场记录：丙".utf8)
            let stored = try await test.ledger.upload(bytes: bytes, by: test.caller("gongan"))
            let wrong = [
                try EvidenceRef(
                    digest: stored.digest, kind: .photo, mediaType: .init("image/png"), byteCount: bytes.count
                ),
                try EvidenceRef(
                    digest: stored.digest, kind: .record, mediaType: stored.mediaType, byteCount: 1),
            ]
            for ref in wrong {
                await #expect(throws: LedgerError.self) { try await file(test, [ref]) }
            }
            // A promise that was wrong about its file is put right when it arrives.
            let later = Array("现场记录：丁".utf8)
            let promise = try EvidenceRef.promise(of: later)
            let lie = try EvidenceRef(
                digest: promise.digest, kind: .photo, mediaType: .init("image/png"), byteCount: 1,
                stage: .before)
            let row = try await file(test, [lie])
            _ = try await test.ledger.upload(bytes: later, by: test.caller("gongan"))
            let kept = try await test.ledger.ask(ShowItem(row.number), by: test.caller("ducha")).item.evidence
            #expect(kept.map(\.byteCount) == [later.count] && kept.map(\.mediaType.text) == ["text/plain"])
        }
    }

    @Test func `a file that is no longer in the vault is asked for again, and sweep forgets who brought it`()
        async throws
    {
        try await TestLedger.use { test in
            test.clock.now = Environment.live.now()
            try await test.populate()
            let bytes = Array("现场记录：戊".utf8)
            let stored = try await test.ledger.upload(bytes: bytes, by: test.caller("gongan"))
            test.clock.advance(hours: 24 * 31)
            _ = try await test.ledger.sweep(by: .local("tester"))
            #expect(try !test.ledger.vault.contains(stored.digest))
            #expect(try await test.place.look("SELECT digest FROM upload").isEmpty)
            let row = try await file(test, [try .promise(of: bytes)])
            #expect(try await pending(test, row.number) == 1)
        }
    }

    @Test func `a walk's promised photo goes with it into its row, and both learn of its arrival`()
        async throws
    {
        try await WalkLedger.use { walks in
            let bytes = Array("现场记录：己".utf8)
            let walk = try await walks.open(.routineWalk, by: "renshe")
            try await walks.edit(
                walk, .answer(Answer("COV-02", .fail, note: Prose("要四份材料", "现场"))), by: "renshe")
            try await walks.edit(walk, .attach(.promise(of: bytes), answer: "COV-02"), by: "renshe")
            try await walks.edit(walk, .attach(.promise(of: bytes), answer: "COV-02"), by: "renshe")
            let row = try await walks.submit(walk, by: "renshe").rows[0]
            #expect(try await pending(walks.test, row) == 1)
            _ = try await walks.ledger.upload(bytes: bytes, by: walks.test.caller("renshe"))
            #expect(try await pending(walks.test, row) == 0)
            let shown = try await walks.show(walk, by: "renshe").session
            #expect(shown.attachments.count == 1 && shown.attachments.allSatisfy { !$0.evidence.isPromised })
        }
    }
}

extension EvidenceRef {
    /// What a device says of a file that it will send.
    static func promise(of bytes: [UInt8]) throws -> EvidenceRef {
        try EvidenceRef(
            digest: Digest(sha256: Chain.sha256(bytes)), kind: .record, mediaType: .init("text/plain"),
            byteCount: bytes.count, stage: .before)
    }
}
