package import Walkthrough

/// Where the bytes of evidence and frozen files lie, each under its digest. `EvidenceFolder` is one; an object store can be
/// another.
package protocol EvidenceStorage: Sendable {
    /// Begins a file whose digest is not known yet.
    func begin() throws(LedgerError) -> any EvidenceDraft

    /// - Throws: where it cannot be known, as on a disk that is not mounted.
    func contains(_ digest: Walkthrough.Digest) throws(LedgerError) -> Bool

    /// Opens the file for reading.
    /// - Throws: `unknown` if it is not there.
    func open(_ digest: Walkthrough.Digest) throws(LedgerError) -> any EvidenceFile

    /// Gives a path where the file can be read meanwhile.
    /// - Throws: `unknown` if it is not there, and what `body` throws.
    func withFile<R>(_ digest: Walkthrough.Digest, _ body: (String) throws -> R) throws -> R

    /// Takes a file out for good; one that is not there is no fault.
    func remove(_ digest: Walkthrough.Digest) throws(LedgerError)

    /// The files whose time is before `limit`. Drafts that old never ended, and are removed.
    func old(before limit: Instant) throws(LedgerError) -> [Walkthrough.Digest]

    /// Puts a file aside, if it is still there and its time still before `limit`.
    func putAside(_ digest: Walkthrough.Digest, before limit: Instant) throws(LedgerError)
}

/// A file that is open for reading; it can be read to its end though it is moved or removed meanwhile.
package protocol EvidenceFile: Sendable {
    var byteCount: Int { get }

    /// Fills `buffer` from `offset` on.
    /// - Returns: how many bytes; 0 behind the end.
    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(LedgerError) -> Int
}

extension EvidenceFile {
    /// At most `count` bytes from `offset` on; none behind the end.
    package func bytes(at offset: Int, count: Int) throws(LedgerError) -> [UInt8] {
        guard offset >= 0, count > 0, offset < byteCount else { return [] }
        var bytes = [UInt8](repeating: 0, count: min(count, byteCount - offset))
        var done = 0
        while done < bytes.count {
            let taken = try read(bytes: &bytes, from: done, at: offset + done)
            if taken == 0 { break }
            done += taken
        }
        return Array(bytes.prefix(done))
    }

    private func read(bytes: inout [UInt8], from start: Int, at offset: Int) throws(LedgerError) -> Int {
        var fault: LedgerError?
        let taken = bytes.withUnsafeMutableBytes { buffer in
            do throws(LedgerError) {
                return try read(at: offset, into: UnsafeMutableRawBufferPointer(rebasing: buffer[start...]))
            } catch {
                fault = error
                return 0
            }
        }
        if let fault { throw fault }
        return taken
    }
}

/// A file on its way into a storage. It is kept or discarded, once.
package protocol EvidenceDraft: Sendable {
    func append(_ block: UnsafeRawBufferPointer) throws(LedgerError)

    /// Gives the file its place, and is durable when it returns. One that is there already renews its time, so that
    /// `sweep` leaves it alone.
    /// - Returns: whether it is new.
    func keep(as digest: Walkthrough.Digest) throws(LedgerError) -> Bool

    func discard()
}
