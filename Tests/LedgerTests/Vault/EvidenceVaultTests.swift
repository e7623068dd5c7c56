import Foundation
import Ledger
import Testing
import Walkthrough

@Suite("The evidence vault") struct EvidenceVaultTests {
    private let storage = EvidenceFolder(
        NSTemporaryDirectory() + "peizou-vault-\(UInt64.random(in: 0 ... .max))")
    private var vault: EvidenceVault { EvidenceVault(storage) }
    private let text = Array("现场记录：叫号屏黑屏".utf8)

    private func put(_ bytes: [UInt8], _ name: String? = nil, _ type: String? = nil, limit: Int = 1_000_000)
        throws(LedgerError)
        -> EvidenceVault.Stored
    {
        try vault.put(bytes: bytes, name: name, mediaType: type, limit: limit)
    }

    @Test func `what is put comes back, under its digest and nowhere else`() throws {
        let stored = try put(text, "../../etc/记录.txt")
        #expect(try vault.read(stored.digest) == text)
        #expect(try vault.check(stored.digest))
        #expect(stored.mediaType.text == "text/plain")
        let files = try FileManager.default.subpathsOfDirectory(atPath: storage.path)
        #expect(
            files.sorted() == [
                String(stored.digest.hex.prefix(2)), "\(stored.digest.hex.prefix(2))/\(stored.digest.hex)",
            ])
        #expect(try put(text).isNew == false)
    }

    @Test func `a file that is empty, too large, unknown or not what it says leaves nothing behind`() throws {
        let refused: [(bytes: [UInt8], name: String?, type: String?, limit: Int)] = [
            ([], "空.txt", nil, 100), (text, "大.txt", nil, 10), ([0, 1, 2, 3], "怪.bin", nil, 100),
            (Array("MZ程序".utf8) + [0], "程序.exe", nil, 100), (text, "照片.jpg", nil, 100),
            (text, nil, "image/png", 100),
            (Array("PK\u{3}\u{4}任意压缩包".utf8), "包.zip", nil, 100),
        ]
        for (bytes, name, type, limit) in refused {
            #expect(throws: LedgerError.self, "\(name ?? type ?? "")") {
                try put(bytes, name, type, limit: limit)
            }
        }
        #expect((try? FileManager.default.subpathsOfDirectory(atPath: storage.path)) ?? [] == [])
    }

    @Test func `one changed byte is found`() throws {
        let stored = try put(text)
        let path = storage.place(stored.digest)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
        try handle.write(contentsOf: Data([0]))
        try handle.close()
        #expect(try !vault.check(stored.digest))
        let other = EvidenceVault(EvidenceFolder(storage.path + "-other"))
        let error = #expect(throws: LedgerError.self) { try vault.send(stored.digest, to: other) }
        guard case .unusableStore = error else { return _ = Issue.record("\(error as Any)") }
        #expect(try !other.contains(stored.digest), "nobody takes it for the file that was asked for")
    }

    @Test func `a file is sent to another vault as it is, and one that is not there is not passed over`()
        throws
    {
        let stored = try put(text)
        let other = EvidenceVault(EvidenceFolder(storage.path + "-other"))
        try vault.send(stored.digest, to: other)
        #expect(try other.read(stored.digest) == text)
        try vault.erase(stored.digest)
        let error = #expect(throws: LedgerError.self) { try vault.send(stored.digest, to: other) }
        guard case .unknown = error else { return _ = Issue.record("\(error as Any)") }
    }

    @Test func `what is old can be put aside, and what was renewed meanwhile cannot`() throws {
        let kept = try put(Array("甲".utf8))
        let aside = try put(Array("乙".utf8))
        let young = Instant(milliseconds: 0)
        #expect(try storage.old(before: young) == [])
        let future = Instant(milliseconds: 4_000_000_000_000)
        #expect(try storage.old(before: future) == [kept.digest, aside.digest].sorted())
        try storage.putAside(kept.digest, before: young)
        try storage.putAside(aside.digest, before: future)
        try storage.putAside(aside.digest, before: future)
        #expect(try vault.contains(kept.digest))
        #expect(try !vault.contains(aside.digest))
        #expect(FileManager.default.fileExists(atPath: storage.path + "/swept/" + aside.digest.hex))
    }

    @Test func `a shared folder that is not there is not an empty one`() throws {
        let stored = try put(text)
        let away = EvidenceFolder(storage.path + "-not-mounted", owner: "a")
        #expect(throws: LedgerError.self) { try away.contains(stored.digest) }
        #expect(throws: LedgerError.self) { try away.remove(stored.digest) }
        #expect(throws: LedgerError.self) { try away.old(before: Instant(milliseconds: .max)) }
        #expect(throws: LedgerError.self) {
            try EvidenceVault(away).put(bytes: text, limit: 1_000)
        }
        #expect(!FileManager.default.fileExists(atPath: away.path))
        try away.claim()
        try away.claim()
        #expect(try !away.contains(stored.digest))
        // Another ledger's files are not ours to look at, sweep or mix with.
        let other = EvidenceFolder(away.path, owner: "b")
        #expect(throws: LedgerError.self) { try other.old(before: Instant(milliseconds: .max)) }
        #expect(throws: LedgerError.self) { try other.claim() }
        #expect(throws: LedgerError.self) { try EvidenceFolder(storage.path, owner: "b").claim() }
    }

    // MARK: By pieces

    private func names() -> [String] {
        (try? FileManager.default.subpathsOfDirectory(atPath: storage.path)) ?? []
    }

    @Test(arguments: [1, 7, 4096, 1_000_000])
    func `a file that comes in by pieces is the file that came in whole`(_ size: Int) throws {
        let bytes = Array("现场记录 ".utf8) + (0..<200_000).map { UInt8(33 + $0 % 90) }
        let upload = try vault.begin(name: "记录.txt", limit: 1_000_000)
        for start in stride(from: 0, to: bytes.count, by: size) {
            try upload.append(bytes[start..<min(bytes.count, start + size)])
        }
        let stored = try upload.finish()
        #expect(try stored == put(bytes, "记录.txt").asNew)
        #expect(try vault.read(stored.digest) == bytes)
    }

    @Test func `what is too large or not what it says is refused before its end, and leaves nothing`() throws
    {
        #expect(throws: LedgerError.tooLarge("a.txt 超过 1 MB；请压缩或剪短后再上传，或请政务办调整“单个佐证文件上限”")) {
            try vault.begin(name: "a.txt", limit: 1_000_000, announced: 1_000_001)
        }
        let large = try vault.begin(name: "a.txt", limit: 1_000)
        try large.append(Array(repeating: 65, count: 1_000))
        #expect(throws: LedgerError.self) { try large.append([65]) }
        let strange = try vault.begin(name: "a.jpg", limit: 1 << 30)
        #expect(throws: LedgerError.self) {
            for _ in 0..<100 { try strange.append(Array(repeating: UInt8(65), count: 1_000)) }
        }
        let left = try vault.begin(limit: 1_000)
        try left.append([65])
        left.discard()
        for over in [large, strange, left] {
            #expect(throws: LedgerError.self) { try over.append([65]) }
            #expect(throws: LedgerError.self) { try over.finish() }
        }
        #expect(names() == [])
    }

    @Test func `an upload that nobody ends discards itself`() throws {
        do {
            let upload = try vault.begin(limit: 1_000)
            try upload.append([65])
            #expect(names().count == 1)
        }
        #expect(names() == [])
    }

    @Test func `any part of a file can be read, also after it was removed`() throws {
        let bytes = (0..<100_000).map { UInt8(65 + $0 % 26) }
        let stored = try put(bytes, "字母.txt")
        let file = try vault.open(stored.digest)
        try vault.erase(stored.digest)
        #expect(file.byteCount == bytes.count)
        for (offset, count) in [(0, 1), (0, 100_000), (99_999, 10), (70_000, 20_000), (100_000, 5), (-1, 5)] {
            let part = offset < 0 ? [] : Array(bytes.dropFirst(offset).prefix(count))
            #expect(try file.bytes(at: offset, count: count) == part)
        }
        #expect(throws: LedgerError.self) { try vault.open(stored.digest) }
    }

    // MARK: Copies without metadata

    /// A JPEG of nothing: a start, an EXIF segment with a place and an orientation, a comment, a scan, an end.
    private func jpeg(orientation: UInt8) -> [UInt8] {
        let tiff: [UInt8] = [
            0x4D, 0x4D, 0, 0x2A, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0,
            0, 0,
        ]
        let exif = Array("Exif".utf8) + [0, 0] + tiff + Array("GPS-36.1N-120.3E".utf8)
        func segment(_ marker: UInt8, _ body: [UInt8]) -> [UInt8] {
            [0xFF, marker, UInt8((body.count + 2) >> 8), UInt8((body.count + 2) & 255)] + body
        }
        return [0xFF, 0xD8] + segment(0xE0, Array("JFIF".utf8) + [0]) + segment(0xE1, exif)
            + segment(0xFE, Array("拍摄者甲".utf8)) + segment(0xDA, [1, 2, 3]) + [7, 7, 7, 0xFF, 0xD9]
            + Array("尾巴".utf8)
    }

    @Test(arguments: [UInt8(1), 6])
    func `a masked JPEG shows no place and no name, and keeps its orientation`(_ turn: UInt8) throws {
        let masked = try #require(MaskedCopy.of(jpeg(orientation: turn), mediaType: "image/jpeg"))
        for secret in ["GPS", "拍摄者", "尾巴"] {
            #expect(Data(masked).range(of: Data(secret.utf8)) == nil)
        }
        #expect((Data(masked).range(of: Data("Exif".utf8)) != nil) == (turn != 1))
        #expect(masked.suffix(2) == [0xFF, 0xD9])
        #expect(MaskedCopy.of(masked, mediaType: "image/jpeg") == masked, "masking twice changes nothing")
    }

    @Test func `no cut of a picture crashes the mask or leaks`() {
        let whole = jpeg(orientation: 6)
        for count in 0..<whole.count {
            for type in ["image/jpeg", "image/png", "image/webp"] {
                let masked = MaskedCopy.of(Array(whole.prefix(count)), mediaType: type)
                #expect(masked.map { Data($0).range(of: Data("GPS".utf8)) == nil } ?? true)
            }
        }
    }

    @Test(arguments: [
        ("image/jpeg", MaskedCopy.Handling.copy), ("image/png", .copy), ("image/webp", .copy),
        ("image/gif", .asItIs), ("application/pdf", .asItIs), ("image/heic", .withheld),
        ("image/heif", .withheld), ("video/mp4", .withheld), ("video/quicktime", .withheld),
    ])
    func `what tells more than it shows is copied without that, or withheld`(
        _ type: String, _ handling: MaskedCopy.Handling
    ) {
        #expect(MaskedCopy.handling(of: type) == handling)
    }
}

extension EvidenceVault.Stored {
    fileprivate var asNew: EvidenceVault.Stored {
        EvidenceVault.Stored(
            digest: digest, byteCount: byteCount, mediaType: mediaType, takenAt: takenAt, isNew: true)
    }
}
