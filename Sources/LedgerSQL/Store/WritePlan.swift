import Ledger
import Walkthrough

/// What a command takes hold of before it begins, where several may write at once (architecture 7).
///
/// A command does not say beforehand which streams it will decide from. So it runs, holds what it comes upon without ever
/// waiting, and where it would have to wait it starts over with a plan that names all it has come upon so far: these are
/// then waited for in the order of their ids, and nobody waits in a ring.
struct WritePlan: Sendable {
    /// Streams whose heads are locked at the start, in the order of their ids.
    var streams: Set<String> = []
    /// Nobody else writes in the county meanwhile: for long writes, and for what changes the data that every decision
    /// reads (units, accounts, settings …).
    var isAlone = false
}

/// The command starts over with another plan. Nothing of it was recorded.
struct WriteConflict: Error {
    let plan: WritePlan
}
