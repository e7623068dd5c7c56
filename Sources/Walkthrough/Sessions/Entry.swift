/// Who typed something, and when by which clock (decisions 2). Whoever types may differ from whoever walked.
public struct Entry: Hashable, Sendable, Codable {
    public let account: String
    /// Absent for an account without a person, such as `local:<OS user>`.
    public let person: ID<Person>?
    /// Whether a password or token showed that it is the account's own act; `--as` alone proves nothing.
    public let isProven: Bool
    /// By the device's clock, as it said; absent where no device told.
    public let observedAt: Instant?
    /// By the server's clock: day 0 and the week go by it.
    public let receivedAt: Instant
    /// Milliseconds by which the device's clock is ahead of the server's.
    public let clockError: Int64?

    public init(
        account: String, person: ID<Person>?, isProven: Bool, observedAt: Instant? = nil, receivedAt: Instant,
        clockError: Int64? = nil
    ) {
        self.account = account
        self.person = person
        self.isProven = isProven
        self.observedAt = observedAt
        self.receivedAt = receivedAt
        self.clockError = clockError
    }

    /// An entry by the actor now.
    public init(_ actor: Actor, at: Instant, observedAt: Instant? = nil, deviceNow: Instant? = nil) {
        self.init(
            account: actor.account, person: actor.person, isProven: actor.isProven, observedAt: observedAt,
            receivedAt: at, clockError: deviceNow.map { $0.milliseconds - at.milliseconds })
    }

    /// The time of the observation with the device's error taken off; 发现日期 is its day.
    public var observed: Instant { observedAt?.adding(milliseconds: -(clockError ?? 0)) ?? receivedAt }
}
