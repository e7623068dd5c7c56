import Ledger
import Walkthrough

extension Ledger {
    /// Puts files into the evidence vault, before anything names them.
    func upload(
        _ paths: [String], by caller: Caller, stage: EvidenceRef.Stage = .other,
        kind: EvidenceRef.Kind? = nil, caption: Prose? = nil
    ) async throws -> [EvidenceRef] {
        var files: [EvidenceRef] = []
        for path in paths {
            let stored = try await upload(file: path, by: caller)
            files.append(
                try EvidenceRef(
                    digest: stored.digest, kind: kind ?? .of(stored.mediaType), mediaType: stored.mediaType,
                    byteCount: stored.byteCount, stage: stage, caption: caption, takenAt: stored.takenAt))
        }
        return files
    }
}
