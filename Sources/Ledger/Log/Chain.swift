import Crypto
import Walkthrough

/// The hash chain of a stream (architecture 5).
package enum Chain {
    /// SHA-256 over county, stream, version, kind, payload, actor, enteredBy, authentication, origin, at and the previous
    /// hash (empty for the first), each preceded by its length as 8 bytes, big-endian. Numbers are decimal text.
    package static func hash(of event: EventRecord, county: String, previous: [UInt8]) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(event.payload.utf8.count + 400)
        func add(_ part: some Collection<UInt8>) {
            withUnsafeBytes(of: UInt64(part.count).bigEndian) { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: part)
        }
        add(county.utf8)
        add(event.stream.description.utf8)
        add(String(event.version).utf8)
        add(event.kind.utf8)
        add(event.payload.utf8)
        add(event.actor.utf8)
        add(event.enteredBy.utf8)
        add(event.authentication.rawValue.utf8)
        add(event.origin.utf8)
        add(String(event.at.milliseconds).utf8)
        add(previous)
        return Array(SHA256.hash(data: bytes))
    }

    /// What stands for a stream in a Merkle root: its id and a zero byte, so that leaves sort as ids do, then version and
    /// hash, each preceded by its length.
    package static func leaf(stream: String, version: Int, hash: [UInt8]) -> [UInt8] {
        var bytes = Array(stream.utf8) + [0]
        for part in [Array(String(version).utf8), hash] {
            withUnsafeBytes(of: UInt64(part.count).bigEndian) { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: part)
        }
        return bytes
    }

    package static func sha256(_ bytes: [UInt8]) -> [UInt8] { Array(SHA256.hash(data: bytes)) }
}
