import Foundation
import Ledger
import Walkthrough

/// Brings a county from one store into another, whatever their engines: one moment of the one in one transaction of the
/// other, row by row, and the projections made again there. Memory does not grow with the store.
package enum Transfer {
    /// What a transfer tells while it runs.
    package enum Step: Sendable, Hashable { case rows(Int), rebuilt(Int) }

    private struct Batch: Sendable {
        let table: Int
        let rows: [[SQLValue]]
    }

    private static let batchSize = 500

    /// - Returns: the number of rows brought over.
    /// - Throws: `notPossible` if `target` has the county already. Then, as after any other failure, nothing is there.
    @discardableResult
    package static func run(
        from source: SQLStore, to target: SQLStore,
        _ progress: @escaping @Sendable (Step) -> Void = { _ in }
    ) async throws -> Int {
        let handover = Handover<Batch>()
        async let given: Void = {
            do {
                try await source.engine.read { connection in
                    // What was given cannot be taken back, should the engine begin anew.
                    try handover.beginGiving()
                    try read(source.county, connection, handover)
                }
                handover.end()
            } catch {
                handover.fail(error)
                throw error
            }
        }()
        do {
            let (county, environment) = (target.county, target.environment)
            let count = try await target.engine.writeAlone { connection in
                try handover.beginTaking()
                return try write(county, connection, handover, environment, progress)
            }
            try await given
            return count
        } catch {
            handover.fail(error)
            throw error
        }
    }

    /// A copy as one new SQLite file.
    static func copy(_ source: SQLStore, toFile path: String) async throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw EngineError.ioError("\(path) 已存在")
        }
        let folder = path + ".making-\(UInt32.random(in: 0 ... .max))"
        defer { try? FileManager.default.removeItem(atPath: folder) }
        do {
            try FileManager.default.createDirectory(
                atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch { throw EngineError.ioError("\(folder) 建不了") }
        var options = SQLiteEngine.Options()
        options.durability = .bulk
        let engine = try SQLiteEngine(path: folder + "/peizou.sqlite", options: options)
        do {
            let store = SQLStore(engine: engine, county: source.county, environment: source.environment)
            try await store.migrate()
            try await run(from: source, to: store)
            _ = try await engine.copyFile(to: path)
        } catch {
            try? await engine.close()
            throw error
        }
        try await engine.close()
    }

    private static func read(
        _ county: String, _ connection: any SQLConnection, _ handover: Handover<Batch>
    ) throws {
        for (number, table) in TransferTable.all.enumerated() {
            var rows: [[SQLValue]] = []
            try connection.streamingQuery(table.select(county: county)) { row in
                rows.append(try table.values(row))
                guard rows.count == batchSize else { return }
                try handover.give(Batch(table: number, rows: rows))
                rows.removeAll(keepingCapacity: true)
            }
            if !rows.isEmpty { try handover.give(Batch(table: number, rows: rows)) }
        }
    }

    private static func write(
        _ county: String, _ connection: any SQLConnection, _ handover: Handover<Batch>,
        _ environment: Environment, _ progress: (Step) -> Void
    ) throws -> Int {
        _ = try connection.enter(county, alone: true)
        let isThere = try connection.first("SELECT 1 FROM county WHERE code = \(county)") { _ in true }
        guard isThere == nil else {
            throw LedgerError.notPossible("目标库里已有 \(county) 的台账，没有动它；请换一个目标", allowed: [])
        }
        var count = 0
        while let batch = try handover.take() {
            let table = TransferTable.all[batch.table]
            for row in batch.rows { try connection.post(table.insert(row)) }
            count += batch.rows.count
            progress(.rows(count))
        }
        guard count > 0 else { throw LedgerError.unknown("来源库里没有 \(county) 的台账") }
        try connection.filled(["event", "text_record"])
        let transaction = try SQLWriteTransaction(
            connection, county: county, plan: WritePlan(isAlone: true), cache: StateCache(),
            environment: environment)
        try Rebuild.run(transaction) { progress(.rebuilt($0)) }
        return count
    }
}
