import Crypto

extension Hashing {
    /// SHA-256 through swift-crypto.
    package static let sha256 = Hashing { Streaming() }

    private struct Streaming: StreamingHash {
        var hash = SHA256()
        mutating func update(_ bytes: UnsafeRawBufferPointer) { hash.update(bufferPointer: bytes) }
        mutating func finish() -> [UInt8] { Array(hash.finalize()) }
    }
}
