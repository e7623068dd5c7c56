import Crypto
package import Walkthrough

/// What the holder of a receipt shows: 128 bits in base64url, 22 letters. The store keeps the digest only.
package struct ReportKey: Sendable {
    private static let byteCount = 16
    private let bytes: [UInt8]

    package init(random: () -> UInt64) {
        bytes = (0..<2).flatMap { _ in
            let word = random()
            return (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
        }
    }

    /// The key that follows from a client's own random text: a repeat gets the same, though the store keeps neither.
    package init(following secret: String) {
        bytes = Array(
            SHA256.hash(data: Array("peizou.report-key\u{1F}\(secret)".utf8)).prefix(Self.byteCount))
    }

    /// Parses what somebody shows; blanks around and between are left out. `nil` for what cannot be a key.
    package init?(_ text: String) {
        guard text.utf8.count <= 100, let bytes = Base64URL.decode(text.filter { !$0.isWhitespace }),
            bytes.count == Self.byteCount
        else { return nil }
        self.bytes = bytes
    }

    package var text: String { Base64URL.encode(bytes) }
    package var digest: Walkthrough.Digest { Walkthrough.Digest(sha256: SHA256.hash(data: bytes)) }

    /// Takes as long wherever the two differ.
    package func opens(_ known: Walkthrough.Digest) -> Bool {
        constantTimeEqual(Array(digest.text.utf8), Array(known.text.utf8))
    }
}
