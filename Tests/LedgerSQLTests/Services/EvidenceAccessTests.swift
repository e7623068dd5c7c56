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

    @Test func `the public gets a copy that does not tell where a picture was taken`() async throws {
        try await TestLedger.use { test in
            try await test.populate()
            let exif = Array("Exif".utf8) + [0, 0] + Array("GPS-36.1N-120.3E".utf8)
            let jpeg: [UInt8] =
                [0xFF, 0xD8, 0xFF, 0xE1, 0, UInt8(exif.count + 2)] + exif + [
                    0xFF, 0xDA, 0, 3, 1, 7, 0xFF, 0xD9,
                ]
            let caller = try test.caller("gongan")
            let stored = try await test.ledger.upload(bytes: jpeg, name: "a.jpg", by: caller)
            let masked = try await test.ledger.readEvidence(stored.digest, for: .public, by: caller)
            let original = try await test.ledger.readEvidence(stored.digest, by: caller)
            #expect(masked.isMasked && !original.isMasked)
            #expect(try original.bytes(at: 0, count: 1_000) == jpeg)
            let bytes = try masked.bytes(at: 0, count: masked.byteCount)
            #expect(bytes.count == masked.byteCount)
            #expect(Data(bytes).range(of: Data("GPS".utf8)) == nil)
            let text = try await test.ledger.upload(bytes: Array("记录".utf8), by: caller)
            await #expect(throws: LedgerError.self) {
                try await test.ledger.readEvidence(text.digest, for: .public, by: caller)
            }
        }
    }
}
