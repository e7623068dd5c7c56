import Dispatch
import Glibc
import Synchronization

/// Where passwords are derived: on as many threads as half the processors, never on those that tasks share, so that a
/// burst of sign-ins neither stops the server nor takes more memory than that many derivations.
enum DerivationPool {
    /// Each derivation takes 32 MB.
    static let width = max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)) / 2)
    /// So many may wait: some seconds' worth.
    static let patience = 64 * width

    private struct State {
        var waiting: [@Sendable () -> Void] = []
        var running = 0
    }

    private static let state = Mutex(State())
    private static let queue = DispatchQueue(
        label: "peizou.derivation", qos: .userInitiated, attributes: .concurrent)

    /// - Throws: what `body` throws, or `LedgerError.unavailable` where too many wait.
    static func run<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws -> Value {
        try await withCheckedThrowingContinuation { continuation in
            let isTaken = take { continuation.resume(with: Result { try body() }) }
            if !isTaken {
                continuation.resume(
                    throwing: LedgerError.unavailable(retryAfter: 5, "同时登录的人太多，没有记录任何内容；请稍候再试"))
            }
        }
    }

    private static func take(_ job: @escaping @Sendable () -> Void) -> Bool {
        enum Turn { case now, later, never }
        let turn: Turn = state.withLock { state in
            if state.running < width {
                state.running += 1
                return .now
            }
            guard state.waiting.count < patience else { return .never }
            state.waiting.append(job)
            return .later
        }
        if turn == .now { queue.async { work(job) } }
        return turn != .never
    }

    /// One thread of the pool, until nobody waits.
    private static func work(_ first: @escaping @Sendable () -> Void) {
        var job = Optional(first)
        while let current = job {
            current()
            job = state.withLock { state in
                guard !state.waiting.isEmpty else {
                    state.running -= 1
                    return nil
                }
                return state.waiting.removeFirst()
            }
        }
    }
}
