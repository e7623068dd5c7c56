package import Ledger
package import Walkthrough

/// A file that was brought into the vault, as JSON: what names it from then on.
package struct EvidenceDocument: Codable, Sendable {
    package let digest: Digest
    package let byteCount: Int
    package let mediaType: String
    /// When the photo says that it was taken.
    package let takenAt: Instant?

    package init(_ stored: EvidenceVault.Stored) {
        digest = stored.digest
        byteCount = stored.byteCount
        mediaType = stored.mediaType.text
        takenAt = stored.takenAt
    }
}
