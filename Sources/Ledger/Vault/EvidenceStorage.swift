package import Walkthrough

/// Where the bytes of evidence and frozen files lie, each under its digest. `EvidenceFolder` is one; an object store can be
/// another.
package protocol EvidenceStorage: Sendable {
    /// Begins a file whose digest is not known yet.
    func begin() throws(LedgerError) -> any EvidenceDraft

    func contains(_ digest: Walkthrough.Digest) -> Bool

    /// Gives the file's bytes in blocks.
    /// - Throws: `unknown` if it is not there.
    func read(_ digest: Walkthrough.Digest, _ body: (UnsafeRawBufferPointer) -> Void) throws(LedgerError)

    /// Gives a path where the file can be read meanwhile.
    /// - Throws: `unknown` if it is not there, and what `body` throws.
    func withFile<R>(_ digest: Walkthrough.Digest, _ body: (String) throws -> R) throws -> R

    /// Takes a file out for good; one that is not there is no fault.
    func remove(_ digest: Walkthrough.Digest) throws(LedgerError)

    /// Puts aside what nothing names and is older than `limit`; removes drafts that never ended.
    /// - Returns: the digests that were put aside.
    func sweep(
        olderThan limit: Instant, isNamed: (Walkthrough.Digest) throws -> Bool
    ) throws -> [Walkthrough.Digest]
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
