import Crypto
package import Walkthrough

/// The typed texts of one event: a field's name, its salt and its text (decisions 1). The payload has the digests.
package struct TextRecord: Hashable, Sendable {
    package struct Entry: Hashable, Sendable {
        package let field: String
        package let salt: [UInt8]
        package let text: String

        package init(field: String, salt: [UInt8], text: String) {
            self.field = field
            self.salt = salt
            self.text = text
        }

        /// SHA-256 over salt, field and text, each preceded by its length as 8 bytes, big-endian.
        package var digest: Walkthrough.Digest {
            var bytes: [UInt8] = []
            func add(_ part: some Collection<UInt8>) {
                withUnsafeBytes(of: UInt64(part.count).bigEndian) { bytes.append(contentsOf: $0) }
                bytes.append(contentsOf: part)
            }
            add(salt)
            add(field.utf8)
            add(text.utf8)
            return Digest(sha256: SHA256.hash(data: bytes))
        }
    }

    package var entries: [Entry]

    package init(_ entries: [Entry]) { self.entries = entries }

    package subscript(field: String) -> Entry? { entries.first { $0.field == field } }
}
