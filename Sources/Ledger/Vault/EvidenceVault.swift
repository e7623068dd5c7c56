import Crypto
import Glibc
package import Walkthrough

/// Where evidence and frozen files lie: one file a digest, durable before the event that names it (architecture 12).
///
/// A path is made from the digest only, never from a name that somebody typed.
package final class EvidenceVault: Sendable {
    package let folder: String

    /// What was stored.
    package struct Stored: Hashable, Sendable {
        package let digest: Walkthrough.Digest
        package let byteCount: Int
        package let mediaType: EvidenceRef.MediaType
        /// When the photo says that it was taken.
        package let takenAt: Instant?
        package let isNew: Bool
    }

    static let block = 1 << 20

    package init(folder: String) { self.folder = folder }

    // MARK: Putting

    /// Stores a file that somebody hands in.
    /// - Parameters:
    ///   - name: as it was called; only its extension is looked at.
    ///   - mediaType: what the sender says that it is.
    ///   - limit: the most bytes.
    /// - Throws: `invalid` for an empty file or one that is not what it says, `tooLarge`, `unsupportedType`.
    package func put(
        file path: String, name: String? = nil, mediaType: String? = nil, limit: Int
    ) throws(LedgerError) -> Stored {
        let shown = EvidenceName.clean(name ?? path)
        let descriptor = try VaultFile.open(path, shown)
        defer { close(descriptor) }
        return try put(shown, mediaType, limit) {
            (buffer: UnsafeMutableRawBufferPointer) throws(LedgerError) -> Int in
            try VaultFile.read(descriptor, into: buffer, shown)
        }
    }

    package func put(
        bytes: [UInt8], name: String? = nil, mediaType: String? = nil, limit: Int
    ) throws(LedgerError) -> Stored {
        var offset = 0
        return try put(EvidenceName.clean(name ?? "文件"), mediaType, limit) {
            (buffer: UnsafeMutableRawBufferPointer) throws(LedgerError) -> Int in
            let count = min(buffer.count, bytes.count - offset)
            bytes.withUnsafeBytes { source in
                buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[offset..<offset + count]))
            }
            offset += count
            return count
        }
    }

    private func put(
        _ name: String, _ claimed: String?, _ limit: Int,
        _ next: (UnsafeMutableRawBufferPointer) throws(LedgerError) -> Int
    ) throws(LedgerError) -> Stored {
        var head: [UInt8] = []
        let written = try store(limit: limit, name, next) { block in
            if head.count < 1 << 16 { head += block.prefix((1 << 16) - head.count) }
        }
        do throws(LedgerError) {
            guard written.count > 0 else {
                throw .invalid([Invalid("佐证 \(name)", "文件是空的", mend: "请重新选择文件")])
            }
            let type = try MediaSniffer.type(of: head, name: name, claimed: claimed)
            let isNew = try keep(written)
            return Stored(
                digest: written.digest, byteCount: written.count, mediaType: type,
                takenAt: type.text == "image/jpeg" ? PhotoTime.taken(head) : nil, isNew: isNew)
        } catch {
            unlink(written.path)
            throw error
        }
    }

    /// Stores a file of a weekly ledger, whatever it is.
    package func putFrozen(path: String) throws(LedgerError) -> (digest: Walkthrough.Digest, byteCount: Int) {
        let descriptor = try VaultFile.open(path, path)
        defer { close(descriptor) }
        let written = try store(limit: .max, path) {
            (buffer: UnsafeMutableRawBufferPointer) throws(LedgerError) -> Int in
            try VaultFile.read(descriptor, into: buffer, path)
        } observe: { _ in
        }
        _ = try keep(written)
        return (written.digest, written.count)
    }

    private struct Written {
        let path: String
        let digest: Walkthrough.Digest
        let count: Int
    }

    /// Writes a temporary file, on the disk when this returns.
    private func store(
        limit: Int, _ name: String, _ next: (UnsafeMutableRawBufferPointer) throws(LedgerError) -> Int,
        observe: (UnsafeRawBufferPointer) -> Void
    ) throws(LedgerError) -> Written {
        try VaultFile.makeFolder(folder)
        let path = "\(folder)/incoming-\(getpid())-\(UInt64.random(in: 0 ... .max))"
        let descriptor = try VaultFile.create(path)
        var hash = SHA256()
        var count = 0
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.block, alignment: 16)
        defer { buffer.deallocate() }
        do throws(LedgerError) {
            while true {
                let taken = try next(buffer)
                if taken == 0 { break }
                count += taken
                guard count <= limit else {
                    throw .tooLarge("\(name) 超过 \(limit / 1_000_000) MB；请压缩或剪短后再上传，或请政务办调整“单个佐证文件上限”")
                }
                let block = UnsafeRawBufferPointer(rebasing: buffer[..<taken])
                hash.update(bufferPointer: block)
                observe(block)
                try VaultFile.write(block, to: descriptor)
            }
            try VaultFile.sync(descriptor)
        } catch {
            close(descriptor)
            unlink(path)
            throw error
        }
        close(descriptor)
        return Written(path: path, digest: Walkthrough.Digest(sha256: hash.finalize()), count: count)
    }

    /// Gives the file its place. One that is there already renews its time, so that `sweep` leaves it alone.
    private func keep(_ written: Written) throws(LedgerError) -> Bool {
        let target = place(written.digest)
        let isNew = access(target, F_OK) != 0
        try VaultFile.makeFolder(shelf(written.digest))
        guard rename(written.path, target) == 0 else { throw VaultFile.failure("存不进佐证库") }
        utimensat(AT_FDCWD, target, nil, 0)
        try VaultFile.syncFolder(shelf(written.digest))
        try VaultFile.syncFolder(folder)
        return isNew
    }

    // MARK: Reading

    private func shelf(_ digest: Walkthrough.Digest) -> String { "\(folder)/\(digest.hex.prefix(2))" }
    private func place(_ digest: Walkthrough.Digest) -> String { "\(shelf(digest))/\(digest.hex)" }

    /// Where the file lies; `nil` if it is not there.
    package func path(of digest: Walkthrough.Digest) -> String? {
        let path = place(digest)
        return access(path, R_OK) == 0 ? path : nil
    }

    package func read(_ digest: Walkthrough.Digest, limit: Int = 1 << 30) throws(LedgerError) -> [UInt8] {
        var bytes: [UInt8] = []
        try read(digest) { bytes += $0.prefix(max(0, limit - bytes.count)) }
        return bytes
    }

    /// Gives the file's bytes in blocks.
    package func read(
        _ digest: Walkthrough.Digest, _ body: (UnsafeRawBufferPointer) -> Void
    ) throws(LedgerError) {
        guard let path = path(of: digest) else { throw .unknown("佐证库里没有 \(digest.text)") }
        let descriptor = try VaultFile.open(path, digest.text)
        defer { close(descriptor) }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.block, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try VaultFile.read(descriptor, into: buffer, digest.text)
            if count == 0 { return }
            body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    /// Whether the file is there and is what its digest says.
    package func check(_ digest: Walkthrough.Digest) throws(LedgerError) -> Bool {
        guard let path = path(of: digest), VaultFile.isRegular(path) else { return false }
        var hash = SHA256()
        try read(digest) { hash.update(bufferPointer: $0) }
        return Walkthrough.Digest(sha256: hash.finalize()) == digest
    }

    /// Copies the file to a new path, which must not exist.
    package func copy(_ digest: Walkthrough.Digest, to path: String) throws(LedgerError) {
        let descriptor = try VaultFile.create(path)
        var fault: LedgerError?
        do throws(LedgerError) {
            try read(digest) { block in
                guard fault == nil else { return }
                do throws(LedgerError) { try VaultFile.write(block, to: descriptor) } catch { fault = error }
            }
            if let fault { throw fault }
            try VaultFile.sync(descriptor)
            close(descriptor)
        } catch {
            close(descriptor)
            unlink(path)
            throw error
        }
    }

    // MARK: Removing

    /// Takes a file out for good, by law (decisions 1).
    package func erase(_ digest: Walkthrough.Digest) throws(LedgerError) {
        guard path(of: digest) != nil else { return }
        guard unlink(place(digest)) == 0 else { throw VaultFile.failure("删不掉佐证 \(digest.text)") }
        try VaultFile.syncFolder(shelf(digest))
    }

    /// Moves what nothing names, and is older than `limit`, into `swept/`; deletes uploads that never ended.
    /// - Returns: the digests that were moved.
    package func sweep(
        olderThan limit: Instant, isNamed: (Walkthrough.Digest) throws -> Bool
    ) throws -> [Walkthrough.Digest] {
        var moved: [Walkthrough.Digest] = []
        for name in VaultFile.names(in: folder) {
            let path = "\(folder)/\(name)"
            if name.hasPrefix("incoming-") {
                if let time = VaultFile.modified(path), time < limit { unlink(path) }
                continue
            }
            guard name.utf8.count == 2, name != ".." else { continue }
            for hex in VaultFile.names(in: path) {
                guard let digest = try? Walkthrough.Digest("sha256:\(hex)"),
                    let time = VaultFile.modified("\(path)/\(hex)"),
                    time < limit, try !isNamed(digest)
                else { continue }
                try VaultFile.makeFolder("\(folder)/swept")
                guard rename("\(path)/\(hex)", "\(folder)/swept/\(hex)") == 0 else {
                    throw VaultFile.failure("移不动 \(hex)")
                }
                moved.append(digest)
            }
        }
        return moved.sorted()
    }
}
