package import Walkthrough

/// A state and the version of its stream: the number of its last event.
public struct Versioned<State: Sendable>: Sendable {
    public let state: State
    public let version: Int

    package init(_ state: State, version: Int) {
        self.state = state
        self.version = version
    }
}

/// Where the log, its texts and the projections lie. One county's view of it.
package protocol Store: Sendable {
    var county: String { get }

    /// One command: durable when it returns. The body may run more than once and keeps nothing but what it returns.
    func write<R: Sendable>(_ body: @escaping @Sendable (any WriteTransaction) throws -> R) async throws -> R
    /// A long write, such as an import, in a transaction of its own.
    func writeAlone<R: Sendable>(_ body: @escaping @Sendable (any WriteTransaction) throws -> R) async throws
        -> R
    func read<R: Sendable>(_ body: @escaping @Sendable (any ReadTransaction) throws -> R) async throws -> R

    /// Checks log, texts, projections, search and sealed roots; the vault's files are the caller's to check.
    func verify(_ progress: @escaping @Sendable (Int) -> Void) async throws -> VerifyReport
    /// Makes the projections again from log and text records, in one transaction.
    func rebuild(_ progress: @escaping @Sendable (Int) -> Void) async throws
    /// Leaves nothing of what was deleted in logs beside the database.
    func forgetDeleted() async throws
    /// A consistent copy of the database as a new file.
    func copy(to path: String) async throws
    func close() async throws
}

/// The county as the store knows it.
package struct CountyRecord: Hashable, Sendable {
    package let code: String
    package let isDemo: Bool
    package let madeAt: Instant

    package init(code: String, isDemo: Bool, madeAt: Instant) {
        self.code = code
        self.isDemo = isDemo
        self.madeAt = madeAt
    }
}

/// One moment of the store. Unit look-ups of `UnitDirectory` remember a fault until `rethrow()`.
package protocol ReadTransaction: AnyObject, UnitDirectory, StatisticsReading {
    var county: CountyRecord { get }

    func head(_ stream: StreamID) throws -> StreamHead?
    func state<A: Aggregate>(_ type: A.Type, _ id: String) throws -> Versioned<A>?
    /// What `make` draws from reference data alone, such as the settings in force, kept under `name` while that data stays.
    func remembered<Value: Sendable>(_ name: String, _ make: () throws -> Value) throws -> Value
    /// All states of a kind in id order; streamed, for kinds that are few or for exports.
    func states<A: Aggregate>(_ type: A.Type, _ body: (String, Versioned<A>) throws -> Void) throws
    /// The events of a stream up to and including `until`, oldest first, with their texts.
    func events(of stream: StreamID, until: Instant?, _ body: (EventRecord, TextRecord?) throws -> Void)
        throws

    /// The id behind a key that people use: an item's or suggestion's number, a person's staff number, a name.
    func id(of kind: StreamID.Kind, key: String) throws -> String?
    /// The row that an import brought from this origin.
    func id(of kind: StreamID.Kind, origin: String?) throws -> String?
    func item(externalSystem system: String, number: String) throws -> String?

    /// Whether one of the scopes sees the row or walk.
    func sees(_ kind: StreamID.Kind, _ id: String, in scopes: [Scope]) throws -> Bool
    func items(_ query: ItemQuery) throws -> ItemPage
    /// Ids of walks, suggestions or cases that a scope sees, newest first.
    func documents(_ query: DocumentQuery) throws -> [String]
    /// Ids of open rows, in id order.
    func openItems(after: String?, limit: Int) throws -> [String]
    /// Every row of the ledger in the order they were registered, which is that of their numbers, for exports and weeks.
    func eachItem(_ body: (Versioned<RectificationItem>) throws -> Void) throws
    /// In that order, the rows that `scope` sees in one of `states` (any, if empty), and all that changed after an
    /// instant: what a week must look at beside what it knows to have been settled before.
    func eachItem(
        in scope: String, states: [StateKind], orChangedAfter after: Instant,
        _ body: (Versioned<RectificationItem>) throws -> Void) throws

    /// Which streams name this evidence, and which promise it.
    func evidenceUses(_ digest: Digest) throws -> [StreamID]
    func evidencePromises(_ digest: Digest) throws -> [StreamID]
    /// The receipt of the public door with this number.
    func reportReceipt(_ number: String) throws -> ReportReceipt?
    /// What an account brought into the vault.
    func upload(of digest: Digest, by account: String) throws -> UploadRecord?
    func evidenceIsNamed(_ digest: Digest) throws -> Bool
    /// Every file of the vault that a stream names, once, with the first stream that does.
    func eachEvidence(_ body: (Digest, StreamID) throws -> Void) throws

    func request(_ key: RequestKey, by account: String) throws -> RequestRecord?
    func credential(of account: String) throws -> CredentialRecord?
    func token(_ digest: Digest) throws -> TokenRecord?
    /// The tries counted in the latest window of a key, which may have ended.
    func tally(_ kind: String, _ key: Digest) throws -> Throttle.Tally?
    /// Entries of the access log, the newest first.
    func accessLog(_ query: AccessQuery) throws -> [AccessRecord]

    /// Heads of all streams as of `until`, in byte order of the stream ids, for a Merkle root.
    func heads(until: Instant, _ body: (String, Int, [UInt8]) throws -> Void) throws

    /// Throws what a look-up of `UnitDirectory` could not.
    func rethrow() throws
}

