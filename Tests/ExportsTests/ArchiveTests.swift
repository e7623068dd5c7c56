import CArchive
import Exports
import Foundation
import Testing
import Walkthrough

struct ArchiveTests {
    private func write(_ path: String, _ format: Archive.Format) throws {
        let big = path + ".source"
        try Data((0..<300_000).map { UInt8(truncatingIfNeeded: $0 * 7) }).write(to: URL(fileURLWithPath: big))
        let writer = try ArchiveWriter(path: path, format: format, modified: Example.to)
        try writer.add("影像资料/QH-2026-0001-整改前-1.jpg", file: big)
        try writer.add("manifest.json", bytes: Array("{}".utf8))
        try writer.finish()
    }

    @Test(arguments: [Archive.Format.zip, .tarGzip])
    func `what goes in comes out, Chinese names too`(format: Archive.Format) throws {
        try withFolder { folder in
            try write(folder + "/a", format)
            var found: [String: Int] = [:]
            try Archive.read(folder + "/a") { found[$0.name] = try $0.bytes(limit: 1_000_000).count }
            #expect(found == ["影像资料/QH-2026-0001-整改前-1.jpg": 300_000, "manifest.json": 2])
        }
    }

    @Test(arguments: [Archive.Format.zip, .tarGzip])
    func `the same entries give the same bytes`(format: Archive.Format) throws {
        try withFolder { folder in
            try write(folder + "/a", format)
            Thread.sleep(forTimeInterval: 2.1)
            try write(folder + "/b", format)
            #expect(try bytes(folder + "/a") == bytes(folder + "/b"))
        }
    }

    @Test(arguments: ["../a", "/etc/passwd", "a/../../b", "a//b", "./a", "a\\b", "", "a\u{1}"])
    func `unsafe names are refused when written and when read`(name: String) throws {
        try withFolder { folder in
            let writer = try ArchiveWriter(path: folder + "/a", format: .tarGzip, modified: nil)
            #expect(throws: ExportError.self) { try writer.add(name, bytes: [1]) }
            try raw(folder + "/b", name: name)
            #expect(throws: ExportError.self) { try Archive.read(folder + "/b") { _ in } }
        }
    }

    @Test func `links are refused`() throws {
        try withFolder { folder in
            try raw(folder + "/b", name: "a", link: "/etc/passwd")
            #expect(throws: ExportError.self) { try Archive.read(folder + "/b") { _ in } }
        }
    }

    @Test func `broken, empty and missing archives are refused`() throws {
        try withFolder { folder in
            try write(folder + "/a", .tarGzip)
            let whole = try bytes(folder + "/a")
            try Data(whole.prefix(whole.count / 2)).write(to: URL(fileURLWithPath: folder + "/half"))
            try Data("not an archive".utf8).write(to: URL(fileURLWithPath: folder + "/text"))
            for name in ["half", "text", "missing"] {
                #expect(throws: ExportError.self) {
                    try Archive.read("\(folder)/\(name)") { _ = try $0.bytes(limit: 1_000_000) }
                }
            }
        }
    }

    @Test func `an entry over the limit is refused`() throws {
        try withFolder { folder in
            try write(folder + "/a", .zip)
            #expect(throws: ExportError.self) {
                try Archive.read(folder + "/a") { _ = try $0.bytes(limit: 10) }
            }
        }
    }

    /// What our writer would not write.
    private func raw(_ path: String, name: String, link: String? = nil) throws {
        let archive = archive_write_new()
        archive_write_set_format_ustar(archive)
        archive_write_open_filename(archive, path)
        let entry = archive_entry_new()
        archive_entry_set_pathname(entry, name)
        archive_entry_set_filetype(entry, link == nil ? 0o100_000 : 0o120_000)
        if let link { archive_entry_set_symlink(entry, link) }
        archive_entry_set_size(entry, 0)
        archive_write_header(archive, entry)
        archive_entry_free(entry)
        archive_write_free(archive)
    }
}

struct UnitPacketTests {
    private func write(_ folder: String, partSize: Int = 20_000_000, wrongDigest: Bool = false) throws
        -> UnitPacket.Outcome
    {
        var evidence: [UnitPacket.Evidence] = []
        for index in 1...3 {
            let content = [UInt8](repeating: UInt8(index), count: 5_000)
            let source = "\(folder)/source-\(index)"
            try Data(content).write(to: URL(fileURLWithPath: source))
            evidence.append(
                .init(
                    name: "QH-2026-0004-整改后-\(index).jpg", source: source,
                    digest: hashing.digest(of: wrongDigest ? [] : content)))
        }
        return try UnitPacket.write(
            Example.snapshot(Example.entries()),
            information: .init(title: Prose("本周工作", "标题"), text: Prose("走流程两次。\n整改一件。", "正文")),
            evidence: evidence, into: folder + "/packet", partSize: partSize, hashing: hashing)
    }

    @Test func `the packet holds the ledger, evidence, information and manifest, and a zip of the same`()
        throws
    {
        try withFolder { folder in
            let outcome = try write(folder)
            #expect(
                names(in: folder + "/packet")
                    == [
                        "QH-2026-W40-报送包.zip", "manifest.json", "工作信息.txt", "影像资料",
                        "影像资料/QH-2026-0004-整改后-1.jpg",
                        "影像资料/QH-2026-0004-整改后-2.jpg", "影像资料/QH-2026-0004-整改后-3.jpg", "整改台账.xlsx",
                    ].sorted())
            var zipped: [String] = []
            try Archive.read(folder + "/packet/" + outcome.parts[0]) { zipped.append($0.name) }
            #expect(Set(zipped) == Set(outcome.manifest.files.keys).union(["manifest.json"]))
            #expect(try text(folder + "/packet/工作信息.txt") == "\u{FEFF}本周工作\r\n\r\n走流程两次。\r\n整改一件。\r\n")
        }
    }

    @Test func `parts stay below the size, and a file over it is named`() throws {
        try withFolder { folder in
            let outcome = try write(folder, partSize: 12_000)
            #expect(outcome.parts.count >= 3)
            #expect(outcome.oversized == ["整改台账.xlsx"])
            var zipped: [String] = []
            for part in outcome.parts {
                var isOversized = false
                try Archive.read("\(folder)/packet/\(part)") {
                    zipped.append($0.name)
                    isOversized = isOversized || outcome.oversized.contains($0.name)
                }
                #expect(try isOversized || FileSystem.size("\(folder)/packet/\(part)") <= 12_000)
            }
            #expect(zipped.count == outcome.manifest.files.count + 1)
        }
    }

    @Test func `evidence whose bytes changed is refused and nothing is left`() throws {
        try withFolder { folder in
            #expect(throws: ExportError.self) { try write(folder, wrongDigest: true) }
            #expect(!FileSystem.exists(folder + "/packet"))
        }
    }
}
