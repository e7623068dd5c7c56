import Testing
import Walkthrough

@Suite struct `Reading rows over HTTP` {
    @Test func `a masked number cannot be found by searching for it, digit by digit`() async throws {
        try await TestServer.use { server in
            let row = try await server.row(
                in: .assigned, ["description": "窗口说要本人来，我电话13912345678，请回电"])
            let shown = try await server.get("/api/v1/items/\(row)", as: "gongan").expect(200)
            #expect(shown.text.contains("139****5678") && !shown.text.contains("13912345678"))
            for (account, text) in [("gongan", "13912345678"), ("gongan", "1391"), ("ducha", "912345")] {
                let found = try await server.get("/api/v1/items?q=\(text)", as: account).expect(200)
                #expect(found.json["items"] == [], "\(text) as \(account)")
            }
            let found = try await server.get("/api/v1/items?q=%E8%AF%B7%E5%9B%9E%E7%94%B5", as: "gongan")
            #expect(found.json["items"].list.count == 1)
        }
    }

    @Test func `numbers in other systems are kept from the responsible line, unless the reporter agreed`()
        async throws
    {
        try await TestServer.use { server in
            for (mode, isShown) in [("protected", false), ("named", true)] {
                let row = try await server.fileRow(
                    [
                        "source": "hotline12345", "reporterMode": .string(mode),
                        "external": [["system": "12345", "number": .string("GD-\(mode)")]],
                    ])
                let line = try await server.get("/api/v1/items/\(row)", as: "gongan").expect(200)
                #expect(line.text.contains("GD-\(mode)") == isShown)
                #expect(try await server.get("/api/v1/items/\(row)").text.contains("GD-\(mode)"))
            }
        }
    }

    @Test func `a light that is asked for is the light that is shown`() async throws {
        try await TestServer.use { server in
            for state in [StateKind.registered, .assigned, .inProgress, .closeRequested, .checking, .closed] {
                _ = try await server.row(in: state)
            }
            let escalated = try await server.row(in: .inProgress)
            try await server.act(
                escalated, "escalate", ["to": "县政府", "paper": "2号", "nextLook": "2026-10-20"], as: "ducha"
            ).expect(200)
            let late = try await server.fileRow()
            try await server.act(
                late, "assign", ["lead": "QH-GA", "mode": "deadline", "due": "2026-10-10"], as: "ducha"
            ).expect(200)
            try server.clock.at("2026-10-20T10:00:00+08:00")
            let all = try await server.get("/api/v1/items?limit=200").expect(200).json["items"].list
            #expect(Set(all.map { $0["light"].text }).count >= 4, "\(all.map { $0["light"] })")
            for light in Light.allCases {
                let found = try await server.get("/api/v1/items?limit=200&light=\(light.rawValue)").json[
                    "items"
                ].list
                let expected = all.filter { $0["light"].text == light.rawValue }
                #expect(
                    Set(found.map { $0["number"] }) == Set(expected.map { $0["number"] }),
                    "\(light): \(found.map { $0["light"] })")
            }
            // Filters are all to be met.
            let none = try await server.get("/api/v1/items?state=closed&open=true").expect(200)
            #expect(none.json["items"] == [])
            try await server.get("/api/v1/items?source=nowhere").expectProblem(404)
            #expect(try await server.get("/api/v1/items?source=12345").expect(200).json["items"] == [])
        }
    }

    @Test func `what was typed along the way is in its history, and the work stands field by field`()
        async throws
    {
        try await TestServer.use { server in
            let row = try await server.row(in: .checking)
            try await server.act(row, "check", ["verdict": "fail", "opinion": "还差一份告知单"], as: "ducha").expect(
                200)
            let history = try await server.get("/api/v1/items/\(row)/history", as: "gongan").expect(200).json
            let texts = history["events"].list.flatMap { $0["texts"].list }
            #expect(texts.contains { $0["text"] == "还差一份告知单" && $0["label"] == "核查意见" }, "\(texts)")
            #expect(texts.contains { $0["text"] == "已更新指南" })
            let work = try await server.get("/api/v1/items/\(row)", as: "gongan").expect(200).json["work"]
            #expect(work["lead"] == "QH-GA" && work["cause"] == "指南没有更新" && work["returned"] == 1)
            // What became of it is for the volunteer who filed it, the work's inner texts are not.
            let own = try await server.post("/api/v1/items", ["description": "取号机没有纸"], as: "tiyan").expect(
                201)
            let seen = try await server.get(try #require(own["Location"]), as: "tiyan").expect(200).json
            #expect(seen["work"] == .null && seen["source"] == "experiencer")
            try await server.post(
                "/api/v1/items", ["description": "取号机没有纸", "source": "inspection"], as: "tiyan"
            ).expectProblem(403)
        }
    }
}
