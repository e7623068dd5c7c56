public import Walkthrough

/// Failed sign-ins under one name: after so many in a row it is locked, each further failure for twice as long.
public struct Lockout: Hashable, Sendable {
    /// Failures since the last success.
    public let failures: Int
    /// The end of the lock; of a failure that locked nothing, its own time.
    public let lockedUntil: Instant?

    public init(failures: Int = 0, lockedUntil: Instant? = nil) {
        self.failures = failures
        self.lockedUntil = lockedUntil
    }

    /// The longest lock. It is an hour and not for ever, since anybody can lock anybody.
    public static let longestMinutes = 60
    /// Failures are forgotten after a day without one.
    static let forgetting: Int64 = 86_400_000

    /// The whole seconds to wait, or `nil` if the account may try now. While it is locked no password is looked at.
    public func wait(at now: Instant) -> Int? {
        guard let lockedUntil, lockedUntil > now else { return nil }
        return Int((lockedUntil.milliseconds - now.milliseconds + 999) / 1000)
    }

    /// The state after a wrong password. One that came during a lock changes nothing.
    /// - Parameters:
    ///   - tries: the setting `lockoutTries`.
    ///   - minutes: the setting `lockoutMinutes`, the first lock.
    public func failing(at now: Instant, tries: Int, minutes: Int) -> Lockout {
        guard wait(at: now) == nil else { return self }
        let isForgotten = lockedUntil.map { now.milliseconds - $0.milliseconds > Self.forgetting } ?? false
        let failures = (isForgotten ? 0 : failures) + 1
        guard failures >= tries else { return Lockout(failures: failures, lockedUntil: now) }
        let longest = max(minutes, Self.longestMinutes)
        let doublings = min(failures - tries, 12)
        let lock = Int64(min(minutes << doublings, longest)) * 60_000
        return Lockout(failures: failures, lockedUntil: now.adding(milliseconds: lock))
    }

    /// The state after a right password.
    public static let open = Lockout()
}
