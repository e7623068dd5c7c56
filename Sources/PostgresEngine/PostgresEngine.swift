#if PostgreSQL
    import Dispatch
    import Foundation
    package import LedgerSQL
    import Synchronization

    /// PostgreSQL ≥ 13 over libpq: one command, one transaction, one connection (architecture 7).
    ///
    /// A command whose connection breaks before its commit is run again on a new one; one whose commit was under way is
    /// asked after by the mark that it leaves. So a restart of the server is a pause for those who write.
    package final class PostgresEngine: Engine {
        package struct Options: Sendable {
            /// The most connections of commands, and of reads.
            package var writers = 8
            package var readers = 4
            /// How long a command waits for a connection, or for a server that it has already reached to come back.
            package var patience = Duration.seconds(30)
            /// How long `close` lets statements end before it cancels them.
            package var closingPatience = Duration.seconds(10)
            /// Is told every statement as it is sent, with its values: for measures.
            package var trace: (@Sendable (SQL) -> Void)?

            package init() {}
        }

        package let dialect = Dialect.postgres
        package let address: PostgresAddress
        private let options: Options
        private let writers: PostgresPool
        private let readers: PostgresPool
        private let state = Mutex((known: Int?.none, hasConnected: false))

        package init(_ address: PostgresAddress, options: Options = Options()) {
            self.address = address
            self.options = options
            writers = PostgresPool(
                address, limit: options.writers, patience: options.patience, trace: options.trace)
            readers = PostgresPool(
                address, limit: options.readers, patience: options.patience, trace: options.trace)
        }

        /// Commands and reads that wait for a connection.
        package var waiting: Int { writers.waiting + readers.waiting }

        @discardableResult
        package func write<R: Sendable>(
            _ body: @escaping @Sendable (any SQLConnection) throws -> R
        ) async throws -> R {
            try await transact(.write, on: writers, body)
        }

        @discardableResult
        package func writeAlone<R: Sendable>(
            _ body: @escaping @Sendable (any SQLConnection) throws -> R
        ) async throws -> R {
            try await alone(body)
        }

        package func read<R: Sendable>(
            _ body: @escaping @Sendable (any SQLConnection) throws -> R
        ) async throws -> R {
            try await transact(.read, on: readers, body)
        }

        package func copyFile(to path: String) async throws -> Bool { false }

        /// Vacuums what an erasure touched, where this role owns the tables. Archived logs, replicas and backups keep the
        /// text until they expire; the manual says so.
        package func forgetDeleted() async throws {
            let slot = try await writers.take()
            defer { writers.give(slot) }
            try await slot.run { session in
                // The session ends with it, and so does its setting.
                defer { session.abandon() }
                _ = try session.run("SET statement_timeout = 0")
                for table in ["text_record", "stream", "item", "item_search"] {
                    session.send(SQL(text: "VACUUM \(table)", values: []), isPrepared: false)
                    try session.sync()
                }
            }.result.mapError(PostgresFailure.mapped).get()
        }

        package func close() async throws {
            await writers.close(patience: options.closingPatience)
            await readers.close(patience: options.closingPatience)
        }

        // MARK: Transactions

        private enum Ending<R: Sendable>: Sendable {
            case done(R)
            case failed(any Error)
            /// Somebody else was faster.
            case conflict
            case disconnected(EngineError)
            /// The connection broke during the commit of the transaction with this mark; `nil` where there was none yet.
            case uncertain(PostgresMark?, R)
        }

        /// A write of which a migration is made: it may take long, and works with this engine's own connection.
        func alone<R: Sendable>(
            _ body: @escaping @Sendable (PostgresConnection) throws -> R
        ) async throws -> R {
            try await transact(.alone, on: writers, body)
        }

        /// From now on writes are refused where the schema is newer than `version`.
        func knows(version: Int) { state.withLock { $0.known = version } }

        private func transact<R: Sendable>(
            _ mode: PostgresConnection.Mode, on pool: PostgresPool,
            _ body: @escaping @Sendable (PostgresConnection) throws -> R
        ) async throws -> R {
            guard !Task.isCancelled else { throw EngineError.cancelled }
            let start = ContinuousClock.now
            var conflicts = 0
            var pause = Duration.milliseconds(50)
            while true {
                let ending = try await attempt(mode, on: pool, body)
                switch ending {
                case .done(let result): return result
                case .failed(let error): throw error
                case .conflict:
                    conflicts += 1
                    guard conflicts <= 3 else { throw EngineError.contended }
                case .disconnected(let error):
                    let isKnown = state.withLock { $0.hasConnected }
                    guard isKnown, ContinuousClock.now - start < options.patience else { throw error }
                    guard !Task.isCancelled else { throw EngineError.cancelled }
                    await Self.wait(pause)
                    pause = min(pause * 2, .seconds(1))
                case .uncertain(let mark, let result):
                    guard let mark else { throw EngineError.uncertain }
                    if try await hasCommitted(mark, on: pool) { return result }
                }
            }
        }

        private func attempt<R: Sendable>(
            _ mode: PostgresConnection.Mode, on pool: PostgresPool,
            _ body: @escaping @Sendable (PostgresConnection) throws -> R
        ) async throws -> Ending<R> {
            let slot = try await pool.take()
            defer { pool.give(slot) }
            slot.begin()
            let known = state.withLock { $0.known }
            let seeksPrimary = address.seeksPrimary
            func run() async -> (result: Result<Ending<R>, any Error>, wasCancelled: Bool) {
                await slot.run { session in
                    self.state.withLock { $0.hasConnected = true }
                    return Self.once(mode, session, known: known, seeksPrimary: seeksPrimary, body)
                }
            }
            let outcome =
                mode == .read
                ? await withTaskCancellationHandler(operation: run, onCancel: { slot.cancel() })
                : await run()
            switch outcome.result {
            case .success(.failed) where outcome.wasCancelled: return .failed(EngineError.cancelled)
            case .success(let ending): return ending
            case .failure(let failure as PostgresFailure):
                let error = failure.engineError
                return failure.isDisconnection ? .disconnected(error) : .failed(error)
            case .failure(let error): return .failed(error)
            }
        }

        private static func once<R: Sendable>(
            _ mode: PostgresConnection.Mode, _ session: PostgresSession, known: Int?, seeksPrimary: Bool,
            _ body: (PostgresConnection) throws -> R
        ) -> Ending<R> {
            let connection = PostgresConnection(session)
            connection.begin(mode, known: known)
            var result: R?
            do {
                let value = try body(connection)
                result = value
                try connection.commit()
                return .done(value)
            } catch {
                guard let failure = connection.fault as? PostgresFailure else {
                    connection.rollback()
                    return .failed(error)
                }
                if failure.isReadOnly {
                    // The server became a standby: another connection may find the primary.
                    session.abandon()
                    return seeksPrimary ? .disconnected(failure.engineError) : .failed(error)
                }
                if failure.isDisconnection || session.isBroken {
                    if connection.isCommitting, mode != .read, let result {
                        return .uncertain(connection.mark, result)
                    }
                    return .disconnected(failure.engineError)
                }
                connection.rollback()
                return failure.isConflict ? .conflict : .failed(error)
            }
        }

        /// Asks the server, once it is back, whether a transaction was committed whose commit was not answered.
        /// - Throws: `uncertain` if it does not come back, or does not end the transaction, in time.
        private func hasCommitted(_ mark: PostgresMark, on pool: PostgresPool) async throws -> Bool {
            let start = ContinuousClock.now
            while ContinuousClock.now - start < options.patience {
                guard let slot = try? await pool.take() else { throw EngineError.uncertain }
                slot.begin()
                let last = await slot.run { session in
                    // Nothing of the question stays, so it waits for no replica.
                    defer { _ = try? session.run("ROLLBACK") }
                    session.send("BEGIN ISOLATION LEVEL READ COMMITTED")
                    return try session.run(mark.ask).row(0).int64(0)
                }
                pool.give(slot)
                switch last.result {
                case .success(let number): return number == mark.number
                case .failure(let failure as PostgresFailure) where failure.mayPass: break
                case .failure: throw EngineError.uncertain
                }
                await Self.wait(.milliseconds(100))
            }
            throw EngineError.uncertain
        }

        /// A sleep that a cancelled task does not shorten.
        private static func wait(_ pause: Duration) async {
            await withCheckedContinuation { continuation in
                let milliseconds = Int(pause / .milliseconds(1))
                DispatchQueue.global().asyncAfter(deadline: .now() + .milliseconds(milliseconds)) {
                    continuation.resume()
                }
            }
        }
    }
#endif
