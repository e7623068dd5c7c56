package import Ledger
import Walkthrough

/// One county's ledger in a SQL database.
package final class SQLStore: Store {
    package let county: String
    let engine: any Engine
    let environment: Environment
    private let cache = StateCache()

    package init(engine: any Engine, county: String, environment: Environment) {
        self.engine = engine
        self.county = county
        self.environment = environment
    }

    package func migrate() async throws {
        try await translating { try await self.engine.migrate(Schema.migrations) }
    }

    package func write<R: Sendable>(
        _ body: @escaping @Sendable (any WriteTransaction) throws -> R
    ) async throws -> R {
        let (county, cache, environment) = (county, cache, environment)
        return try await translating {
            var plan = WritePlan()
            for attempt in 0..<Self.starts {
                do {
                    return try await self.engine.write { [plan] connection in
                        try body(
                            SQLWriteTransaction(
                                connection, county: county, plan: plan, cache: cache, environment: environment
                            ))
                    }
                } catch let conflict as WriteConflict {
                    plan = conflict.plan
                } catch EngineError.held {
                    // The command went on after a conflict; what it met with does not name the stream.
                    try await Task.sleep(for: .milliseconds(1 << attempt))
                }
            }
            throw EngineError.contended
        }
    }

    /// How often a command starts over before it is told to come again.
    private static let starts = 8

    package func writeAlone<R: Sendable>(
        _ body: @escaping @Sendable (any WriteTransaction) throws -> R
    ) async throws -> R {
        let (county, cache, environment) = (county, cache, environment)
        return try await translating {
            try await self.engine.writeAlone { connection in
                try body(
                    SQLWriteTransaction(
                        connection, county: county, plan: WritePlan(isAlone: true), cache: cache,
                        environment: environment))
            }
        }
    }

    package func read<R: Sendable>(
        _ body: @escaping @Sendable (any ReadTransaction) throws -> R
    ) async throws -> R {
        let (county, cache) = (county, cache)
        return try await translating {
            try await self.engine.read { connection in
                let transaction = try SQLReadTransaction(connection, county: county, cache: cache)
                let result = try body(transaction)
                try transaction.rethrow()
                return result
            }
        }
    }

    package func verify(_ progress: @escaping @Sendable (Int) -> Void) async throws -> VerifyReport {
        let county = county
        return try await translating {
            try await self.engine.read { connection in
                // A cache of its own: what is checked is what lies in the tables.
                let transaction = try SQLReadTransaction(connection, county: county, cache: StateCache())
                return try Verifier(transaction).run(progress)
            }
        }
    }

    package func rebuild(_ progress: @escaping @Sendable (Int) -> Void) async throws {
        let (county, environment) = (county, environment)
        try await translating {
            try await self.engine.writeAlone { connection in
                try Rebuild.run(
                    SQLWriteTransaction(
                        connection, county: county, plan: WritePlan(isAlone: true), cache: StateCache(),
                        environment: environment),
                    progress)
            }
        }
    }

    /// Fills what the county's tables do not hold yet, after a step of the schema.
    package func refill(_ progress: @escaping @Sendable (Int) -> Void) async throws {
        let (county, environment) = (county, environment)
        try await translating {
            guard try await self.engine.read({ try Refill.isDue($0, county: county) }) else { return }
            try await self.engine.writeAlone { connection in
                try Refill.run(
                    SQLWriteTransaction(
                        connection, county: county, plan: WritePlan(isAlone: true), cache: StateCache(),
                        environment: environment), progress)
            }
        }
    }

    package func forgetDeleted() async throws {
        try await translating { try await self.engine.forgetDeleted() }
    }

    package func copy(to path: String) async throws {
        try await translating {
            if try await !self.engine.copyFile(to: path) {
                try await Transfer.copy(self, toFile: path)
            }
        }
    }

    package func close() async throws { try await translating { try await self.engine.close() } }

    /// The codes of the counties in the database.
    package func counties() async throws -> [String] {
        try await translating {
            try await self.engine.read { connection in
                try connection.all("SELECT code FROM county ORDER BY code") { try $0.text(0) }
            }
        }
    }

    /// Engine faults as the library's errors; the library's own pass through.
    func translating<R: Sendable>(_ body: @Sendable () async throws -> R) async throws -> R {
        do {
            return try await body()
        } catch let error as EngineError {
            throw error.ledgerError
        } catch let error as UnknownEventKind {
            throw LedgerError.unusableStore("日志里有本版本不认识的事件“\(error.kind)”，请升级程序后再用")
        }
    }
}

extension EngineError {
    var ledgerError: LedgerError {
        switch self {
        case .unavailable(let seconds): .unavailable(retryAfter: seconds, description)
        case .contended, .held: .unavailable(retryAfter: 1, description)
        case .unreachable, .denied: .unavailable(retryAfter: 0, description)
        case .uncertain: .uncertain(description)
        case .diskFull: .unavailable(retryAfter: 60, description)
        case .newerSchema, .corrupt: .unusableStore(description)
        case .ioError: .unavailable(retryAfter: 10, description)
        case .cancelled, .closed: .unavailable(retryAfter: 1, description)
        case .constraint, .rolledBack, .misuse: .internalFault(reference: "engine", description)
        }
    }
}
