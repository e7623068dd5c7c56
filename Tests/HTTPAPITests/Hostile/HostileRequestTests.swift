import HTTPTypes
import Ledger
import Testing
import Walkthrough

@testable import HTTPAPI

@Suite struct `A hostile request` {
    private static let items = "/api/v1/items"

    @Test func `with a broken or foreign query is refused`() async throws {
        try await TestServer.use { server in
            for query in [
                "q=%", "q=%2", "q=%zz", "q=%ff", "q=%c0%af", "q=%ed%a0%80", "%ff=1", "nothing=1",
                "limit=1&limit=2",
                "limit=", "limit=0", "limit=201", "limit=-1", "limit=1e1", "limit=99999999999999999999",
                "limit=１",
                "open=yes", "dueBefore=2026-02-30", "state=nowhere", "light=blue", "unit=..%2f..%2fetc",
                "unit=a%00",
                "q=", "q=" + String(repeating: "a", count: 101),
                (0..<3_000).map { _ in "q=1" }.joined(separator: "&"),
            ] {
                server.log.clear()
                let target = query.unicodeScalars.map { $0.isASCII ? String($0) : "%EF%BC%91" }.joined()
                let reply = try await server.get(Self.items + "?" + target)
                #expect([400, 422].contains(reply.status), "\(query.prefix(60)): \(reply)")
                try reply.expectProblem(reply.status)
                try await server.goesOn(after: 1)
            }
        }
    }

    @Test func `with a cursor from elsewhere is invalid`() async throws {
        try await TestServer.use { server in
            for text in ["一", "二", "三"] {
                try await server.post(Self.items, ["description": .string("问题" + text)]).expect(201)
            }
            let cursor = try #require(try await server.get(Self.items + "?limit=1").json["next"].text)
            try await server.get(Self.items + "?limit=1&after=" + Escaping.query(cursor)).expect(200)
            for foreign in [
                "x", "~", "~~~", "due~2026-10-15", "due~2026-10-15~x", "due~never~\(cursor)",
                "-due~" + cursor,
                "registered~1~x", "due~9999-12-31~0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b~more", "' OR 1=1 --",
                "\u{0}",
                String(cursor.reversed()),
            ] {
                try await server.refuses(422, "invalid") {
                    try await server.get(Self.items + "?after=" + Escaping.query(foreign))
                }
            }
            try await server.refuses(422, "invalid") {
                try await server.get(Self.items + "?sort=-due&after=" + Escaping.query(cursor))
            }
        }
    }

