import Ledger
import Walkthrough

extension Ledger {
    /// Puts files into the evidence vault, before anything names them.
    func upload(
        _ paths: [String], stage: EvidenceRef.Stage = .other, kind: EvidenceRef.Kind? = nil,
        caption: Prose? = nil
    ) async throws -> [EvidenceRef] {
        let limit = try await evidenceLimit()
        return try paths.map { path in
            let stored = try vault.put(file: path, name: path, limit: limit)
            return try EvidenceRef(
                digest: stored.digest, kind: kind ?? .of(stored.mediaType), mediaType: stored.mediaType,
                byteCount: stored.byteCount, stage: stage, caption: caption, takenAt: stored.takenAt)
        }
    }
}
