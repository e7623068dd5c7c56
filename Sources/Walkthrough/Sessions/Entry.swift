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

    /// What is wrong with the times that a device tells. Its clock may be wrong, which `deviceNow` mends; but nothing is
    /// observed more than a day after it arrives, nor ten years before (decisions 2).
    public static func fault(observedAt: Instant?, deviceNow: Instant?, at: Instant) -> Invalid? {
        guard let observedAt else { return nil }
        let observed = observedAt.adding(milliseconds: at.milliseconds - (deviceNow ?? at).milliseconds)
        let day: Int64 = 86_400_000
        guard observed > at.adding(milliseconds: day) || observed < at.adding(milliseconds: -3_653 * day)
        else {
            return nil
        }
        return Invalid(
            "看到的时间", "\(observedAt.short) 与收到的时间 \(at.short) 相差太远", mend: "请核对设备的日期和时间，并一并发送设备现在的时间")
    }

    /// The time of the observation with the device's error taken off; 发现日期 is its day.
    public var observed: Instant { observedAt?.adding(milliseconds: -(clockError ?? 0)) ?? receivedAt }
}
