import HTTPAPI
import Testing

/// Bytes that no client should send, on the wire itself: each is answered with a problem and logged once, the connection
/// is closed where its state is unknown, and the server goes on.
@Suite struct `Hostile bytes` {
    private static let items = "/api/v1/items"

    @Test func `that are no HTTP are malformed, and the connection ends`() async throws {
        try await TestServer.use { server in
            for text in [
                "\u{16}\u{03}\u{01}\u{02}hello\r\n\r\n", "GARBAGE\r\n\r\n", "GET\r\n\r\n",
                "GET / HTTP/9.9\r\n\r\n",
                "GET /\u{01} HTTP/1.1\r\nHost: x\r\n\r\n", "B@D / HTTP/1.1\r\nHost: x\r\n\r\n",
                "GET / HTTP/1.1\r\nNo colon here\r\n\r\n", "GET / HTTP/1.1\r\nBad name: x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nX: a\u{00}b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\nX: a\rb\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n",
            ] {
                try await refusesAndCloses(server, text)
            }
        }
    }

    @Test func `that give a request two lengths, or two ends, are malformed`() async throws {
        try await TestServer.use { server in
            let body = #"{"description": "x"}"#
            for headers in [
                ["Content-Length: 20", "Content-Length: 21"],
                ["Content-Length: 20", "Transfer-Encoding: chunked"],
                ["Content-Length: -1"], ["Content-Length: 0x14"], ["Content-Length: 99999999999999999999"],
                ["Transfer-Encoding: gzip"], ["Transfer-Encoding: chunked, gzip"],
            ] {
                try await refusesAndCloses(
                    server,
                    server.head("POST", Self.items, headers + ["Content-Type: application/json"]) + body)
            }
        }
    }

    @Test func `that name no host, or two, are malformed`() async throws {
        try await TestServer.use { server in
            for hosts in ["", "Host: \r\n", "Host: a\r\nHost: b\r\n", "Host: a\r\nX: y\r\nhost: a\r\n"] {
                server.log.clear()
                let connection = try server.connect()
                try await connection.send("GET \(Self.items) HTTP/1.1\r\n\(hosts)\r\n")
                try await connection.receive().expectProblem(400, "malformed")
                try await server.goesOn(after: 1)
            }
        }
    }

    @Test func `with a broken chunk are malformed`() async throws {
        try await TestServer.use { server in
            for chunk in [
                "zz\r\nabc\r\n0\r\n\r\n", "-5\r\nabcde\r\n", "3\r\nabcdef\r\n0\r\n\r\n",
                "FFFFFFFFFFFFFFFFF\r\nabc",
            ] {
                try await refusesAndCloses(
                    server,
                    server.head(
                        "POST", Self.items, ["Content-Type: application/json", "Transfer-Encoding: chunked"])
                        + chunk)
            }
        }
    }

    @Test func `of heads without end are refused`() async throws {
        try await TestServer.use { server in
            let long = String(repeating: "a", count: 100_000)
            for head in [
                "GET /\(long) HTTP/1.1\r\nHost: x\r\n\r\n", "GET /?q=\(long) HTTP/1.1\r\nHost: x\r\n\r\n",
                server.head("GET", Self.items, ["X-Long: \(long)"]),
                server.head("GET", Self.items, (0..<10_000).map { "X-\($0): \($0)" }),
                server.head(
                    "GET", Self.items + "?" + (0..<10_000).map { "p\($0)=\($0)" }.joined(separator: "&")),
            ] {
                try await refusesAndCloses(server, head)
            }
        }
    }

