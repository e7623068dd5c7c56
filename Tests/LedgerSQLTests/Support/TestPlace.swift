import FoundationEssentials
import GRDB
import Ledger
import LedgerSQL
import PostgresEngine
import TestSupport
import Walkthrough

#if canImport(Glibc)
    import Glibc
#endif

/// Where a test's ledger lies: in a folder, or, where `PEIZOU_TEST_ENGINE` is `postgres`, in a database whose collation is
/// that of Chinese dictionaries. `make test` runs these tests on both.
enum TestPlace: Sendable {
    case folder(String)
    case database(url: String, evidence: String)

    static let isPostgres = getenv("PEIZOU_TEST_ENGINE").map { String(cString: $0) } == "postgres"

    static func new(_ folder: String) throws -> TestPlace {
        guard isPostgres else { return .folder(folder) }
        return try new(folder, in: ScratchPostgres.shared())
    }

    static func new(_ folder: String, in server: ScratchPostgres) throws -> TestPlace {
        .database(url: try server.newDatabase(icu: true), evidence: folder + "/evidence")
    }

    func create(_ founding: Founding, _ environment: Environment) async throws -> Ledger {
        let county = try UnitCode("QH")
        switch self {
        case .folder(let folder):
            return try await Ledger.create(
                folder: folder, county: county, founding: founding, user: "tester", environment: environment)
        case .database(let url, let evidence):
            return try await Ledger.create(
                try Self.engine(url), at: "test", county: county, evidence: evidence, founding: founding,
                user: "tester", environment: environment)
        }
    }

    func open(_ environment: Environment) async throws -> Ledger {
        switch self {
        case .folder(let folder): return try await Ledger.open(folder: folder, environment: environment)
        case .database(let url, let evidence):
            return try await Ledger.open(
                try Self.engine(url), at: "test", county: nil, evidence: evidence, environment: environment)
        }
    }

    static func engine(_ url: String) throws -> any Engine {
        #if PostgreSQL
            return PostgresEngine(try PostgresAddress(url))
        #else
            throw EngineError.misuse("built without PostgreSQL")
        #endif
    }

    // MARK: A stranger's hand

    /// Does what no trigger stops.
    /// - Returns: how many rows each statement changed.
    @discardableResult
    func meddle(_ statements: [String]) async throws -> [Int] {
        switch self {
        case .folder(let folder):
            let queue = try DatabaseQueue(path: Ledger.Folder.database(folder))
            defer { try? queue.close() }
            return try await queue.writeWithoutTransaction { database in
                let triggers = try String.fetchAll(
                    database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'")
                for name in triggers { try database.execute(sql: "DROP TRIGGER \"\(name)\"") }
                return try statements.map {
                    try database.execute(sql: $0)
                    return database.changesCount
                }
            }
        case .database(let url, _):
            return try await stranger(url) { connection in
                try statements.map { try connection.execute(SQL(text: $0, values: [])) }
            }
        }
    }

    /// The texts of a query's first column.
    func look(_ query: String) async throws -> [String] {
        switch self {
        case .folder(let folder):
            let queue = try DatabaseQueue(path: Ledger.Folder.database(folder))
            defer { try? queue.close() }
            return try await queue.read { try String.fetchAll($0, sql: query) }
        case .database(let url, _):
            return try await stranger(url) { connection in
                try connection.all(SQL(text: query, values: [])) { row in
                    try (try? row.text(0)) ?? "\(row.int(0))"
                }
            }
        }
    }

    private func stranger<R: Sendable>(
        _ url: String, _ body: @escaping @Sendable (any SQLConnection) throws -> R
    ) async throws -> R {
        let all = try ScratchPostgres.shared().url(
            ScratchPostgres.name(ofDatabase: url), user: ScratchPostgres.superuser)
        let engine = try Self.engine(all + "?options=-csession_replication_role%3Dreplica")
        let result = try await engine.write(body)
        try await engine.close()
        return result
    }
}
