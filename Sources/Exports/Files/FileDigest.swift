package import Walkthrough

/// A digest that takes its bytes in blocks; the caller brings the cryptography.
package protocol StreamingHash {
    mutating func update(_ bytes: UnsafeRawBufferPointer)
    /// The 32 bytes of SHA-256.
    mutating func finish() -> [UInt8]
}

/// Makes a fresh SHA-256 each time.
package struct Hashing: Sendable {
    package let make: @Sendable () -> any StreamingHash

    package init(_ make: @escaping @Sendable () -> any StreamingHash) { self.make = make }

    package func digest(ofFile path: String) throws -> Digest {
        var hash = make()
        try FileSystem.read(path) { hash.update($0) }
        return Digest(sha256: hash.finish())
    }

    package func digest(of bytes: [UInt8]) -> Digest { Digest(sha256: sha256(bytes)) }

    /// For `MerkleTree`.
    package func sha256(_ bytes: [UInt8]) -> [UInt8] {
        var hash = make()
        bytes.withUnsafeBytes { hash.update($0) }
        return hash.finish()
    }
}