    @Test func `of a body that stalls, or never comes, are too slow after a while, and the connection ends`()
        async throws
    {
        try await TestServer.use(options: { $0.limits.bodySeconds = 1 }) { server in
            for (announced, sent) in [(20, ""), (20, #"{"desc"#), (900_000, #"{"description": ""#)] {
                server.log.clear()
                let connection = try server.connect()
                try await connection.send(
                    server.head(
                        "POST", Self.items,
                        ["Content-Type: application/json", "Content-Length: \(announced)"]) + sent)
                try await connection.receive().expectProblem(408, "slow")
                #expect(try await connection.isClosed())
                try await server.goesOn(after: 1)
            }
        }
    }

    @Test func `that trickle in one by one are too slow`() async throws {
        try await TestServer.use(options: { $0.limits.bodySeconds = 1 }) { server in
            let connection = try server.connect()
            try await connection.send(
                server.head("POST", Self.items, ["Content-Type: application/json", "Content-Length: 1000"]))
            let trickle = Task {
                while !Task.isCancelled {
                    try await connection.send(" ")
                    try await Task.sleep(for: .milliseconds(100))
                }
            }
            try await connection.receive().expectProblem(408, "slow")
            trickle.cancel()
            try await server.goesOn(after: 1)
        }
    }

    @Test func `of an upload that trickles in are too slow, however long each waits for the next`()
        async throws
    {
        try await TestServer.use(options: {
            $0.limits.bodySeconds = 1
            $0.limits.uploadBytesPerSecond = 1_000_000
        }) { server in
            let connection = try server.connect()
            try await connection.send(
                server.head("PUT", "/api/v1/evidence", ["Content-Type: image/png", "Content-Length: 100000"]))
            let trickle = Task {
                for byte in TestServer.picture + TestServer.picture {
                    try await connection.send([byte])
                    try await Task.sleep(for: .milliseconds(100))
                }
            }
            try await connection.receive().expectProblem(408, "slow")
            trickle.cancel()
            try await server.goesOn(after: 1)
        }
    }

    @Test func `of a head that never ends are cut off when the connection has been idle`() async throws {
        try await TestServer.use(options: { $0.limits.idleSeconds = 1 }) { server in
            let connection = try server.connect()
            try await connection.send("GET /healthz HTTP/1.1\r\nX-Slow: ")
            #expect(try await connection.isClosed())
            try await server.goesOn(after: 0)
        }
    }

    @Test func `fewer than announced before the end are malformed`() async throws {
        try await TestServer.use { server in
            let connection = try server.connect()
            try await connection.send(
                server.head("POST", Self.items, ["Content-Type: application/json", "Content-Length: 20"])
                    + "{")
            connection.finishSending()
            try await connection.receive().expectProblem(400, "malformed")
            #expect(try await connection.isClosed())
            try await server.goesOn(after: 1)
        }
    }

    @Test func `more than announced are no part of the request, and malformed as the next one`() async throws
    {
        try await TestServer.use { server in
            let body = #"{"description": "窗口多要一份材料"}"#
            let connection = try server.connect()
            try await connection.send(
                server.head(
                    "POST", Self.items,
                    ["Content-Type: application/json", "Content-Length: \(body.utf8.count)"])
                    + body + "and more\r\n\r\n")
            try await connection.receive().expect(201)
            try await connection.receive().expectProblem(400, "malformed")
            #expect(try await connection.isClosed())
            try await server.goesOn(after: 2)
        }
    }

    @Test func `of a body that nobody asked for do not become the next request`() async throws {
        try await TestServer.use { server in
            let smuggled = "GET /api/v1/items/smuggled HTTP/1.1\r\nHost: x\r\n\r\n"
            let connection = try server.connect()
            try await connection.send(
                server.head("GET", Self.items, ["Content-Length: \(smuggled.utf8.count)"]) + smuggled
                    + server.head("GET", "/healthz"))
            try await connection.receive().expect(200)
            try await connection.receive().expect(200)
            try await server.goesOn(after: 2)
        }
    }

    private func refusesAndCloses(
        _ server: TestServer, _ text: String, location: SourceLocation = #_sourceLocation
    ) async throws {
        server.log.clear()
        let connection = try server.connect()
        try await connection.send(text)
        let reply = try await connection.receive()
        #expect(
            reply.status == 400 || reply.status == 431, "\(text.prefix(120)): \(reply)",
            sourceLocation: location)
        try reply.expectProblem(reply.status, "malformed", location: location)
        #expect(reply["X-Request-Id"] != nil, sourceLocation: location)
        #expect(try await connection.isClosed(), "\(text.prefix(120))", sourceLocation: location)
        try await server.goesOn(after: 1, location: location)
    }
}
