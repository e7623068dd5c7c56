#if PostgreSQL
    import CLibPQ
    import Dispatch
    import LedgerSQL
    import Synchronization

    /// A place for one session, with a thread of its own, since libpq blocks.
    final class PostgresSlot: @unchecked Sendable {
        private struct Work {
            var canceller: PostgresCanceller?
            var isRunning = false
            var isCancelled = false
        }

        private let queue = DispatchQueue(label: "peizou.postgres")
        private let address: PostgresAddress
        private let work = Mutex(Work())
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
                // The slot keeps the session, and is there as long as it runs.
                session.isUnwanted = { [unowned self] in work.withLock { $0.isCancelled } }
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

    /// Cancels what a session is doing. Sent over a connection of its own.
    final class PostgresCanceller: @unchecked Sendable {
        private let pointer: OpaquePointer

        init(_ pointer: OpaquePointer) { self.pointer = pointer }
        deinit { PQfreeCancel(pointer) }

        func cancel() {
            var message = [CChar](repeating: 0, count: 256)
            _ = PQcancel(pointer, &message, Int32(message.count))
        }
    }
#endif
