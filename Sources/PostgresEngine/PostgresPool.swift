#if PostgreSQL
    import Dispatch
    import Foundation
    import LedgerSQL
    import Synchronization

    /// A mutex that closures can hold.
    private final class SharedMutex<Value: Sendable>: Sendable {
        private let mutex: Mutex<Value>

        init(_ value: Value) { mutex = Mutex(value) }

        func withLock<R>(_ body: (inout Value) -> R) -> R {
            mutex.withLock { value in
                body(&value)
            }
        }
    }

    /// A place for one session, with a thread of its own, since libpq blocks.
    final class PostgresSlot: @unchecked Sendable {
        private struct Work {
            var canceller: PostgresCanceller?
            var isRunning = false
            var isCancelled = false
        }

        private let queue = DispatchQueue(label: "peizou.postgres")
        private let address: PostgresAddress
        private let work = SharedMutex(Work())
        /// Used on the queue only.
        private var session: PostgresSession?

        private let trace: (@Sendable (SQL) -> Void)?

        init(_ address: PostgresAddress, trace: (@Sendable (SQL) -> Void)?) {
            self.address = address
            self.trace = trace
        }

        /// Runs `body` on the slot's thread, with its session, which is made first if there is none.
        /// - Returns: also whether it was cancelled meanwhile, in which case it may have failed by that.
        func run<R: Sendable>(
            _ body: @escaping @Sendable (PostgresSession) throws -> R
        ) async -> (result: Result<R, any Error>, wasCancelled: Bool) {
            await withCheckedContinuation { continuation in
                queue.async {
                    var wasCancelled = false
                    let result = Result { try self.use(&wasCancelled, body) }
                    continuation.resume(returning: (result, wasCancelled))
                }
            }
        }

        private func use<R>(
            _ wasCancelled: inout Bool, _ body: (PostgresSession) throws -> R
        ) throws -> R {
            let session: PostgresSession
            if let known = self.session {
                session = known
            } else {
                session = try PostgresSession(address, trace: trace)
                session.isUnwanted = { [work] in work.withLock(\.isCancelled) }
                self.session = session
                work.withLock { $0.canceller = session.canceller() }
            }
            work.withLock { $0.isRunning = true }
            defer {
                wasCancelled = work.withLock { work in
                    work.isRunning = false
                    return work.isCancelled
                }
                // A cancellation may still be on its way, and would hit whoever comes next.
                if session.isBroken || wasCancelled { drop() }
            }
            return try body(session)
        }

        private func drop() {
            session = nil
            work.withLock { $0.canceller = nil }
        }

        /// Somebody has it now; what was cancelled before is over.
        func begin() { work.withLock { $0.isCancelled = false } }

        /// Cancels what runs on it now, or begins to.
        func cancel() {
            let canceller = work.withLock { work in
                work.isCancelled = true
                return work.isRunning ? work.canceller : nil
            }
            // It connects anew, which may take long.
            guard let canceller else { return }
            DispatchQueue.global().async { canceller.cancel() }
        }

        func close() async {
            await withCheckedContinuation { continuation in
                queue.async {
                    self.drop()
                    continuation.resume()
                }
            }
        }
    }

    /// So many slots, handed out in the order of asking.
    final class PostgresPool: Sendable {
        private struct Waiter {
            let id: Int
            /// Ends its waiting when it has waited long enough.
            let expiry: Task<Void, Never>
            let answer: @Sendable (Result<PostgresSlot, any Error>) -> Void
        }

        private struct State {
            var idle: [PostgresSlot] = []
            var made: [PostgresSlot] = []
            var waiting: [Waiter] = []
            var busy = 0
            var asked = 0
            var isClosed = false
            var closing: [CheckedContinuation<Void, Never>] = []
        }

        private let limit: Int
        private let address: PostgresAddress
        private let patience: Duration
        private let trace: (@Sendable (SQL) -> Void)?
        private let state = Mutex(State())

        init(
            _ address: PostgresAddress, limit: Int, patience: Duration, trace: (@Sendable (SQL) -> Void)?
        ) {
            self.address = address
            self.trace = trace
            self.limit = max(1, limit)
            self.patience = patience
        }

        /// - Throws: `unavailable` if none becomes free in time, `closed`.
        func take() async throws -> PostgresSlot {
            try await withCheckedThrowingContinuation { continuation in
                let answer: @Sendable (Result<PostgresSlot, any Error>) -> Void = {
                    continuation.resume(with: $0)
                }
                let now: Result<PostgresSlot, any Error>? = state.withLock { state in
                    if state.isClosed { return .failure(EngineError.closed) }
                    // The one used last is the likeliest to be connected.
                    if let slot = state.idle.popLast() {
                        state.busy += 1
                        return .success(slot)
                    }
                    if state.made.count < limit {
                        let slot = PostgresSlot(address, trace: trace)
                        state.made.append(slot)
                        state.busy += 1
                        return .success(slot)
                    }
                    state.asked += 1
                    let expiry = expiry(of: state.asked)
                    state.waiting.append(Waiter(id: state.asked, expiry: expiry, answer: answer))
                    return nil
                }
                if let now { answer(now) }
            }
        }

        private func expiry(of id: Int) -> Task<Void, Never> {
            Task { [weak self, patience] in
                guard (try? await Task.sleep(for: patience)) != nil else { return }
                let waiter: Waiter? = self?.state.withLock { state in
                    guard let index = state.waiting.firstIndex(where: { $0.id == id }) else { return nil }
                    return state.waiting.remove(at: index)
                }
                waiter?.answer(.failure(EngineError.unavailable(retryAfter: 5)))
            }
        }

        func give(_ slot: PostgresSlot) {
            let (next, closing): (Waiter?, [CheckedContinuation<Void, Never>]) = state.withLock { state in
                if !state.waiting.isEmpty { return (state.waiting.removeFirst(), []) }
                state.idle.append(slot)
                state.busy -= 1
                guard state.isClosed, state.busy == 0 else { return (nil, []) }
                defer { state.closing = [] }
                return (nil, state.closing)
            }
            next?.expiry.cancel()
            next?.answer(.success(slot))
            closing.forEach { $0.resume() }
        }

        /// Refuses new work, lets what runs end for a while, then cancels it.
        func close(patience: Duration) async {
            let waiting = state.withLock { state in
                state.isClosed = true
                defer { state.waiting = [] }
                return state.waiting
            }
            for waiter in waiting {
                waiter.expiry.cancel()
                waiter.answer(.failure(EngineError.closed))
            }
            let timer = Task { [weak self] in
                try await Task.sleep(for: patience)
                while let busy = self?.state.withLock({ $0.busy > 0 ? $0.made : [] }), !busy.isEmpty {
                    for slot in busy { slot.cancel() }
                    try await Task.sleep(for: .milliseconds(200))
                }
            }
            await withCheckedContinuation { continuation in
                let isIdle = state.withLock { state in
                    if state.busy > 0 { state.closing.append(continuation) }
                    return state.busy == 0
                }
                if isIdle { continuation.resume() }
            }
            timer.cancel()
            for slot in state.withLock({ $0.made }) { await slot.close() }
        }
    }
#endif
