#if PostgreSQL
    import LedgerSQL
    import Synchronization

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

        /// How many have asked for a slot and have none yet.
        var waiting: Int { state.withLock { $0.waiting.count } }

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
