package import Walkthrough

/// A file of the vault as somebody may read it, block by block.
package struct EvidenceContent: Sendable {
    package let digest: Digest
    package let mediaType: EvidenceRef.MediaType
    /// Of this copy; a masked one is shorter than the file.
    package let byteCount: Int
    /// Without what a picture tells beside what it shows: place, device, owner.
    package let isMasked: Bool
    fileprivate let file: any EvidenceFile

    init(_ digest: Digest, _ mediaType: EvidenceRef.MediaType, _ file: any EvidenceFile, isMasked: Bool) {
        self.digest = digest
        self.mediaType = mediaType
        self.file = file
        self.isMasked = isMasked
        byteCount = file.byteCount
    }

    /// At most `count` bytes from `offset` on; none behind the end.
    package func bytes(at offset: Int, count: Int) throws(LedgerError) -> [UInt8] {
        try file.bytes(at: offset, count: count)
    }
}

extension EvidenceContent {
    /// Writes it to a new path, which must not exist; nothing is left there after a failure.
    package func copy(to path: String) throws(LedgerError) {
        try VaultFile.write(file, to: path)
    }
}

/// A masked copy in memory.
private struct MaskedFile: EvidenceFile {
    let content: [UInt8]
    var byteCount: Int { content.count }

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(LedgerError) -> Int {
        guard offset < content.count else { return 0 }
        let part = content[offset..<min(content.count, offset + buffer.count)]
        part.withUnsafeBytes { buffer.copyMemory(from: $0) }
        return part.count
    }
}

extension Ledger {
    /// Opens a file for somebody who may see it; see `OpenEvidence`. That a sealed case's file was read is noted.
    /// - Throws: `unknown`; `notPermitted` for a picture or video that is to be shown masked, and cannot be.
    package func readEvidence(_ digest: Digest, by caller: Caller) async throws(LedgerError)
        -> EvidenceContent
    {
        let answer = try await ask(OpenEvidence(digest), by: caller)
        if let stream = answer.through, stream.kind == .clue { try await noteReading(of: stream, caller) }
        let file = try vault.open(digest)
        let type = if let known = answer.mediaType { known } else { try vault.mediaType(digest) }
        let handling = answer.isMasked ? MaskedCopy.handling(of: type.text) : .asItIs
        guard handling != .asItIs else { return EvidenceContent(digest, type, file, isMasked: false) }
        guard handling == .copy,
            let copy = MaskedCopy.of(try file.bytes(at: 0, count: file.byteCount), mediaType: type.text)
        else {
            throw .notPermitted("这份影像去不掉拍摄地点等信息，为保护反映人不给责任单位看；请向督查了解影像里的情况")
        }
        return EvidenceContent(digest, type, MaskedFile(content: copy), isMasked: true)
    }

    /// Files that were taken out by law.
    package func erasedEvidence() async throws(LedgerError) -> Set<Digest> {
        do {
            return try await store.read { try $0.erasedEvidence() }
        } catch { throw Self.fault(error, environment) }
    }

    /// Every look into a sealed case stands in the access log; one that cannot is refused.
    private func noteReading(of stream: StreamID, _ caller: Caller) async throws(LedgerError) {
        do {
            try await store.write { transaction in
                let actor = try transaction.identity(of: caller, at: transaction.at).actor
                let number = try transaction.state(ClueCase.self, stream.id)?.state.number ?? ""
                try transaction.noteAccess(
                    AccessEntry(
                        at: transaction.at, account: actor.account, act: "查看线索佐证", subject: number,
                        outcome: "ok"))
            }
        } catch { throw Self.fault(error, environment) }
    }
}
