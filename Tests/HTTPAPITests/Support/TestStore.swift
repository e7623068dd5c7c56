import Foundation
import Imports
import Ledger
import LedgerSQL
import PostgresEngine
import TestSupport
import Testing
import Walkthrough

/// Where a test's ledger lies: in a folder, or, where `PEIZOU_TEST_ENGINE` is `postgres`, in a database.
struct TestStore: Sendable {
    let folder: String
    let ledger: Ledger

    static let isPostgres = ProcessInfo.processInfo.environment["PEIZOU_TEST_ENGINE"] == "postgres"

    static func make(_ environment: Environment, isDemo: Bool) async throws -> TestStore {
        let folder =
            FileManager.default.temporaryDirectory.path + "/peizou-http-\(UInt64.random(in: 0 ... .max))"
        let county = try UnitCode("QH")
        let founding = try Founding(
            countyName: Prose("青禾县", "名称"), sources: standardSources(), calendars: standardCalendars(),
            isDemo: isDemo)
        if isPostgres {
            return TestStore(
                folder: folder,
                ledger: try await Ledger.create(
                    try engine(ScratchPostgres.shared().newDatabase(icu: true)), at: "test", county: county,
                    evidence: folder + "/evidence", founding: founding, user: "tester",
                    environment: environment))
        }
        return TestStore(
            folder: folder,
            ledger: try await Ledger.create(
                folder: folder, county: county, founding: founding, user: "tester", environment: environment))
    }

    func remove() async {
        try? await ledger.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    static func engine(_ url: String) throws -> any Engine {
        #if PostgreSQL
            return PostgresEngine(try PostgresAddress(url))
        #else
            throw EngineError.misuse("built without PostgreSQL")
        #endif
    }

    static func standardSources() throws -> [SourceRecorded] {
        let file = try #require(EmbeddedFile.named("ProblemSources.yaml"))
        return try SourceFile.read(String(decoding: file.bytes, as: UTF8.self), file: file.name).elements
    }

    static func standardCalendars() throws -> [CalendarYear] {
        try EmbeddedFile.inFolder("Calendars").map { try CalendarFile.read(name: $0.name, bytes: $0.bytes) }
    }
}
