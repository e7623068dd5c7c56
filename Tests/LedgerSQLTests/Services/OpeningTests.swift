import Foundation
import Ledger
import LedgerSQL
import Testing
import Walkthrough

@Suite("Opening a ledger in a database") struct OpeningTests {
    private let root = NSTemporaryDirectory() + "peizou-opening-\(UInt64.random(in: 0 ... .max))"
    private let clock = TestClock(Instant(milliseconds: 1_788_400_000_000), seed: 1)

    private func engine() throws -> SQLiteEngine {
        try FileManager.default.createDirectory(atPath: root, withIntermediateDirectories: true)
        return try SQLiteEngine(path: root + "/store.sqlite")
    }

    private func create(_ engine: SQLiteEngine, evidence: String) async throws(LedgerError) -> Ledger {
        let founding: Founding
        let county: UnitCode
        do {
            founding = Founding(
                countyName: try Prose("青禾县", "名称"), sources: [], calendars: [], isDemo: true)
            county = try UnitCode("QH")
        } catch { throw .invalid([error]) }
        return try await Ledger.create(
            engine, at: "test", county: county, evidence: evidence, founding: founding, user: "tester",
            environment: clock.environment)
    }

    @Test func `an engine whose ledger could not be made is closed`() async throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let engine = try engine()
        try FileManager.default.createDirectory(
            atPath: root + "/evidence/QH/别人的", withIntermediateDirectories: true)
        let error = await #expect(throws: LedgerError.self) {
            try await create(engine, evidence: root + "/evidence")
        }
        guard case .notPossible = error else { return _ = Issue.record("\(error as Any)") }
        await #expect(throws: EngineError.closed) { try await engine.read { _ in } }
    }

    @Test func `an engine whose evidence folder cannot be claimed is closed`() async throws {
        defer { try? FileManager.default.removeItem(atPath: root) }
        let engine = try engine()
        let ledger = try await create(engine, evidence: root + "/evidence")
        let other = root + "/other"
        try FileManager.default.createDirectory(
            atPath: other + "/QH/别人的", withIntermediateDirectories: true)
        await #expect(throws: LedgerError.self) { try await ledger.claiming(other, of: ledger) }
        await #expect(throws: EngineError.closed) { try await engine.read { _ in } }
    }
}
