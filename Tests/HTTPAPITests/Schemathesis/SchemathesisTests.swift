import Foundation
import Ledger
import TestSupport
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
            let script = Golden.package.appendingPathComponent("Tests/Schemathesis/run").path
            let (status, report) = try await onThread {
                try Program.run(script, [server.address], variables: tokens)
            }
            #expect(status == 0, "as \(account):\n\(report)")
            #expect(try await server.ledger.store.verify { _ in }.faults == [])
            try await server.get("/readyz", as: nil).expect(200)
        }
    }
}
