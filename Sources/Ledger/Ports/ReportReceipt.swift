package import Walkthrough

/// The receipt of a report through an e码: its number, what the key's digest is, and what became of the report.
package struct ReportReceipt: Hashable, Sendable {
    /// Such as `QH-E2026-0007`: of a series of its own, so that it does not tell a row from a sealed case.
    package let number: String
    package let keyDigest: Digest
    /// The row or the sealed case.
    package let subject: StreamID
    package let made: Instant

    package init(number: String, keyDigest: Digest, subject: StreamID, made: Instant) {
        self.number = number
        self.keyDigest = keyDigest
        self.subject = subject
        self.made = made
    }
}