    @Test func `with a path that climbs, in any parameter of any route, finds nothing`() async throws {
        try await TestServer.use { server in
            for operation in server.server.api().operations where operation.path.contains("{") {
                for hostile in [
                    "..", "%2e%2e", "%2e%2e%2f%2e%2e%2fetc%2fpasswd", "..%2f..%2fetc%2fpasswd",
                    "..%5c..%5cwindows", "%00",
                    "QH-2026-0001%00", "QH-2026-0001%0a", "%c0%ae%c0%ae", "%", "%zz", "%25%32%65", "~root",
                    "a%20b", "%F0%9F%98%80",
                    String(repeating: "a", count: 5_000), "$(id)", "'%20OR%201=1", "{id}", "*",
                ] {
                    let path = operation.path.replacing(/\{[a-zA-Z]+\}/, with: hostile)
                    let body: JSON? = operation.body == nil ? nil : ["description": "x"]
                    server.log.clear()
                    let reply = try await server.send(
                        operation.method.rawValue, path, as: "ducha", json: body,
                        headers: ["If-Match": "\"1\""])
                    #expect(
                        [400, 404, 405].contains(reply.status),
                        "\(operation.id) \(hostile.prefix(40)): \(reply)")
                    if operation.method != .head { try reply.expectProblem(reply.status) }
                    #expect(server.log.requests.count == 1)
                }
            }
            try await server.get("/healthz").expect(200)
        }
    }

    @Test func `to a path that is none, or climbs out of it, finds nothing`() async throws {
        try await TestServer.use { server in
            for path in [
                "/", "/api", "/api/v2/items", "/api/v1/../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
                "/..%2f..%2fetc/passwd",
                "/.git/config", "/openapi.json/x", "/api/v1/items/a/b/c/d", "/healthz%00", "/%",
            ] {
                try await server.refuses(404, "unknown") { try await server.get(path) }
            }
        }
    }

    @Test func `with another method than the path has gives 405 with those that it has`() async throws {
        try await TestServer.use { server in
            let operations = server.server.api().operations
            let methods = Dictionary(grouping: operations, by: \.path).mapValues {
                Set($0.map(\.method.rawValue))
            }
            for (path, known) in methods {
                let target = path.replacing(/\{[a-zA-Z]+\}/, with: "QH-2026-0001")
                for method in ["GET", "POST", "PUT", "DELETE", "PATCH", "TRACE", "OPTIONS"]
                where !known.contains(method) {
                    // A path written out may stand beside one with a parameter.
                    let reply = try await server.send(method, target, as: "ducha")
                    try reply.expectProblem(405, "wrongMethod")
                    let allowed = Set(
                        (reply["Allow"] ?? "").split(separator: ",").map { $0.filter { $0 != " " } })
                    #expect(
                        allowed == known.union(known.contains("GET") ? ["HEAD"] : []), "\(method) \(path)")
                }
            }
            try await server.get("/healthz").expect(200)
        }
    }

    @Test func `with a token that is expired, revoked, foreign, doubled or none at all is nobody's`()
        async throws
    {
        try await TestServer.use { server in
            let good = try #require(server.tokens["ducha"])
            let other = try OpaqueToken(random: [UInt8](repeating: 9, count: OpaqueToken.byteCount)).text
            for value in [
                "", "Bearer", "Bearer ", "Basic ZHVjaGE6eA==", good, "Bearer x", "Bearer pz_",
                "Bearer \(good)x",
                "Bearer \(good.dropLast())", "Bearer \(good), Bearer \(good)", "Bearer \(other)",
                "Bearer \(good.uppercased())", "Bearer  \(String(repeating: "a", count: 10_000))",
            ] {
                try await server.refuses(401, "unauthenticated") {
                    try await server.get(Self.items, as: nil, headers: ["Authorization": value])
                }
            }
            try await server.get(Self.items, as: nil, headers: ["authorization": "bearer \(good)"]).expect(
                200)
            server.clock.advance(minutes: 31 * 24 * 60)
            let reply = try await server.get(Self.items).expectProblem(401, "unauthenticated")
            #expect(reply["WWW-Authenticate"] == "Bearer")
        }
    }

    @Test func `that is replayed is not a second act`() async throws {
        try await TestServer.use { server in
            let body: JSON = ["description": "窗口多要一份材料", "place": "QH-GA"]
            let first = try await server.post(Self.items, body, key: "k1").expect(201)
            let again = try await server.post(Self.items, body, key: "k1").expect(201)
            #expect(again.json == first.json)
            #expect(try await server.get(Self.items).json["items"].list.count == 1)
            // Another body, and another's key.
            try await server.refuses(422, "invalid") {
                try await server.post(Self.items, ["description": "另一件事"], key: "k1")
            }
            let others = try await server.post(Self.items, body, as: "fuhe", key: "k1").expect(201)
            #expect(others.json["id"] != first.json["id"])
            // The same key at another address.
            let row = try #require(first["Location"])
            try await server.refuses(422, "invalid") {
                try await server.post(row + "/verify", ["step": "begin"], version: 1, key: "k1")
            }
            // Without a key the version tells.
            let version = try #require(first.json["version"].int)
            try await server.post(row + "/verify", ["step": "begin"], version: version).expect(200)
            let stale = try await server.refuses(412, "stale") {
                try await server.post(row + "/verify", ["step": "begin"], version: version)
            }
            #expect(stale.json["current"].int == version + 1)
        }
    }

    @Test func `with headers that break out of their lines gets none of them back`() async throws {
        try await TestServer.use { server in
            for value in ["a\tb", "a b", "键", String(repeating: "k", count: 101), "a;b", "", "\"k\""] {
                try await server.refuses(400, "malformed") {
                    try await server.send(
                        "POST", Self.items, as: "ducha", json: ["description": "x"],
                        headers: ["Idempotency-Key": value])
                }
            }
            // A line break in a value is the start of another header, which means nothing here.
            let body = #"{"description": "x"}"#
            let connection = try server.connect()
            try await connection.send(
                server.head(
                    "POST", Self.items,
                    [
                        "Idempotency-Key: k1\r\nSet-Cookie: a=b", "Content-Type: application/json",
                        "Content-Length: \(body.utf8.count)",
                    ]) + body)
            let reply = try await connection.receive().expect(201)
            #expect(reply["Set-Cookie"] == nil)
            for text in ["一", "二"] {
                try await server.post(Self.items, ["description": .string(text)]).expect(201)
            }
            let page = try await server.get(Self.items + "?limit=1&sort=%0d%0aSet-Cookie:%20a=b")
            #expect(page["Set-Cookie"] == nil)
            let link = try #require(try await server.get(Self.items + "?limit=1")["Link"])
            #expect(!link.contains("\r") && !link.contains("\n"))
        }
    }

    @Test func `with a version that is none is malformed or stale, and without one asks for it`() async throws
    {
        try await TestServer.use { server in
            let row = try #require(
                try await server.post(Self.items, ["description": "x"]).expect(201)["Location"])
            for tag in ["*", "\"1", "\"1\", \"2\"", "\"1 \"", "\"1\r\n\"", ""] {
                let reply = try await server.send(
                    "POST", row + "/verify", as: "ducha", json: ["step": "begin"], headers: ["If-Match": tag])
                #expect(reply.status == 400, "\(tag): \(reply)")
            }
            for tag in [
                "W/\"1\"", "\"x\"", "\"99999999999999999999\"", "\"-1\"", "\"0\"", "\".1\"", "x", "-1",
            ] {
                let reply = try await server.send(
                    "POST", row + "/verify", as: "ducha", json: ["step": "begin"], headers: ["If-Match": tag])
                try reply.expectProblem(412, "stale")
            }
            try await server.refuses(428, "preconditionMissing") {
                try await server.post(row + "/verify", ["step": "begin"])
            }
        }
    }
}
