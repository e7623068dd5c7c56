internal import Dispatch
internal import Foundation
internal import GRDB
internal import Synchronization

/// The engine's one writer: takes the commands that wait, runs them in one transaction, each in its savepoint, and
/// answers nobody before COMMIT has returned.
///
/// It works on a queue of its own, never in a caller's task, and may block there.
final class SQLiteWriter: Sendable {
    struct Job: Sendable {
        enum Kind { case grouped, alone, maintenance }
        let kind: Kind
        let asked = ContinuousClock.now
        /// Runs the body and returns how to answer with its result.
        let run: @Sendable (SQLiteConnection) throws -> @Sendable () -> Void
        let fail: @Sendable (any Error) -> Void
    }

    private struct State {
        var waiting: [Job] = []
        var isDraining = false
        var isClosed = false
        /// The last schema version this process knows; `nil` before `migrate`.
        var known: Int?
        var commits = 0
        var idle: [CheckedContinuation<Void, Never>] = []
    }

    static let groupLimit = 64
    private let patience: Duration
    private let pool: DatabasePool
    private let turnstile: FileTurnstile
    private let queue = DispatchQueue(label: "peizou.writer")
    private let state = Mutex(State())

    /// - Parameter patience: how long a command waits for another process before it is answered `unavailable`.
    init(pool: DatabasePool, turnstile: FileTurnstile, patience: Duration) {
        self.pool = pool
        self.turnstile = turnstile
        self.patience = patience
    }

    /// Transactions committed so far.
    var commits: Int { state.withLock { $0.commits } }

    var waiting: Int { state.withLock { $0.waiting.count } }

    func submit<R: Sendable>(
        _ kind: Job.Kind, _ body: @escaping @Sendable (SQLiteConnection) throws -> R
    ) async throws -> R {
        guard !Task.isCancelled else { throw EngineError.cancelled }
        return try await withCheckedThrowingContinuation { continuation in
            let job = Job(
                kind: kind,
                run: { connection in
                    let result = try body(connection)
                    return { continuation.resume(returning: result) }
                },
                fail: { continuation.resume(throwing: $0) })
            let isFirst: Bool? = state.withLock { state in
                guard !state.isClosed else { return nil }
                state.waiting.append(job)
                defer { state.isDraining = true }
                return !state.isDraining
            }
            guard let isFirst else { return job.fail(EngineError.closed) }
            if isFirst { queue.async { self.drain() } }
        }
    }

    func knows(version: Int) { state.withLock { $0.known = version } }

    /// Refuses new commands and returns when the last is answered.
    func close() async {
        await withCheckedContinuation { continuation in
            let isIdle = state.withLock { state in
                state.isClosed = true
                if state.isDraining { state.idle.append(continuation) }
                return !state.isDraining
            }
            if isIdle { continuation.resume() }
        }
    }

    // MARK: On the queue

    private func drain() {
        while true {
            let idle: [CheckedContinuation<Void, Never>]? = state.withLock { state in
                guard state.waiting.isEmpty else { return nil }
                state.isDraining = false
                defer { state.idle = [] }
                return state.idle
            }
            if let idle { return idle.forEach { $0.resume() } }
            do { try enter() } catch {
                take(where: { _ in true }).forEach { $0.fail(error) }
                continue
            }
            let answers = run(takeGroup())
            turnstile.leave()
            answers.forEach { $0() }
            gather(answers.count)
        }
    }

    /// Gives those who were just answered together a moment to ask again, so that they share the next commit too.
    private func gather(_ count: Int) {
        guard count > 1 else { return }
        let end = ContinuousClock.now + .microseconds(200)
        while waiting < count, ContinuousClock.now < end { sched_yield() }
    }

    /// Passes the turnstile. While it blocks, whoever runs out of patience is answered.
    private func enter() throws {
        var timer: (any DispatchSourceTimer)?
        defer { timer?.cancel() }
        try turnstile.enter(contended: { timer = watch() })
    }

