import HTTPAPI
import Ledger
import Testing
import Walkthrough

@Suite struct `Who has proved nothing` {
    private static let invented = "pz_" + String(repeating: "A", count: 43)

    @Test func `is refused before a body is read, and is not invited to send one`() async throws {
        try await TestServer.use { server in
            for (method, path, type) in [
                ("POST", "/api/v1/items", "application/json"), ("PUT", "/api/v1/evidence", "image/png"),
                ("POST", "/api/v1/units/imports", "text/csv"),
            ] {
                let connection = try server.connect()
                try await connection.send(
                    [
                        "\(method) \(path) HTTP/1.1", "Host: localhost",
                        "Authorization: Bearer \(Self.invented)",
                        "Content-Type: \(type)", "Content-Length: 900000", "Expect: 100-continue", "", "",
                    ].joined(separator: "\r\n"))
                #expect(try await connection.receiveStatus() == 401, "\(path)")
            }
        }
    }

    @Test func `wins nothing by inventing tokens: all requests of an address count together`() async throws {
        try await TestServer.use(options: { $0.limits.requestsPerMinute = 3 }) { server in
            func invent(_ number: Int) async throws -> HTTPReply {
                let token = "pz_" + String(repeating: "A", count: 40) + String(100 + number)
                return try await server.send(
                    "GET", "/api/v1/me", as: nil, headers: ["Authorization": "Bearer \(token)"])
            }
            for number in 0..<3 { try await invent(number).expectProblem(401) }
            for number in 3..<40 {
                let reply = try await invent(number)
                try reply.expectProblem(429)
                #expect(reply["Retry-After"] == "20")
            }
            server.clock.now = server.clock.now.adding(milliseconds: 20_000)
            try await invent(40).expectProblem(401)
            try await invent(41).expectProblem(429)
            server.clock.now = server.clock.now.adding(milliseconds: -3_600_000)
            try await invent(42).expectProblem(429)
            server.clock.now = server.clock.now.adding(milliseconds: 20_000)
            try await invent(43).expectProblem(401)
            // Nor do the tries fill the access log.
            let log = try await server.ledger.ask(
                ReadAccessLog(), by: .token(#require(server.tokens["auditadmin"])))
            #expect(log.entries.count < 5)
        }
    }

    @Test func `counts apart from those who have`() async throws {
        try await TestServer.use(options: { $0.limits.requestsPerMinute = 3 }) { server in
            try await server.get("/api/v1/me", as: "ducha").expect(200)
            // The first request of a token is one of its address.
            for _ in 0..<2 { try await server.get("/api/v1/me", as: nil).expectProblem(401) }
            try await server.get("/api/v1/me", as: nil).expectProblem(429)
            try await server.get("/api/v1/me", as: "ducha").expect(200)
        }
    }

    @Test func `finds at the public listener only what is public`() async throws {
        try await TestServer.use(options: { $0.isPublic = true }) { server in
            try await server.get("/healthz", as: nil).expect(200)
            for path in ["/metrics", "/readyz", "/api/v1/items", "/api/v1/tokens", "/api/v1/accounts"] {
                try await server.get(path, as: nil).expectProblem(404)
            }
        }
    }
}

@Suite struct `A reporter's identity over HTTP` {
    @Test func `is told once under a request key, and never to whoever has lost the right`() async throws {
        try await TestServer.use { server in
            let row = try await server.row(
                in: .registered,
                [
                    "source": "hotline12345", "reporterName": "群众甲", "reporterContact": "电话另记",
                    "caseNumber": "CASE-1",
                ])
            func reveal(as account: String) async throws -> HTTPReply {
                try await server.post(
                    "/api/v1/items/\(row)/reveal", ["reason": "回访需要"], as: account, version: 1, key: "look-1")
            }
            let first = try await reveal(as: "ducha").expect(200)
            #expect(first.json["reporter"]["name"] == "群众甲")
            let again = try await reveal(as: "ducha").expect(200)
            #expect(again.json["reporter"] == .null && again.json["number"].text == row)
            try await reveal(as: "xianling").expectProblem(403)

            let account = try await server.get("/api/v1/accounts/ducha", as: "secadmin").expect(200)
            try await server.post(
                "/api/v1/accounts/ducha/ungrant", ["role": "supervisor", "unit": "QH"], as: "secadmin",
                headers: ["If-Match": try #require(account["ETag"])]
            ).expect(200)
            let lost = try await reveal(as: "ducha")
            #expect(lost.status == 403 || lost.status == 404, "\(lost)")
        }
    }
}

@Suite struct `Who files for another` {
    @Test func `needs the right, says how, and learns no staff numbers`() async throws {
        try await TestServer.use { server in
            func file(_ body: [String: JSON], as account: String) async throws -> HTTPReply {
                try await server.post(
                    "/api/v1/items", .object(["description": "叫号屏黑屏"].merging(body) { $1 }), as: account)
            }
            // A volunteer knows nobody's number, right or wrong.
            let known = try await file(["walker": "S3"], as: "tiyan").expectProblem(403)
            let unknown = try await file(["walker": "S999"], as: "tiyan").expectProblem(403)
            #expect(known.json["detail"] == unknown.json["detail"])
            let walk = try await server.post(
                "/api/v1/sessions", .object(TestServer.opening.members.merging(["walker": "S3"]) { $1 }),
                as: "tiyan")
            try walk.expectProblem(403)
            // A unit types for its own people, not for another's.
            try await file(["walker": "S18"], as: "chuangkou").expectProblem(403)
            try await file(["walker": "S3", "basis": "own"], as: "zhengwu").expectProblem(422)
            let filed = try await file(["walker": "S3"], as: "zhengwu").expect(201)
            let row = try await server.get(try #require(filed["Location"])).expect(200).json
            #expect(row["basis"].text.map { $0 != "own" } ?? true)
        }
    }
}
