import Testing
import Walkthrough

@Suite struct `The same request again` {
    @Test func `is the same however it is written, and whatever the device's clock says`() async throws {
        try await TestServer.use { server in
            func file(_ body: String) async throws -> HTTPReply {
                try await server.send(
                    "POST", "/api/v1/items", as: "ducha",
                    headers: ["Content-Type": "application/json", "Idempotency-Key": "k-1"],
                    body: Array(body.utf8))
            }
            let first = try await file(
                #"{"description":"叫号屏黑屏2","place":"QH-GA","deviceNow":"2026-09-29T10:00:00+08:00"}"#
            ).expect(201)
            for body in [
                #"{ "place": "QH-GA", "description": "叫号屏黑屏2" }"#,
                #"{"description":"叫号屏黑屏\u0032","place":"QH-GA","deviceNow":"2026-09-29T10:05:00+08:00"}"#,
            ] {
                #expect(try await file(body).expect(201).json == first.json)
            }
            try await file(#"{"description":"叫号屏黑屏3","place":"QH-GA"}"#).expectProblem(422)
            #expect(try await server.get("/api/v1/items").json["items"].list.count == 1)
        }
    }

    @Test func `of a freeze tells of the same weeks`() async throws {
        try await TestServer.use { server in
            _ = try await server.row(in: .assigned)
            try server.clock.at("2026-10-15T16:00:00+08:00")
            func freeze() async throws -> HTTPReply {
                try await server.post("/api/v1/ledgers/2026-W42/freeze", nil, as: "ducha", key: "fz1").expect(
                    200)
            }
            let first = try await freeze()
            #expect(first.json["frozen"].list.count == 3)
            #expect(try await freeze().json == first.json)
        }
    }

    @Test func `finds its path also where clients write it in escapes`() async throws {
        try await TestServer.use { server in
            let row = try await server.fileRow()
            let escaped = row.replacing("-", with: "%2D")
            #expect(try await server.get("/api/v1/items/\(escaped)").expect(200).json["number"].text == row)
            for broken in ["%zz", "%E4%BD", "..%2F..%2Fetc", "%00"] {
                try await server.get("/api/v1/items/\(broken)").expectProblem(404)
            }
        }
    }

    @Test func `without a host is no request`() async throws {
        try await TestServer.use { server in
            for (path, status) in [("/api/v1/items", 400), ("/healthz", 200)] {
                let connection = try server.connect()
                try await connection.send("GET \(path) HTTP/1.1\r\nConnection: close\r\n\r\n")
                #expect(try await connection.receive().status == status)
            }
        }
    }
}

@Suite struct `A fault of a field` {
    @Test func `stands under the name that the field has in the body, and reads as a sentence`() async throws
    {
        try await TestServer.use { server in
            for (body, field, what): (JSON, String, String) in [
                (["description": "x", "place": "QH-NONE"], "place", "没有编码为 QH-NONE 的单位"),
                (["description": "x", "source": "没有"], "source", "没有“没有”这个来源"),
                (["description": "x", "walker": "S999"], "walker", "没有工号或编号为“S999”的人员"),
            ] {
                let problem = try await server.post("/api/v1/items", body).expectProblem(422).json
                #expect(problem["errors"][0]["field"].text == field)
                #expect(problem["errors"][0]["message"].text == what)
                #expect(problem["detail"].text?.contains("\(field)：") == false, "\(problem)")
            }
        }
    }
}
