import Crypto
package import Walkthrough

/// How often somebody may try something: so many times within a window, which begins with the first try. The tries are
/// counted in the database, so that the limit holds across nodes; the store keeps digests, never an address or a name.
public struct Throttle: Hashable, Sendable {
    /// What is tried, such as `sign-in`; limits of different kinds are counted apart.
    public let kind: String
    /// How many tries a window has; 0 switches the limit off.
    public let limit: Int
    /// The length of a window in milliseconds.
    public let window: Int64

    public init(_ kind: String, limit: Int, per window: Int64) {
        self.kind = kind
        self.limit = limit
        self.window = window
    }

    public static let minute: Int64 = 60_000
    public static let hour: Int64 = 3_600_000
    public static let day: Int64 = 86_400_000

    /// Tries of one key within a window.
    package struct Tally: Hashable, Sendable {
        package let count: Int
        /// When the window began.
        package let since: Instant

        package init(count: Int, since: Instant) {
            self.count = count
            self.since = since
        }
    }

    /// The key under which tries of `subject`, such as an address, are counted.
    package func key(of subject: String) -> Walkthrough.Digest {
        Walkthrough.Digest(sha256: SHA256.hash(data: Array("\(kind)\u{1F}\(subject)".utf8)))
    }

    /// Whole seconds until the window ends, if more than `limit` tries were made in it.
    func wait(_ tally: Tally, at now: Instant) -> Int? {
        let left = tally.since.milliseconds + window - now.milliseconds
        guard tally.count > limit, left > 0 else { return nil }
        return Int((min(left, window) + 999) / 1000)
    }
}

extension ReadTransaction {
    /// Throws `tooMany` if `subject` has used up its tries already; counts nothing.
    package func check(_ throttle: Throttle, _ subject: String, at now: Instant) throws {
        guard throttle.limit > 0, let tally = try tally(throttle.kind, throttle.key(of: subject)) else {
            return
        }
        let next = Throttle.Tally(count: tally.count + 1, since: tally.since)
        if let seconds = throttle.wait(next, at: now) { throw LedgerError.tooOften(seconds) }
    }
}

extension WriteTransaction {
    /// Counts one try of `subject`, in this transaction: one that fails counts nothing.
    /// - Throws: `LedgerError.tooMany` for one too many.
    package func count(_ throttle: Throttle, _ subject: String) throws {
        guard throttle.limit > 0 else { return }
        let tally = try count(throttle.kind, throttle.key(of: subject), within: throttle.window)
        if let seconds = throttle.wait(tally, at: at) { throw LedgerError.tooOften(seconds) }
    }
}

extension Ledger {
    /// Counts one try of `subject`, durably, whatever comes of it. Past the limit nothing is written any more, so that a
    /// flood costs a read each.
    /// - Throws: `LedgerError.tooMany` for one too many.
    package func admit(_ throttle: Throttle, _ subject: String) async throws {
        guard throttle.limit > 0 else { return }
        let now = environment.now()
        try await store.read { try $0.check(throttle, subject, at: now) }
        try await store.write { try $0.count(throttle, subject) }
    }
}

extension LedgerError {
    static func tooOften(_ seconds: Int) -> LedgerError {
        .tooMany(retryAfter: seconds, "试得太频繁；请等 \(seconds) 秒再试")
    }
}
