import Foundation
import Ledger
import Testing

/// The pinned schemathesis, with all its checks, against a live server over a store with rows in every state.
@Suite(.serialized) struct `schemathesis` {
    static let isSkipped = ProcessInfo.processInfo.environment["PEIZOU_QUICK_TESTS"] == "1"

    @Test(.enabled(if: !isSkipped), arguments: ["ducha", "zhengwu", "tiyan"])
    func `finds nothing`(account: String) async throws {
        try await TestServer.use { server in
            try await server.fillWithRows()
            let tokens = [
                "PEIZOU_TOKEN": try #require(server.tokens[account]),
                "PEIZOU_SPARE_TOKEN": try await server.signIn(account),
            ]
            let (status, report) = try await Self.run(server.address, tokens)
            #expect(status == 0, "as \(account):\n\(report)")
            #expect(try await server.ledger.store.verify { _ in }.faults == [])
            try await server.get("/readyz", as: nil).expect(200)
        }
    }

    private static func run(_ address: String, _ tokens: [String: String]) async throws -> (Int32, String) {
        try await onThread {
            let process = Process()
            let output = Pipe()
            process.executableURL = Golden.package.appendingPathComponent("Tests/Schemathesis/run")
            process.arguments = [address]
            process.environment = ProcessInfo.processInfo.environment.merging(tokens) { _, new in new }
            process.standardOutput = output
            process.standardError = output
            process.standardInput = FileHandle.nullDevice
            try process.run()
            let data = output.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return (process.terminationStatus, String(decoding: data, as: UTF8.self))
        }
    }
}
