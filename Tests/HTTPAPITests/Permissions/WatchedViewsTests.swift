import Testing
import Walkthrough

@Suite struct `What an outside auditor looks at` {
    @Test func `stands in the access log, each view with what was looked at, and nobody else's does`()
        async throws
    {
        try await TestServer.use { server in
            let row = try await server.row(in: .inProgress)
            try await server.get("/api/v1/items?limit=1", as: "shenji").expect(200)
            try await server.get("/api/v1/items/\(row)", as: "shenji").expect(200)
            try await server.get("/api/v1/items/\(row)/history", as: "shenji").expect(200)
            try await server.get("/api/v1/statistics", as: "shenji").expect(200)
            try await server.get("/api/v1/exports/ledger?format=csv", as: "shenji").expect(200)
            try await server.get("/api/v1/me", as: "shenji").expect(200)
            try await server.get("/api/v1/items/\(row)", as: "xianling").expect(200)

            let log = try await server.get("/api/v1/access-log?account=shenji", as: "auditadmin").expect(200)
            let views = log.json["items"].list.filter { $0["outcome"] == "ok" }.reversed()
                .map { "\($0["act"].text ?? "") \($0["subject"].text ?? "")" }
            #expect(views == ["查看台账 ", "查看台账 \(row)", "查看台账 \(row)", "查看统计 ", "导出台账 "])
            let others = try await server.get("/api/v1/access-log?account=xianling", as: "auditadmin")
            #expect(others.json["items"] == [])
        }
    }
}
