import Documents
import Foundation
import GRDB
import Hummingbird
import Ledger
import LedgerSQL
import Walkthrough

/// What a page of the ledger costs without sign-in, permission or domain: a Hummingbird route that runs the same SQL with
/// bare GRDB and encodes the same documents, and one that returns the same bytes.
enum BareRoutes {
    static func run(_ folder: String) async throws {
        let statement = try await statement(folder)
        let pool = try DatabasePool(path: folder + "/peizou.sqlite")
        let arguments = StatementArguments(statement.values.map(\.databaseValue))
        let names = try await pool.read { database in
            try Row.fetchAll(database, sql: "SELECT id, state FROM stream WHERE id LIKE 'unit:%'").reduce(
                into: [String: String]()
            ) { names, row in names[String((row[0] as String).dropFirst(5))] = "单位" + (row[0] as String) }
        }
        let page: @Sendable () async throws -> Data = {
            let items = try await pool.read { database in
                let prepared = try database.cachedStatement(sql: statement.text)
                prepared.setUncheckedArguments(arguments)
                return try Row.fetchAll(prepared).prefix(50).map { Item($0, names) }
            }
            return try JSONOutput.encoder.encode(ListDocument(items: Array(items), next: "due~2026-10-15~x"))
        }
        let bytes = ByteBuffer(bytes: try await page())
        let router = Router()
        router.get("/rows") { _, _ in
            Response(
                status: .ok, headers: [.contentType: "application/json"],
                body: .init(byteBuffer: ByteBuffer(bytes: try await page())))
        }
        router.get("/bytes") { _, _ in
            Response(status: .ok, headers: [.contentType: "application/json"], body: .init(byteBuffer: bytes))
        }
        let application = Application(
            router: router, configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                let line = "http://127.0.0.1:\(channel.localAddress?.port ?? 0) bare\n"
                FileHandle.standardOutput.write(Data(line.utf8))
            })
        try await application.runService()
    }

    /// The statement that a page sends, as the engine saw it.
    private static func statement(_ folder: String) async throws -> LedgerSQL.SQL {
        let (ledger, _, recorder) = try CommandBench.ledger(folder, recording: true)
        var query = ItemQuery()
        query.isOpen = true
        _ = try await ledger.ask(ListItems(query), by: Caller.claimed(try AccountName("inspector")))
        let found = recorder?.statements.last { $0.text.contains("FROM item_scope") }
        try await ledger.close()
        guard let found else { throw BenchError("no page statement") }
        return found
    }

    /// The fields of `ItemDocument`, from the row.
    private struct Item: Codable, Sendable {
        let id, number, state: String
        let unit, unitName: String?
        let due: String?
        let provisional: Bool
        let light: String
        let mode: String?
        let source, title: String
        let escalated: Bool
        let round: Int
        let registeredAt, changedAt: Instant
        let version: Int

        init(_ row: Row, _ names: [String: String]) {
            id = row[0]
            number = row[1]
            state = row[2]
            unit = row[3]
            unitName = unit.flatMap { names[$0] }
            due = row[4]
            provisional = row[5]
            light = "green"
            escalated = row[6]
            source = row[7]
            mode = row[8]
            title = row[9]
            registeredAt = Instant(milliseconds: row[10])
            changedAt = Instant(milliseconds: row[11])
            round = row[12]
            version = row[13]
        }
    }
}
