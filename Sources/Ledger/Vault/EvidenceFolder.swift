import Glibc
import Synchronization
package import Walkthrough

/// Evidence in a folder, which several machines may share: one file a digest, on the disk before the event that names it
/// (architecture 12).
///
/// A path is made from the digest only, never from a name that somebody typed.
package final class EvidenceFolder: EvidenceStorage {
    package let path: String
    /// Whose it is; `nil` where nobody else could be, as beside a store's own file.
    private let owner: String?

    /// - Parameter owner: the ledger's mark, which must lie in the folder: where several machines share one, a folder
    ///   without it is the wrong one or not mounted, and what went into it would be lost to the others.
    package init(_ path: String, owner: String? = nil) {
        self.path = path
        self.owner = owner
    }

    private var mark: String { path + "/.ledger" }

    /// - Throws: `notPossible` if there is something in it.
    package func requireFree() throws(LedgerError) {
        guard VaultFile.names(in: path).isEmpty else {
            throw .notPossible("佐证文件夹 \(path) 里已有别的文件。请换一个空的，或给每个数据库一个自己的 PEIZOU_EVIDENCE", allowed: [])
        }
    }

    /// Makes the folder, and puts the owner's mark into it.
    /// - Throws: `notPossible` if it is another's, or holds files of nobody knows whom.
    package func claim() throws(LedgerError) {
        guard let owner else { return }
        try VaultFile.makeFolders(path)
        if let found = VaultFile.text(mark) {
            guard found == owner else {
                throw .notPossible("佐证文件夹 \(path) 属于另一个库。请给每个数据库一个自己的 PEIZOU_EVIDENCE", allowed: [])
            }
            return
        }
        try requireFree()
        let descriptor = try VaultFile.create(mark)
        defer { close(descriptor) }
        var text = owner
        var fault: LedgerError?
        text.withUTF8 { bytes in
            do throws(LedgerError) {
                try VaultFile.write(UnsafeRawBufferPointer(bytes), to: descriptor)
            } catch {
                fault = error
            }
        }
        if let fault { throw fault }
        try VaultFile.sync(descriptor)
        try VaultFile.syncFolder(path)
    }

    private func shelf(_ digest: Walkthrough.Digest) -> String { "\(path)/\(digest.hex.prefix(2))" }

    /// Where the file lies, if it is there.
    package func place(_ digest: Walkthrough.Digest) -> String { "\(shelf(digest))/\(digest.hex)" }

    /// A shared folder without the mark is a disk that is not mounted, or another's: nothing is known of its files.
    private func check() throws(LedgerError) {
        guard let owner, VaultFile.text(mark) != owner else { return }
        throw .unavailable(
            retryAfter: 0,
            "佐证文件夹 \(path) 读不到，或不是这个库的：请检查共享存储是否挂载、各节点的 PEIZOU_EVIDENCE 和系统用户是否一致")
    }

    package func begin() throws(LedgerError) -> any EvidenceDraft {
        try check()
        if owner == nil { try VaultFile.makeFolder(path) }
        return try Draft(self)
    }

    package func contains(_ digest: Walkthrough.Digest) throws(LedgerError) -> Bool {
        try check()
        return VaultFile.isReadable(place(digest))
    }

    package func open(_ digest: Walkthrough.Digest) throws(LedgerError) -> any EvidenceFile {
        guard try contains(digest) else { throw .unknown("佐证库里没有 \(digest.text)") }
        return try Reading(place(digest), digest.text)
    }

    package func withFile<R>(_ digest: Walkthrough.Digest, _ body: (String) throws -> R) throws -> R {
        guard try contains(digest) else { throw LedgerError.unknown("佐证库里没有 \(digest.text)") }
        return try body(place(digest))
    }

    package func remove(_ digest: Walkthrough.Digest) throws(LedgerError) {
        try check()
        guard unlink(place(digest)) == 0 else {
            if errno == ENOENT { return }
            throw VaultFile.failure("删不掉佐证 \(digest.text)")
        }
        try VaultFile.syncFolder(shelf(digest))
    }

    package func old(before limit: Instant) throws(LedgerError) -> [Walkthrough.Digest] {
        try check()
        var found: [Walkthrough.Digest] = []
        for name in VaultFile.names(in: path) {
            let shelf = "\(path)/\(name)"
            if name.hasPrefix("incoming-") {
                if let time = VaultFile.modified(shelf), time < limit { unlink(shelf) }
                continue
            }
            guard name.utf8.count == 2, name != ".." else { continue }
            for hex in VaultFile.names(in: shelf) {
                guard let digest = try? Walkthrough.Digest("sha256:\(hex)"),
                    let time = VaultFile.modified("\(shelf)/\(hex)"), time < limit
                else { continue }
                found.append(digest)
            }
        }
        return found.sorted()
    }

    /// Into `swept/`; nothing is deleted.
    package func putAside(_ digest: Walkthrough.Digest, before limit: Instant) throws(LedgerError) {
        guard let time = VaultFile.modified(place(digest)), time < limit else { return }
        try VaultFile.makeFolder("\(path)/swept")
        guard rename(place(digest), "\(path)/swept/\(digest.hex)") == 0 else {
            throw VaultFile.failure("移不动 \(digest.hex)")
        }
    }

    private final class Reading: EvidenceFile {
        let byteCount: Int
        private let descriptor: Int32
        private let shown: String

        init(_ path: String, _ shown: String) throws(LedgerError) {
            descriptor = try VaultFile.open(path, shown)
            byteCount = VaultFile.size(descriptor)
            self.shown = shown
        }

        deinit { close(descriptor) }

        func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(LedgerError) -> Int {
            try VaultFile.read(descriptor, at: offset, into: buffer, shown)
        }
    }

    private final class Draft: EvidenceDraft {
        private let folder: EvidenceFolder
        private let path: String
        /// -1 once it was kept or discarded.
        private let descriptor: Mutex<Int32>

        init(_ folder: EvidenceFolder) throws(LedgerError) {
            self.folder = folder
            path = "\(folder.path)/incoming-\(getpid())-\(UInt64.random(in: 0 ... .max))"
            descriptor = Mutex(try VaultFile.create(path))
        }

        func append(_ block: UnsafeRawBufferPointer) throws(LedgerError) {
            try VaultFile.write(block, to: descriptor.withLock { $0 })
        }

        func keep(as digest: Walkthrough.Digest) throws(LedgerError) -> Bool {
            try VaultFile.sync(descriptor.withLock { $0 })
            end()
            let target = folder.place(digest)
            let isNew = access(target, F_OK) != 0
            try VaultFile.makeFolder(folder.shelf(digest))
            guard rename(path, target) == 0 else { throw VaultFile.failure("存不进佐证库") }
            utimensat(AT_FDCWD, target, nil, 0)
            try VaultFile.syncFolder(folder.shelf(digest))
            try VaultFile.syncFolder(folder.path)
            return isNew
        }

        func discard() {
            if end() { unlink(path) }
        }

        @discardableResult
        private func end() -> Bool {
            descriptor.withLock { descriptor in
                guard descriptor >= 0 else { return false }
                close(descriptor)
                descriptor = -1
                return true
            }
        }
    }
}
