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

        package init(
            digest: Walkthrough.Digest, byteCount: Int, mediaType: EvidenceRef.MediaType, takenAt: Instant?,
            isNew: Bool
        ) {
            self.digest = digest
            self.byteCount = byteCount
            self.mediaType = mediaType
            self.takenAt = takenAt
            self.isNew = isNew
        }
    }

    static let block = 1 << 20

    package init(_ storage: any EvidenceStorage) { self.storage = storage }

    // MARK: Putting

    /// Begins a file that comes in by pieces.
    /// - Parameters:
    ///   - name: as it was called; only its extension is looked at.
    ///   - mediaType: what the sender says that it is.
    ///   - limit: the most bytes.
    ///   - announced: how many bytes the sender says will come, where he says so.
    /// - Throws: `tooLarge` for an announced size beyond `limit`, before anything is written.
    package func begin(
        name: String? = nil, mediaType: String? = nil, limit: Int, announced: Int? = nil
    ) throws(LedgerError) -> EvidenceUpload {
        let upload = EvidenceUpload(
            try storage.begin(), name: EvidenceName.clean(name ?? "文件"), limit: limit,
            check: .evidence(claimed: mediaType))
        if let announced { try upload.announce(announced) }
        return upload
    }

    /// Begins a picture, and takes nothing else; see `begin`.
    package func beginPicture(
        mediaType: String?, limit: Int, announced: Int?
    ) throws(LedgerError) -> EvidenceUpload {
        let upload = EvidenceUpload(
            try storage.begin(), name: "照片", limit: limit, check: .picture(claimed: mediaType))
        if let announced { try upload.announce(announced) }
        return upload
    }

    /// Stores a file that somebody hands in; see `begin`.
    /// - Throws: `invalid` for an empty file or one that is not what it says, `tooLarge`, `unsupportedType`.
    package func put(
        file path: String, name: String? = nil, mediaType: String? = nil, limit: Int
    ) throws(LedgerError) -> Stored {
        let shown = EvidenceName.clean(name ?? path)
        let descriptor = try VaultFile.open(path, shown)
        defer { close(descriptor) }
        let upload = try begin(name: shown, mediaType: mediaType, limit: limit)
        try upload.append(contentsOf: descriptor, shown)
        return try upload.finish()
    }

    package func put(
        bytes: [UInt8], name: String? = nil, mediaType: String? = nil, limit: Int
    ) throws(LedgerError) -> Stored {
        let upload = try begin(name: name, mediaType: mediaType, limit: limit)
        try upload.append(bytes)
        return try upload.finish()
    }

    /// Stores a file of a weekly ledger, whatever it is.
    package func putFrozen(path: String) throws(LedgerError) -> (digest: Walkthrough.Digest, byteCount: Int) {
        let descriptor = try VaultFile.open(path, path)
        defer { close(descriptor) }
        let upload = EvidenceUpload(try storage.begin(), name: path, limit: .max, check: .frozen)
        try upload.append(contentsOf: descriptor, path)
        let stored = try upload.finish()
        return (stored.digest, stored.byteCount)
    }

    // MARK: Reading

    package func contains(_ digest: Walkthrough.Digest) throws(LedgerError) -> Bool {
        try storage.contains(digest)
    }

    /// Opens the file, so that it can be read block by block from wherever the reader is.
    /// - Throws: `unknown` if it is not there.
    package func open(_ digest: Walkthrough.Digest) throws(LedgerError) -> any EvidenceFile {
        try storage.open(digest)
    }

    package func read(_ digest: Walkthrough.Digest, limit: Int = 1 << 30) throws(LedgerError) -> [UInt8] {
        try storage.open(digest).bytes(at: 0, count: limit)
    }

    /// What the file is by its first bytes.
    package func mediaType(_ digest: Walkthrough.Digest) throws(LedgerError) -> EvidenceRef.MediaType {
        try MediaSniffer.type(
            of: storage.open(digest).bytes(at: 0, count: EvidenceUpload.head), name: String(digest.hex),
            claimed: nil)
    }

    /// Gives a path where the file can be read meanwhile.
    package func withFile<R>(_ digest: Walkthrough.Digest, _ body: (String) throws -> R) throws -> R {
        try storage.withFile(digest, body)
    }

    /// Whether the file is there and is what its digest says.
    package func check(_ digest: Walkthrough.Digest) throws(LedgerError) -> Bool {
        guard try contains(digest) else { return false }
        var hash = SHA256()
        try VaultFile.eachBlock(storage.open(digest)) { hash.update(bufferPointer: $0) }
        return Walkthrough.Digest(sha256: hash.finalize()) == digest
    }

    /// Brings a file into another vault.
    /// - Throws: `unknown` if it is not here, `unusableStore` if it is not what its digest says. What then came into the
    ///   other is named by nobody, and `sweep` removes it.
    package func send(_ digest: Walkthrough.Digest, to other: EvidenceVault) throws {
        guard try withFile(digest, { try other.putFrozen(path: $0).digest }) == digest else {
            throw LedgerError.unusableStore("佐证 \(digest.text) 的内容与摘要不符，已损坏。请从备份恢复这个文件，再重试")
        }
    }

    // MARK: Removing

    /// Takes a file out for good, by law (decisions 1).
    package func erase(_ digest: Walkthrough.Digest) throws(LedgerError) { try storage.remove(digest) }
}
