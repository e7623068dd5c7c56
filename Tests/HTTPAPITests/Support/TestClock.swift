import Ledger
import Synchronization
import Walkthrough

/// A clock that the test moves, and a generator that gives the same every time.
final class TestClock: Sendable {
    private let state: Mutex<(now: Instant, random: UInt64)>

    init(_ now: Instant, seed: UInt64 = 1) { state = Mutex((now, seed)) }

    var now: Instant {
        get { state.withLock { $0.now } }
        set { state.withLock { $0.now = newValue } }
    }

    func at(_ time: String) throws { now = try Instant(time) }

    func advance(minutes: Int64) { now = now.adding(milliseconds: minutes * 60_000) }

    /// SplitMix64.
    func random() -> UInt64 {
        state.withLock { state in
            state.random &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state.random
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    var environment: Environment {
        Environment(now: { self.now }, random: { self.random() }, origin: "http:test")
    }
}
