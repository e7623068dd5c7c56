import Testing

/// What is seldom sent and right all the same.
@Suite struct `A rare request` {
    private static let items = "/api/v1/items"
    private static let body = #"{"description": "窗口多要一份材料"}"#

    @Test func `that asks before it sends is invited, or refused without its body`() async throws {
        try await TestServer.use { server in
            let headers = [
                "Content-Type: application/json", "Content-Length: \(Self.body.utf8.count)",
                "Expect: 100-continue",
            ]
            let asking = try server.connect()
            try await asking.send(server.head("POST", Self.items, headers))
            #expect(try await asking.receiveStatus() == 100)
            try await asking.send(Self.body)
            try await asking.receive().expect(201)
            // The connection is as good as before.
            try await asking.send(server.head("GET", "/healthz"))
            try await asking.receive().expect(200)

            let picture = try server.connect()
            try await picture.send(
                server.head(
                    "PUT", "/api/v1/evidence",
                    [
                        "Content-Type: image/png", "Content-Length: \(TestServer.picture.count)",
                        "Expect: 100-continue",
                    ]))
            #expect(try await picture.receiveStatus() == 100)
            try await picture.send(TestServer.picture)
            try await picture.receive().expect(201)

            let refused = try server.connect()
            try await refused.send(server.head("POST", Self.items, headers, as: nil))
            try await refused.receive().expectProblem(401)
            #expect(try await refused.isClosed())
            try await server.goesOn(after: 4)
        }
    }

    @Test func `in chunks, with an absolute target or headers in other letters is as good as any`()
        async throws
    {
        try await TestServer.use { server in
            let connection = try server.connect()
            let chunks = Self.body.utf8.map { "1\r\n".utf8 + [$0] + "\r\n".utf8 }.flatMap { $0 }
            try await connection.send(
                Array(
                    server.head(
                        "POST", Self.items,
                        ["CONTENT-TYPE: Application/JSON; Charset=UTF-8", "Transfer-Encoding: chunked"]
                    ).utf8) + chunks + Array("0\r\n\r\n".utf8))
            try await connection.receive().expect(201)
            try await connection.send(server.head("GET", server.address + Self.items + "?limit=1"))
            try await connection.receive().expect(200)
            try await server.goesOn(after: 2)
        }
    }

    @Test func `by HEAD is a GET without its body`() async throws {
        try await TestServer.use { server in
            for path in ["/healthz", "/openapi.json", Self.items, "/api/v1/me"] {
                let whole = try await server.get(path).expect(200)
                let head = try await server.send("HEAD", path, as: "ducha").expect(200)
                #expect(head["Content-Type"] == whole["Content-Type"], "\(path)")
                #expect(head["Content-Length"] == whole["Content-Length"], "\(path)")
                #expect(head.body.isEmpty)
            }
            #expect(try await server.send("HEAD", Self.items, as: nil).status == 401)
            #expect(try await server.send("HEAD", "/api/v1/nothing", as: nil).status == 404)
        }
    }

    @Test func `sent before the last was answered is answered in its turn`() async throws {
        try await TestServer.use { server in
            let connection = try server.connect()
            try await connection.send(
                server.head("GET", Self.items) + server.head("GET", "/api/v1/nothing")
                    + server.head("GET", "/healthz"))
            try await connection.receive().expect(200)
            try await connection.receive().expectProblem(404)
            try await connection.receive().expect(200)
        }
    }
}
