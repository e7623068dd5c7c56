import HTTPAPI
import Testing

/// Each of these is answered with a problem, logged once, and the server goes on.
@Suite struct `A hostile body` {
    private static let items = "/api/v1/items"

    /// Sends each of `bodies` as JSON, and sees that it is refused as it should be.
    private func refuses(
        _ status: Int, _ code: String, headers: [String: String] = [:], _ bodies: [[UInt8]],
        location: SourceLocation = #_sourceLocation
    ) async throws {
        try await TestServer.use { server in
            for body in bodies {
                let reply = try await server.refuses(status, code, location: location) {
                    try await server.send(
                        "POST", Self.items, as: "ducha",
                        headers: headers.merging(["Content-Type": "application/json"]) { given, _ in given },
                        body: body)
                }
                guard reply.status == status else {
                    Issue.record(
                        "\(String(decoding: body.prefix(200), as: UTF8.self))", sourceLocation: location)
                    return
                }
            }
        }
    }

    private func refuses(
        _ status: Int, _ code: String, texts: [String], location: SourceLocation = #_sourceLocation
    ) async throws {
        try await refuses(status, code, texts.map { Array($0.utf8) }, location: location)
    }

    @Test func `that is no JSON is malformed`() async throws {
        try await refuses(
            400, "malformed",
            texts: [
                "{", "}", "[1", #"{"description": "x""#, #"{description: "x"}"#, #"{"a": 1,}"#, "nul", "'x'",
                "{} {}", "\u{FEFF}", "/* */ {}", #"{"description": "\ud8"}"#,
            ])
    }

    @Test func `nested a hundred thousand deep is malformed, at no cost`() async throws {
        try await refuses(
            400, "malformed", texts: ["[", #"{"a":"#].map { String(repeating: $0, count: 100_000) })
    }

    @Test func `of another type than an object is invalid`() async throws {
        try await refuses(
            422, "invalid", texts: ["null", "1", #""text""#, "[]", "true", #"[{"description": "x"}]"#])
    }

    @Test func `with wrong or missing values is invalid`() async throws {
        try await refuses(
            422, "invalid",
            texts: [
                #"{"description": 5}"#, #"{"description": null}"#, #"{"description": ["x"]}"#,
                #"{"description": {}}"#,
                #"{"description": ""}"#, #"{"description": "x", "place": 7}"#,
                #"{"description": "x", "channels": "window"}"#,
                #"{"description": "x", "channels": ["nowhere"]}"#, #"{"description": "x", "extra": 1}"#,
                #"{"description": "x", "evidence": [{"digest": "md5:1", "mediaType": "image/png", "byteCount": 1}]}"#,
                #"{"description": "x", "observedAt": "yesterday"}"#,
                #"{"description": "x", "foundOn": "2026-13-45"}"#,
                #"{}"#,
            ])
    }

    @Test func `with numbers out of all bounds is refused`() async throws {
        let digest = "sha256:" + String(repeating: "0", count: 64)
        try await TestServer.use { server in
            for number in [
                "99999999999999999999999999", "-9223372036854775809", "1e400", "1e18", "0.5", "-1",
                "1E999999999",
            ] {
                let evidence = #"{"digest": "\#(digest)", "mediaType": "image/png", "byteCount": \#(number)}"#
                server.log.clear()
                let reply = try await server.send(
                    "POST", Self.items, as: "ducha", headers: ["Content-Type": "application/json"],
                    body: Array(#"{"description": "x", "evidence": [\#(evidence)]}"#.utf8))
                #expect([400, 422].contains(reply.status), "\(number): \(reply)")
                try reply.expectProblem(reply.status)
                try await server.goesOn(after: 1)
            }
        }
    }

    @Test func `with a field twice, however it is spelled, is malformed`() async throws {
        let digest = "sha256:" + String(repeating: "0", count: 64)
        try await refuses(
            400, "malformed",
            texts: [
                #"{"description": "x", "description": "y"}"#,
                #"{"description": "x", "descriptio\u006e": "x"}"#,
                #"{"description": "x", "evidence": [{"digest": "\#(digest)", "mediaType": "image/png", "byteCount": 1, "byteCount": 2}]}"#,
            ])
    }

    @Test func `whose text shows nothing is invalid`() async throws {
        try await refuses(
            422, "invalid",
            texts: ["   ", "\u{200B}", "\u{2060} \u{00AD}", "\u{3164}", "\u{2800}\u{3000}"].map {
                #"{"description": "\#($0)"}"#
            })
    }

    @Test func `with NUL and control characters is invalid`() async throws {
        try await refuses(
            422, "invalid",
            texts: [#"\u0000"#, #"a\u0000b"#, #"\u0007"#, #"\u001b[2J"#].map { #"{"description": "\#($0)"}"# }
        )
    }

    @Test func `with broken escapes or half a surrogate pair is invalid`() async throws {
        try await refuses(
            422, "invalid",
            texts: [#"\x"#, #"\ud800"#, #"\udc00"#, #"\udc00\ud800"#, #"\ud800x"#].map {
                #"{"description": "\#($0)"}"#
            })
    }

    @Test func `that is not UTF-8 is malformed`() async throws {
        let broken: [[UInt8]] = [
            [0xFF], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE4, 0xB8],
        ]
        try await refuses(
            400, "malformed",
            broken.map { Array(#"{"description": ""#.utf8) + $0 + Array(#""}"#.utf8) }
                + [Array(#"{"description": "x"}"#.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] })])
    }

    @Test func `over the limit is too large, whether announced or in chunks`() async throws {
        try await TestServer.use(options: { $0.limits.bodyBytes = 10_000 }) { server in
            let body = #"{"description": ""# + String(repeating: "x", count: 10_000) + #""}"#
            try await server.refuses(413, "tooLarge") {
                try await server.send(
                    "POST", Self.items, as: "ducha", headers: ["Content-Type": "application/json"],
                    body: Array(body.utf8))
            }
            server.log.clear()
            try await server.refuses(413, "tooLarge") {
                let connection = try server.connect()
                try await connection.send(
                    server.head(
                        "POST", Self.items, ["Content-Type: application/json", "Transfer-Encoding: chunked"]))
                for _ in 0..<20 {
                    try await connection.send("400\r\n\(String(repeating: " ", count: 1024))\r\n")
                }
                return try await connection.receive()
            }
        }
    }

    @Test func `of a million members is refused, not read`() async throws {
        let members = (0..<60_000).map { "\"f\($0)\": 1" }.joined(separator: ",")
        try await refuses(422, "invalid", texts: ["{\(members)}"])
    }

    @Test func `of another type, or in a coding of its own, is not supported`() async throws {
        try await TestServer.use { server in
            let types: [[String: String]] =
                [[:]]
                + ["text/plain", "application/xml", "application/json; charset=gbk", "multipart/form-data"]
                .map {
                    ["Content-Type": $0]
                }
                + ["gzip", "br", "deflate", "nothing-known", "identity, gzip"].map {
                    ["Content-Type": "application/json", "Content-Encoding": $0]
                }
            for headers in types {
                try await server.refuses(415, "unsupportedType") {
                    try await server.send(
                        "POST", Self.items, as: "ducha", headers: headers,
                        body: Array(#"{"description": "x"}"#.utf8))
                }
            }
        }
    }

    @Test func `that is missing is malformed`() async throws {
        try await TestServer.use { server in
            try await server.refuses(400, "malformed") { try await server.post(Self.items) }
        }
    }
}
