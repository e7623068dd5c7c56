import Ledger
import Testing
import Walkthrough

@Suite struct `A live server over the sample county` {
    @Test func `has an account of every role`() async throws {
        try await TestServer.use { server in
            for role in Role.allCases {
                let account = SampleCounty.account(of: role)
                let reply = try await server.get("/api/v1/items", as: account)
                #expect([200, 403].contains(reply.status), "\(account): \(reply)")
            }
            #expect(server.log.requests.count == Role.allCases.count)
        }
    }

    @Test func `gives back what was filed, and keeps a sound store`() async throws {
        try await TestServer.use { server in
            let filed = try await server.post(
                "/api/v1/items", ["description": "窗口多要一份材料", "place": "QH-GA"]
            ).expect(201)
            let path = try #require(filed["Location"])
            let row = try await server.get(path).expect(200)
            #expect(row.json["description"] == "窗口多要一份材料")
            try await server.get(path, as: nil).expectProblem(401, "unauthenticated")
            #expect(try await server.ledger.store.verify { _ in }.faults == [])
        }
    }
}
