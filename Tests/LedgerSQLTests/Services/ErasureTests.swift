import Foundation
import Ledger
import LedgerSQL
import Testing
import Walkthrough

@Suite("Erasure by law") struct ErasureTests {
    @Test func `two persons erase a text: it is gone from the file, verify lists it and stays sound`()
        async throws
    {
        try await TestLedger.use { test in
            try await test.populate()
            let secret = "某某路一百二十三号住户"
            let row = try await test.file("\(secret)反映等候过久", at: "QH-GA")
            let stream = StreamID(.item, row.id)
            let target = ErasureTarget.texts(stream: stream, version: 1, fields: [])
            let propose = ErasureCommand.propose(
                target, reason: try Prose("含住址", "理由"), ground: try Prose("个人信息保护法", "依据"))
            let proposed = try await test.ledger.erase(propose, by: test.caller("ducha"))
            await #expect(throws: LedgerError.self) {
                _ = try await test.ledger.erase(.confirm(number: proposed.number), by: test.caller("ducha"))
            }
            _ = try await test.ledger.erase(.confirm(number: proposed.number), by: test.caller("fuhe"))
            let shown = try await test.ledger.ask(ShowItem(row.number), by: test.caller("ducha"))
            #expect(shown.item.report.description == .erased)
            #expect(shown.item.report.description.description == "已依法删除")
            var query = ItemQuery()
            query.text = "住户"
            #expect(try await test.ledger.ask(ListItems(query), by: test.caller("ducha")).items.isEmpty)
            let report = try await test.ledger.verify()
            #expect(report.faults == [])
            #expect(!report.erased.isEmpty)
            try await test.ledger.rebuild()
            #expect(try await test.ledger.verify().faults == [])
            try await test.ledger.close()
            // A server's files are its operator's: the manual tells what is left there.
            guard case .folder(let folder) = test.place else { return }
            let bytes = try Data(contentsOf: URL(fileURLWithPath: Ledger.Folder.database(folder)))
            #expect(bytes.range(of: Data(secret.utf8)) == nil, "the text is still in the database file")
        }
    }

    @Test func `a reporter's name that is erased leaves a sound search index`() async throws {
        try await TestLedger.use { test in
            try await test.populate()
            let filed = try await test.ledger.perform(
                FileItem(
                    FindingDraft(
                        source: "walk", description: Prose("群众甲某反映等候过久", "描述"), place: UnitCode("QH-GA"),
                        reporterName: Prose("群众甲某", "姓名"))), by: test.caller("ducha"))
            let propose = ErasureCommand.propose(
                .texts(stream: StreamID(.item, filed.id), version: 1, fields: ["report.reporterName"]),
                reason: try Prose("本人申请", "理由"), ground: try Prose("个人信息保护法", "依据"))
            let proposed = try await test.ledger.erase(propose, by: test.caller("ducha"))
            _ = try await test.ledger.erase(.confirm(number: proposed.number), by: test.caller("fuhe"))
            #expect(try await test.ledger.verify().faults == [])
            try await test.act(
                filed.number, .assign(.init(lead: UnitCode("QH-GA"), mode: .immediate)), by: "ducha")
            #expect(try await test.ledger.verify().faults == [])
        }
    }

    @Test func `an erased evidence file is listed, not missing`() async throws {
        try await TestLedger.use { test in
            try await test.populate()
            let row = try await test.file("窗口无人", at: "QH-GA")
            let stored = try test.ledger.vault.put(bytes: Array("现场记录".utf8), name: "记录.txt", limit: 1_000)
            let evidence = try EvidenceRef(
                digest: stored.digest, kind: .record, mediaType: stored.mediaType, byteCount: stored.byteCount
            )
            try await test.bringIn(evidence, by: "ducha")
            try await test.act(row.number, .attach([evidence]), by: "ducha")
            let propose = ErasureCommand.propose(
                .evidence(stored.digest), reason: try Prose("含人像", "理由"), ground: try Prose("个人信息保护法", "依据"))
            let proposed = try await test.ledger.erase(propose, by: test.caller("ducha"))
            _ = try await test.ledger.erase(.confirm(number: proposed.number), by: test.caller("fuhe"))
            #expect(try !test.ledger.vault.contains(stored.digest))
            let report = try await test.ledger.verify()
            #expect(report.faults == [])
            #expect(report.erased.count == 1)
            // One that comes back, as from a backup, is told.
            _ = try test.ledger.vault.put(bytes: Array("现场记录".utf8), name: "记录.txt", limit: 1_000)
            #expect(try await test.ledger.verify().faults.contains { $0.what.contains("已依法删除，却还在") })
        }
    }

    @Test func `what is not there cannot be erased`() async throws {
        try await TestLedger.use { test in
            try await test.populate()
            let row = try await test.file("窗口无人", at: "QH-GA")
            for target in [
                ErasureTarget.texts(stream: StreamID(.item, row.id), version: 9, fields: []),
                .texts(stream: StreamID(.item, row.id), version: 1, fields: ["没有的栏"]),
                .evidence(Digest(sha256: [UInt8](repeating: 1, count: 32))),
            ] {
                let propose = ErasureCommand.propose(
                    target, reason: try Prose("理由", "理由"), ground: try Prose("依据", "依据"))
                await #expect(throws: LedgerError.self) {
                    _ = try await test.ledger.erase(propose, by: test.caller("ducha"))
                }
            }
        }
    }
}
