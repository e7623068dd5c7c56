import Documents
import Foundation
import Ledger
import LedgerSQL
import Synchronization
import TestSupport
import Walkthrough

/// The HTTP API as a process of its own, with wrk as the load: pages beside a bare route, commands beside the same
/// commands without HTTP, an export's memory, and many connections.
enum HTTPBench {
    /// Rows of the store that pages are read from.
    static let rows = 100_000
    static let seconds = 4

    static func run() async throws {
        guard Wrk.isInstalled else { throw BenchError("wrk is not installed: make setup") }
        try await pages()
        try await commands()
        try await export()
        try await connections()
        try await nodes()
    }

    private static func pages() async throws {
        let folder = try await BenchStore.ready(rows)
        let token = try await token(folder)
        let server = try ServerProcess.serve(folder)
        let bare = try ServerProcess.bare(folder)
        defer {
            server.stop()
            bare.stop()
        }
        let path = "/api/v1/items?open=true&limit=50"
        var ours: [Double] = []
        var sql: [Double] = []
        var bytes: [Double] = []
        for _ in 0..<5 {
            ours.append(try Wrk.rate(server.address + path, token: token, connections: 16))
            sql.append(try Wrk.rate(bare.address + "/rows", connections: 16))
            bytes.append(try Wrk.rate(bare.address + "/bytes", connections: 16))
        }
        Bench.row("GET items, 50 of \(rows)", ours.median, sql.median, "requests/s", atLeast: 0.5)
        Bench.show("GET items beside the same bytes", ours.median, bytes.median, "requests/s")
    }

    private static func commands() async throws {
        var ours: [Double] = []
        var inside: [Double] = []
        for _ in 0..<3 {
            let copy = try await BenchStore.copy(Bench.small)
            let token = try await token(copy)
            let server = try ServerProcess.serve(copy)
            ours.append(
                try Wrk.rate(
                    server.address + "/api/v1/items", token: token, connections: 16, posting: finding))
            server.stop()
            try FileManager.default.removeItem(atPath: copy)
            let other = try await BenchStore.copy(Bench.small)
            inside.append(try await filing(other))
            try FileManager.default.removeItem(atPath: other)
        }
        Bench.row(
            "POST items, durable, 16 connections", ours.median, inside.median, "commands/s", atLeast: 0.5)
    }

    private static let finding =
        #"{"description":"窗口多要一份材料，群众跑了两趟","place":"QH-T3","noEvidenceReason":"当面听到"}"#

    /// The same command from 16 callers in this process, without HTTP: commands a second.
    private static func filing(_ folder: String) async throws -> Double {
        let ledger = try await Ledger.open(folder: folder, environment: .live)
        let caller = Caller.claimed(try AccountName("inspector"))
        let text = try Prose("窗口多要一份材料，群众跑了两趟", "描述")
        var draft = FindingDraft(source: "walk", description: text, place: try UnitCode("QH-T3"))
        draft.noEvidenceReason = try Prose("当面听到", "原因")
        let command = FileItem(draft)
        let each = 250
        let time = try await Self.time {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<16 {
                    group.addTask {
                        for _ in 0..<each { _ = try await ledger.perform(command, by: caller) }
                    }
                }
                try await group.waitForAll()
            }
        }
        try await ledger.close()
        return Double(16 * each) / time
    }

    /// The most memory of the server before an export and after.
    private static func export() async throws {
        let folder = try await BenchStore.ready(50_000)
        let token = try await token(folder)
        let server = try ServerProcess.serve(folder)
        defer { server.stop() }
        // A page first, so that what any request needs is there.
        _ = try Wrk.rate(server.address + "/api/v1/items?limit=50", token: token, connections: 4, for: 1)
        for format in ["csv", "xlsx"] {
            let before = try server.peakMegabytes()
            let url = server.address + "/api/v1/exports/ledger?format=\(format)"
            let size = try Shell.run(
                "curl -sf -o /dev/null -w '%{size_download}' -H 'Authorization: Bearer \(token)' '\(url)'")
            note("\(format): \(size) bytes")
            Bench.row(
                "export of 50000 rows over HTTP, \(format), memory", try server.peakMegabytes(), before, "MB",
                atMostMore: 64)
        }
    }

    /// 10,000 connections that do nothing while 500 others work.
    private static func connections() async throws {
        let folder = try await BenchStore.ready(Bench.small)
        let token = try await token(folder)
        let server = try ServerProcess.serve(folder)
        defer { server.stop() }
        let before = try server.residentMegabytes()
        let idle = try IdleConnections(port: server.port, count: 10_000)
        defer { idle.close() }
        let after = try server.residentMegabytes()
        note("memory per idle connection: \(((after - before) * 1024 / 10_000).rounded(2)) KB")
        Bench.show("memory of 10000 idle connections", after - before, before, "MB")
        let errors = try Wrk.errors(
            server.address + "/api/v1/items?open=true&limit=50", token: token, connections: 500)
        Bench.row("500 busy beside 10000 idle, errors", Double(errors), 0, "", atMostMore: 0)
        Bench.row("idle connections lost meanwhile", Double(10_000 - idle.open), 0, "", atMostMore: 0)
    }

    /// Three nodes on one PostgreSQL, beside one of them.
    private static func nodes() async throws {
        guard ScratchPostgres.version > 0 else { throw BenchError("no PostgreSQL server: make setup") }
        let database = try ScratchPostgres(settings: ["shared_buffers=512MB"])
        defer { database.stop() }
        let url = try await PostgresBench.filled(database, Bench.small)
        let token = try await token(of: try await PostgresBench.ledger(url))
        let nodes = try (0..<3).map { _ in try ServerProcess.serve("", database: url) }
        defer { nodes.forEach { $0.stop() } }
        let path = "/api/v1/items?open=true&limit=50"
        let one = try Wrk.rate(nodes[0].address + path, token: token, connections: 15)
        let rates = Mutex<[Double]>([])
        let addresses = nodes.map(\.address)
        DispatchQueue.concurrentPerform(iterations: 3) { node in
            let rate = try? Wrk.rate(addresses[node] + path, token: token, connections: 5)
            rates.withLock { $0.append(rate ?? 0) }
        }
        Bench.show(
            "GET items, three nodes on one PostgreSQL", rates.withLock { $0.reduce(0, +) }, one, "requests/s")
    }

    private static func token(_ folder: String) async throws -> String {
        try await token(of: try await Ledger.open(folder: folder, environment: .live))
    }

    private static func token(of ledger: Ledger) async throws -> String {
        let caller = Caller.claimed(try AccountName("inspector"))
        try await ledger.setDemoPassword("Zou-liucheng-2026", of: [AccountName("inspector")])
        let issued = try await ledger.issueToken(of: "inspector", days: 30, by: caller)
        try await ledger.close()
        return issued.token
    }

    private static func time(_ body: () async throws -> Void) async rethrows -> Double {
        let start = ContinuousClock.now
        try await body()
        return (ContinuousClock.now - start).seconds
    }
}
