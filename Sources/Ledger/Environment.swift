public import Walkthrough

#if canImport(Glibc)
    import Glibc
#endif

/// What the rules must not reach for themselves: clock, randomness, node and OS user.
public struct Environment: Sendable {
    public var now: @Sendable () -> Instant { didSet { isMachineClock = false } }
    public var random: @Sendable () -> UInt64
    /// Which machine and process writes (decisions 2).
    public var origin: String
    /// Whether `now` is this machine's clock: then commands take the time of a store that several machines share.
    package private(set) var isMachineClock = false

    public init(
        now: @escaping @Sendable () -> Instant, random: @escaping @Sendable () -> UInt64, origin: String
    ) {
        self.now = now
        self.random = random
        self.origin = origin
    }

    /// The machine's clock and the system's random numbers.
    public static var live: Environment {
        var live = Environment(
            now: {
                var time = timespec()
                clock_gettime(CLOCK_REALTIME, &time)
                return Instant(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
            },
            random: { UInt64.random(in: .min ... .max) },
            origin: "cli:\(hostName)")
        live.isMachineClock = true
        return live
    }

    private static var hostName: String {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, 255) == 0 else { return "unknown" }
        return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    public func newID<Entity>(_ type: Entity.Type = Entity.self) -> ID<Entity> {
        ID(at: now(), random: (random(), random()))
    }
}