package protocol WriteTransaction: ReadTransaction {
    /// The time of everything this command records (architecture 3): not before anything that was recorded when it began,
    /// nor before what its streams already hold.
    var at: Instant { get }
    /// The county's code, also before it was made.
    var countyCode: String { get }
    func random() -> UInt64

    /// Appends to the stream's chain and updates the projections.
    /// - Parameter expected: the version that the decision was made on; another one is `stale`.
    @discardableResult
    func append<A: Aggregate>(
        _ type: A.Type, _ id: String, _ events: some Sequence<A.Family>, by actor: Actor, expected: Int
    ) throws -> Versioned<A>

    /// The next number of a series in a year, without gaps.
    func nextSerial(_ series: String, year: Int) throws -> Int

    func createCounty(isDemo: Bool) throws

    /// Deletes the salts and texts of an event's record, and makes the stream's state again without them.
    func eraseTexts(_ stream: StreamID, record version: Int, fields: [String]) throws

    /// The record as it stays until the commit, for what counts on it.
    func lockedCredential(of account: String) throws -> CredentialRecord?
    func remember(_ key: RequestKey, by account: String, receipt: String) throws

    func setCredential(_ credential: CredentialRecord) throws
    func setToken(_ token: TokenRecord) throws
    func revokeToken(_ id: String) throws
    func add(_ receipt: ReportReceipt) throws
    /// A second upload of the same by the same account renews its time.
    func setUpload(_ upload: UploadRecord) throws
    /// For files that are no longer in the vault.
    func forgetUploads(of digest: Digest) throws
    /// Takes back those tokens of an account that are still good.
    func revokeTokens(of account: String, _ which: TokenRecord.Which) throws
    /// Binds a card that no device holds yet.
    /// - Returns: `false` where another was faster.
    func bindCard(_ digest: Digest, to device: Digest, until expires: Instant) throws -> Bool
    /// Notes that a token was used; never earlier than noted before.
    func touchToken(_ digest: Digest, at seen: Instant) throws
    /// Forgets sessions that ended before.
    func forgetSessions(before: Instant) throws
    /// Counts one try; where the window of `within` milliseconds has ended, the first of a new one.
    func count(_ kind: String, _ key: Digest, within: Int64) throws -> Throttle.Tally
    func setTally(_ kind: String, _ key: Digest, _ tally: Throttle.Tally) throws
    /// Forgets the tries of windows that began before.
    func forgetTries(before: Instant) throws
    /// Request keys of clients, so that their repeats are new requests; ids that clients made stay taken.
    func forgetRequests(before: Instant) throws
    func noteAccess(_ entry: AccessEntry) throws
    func forgetAccess(before: Instant) throws
}
