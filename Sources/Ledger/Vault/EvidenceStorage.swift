package import Walkthrough

/// Where the bytes of evidence and frozen files lie, each under its digest. `EvidenceFolder` is one; an object store can be
/// another.
package protocol EvidenceStorage: Sendable {
    /// Begins a file whose digest is not known yet.
    func begin() throws(LedgerError) -> any EvidenceDraft

    /// - Throws: where it cannot be known, as on a disk that is not mounted.
    func contains(_ digest: Walkthrough.Digest) throws(LedgerError) -> Bool

    /// Gives the file's bytes in blocks.
    /// - Throws: `unknown` if it is not there.
    func read(_ digest: Walkthrough.Digest, _ body: (UnsafeRawBufferPointer) -> Void) throws(LedgerError)

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

/// A file on its way into a storage. It is kept or discarded, once.
package protocol EvidenceDraft {
    func append(_ block: UnsafeRawBufferPointer) throws(LedgerError)

    /// Gives the file its place, and is durable when it returns. One that is there already renews its time, so that
    /// `sweep` leaves it alone.
    /// - Returns: whether it is new.
    func keep(as digest: Walkthrough.Digest) throws(LedgerError) -> Bool

    func discard()
}
