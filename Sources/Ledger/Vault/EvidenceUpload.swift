import Crypto
import Synchronization
import Walkthrough

/// A file on its way into the vault, piece by piece: its bytes are counted and its digest made while they arrive, and
/// what it is not is refused as soon as its head is there.
///
/// It ends with `finish` or `discard`, once; one that is dropped discards itself. After any refusal nothing is left of it.
package final class EvidenceUpload: Sendable {
    enum Check: Sendable {
        /// One of the kinds that are taken, and what its name and sender say.
        case evidence(claimed: String?)
        /// A picture, and what its sender says.
        case picture(claimed: String?)
        /// A file of our own, whatever it is.
        case frozen
    }

    private struct State {
        var hash = SHA256()
        var count = 0
        var head: [UInt8] = []
        var type: EvidenceRef.MediaType?
        var isOver = false
    }

    /// How many of the first bytes tell what a file is.
    static let head = 1 << 16

    private let draft: any EvidenceDraft
    private let name: String
    private let limit: Int
    private let check: Check
    private let state = Mutex(State())

    init(_ draft: any EvidenceDraft, name: String, limit: Int, check: Check) {
        self.draft = draft
        self.name = name
        self.limit = limit
        self.check = check
    }

    deinit { draft.discard() }

    /// - Throws: `tooLarge` if so many bytes will not be taken.
    func announce(_ count: Int) throws(LedgerError) {
        guard count > limit else { return }
        discard()
        throw tooLarge
    }

    /// - Throws: `tooLarge`, `invalid` for a file that is not what it says, `unsupportedType`, `unavailable` for a full disk.
    package func append(_ block: UnsafeRawBufferPointer) throws(LedgerError) {
        do throws(LedgerError) {
            try state.withLock { (state: inout State) throws(LedgerError) in
                guard !state.isOver else { throw .malformed("\(name) 的上传已经结束；请重新上传") }
                state.count += block.count
                guard state.count <= limit else { throw tooLarge }
                state.hash.update(bufferPointer: block)
                if state.head.count < Self.head {
                    state.head += block.prefix(Self.head - state.head.count)
                    if state.head.count == Self.head { try approve(&state) }
                }
                try draft.append(block)
            }
        } catch {
            discard()
            throw error
        }
    }

    package func append(_ bytes: some Collection<UInt8>) throws(LedgerError) {
        var fault: LedgerError?
        func take(_ buffer: UnsafeRawBufferPointer) {
            do throws(LedgerError) { try append(buffer) } catch { fault = error }
        }
        if bytes.withContiguousStorageIfAvailable({ take(UnsafeRawBufferPointer($0)) }) == nil {
            Array(bytes).withUnsafeBytes(take)
        }
        if let fault { throw fault }
    }

    /// What is left of an open file.
    func append(contentsOf descriptor: Int32, _ shown: String) throws(LedgerError) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: EvidenceVault.block, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = try VaultFile.read(descriptor, into: buffer, shown)
            if count == 0 { return }
            try append(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    /// Gives the file its place; it is durable when this returns. It waits for the disk: see `VaultThread`.
    /// - Throws: as `append`, and `invalid` for an empty file.
    package func finish() throws(LedgerError) -> EvidenceVault.Stored {
        do throws(LedgerError) {
            return try state.withLock { (state: inout State) throws(LedgerError) in
                guard !state.isOver else { throw .malformed("\(name) 的上传已经结束；请重新上传") }
                if state.type == nil { try approve(&state) }
                state.isOver = true
                let digest = Walkthrough.Digest(sha256: state.hash.finalize())
                let isNew = try draft.keep(as: digest)
                let type = if let type = state.type { type } else { try Self.unknownType }
                return EvidenceVault.Stored(
                    digest: digest, byteCount: state.count, mediaType: type,
                    takenAt: type.text == "image/jpeg" ? PhotoTime.taken(state.head) : nil, isNew: isNew)
            }
        } catch {
            draft.discard()
            throw error
        }
    }

    package func discard() {
        state.withLock { $0.isOver = true }
        draft.discard()
    }

    private func approve(_ state: inout State) throws(LedgerError) {
        switch check {
        case .frozen: state.type = try Self.unknownType
        case .evidence(let claimed): state.type = try sniffed(state, claimed)
        case .picture(let claimed):
            let type = try sniffed(state, claimed)
            guard type.text.hasPrefix("image/") else {
                throw .unsupportedType("\(name) 不是照片；请只传照片或截图")
            }
            state.type = type
        }
    }

    private func sniffed(_ state: State, _ claimed: String?) throws(LedgerError) -> EvidenceRef.MediaType {
        guard state.count > 0 else {
            throw .invalid([Invalid("佐证 \(name)", "文件是空的", mend: "请重新选择文件")])
        }
        return try MediaSniffer.type(of: state.head, name: name, claimed: claimed)
    }

    private static var unknownType: EvidenceRef.MediaType {
        get throws(LedgerError) {
            do { return try EvidenceRef.MediaType("application/octet-stream") } catch {
                throw .invalid([error])
            }
        }
    }

    private var tooLarge: LedgerError {
        .tooLarge("\(name) 超过 \(limit / 1_000_000) MB；请压缩或剪短后再上传，或请政务办调整“单个佐证文件上限”")
    }
}
