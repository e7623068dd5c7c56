package import Walkthrough

/// Who brought a file into the vault, and what it is as the vault found it.
package struct UploadRecord: Hashable, Sendable {
    package let digest: Digest
    package let account: String
    package let mediaType: EvidenceRef.MediaType
    package let byteCount: Int
    package let takenAt: Instant?
    package let at: Instant

    package init(
        digest: Digest, account: String, mediaType: EvidenceRef.MediaType, byteCount: Int, takenAt: Instant?,
        at: Instant
    ) {
        self.digest = digest
        self.account = account
        self.mediaType = mediaType
        self.byteCount = byteCount
        self.takenAt = takenAt
        self.at = at
    }
}
