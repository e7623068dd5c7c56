import FoundationEssentials
package import Ledger
package import Walkthrough

/// One archive with a consistent copy of the database and every file that it names (architecture 12).
package enum Backup {
    /// `backup.json`, the first entry.
    package struct Header: Codable, Hashable, Sendable {
        package let format: String
        package let county: String
        package let madeAt: Instant
        package let files: Int
    }

    static let format = "peizou.backup.1"
    static let headerName = "backup.json"
    static let databaseName = "peizou.sqlite"

    /// The database first, then the files: what is named later than the copy is there as well and does no harm.
    package static func write(_ ledger: Ledger, to file: String) async throws -> Header {
        guard !FileSystem.exists(file) else {
            throw ExportError(.exists, file, "已经存在", mend: "请换一个文件名，备份从不覆盖旧文件")
        }
        let folder = file.lastIndex(of: "/").map { String(file[...$0]) } ?? "."
        guard FileSystem.exists(folder) else {
            throw ExportError(.missing, folder, "没有这个文件夹", mend: "请核对备份文件的路径")
        }
        let copy = file + ".copy-\(UInt32.random(in: 0 ... .max))"
        defer { FileSystem.remove(copy) }
        try await ledger.store.copy(to: copy)
        let vault = ledger.vault
        let files = try await ledger.store.read { try $0.presentEvidence() }
        let header = Header(
            format: format, county: ledger.county, madeAt: ledger.environment.now(), files: files.count)
        let draft = file + ".part-\(UInt32.random(in: 0 ... .max))"
        do {
            let archive = try ArchiveWriter(path: draft, format: .tarGzip, modified: header.madeAt)
            // It holds who reported what.
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: draft)
            try archive.add(headerName, bytes: Array(try JSONEncoder().encode(header)))
            try archive.add(databaseName, file: copy)
            for digest in files {
                try vault.withFile(digest) { try archive.add(name(of: digest), file: $0) }
            }
            try archive.finish()
            try FileSystem.sync(draft)
            try FileSystem.rename(draft, to: file)
        } catch {
            FileSystem.remove(draft)
            throw error
        }
        return header
    }

    private static func name(of digest: Digest) -> String { "evidence/\(digest.hex.prefix(2))/\(digest.hex)" }

    /// Puts an archive's content into a folder that is not there yet, all or nothing.
    package static func restore(_ file: String, into folder: String) throws -> Header {
        guard FileSystem.exists(file) else { throw ExportError(.missing, file, "不存在", mend: "请核对备份文件的路径") }
        guard !FileSystem.exists(folder) else {
            throw ExportError(.exists, folder, "已经存在", mend: "请恢复到新文件夹，核对后再替换旧的；恢复从不覆盖现有数据")
        }
        let draft = folder + ".restoring-\(UInt32.random(in: 0 ... .max))"
        do {
            try FileManager.default.createDirectory(
                atPath: draft, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let header = try unpack(file, into: draft)
            try FileSystem.rename(draft, to: folder)
            return header
        } catch {
            try? FileManager.default.removeItem(atPath: draft)
            throw error
        }
    }

    private static func unpack(_ file: String, into draft: String) throws -> Header {
        var header: Header?
        var hasDatabase = false
        var files = 0
        try Archive.read(file) { entry in
            if entry.name == headerName {
                header = try? JSONDecoder().decode(Header.self, from: Data(try entry.bytes(limit: 1 << 20)))
                guard header?.format == format else {
                    throw ExportError(.archive, file, "不是本系统的备份，或属于更新的版本", mend: "请用生成它的版本恢复")
                }
                return
            }
            guard header != nil else {
                throw ExportError(.archive, file, "不是本系统的备份", mend: "请选择 peizou backup 生成的文件")
            }
            if entry.name == databaseName {
                hasDatabase = true
                return try write(entry, to: draft + "/" + databaseName)
            }
            let digest = try evidence(entry.name, in: file)
            let path = draft + "/" + entry.name
            try FileManager.default.createDirectory(
                atPath: draft + "/evidence/\(digest.hex.prefix(2))", withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try write(entry, to: path)
            guard try Hashing.sha256.digest(ofFile: path) == digest else {
                throw ExportError(
                    .archive, file, "里面的佐证 \(digest.hex.prefix(12))… 与摘要不符，已损坏", mend: "请改用另一份备份")
            }
            files += 1
        }
        guard let header, hasDatabase, files == header.files else {
            throw ExportError(.archive, file, "不完整，可能被截断", mend: "请改用另一份备份")
        }
        return header
    }

    private static func evidence(_ name: String, in file: String) throws -> Digest {
        let parts = name.split(separator: "/")
        guard parts.count == 3, parts[0] == "evidence", parts[2].hasPrefix(parts[1]),
            parts[1].utf8.count == 2,
            let digest = try? Digest("sha256:\(parts[2])")
        else {
            throw ExportError(
                .archive, file, "里面有不该有的文件“\(name.prefix(80))”", mend: "请选择 peizou backup 生成的文件")
        }
        return digest
    }

    private static func write(_ entry: ArchiveEntry, to path: String) throws {
        let output = try OutputFile(path: path)
        try entry.read { block in try output.write(block) }
        try output.finish()
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }
}
