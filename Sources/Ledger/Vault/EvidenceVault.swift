import Crypto
import Glibc
package import Walkthrough

/// Evidence and frozen files by their digests: what may come in, and that what comes out is what was put in.
package final class EvidenceVault: Sendable {
    package let storage: any EvidenceStorage

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

    package init(_ storage: any EvidenceStorage) { self.storage = storage }

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
        var type: EvidenceRef.MediaType?
        let stored = try store(limit: limit, name, next) { block in
            if head.count < 1 << 16 { head += block.prefix((1 << 16) - head.count) }
        } approve: { (count: Int) throws(LedgerError) in
            guard count > 0 else {
                throw .invalid([Invalid("佐证 \(name)", "文件是空的", mend: "请重新选择文件")])
            }
            type = try MediaSniffer.type(of: head, name: name, claimed: claimed)
        }
        guard let type else { throw .internalFault(reference: "vault", "\(name)") }
        return Stored(
            digest: stored.digest, byteCount: stored.count, mediaType: type,
            takenAt: type.text == "image/jpeg" ? PhotoTime.taken(head) : nil, isNew: stored.isNew)
    }

    /// Stores a file of a weekly ledger, whatever it is.
    package func putFrozen(path: String) throws(LedgerError) -> (digest: Walkthrough.Digest, byteCount: Int) {
        let descriptor = try VaultFile.open(path, path)
        defer { close(descriptor) }
        let stored = try store(limit: .max, path) {
            (buffer: UnsafeMutableRawBufferPointer) throws(LedgerError) -> Int in
            try VaultFile.read(descriptor, into: buffer, path)
        }
        return (stored.digest, stored.count)
    }

    private func store(
        limit: Int, _ name: String, _ next: (UnsafeMutableRawBufferPointer) throws(LedgerError) -> Int,
        observe: (UnsafeRawBufferPointer) -> Void = { _ in },
        approve: (Int) throws(LedgerError) -> Void = { _ in }
    ) throws(LedgerError) -> (digest: Walkthrough.Digest, count: Int, isNew: Bool) {
        let draft = try storage.begin()
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
                try draft.append(block)
            }
            try approve(count)
            let digest = Walkthrough.Digest(sha256: hash.finalize())
            return (digest, count, try draft.keep(as: digest))
        } catch {
            draft.discard()
            throw error
        }
    }

    // MARK: Reading

    package func contains(_ digest: Walkthrough.Digest) throws(LedgerError) -> Bool {
        try storage.contains(digest)
    }

    package func read(_ digest: Walkthrough.Digest, limit: Int = 1 << 30) throws(LedgerError) -> [UInt8] {
        var bytes: [UInt8] = []
        try storage.read(digest) { bytes += $0.prefix(max(0, limit - bytes.count)) }
        return bytes
    }

    /// Gives a path where the file can be read meanwhile.
    package func withFile<R>(_ digest: Walkthrough.Digest, _ body: (String) throws -> R) throws -> R {
        try storage.withFile(digest, body)
    }

    /// Whether the file is there and is what its digest says.
    package func check(_ digest: Walkthrough.Digest) throws(LedgerError) -> Bool {
        guard try contains(digest) else { return false }
        var hash = SHA256()
        try storage.read(digest) { hash.update(bufferPointer: $0) }
        return Walkthrough.Digest(sha256: hash.finalize()) == digest
    }

    /// Brings a file into another vault.
    /// - Returns: `false` if it is not here, or not what its digest says.
    package func send(_ digest: Walkthrough.Digest, to other: EvidenceVault) throws -> Bool {
        guard try check(digest) else { return false }
        return try withFile(digest) { try other.putFrozen(path: $0).digest == digest }
    }

    /// Copies the file to a new path, which must not exist.
    package func copy(_ digest: Walkthrough.Digest, to path: String) throws(LedgerError) {
        let descriptor = try VaultFile.create(path)
        var fault: LedgerError?
        do throws(LedgerError) {
            try storage.read(digest) { block in
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
    package func erase(_ digest: Walkthrough.Digest) throws(LedgerError) { try storage.remove(digest) }
}

extension Ledger {
    /// What an event is to name lies in the vault.
    /// - Throws: `invalid` on `field` for a file that is not there.
    package func requireStored(_ digest: Walkthrough.Digest, _ field: String) throws(LedgerError) {
        guard try vault.contains(digest) else {
            throw .invalid([Invalid(field, "没有上传过摘要为 \(digest) 的文件", mend: "请先上传文件，再填它的摘要")])
        }
    }
}
