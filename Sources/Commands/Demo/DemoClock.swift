import Ledger
import Synchronization
import Walkthrough

/// The clock of a played county: it moves only when the play says so, a little with each reading. Random numbers follow
/// from a seed, so that two plays give the same ledgers.
final class DemoClock: Sendable {
    private let state: Mutex<(now: Instant, seed: UInt64)>

    init(_ start: Instant) { state = Mutex((start, 20_260_903)) }

    func set(_ now: Instant) { state.withLock { $0.now = max($0.now, now) } }

    var environment: Environment {
        Environment(
            now: {
                self.state.withLock { state in
                    state.now = state.now.adding(milliseconds: 20)
                    return state.now
                }
            },
            random: {
                // SplitMix64.
                self.state.withLock { state in
                    state.seed &+= 0x9E37_79B9_7F4A_7C15
                    var mixed = state.seed
                    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
                    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
                    return mixed ^ (mixed >> 31)
                }
            }, origin: "demo")
    }
}
