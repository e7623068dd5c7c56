import Foundation
import Ledger
import Testing
import Walkthrough

@Suite("Who may read a file of the vault") struct EvidenceAccessTests {
    /// A file that `account` brought in.
    private func photo(_ text: String, _ test: TestLedger, by account: String) async throws -> EvidenceRef {
        let stored = try await test.ledger.upload(
            bytes: Array("现场记录：\(text)".utf8), name: "记录.txt", by: test.caller(account))
        return try EvidenceRef(
            digest: stored.digest, kind: .record, mediaType: stored.mediaType, byteCount: stored.byteCount)
    }

    private func read(_ digest: Digest, _ test: TestLedger, by account: String) async throws(LedgerError)
        -> String
    {
        do {
            let content = try await test.ledger.readEvidence(digest, by: test.caller(account))
            return String(decoding: try content.bytes(at: 0, count: content.byteCount), as: UTF8.self)
        } catch { throw error as? LedgerError ?? .malformed("\(error)") }
    }

    @Test func `a digest is no key: only its uploader, and whoever sees a row that names it`() async throws {
        try await TestLedger.use { test in
            try await test.populate()
            let file = try await photo("甲", test, by: "gongan")
            #expect(try await read(file.digest, test, by: "gongan") == "现场记录：甲")
            for account in ["renshe", "ducha"] {
                await #expect(throws: LedgerError.self) { try await read(file.digest, test, by: account) }
            }
            let row = try await test.ledger.perform(
                FileItem(
                    FindingDraft(
                        source: "walk", description: Prose("叫号屏黑屏", "描述"), place: UnitCode("QH-GA"),
                        evidence: [file])), by: test.caller("gongan"))
            #expect(try await read(file.digest, test, by: "ducha") == "现场记录：甲")
            await #expect(throws: LedgerError.self) { try await read(file.digest, test, by: "renshe") }
            let stranger = try Caller.token("pz_" + String(repeating: "A", count: 43))
            await #expect(throws: LedgerError.self) {
                try await test.ledger.readEvidence(file.digest, by: stranger)
            }
            #expect(row.version == 1)
        }
    }

    @Test func `an upload of somebody who may not file leaves nothing in the vault`() async throws {
        try await TestLedger.use(isDemo: false) { test in
            await #expect(throws: LedgerError.self) {
                try await test.ledger.upload(bytes: [65], by: .claimed(AccountName("gongan")))
            }
            let stored = try await test.ledger.upload(bytes: [65], by: .local("tester"))
            #expect(try test.ledger.vault.contains(stored.digest))
            let files = try FileManager.default.subpathsOfDirectory(atPath: test.folder + "/evidence")
            #expect(files.filter { $0.hasSuffix(String(stored.digest.hex)) }.count == 1)
            #expect(!files.contains { $0.contains("incoming-") })
        }
    }

    /// A picture that says where it was taken.
    private func picture(_ place: String) -> [UInt8] {
        let exif = Array("Exif".utf8) + [0, 0] + Array("GPS-\(place)".utf8)
        return [0xFF, 0xD8, 0xFF, 0xE1, 0, UInt8(exif.count + 2)] + exif + [
            0xFF, 0xDA, 0, 3, 1, 7, 0xFF, 0xD9,
        ]
    }

    private func file(
        _ bytes: [UInt8], _ mode: ReporterMode, _ test: TestLedger, name: String = "a.jpg"
    ) async throws -> Digest {
        let stored = try await test.ledger.upload(bytes: bytes, name: name, by: test.caller("ducha"))
        let photo = try EvidenceRef(
            digest: stored.digest, kind: .photo, mediaType: stored.mediaType, byteCount: stored.byteCount)
        try await test.ledger.perform(
            FileItem(
                FindingDraft(
                    source: "walk", description: Prose("叫号屏黑屏", "描述"), place: UnitCode("QH-GA"),
                    reporterMode: mode, evidence: [photo])), by: test.caller("ducha"))
        return stored.digest
    }

    @Test func `the responsible line is shown a reporter's picture without what tells who took it`()
        async throws
    {
        try await TestLedger.use { test in
            try await test.populate()
            let hidden = try await file(picture("36.1N"), .protected, test)
            let original = try await test.ledger.readEvidence(hidden, by: test.caller("ducha"))
            #expect(!original.isMasked)
            #expect(try original.bytes(at: 0, count: 1_000) == picture("36.1N"))
            let masked = try await test.ledger.readEvidence(hidden, by: test.caller("gongan"))
            let bytes = try masked.bytes(at: 0, count: masked.byteCount)
            #expect(masked.isMasked && bytes.count == masked.byteCount)
            #expect(Data(bytes).range(of: Data("GPS".utf8)) == nil)

            // One that came later, too, and one that the filer reads himself is as it was.
            let row = try await test.ledger.ask(ListItems(), by: test.caller("ducha")).items[0].item.number
            let stored = try await test.ledger.upload(
                bytes: picture("36.3N"), name: "b.jpg", by: test.caller("ducha"))
            let later = try EvidenceRef(
                digest: stored.digest, kind: .photo, mediaType: stored.mediaType,
                byteCount: stored.byteCount, stage: .before)
            try await test.ledger.perform(ActOnItem(row, .attach([later])), by: test.caller("ducha"))
            #expect(try await test.ledger.readEvidence(later.digest, by: test.caller("gongan")).isMasked)
            #expect(try await !test.ledger.readEvidence(later.digest, by: test.caller("ducha")).isMasked)

            let known = try await file(picture("36.2N"), .named, test)
            #expect(try await !test.ledger.readEvidence(known, by: test.caller("gongan")).isMasked)

            // What cannot be masked is not shown.
            let heic: [UInt8] =
                [0, 0, 0, 24] + Array("ftypheic".utf8) + [0, 0, 0, 0] + Array("mif1heic".utf8)
            let unmaskable = try await file(heic, .anonymous, test, name: "a.heic")
            await #expect(throws: LedgerError.self) {
                try await test.ledger.readEvidence(unmaskable, by: test.caller("gongan"))
            }
        }
    }
}
