import Testing
import Walkthrough

/// 上级督查/审计 reads a period (decisions 7).
@Suite struct `A grant with a period` {
    private static let days: JSON = [
        "role": "auditor", "unit": "QH", "from": "2026-09-09", "to": "2026-09-18",
    ]

    /// Gives the auditor another grant than the one of the sample county.
    private func grant(_ body: JSON, _ server: TestServer) async throws -> HTTPReply {
        let account = try await server.get("/api/v1/accounts/shenji", as: "secadmin").expect(200)
        let ungranted = try await server.post(
            "/api/v1/accounts/shenji/ungrant", ["role": "auditor", "unit": "QH"], as: "secadmin",
            headers: ["If-Match": try #require(account["ETag"])]
        ).expect(200)
        return try await server.post(
            "/api/v1/accounts/shenji/grant", body, as: "secadmin",
            headers: ["If-Match": try #require(ungranted["ETag"])])
    }

    @Test func `opens what was there in its days, and nothing that ended before or began after`() async throws
    {
        try await TestServer.use(at: "2026-09-07T10:00:00+08:00") { server in
            let ended = try await server.row(in: .unfounded)
            let open = try await server.row(in: .assigned)
            let settled = try await server.row(in: .verifying)
            let long = try await server.row(in: .verifying)
            let earlyWalk = try await server.walk(as: "ducha")
            let idea: JSON = ["kind": "hall", "text": "再放一台自助机", "unit": "QH-GA"]
            let oldIdea = try await server.post("/api/v1/suggestions", idea, as: "zhengwu").expect(201)
            try server.clock.at("2026-09-15T10:00:00+08:00")
            func end(_ row: String) async throws {
                try await server.verify(row, "refuted")
                try await server.end(row, "propose-ending", ["ending": "unfounded", "reason": "现场没有这个情况"])
            }
            try await end(settled)
            let inside = try await server.row(in: .assigned)
            try server.clock.at("2026-09-21T10:00:00+08:00")
            try await end(long)
            let late = try await server.row(in: .assigned)
            let lateWalk = try await server.walk(as: "ducha")
            try await server.post("/api/v1/suggestions", idea, as: "zhengwu").expect(201)
            try await grant(Self.days, server).expect(200)

            func numbers(_ query: String = "") async throws -> Set<String> {
                let page = try await server.get("/api/v1/items?limit=50\(query)", as: "shenji").expect(200)
                return Set(page.json["items"].list.compactMap { $0["number"].text })
            }
            #expect(try await numbers() == [open, settled, long, inside])
            #expect(try await numbers("&sort=-registered") == [open, settled, long, inside])
            #expect(try await numbers("&unit=QH-GA").isSubset(of: [open, settled, long, inside]))
            for row in [open, settled, long, inside] {
                try await server.get("/api/v1/items/\(row)", as: "shenji").expect(200)
            }
            for row in [ended, late] {
                for path in ["", "/history"] {
                    let reply = try await server.get("/api/v1/items/\(row)\(path)", as: "shenji")
                    #expect(reply.status == 404, "\(row == late ? "late" : "ended") \(path)")
                }
            }
            let export = try await server.get("/api/v1/exports/ledger?format=csv", as: "shenji").expect(200)
            let text = String(decoding: export.body, as: UTF8.self)
            #expect(text.contains(inside) && !text.contains(late) && !text.contains(ended))

            try await server.get(earlyWalk, as: "shenji").expect(200)
            try await server.get(lateWalk, as: "shenji").expectProblem(404)
            let walks = try await server.get("/api/v1/sessions", as: "shenji").expect(200)
            #expect(walks.json["items"].list.count == 1)
            let ideas = try await server.get("/api/v1/suggestions", as: "shenji").expect(200)
            #expect(
                ideas.json["items"].list.map { $0["number"] } == [oldIdea.json["number"]],
                "what nobody has answered is looked into")
            // Others go on seeing all.
            let all = try await server.get("/api/v1/items?limit=50", as: "xianling").expect(200)
            #expect(all.json["items"].list.count >= 5)
        }
    }

    @Test func `cuts figures and weeks to its days`() async throws {
        try await TestServer.use(at: "2026-09-09T10:00:00+08:00") { server in
            _ = try await server.row(in: .registered)
            try server.clock.at("2026-09-22T10:00:00+08:00")
            _ = try await server.row(in: .registered)
            try await grant(Self.days, server).expect(200)

            let figures = try await server.get("/api/v1/statistics", as: "shenji").expect(200)
            #expect(figures.json["from"] == "2026-09-09" && figures.json["to"] == "2026-09-18")
            let whole = try await server.get(
                "/api/v1/statistics?from=2026-09-09&to=2026-09-18", as: "xianling"
            ).expect(200)
            #expect(figures.json == whole.json)
            let wide = try await server.get(
                "/api/v1/statistics?from=2025-01-01&to=2026-12-31", as: "shenji"
            ).expect(200)
            #expect(wide.json == figures.json)
            try await server.get("/api/v1/statistics?from=2026-09-19", as: "shenji").expectProblem(422)

            for week in ["2026-W37", "2026-W38", "2026-W39"] {
                try await server.get("/api/v1/ledgers/\(week)", as: "shenji").expect(200)
                try await server.get("/api/v1/unit-weeks/\(week)/QH-GA", as: "shenji").expect(200)
            }
            for week in ["2026-W36", "2026-W40", "2026-W42"] {
                for path in ["ledgers/\(week)", "ledgers/\(week)/corrections", "ledgers/\(week)/ledger.csv"] {
                    let reply = try await server.get("/api/v1/\(path)", as: "shenji")
                    #expect(reply.status == 404, "\(path): \(reply)")
                }
                try await server.get("/api/v1/unit-weeks/\(week)/QH-GA", as: "shenji").expectProblem(404)
            }
        }
    }

    @Test func `opens the fixed weeks of its days, and neither the list nor the files of others`()
        async throws
    {
        try await TestServer.use(at: "2026-09-01T10:00:00+08:00") { server in
            for (week, friday) in [("2026-W36", "2026-09-04"), ("2026-W37", "2026-09-11")] {
                _ = try await server.row(in: .assigned)
                try server.clock.at("\(friday)T10:00:00+08:00")
                try await server.post("/api/v1/ledgers/\(week)/freeze", as: "zhengwu").expect(200)
            }
            try await grant(Self.days, server).expect(200)
            func weeks(as account: String) async throws -> [JSON] {
                try await server.get("/api/v1/ledgers", as: account).expect(200).json["items"].list.map {
                    $0["week"]
                }
            }
            #expect(try await weeks(as: "xianling") == ["2026-W37", "2026-W36"])
            #expect(try await weeks(as: "shenji") == ["2026-W37"])
            try await server.get("/api/v1/ledgers/2026-W37/ledger.csv", as: "shenji").expect(200)
            try await server.get("/api/v1/unit-weeks/2026-W37/QH-GA/packet", as: "shenji").expect(200)
            for path in ["ledgers/2026-W36/ledger.csv", "unit-weeks/2026-W36/QH-GA/packet"] {
                try await server.get("/api/v1/\(path)", as: "shenji").expectProblem(404)
            }
        }
    }

    @Test func `hides the pictures of rows outside, and what tasks say of them`() async throws {
        try await TestServer.use(at: "2026-09-01T10:00:00+08:00") { server in
            let picture = try await server.evidence(as: "zhengwu")
            let row = try await server.row(in: .registered, ["evidence": [picture]])
            let digest = try #require(picture["digest"].text)
            try await server.get("/api/v1/evidence/\(digest)", as: "shenji").expect(200)
            try await server.verify(row, "refuted")
            try await server.end(row, "propose-ending", ["ending": "unfounded", "reason": "现场没有这个情况"])
            let closed = try await server.spreadRow()
            try await grant(
                ["role": "auditor", "unit": "QH", "from": "2026-10-01", "to": "2026-10-31"], server
            ).expect(200)
            try await server.get("/api/v1/evidence/\(digest)", as: "shenji").expectProblem(404)
            try await server.get("/api/v1/items/\(closed)", as: "shenji").expectProblem(404)
            let all = try await server.get("/api/v1/tasks", as: "xianling").expect(200).json["items"].list
            let mine = try await server.get("/api/v1/tasks", as: "shenji").expect(200).json["items"].list
            #expect(!all.isEmpty && mine.count == all.count, "what is still to be done is looked into")
            #expect(mine.allSatisfy { $0["problem"] == "不在您获准查看的期间" })
            #expect(all.allSatisfy { $0["problem"] != "不在您获准查看的期间" })
        }
    }

    @Test func `is an auditor's, who must have one, and is shown with the grant`() async throws {
        try await TestServer.use { server in
            let account = try await server.get("/api/v1/accounts/shenji", as: "secadmin").expect(200)
            let held = try #require(account["ETag"])
            for wrong: JSON in [
                ["role": "auditor", "unit": "QH-GA"],
                ["role": "auditor", "unit": "QH-GA", "from": "2026-09-01"],
                ["role": "auditor", "unit": "QH-GA", "from": "2026-09-30", "to": "2026-09-01"],
            ] {
                try await server.post(
                    "/api/v1/accounts/shenji/grant", wrong, as: "secadmin", headers: ["If-Match": held]
                ).expectProblem(422)
            }
            try await grant(Self.days, server).expect(200)
            let me = try await server.get("/api/v1/me", as: "shenji").expect(200)
            let shown = me.json["grants"].list.first
            #expect(shown?["from"] == "2026-09-09" && shown?["to"] == "2026-09-18")
            let other = try await server.get("/api/v1/accounts/ducha", as: "secadmin").expect(200)
            try await server.post(
                "/api/v1/accounts/ducha/grant",
                ["role": "reviewer", "unit": "QH", "from": "2026-09-01", "to": "2026-09-30"], as: "secadmin",
                headers: ["If-Match": try #require(other["ETag"])]
            ).expectProblem(422)
        }
    }
}