    private func watch() -> any DispatchSourceTimer {
        let timer = DispatchSource.makeTimerSource(queue: .global())
        timer.setEventHandler { [self] in
            let now = ContinuousClock.now
            take(where: { $0.asked.duration(to: now) >= patience })
                .forEach { $0.fail(EngineError.unavailable(retryAfter: 5)) }
        }
        let interval = DispatchTimeInterval.milliseconds(Int(min(patience, .seconds(1)) / .milliseconds(1)))
        timer.schedule(deadline: .now() + interval, repeating: interval)
        timer.activate()
        return timer
    }

    private func take(where isTaken: (Job) -> Bool) -> [Job] {
        state.withLock { state in
            let taken = state.waiting.filter(isTaken)
            state.waiting.removeAll(where: isTaken)
            return taken
        }
    }

    private func takeGroup() -> [Job] {
        state.withLock { state in
            var count = state.waiting.prefix(Self.groupLimit).prefix { $0.kind == .grouped }.count
            if count == 0 { count = min(1, state.waiting.count) }
            defer { state.waiting.removeFirst(count) }
            return Array(state.waiting.prefix(count))
        }
    }

    /// Never throws: every job has its answer among the returned.
    private func run(_ group: [Job]) -> [@Sendable () -> Void] {
        guard let first = group.first else { return [] }
        do {
            return try EngineError.mapping {
                try pool.writeWithoutTransaction { database in
                    let connection = try SQLiteConnection(
                        database, needsTransaction: first.kind != .maintenance)
                    return switch first.kind {
                    case .maintenance: [alone(first, connection) { try first.run(connection) }]
                    case .alone: [try bulk(first, connection)]
                    case .grouped: together(group, connection)
                    }
                }
            }
        } catch {
            return group.map { job in { job.fail(error) } }
        }
    }

    private func together(_ group: [Job], _ connection: SQLiteConnection) -> [@Sendable () -> Void] {
        do {
            return try commit(connection) {
                try group.map { job in
                    do {
                        let answer = try connection.savepoint { try job.run(connection) }
                        guard connection.isInTransaction else { throw EngineError.rolledBack }
                        return answer
                    } catch {
                        guard connection.isInTransaction else { throw error }
                        return { job.fail(error) }
                    }
                }
            }
        } catch {
            // The transaction is lost, perhaps by one of many: each tries again by itself.
            guard group.count > 1, Self.isWorthRepeating(error) else {
                return group.map { job in { job.fail(error) } }
            }
            return group.map { job in
                alone(job, connection) { try commit(connection) { try job.run(connection) } }
            }
        }
    }

    private static func isWorthRepeating(_ error: any Error) -> Bool {
        switch error as? EngineError {
        case .newerSchema, .unavailable, .closed: false
        default: true
        }
    }

    private func alone(
        _ job: Job, _ connection: SQLiteConnection, _ body: () throws -> @Sendable () -> Void
    ) -> @Sendable () -> Void {
        do { return try body() } catch { return { job.fail(error) } }
    }

    /// A long transaction spills to files what the short ones keep in memory.
    private func bulk(_ job: Job, _ connection: SQLiteConnection) throws -> @Sendable () -> Void {
        try connection.control("PRAGMA temp_store = FILE")
        defer { try? connection.control("PRAGMA temp_store = MEMORY") }
        return alone(job, connection) { try commit(connection) { try job.run(connection) } }
    }

    private func commit<R>(_ connection: SQLiteConnection, _ body: () throws -> R) throws -> R {
        let known = state.withLock { $0.known }
        let result = try connection.transaction {
            if let known {
                let found = try connection.schemaVersion()
                guard found <= known else { throw EngineError.newerSchema(found: found, known: known) }
            }
            return try body()
        }
        state.withLock { $0.commits += 1 }
        return result
    }
}
