import Testing
import Walkthrough

@Suite struct `Who reads a walk over HTTP` {
    @Test func `others do not learn that an open walk exists, whatever they try`() async throws {
        try await TestServer.use { server in
            let walk = try await server.walk(as: "renshe")
            for other in ["gongan", "tiyan"] {
                try await server.get(walk, as: other).expectProblem(404)
                try await server.put(
                    "\(walk)/answers/COV-02", ["value": "pass"], as: other, headers: TestServer.isNew
                )
                .expectProblem(404)
                try await server.put(walk, ["details": [:]], as: other, headers: ["If-Match": "\"1\""])
                    .expectProblem(404)
                try await server.post("\(walk)/feelings", ["text": "试"], as: other, version: 1).expectProblem(
                    404)
                try await server.post("\(walk)/submit", ["answers": []], as: other).expectProblem(404)
                #expect(try await server.get("/api/v1/sessions", as: other).json["items"].list.isEmpty)
            }
            // Administrators read no walks at all.
            try await server.get(walk, as: "sysadmin").expectProblem(403)
            // The county sees it, and may not touch what a walker types himself.
            let own = try await server.walk(as: "tiyan")
            try await server.put(
                "\(own)/answers/COV-02", ["value": "pass"], as: "ducha", headers: TestServer.isNew
            )
            .expectProblem(403)
            // Nor is a reader given the walker's receipt for saying the same.
            try await server.put(
                "\(own)/answers/COV-02", ["value": "pass"], as: "tiyan", headers: TestServer.isNew
            ).expect(201)
            try await server.put(
                "\(own)/answers/COV-02", ["value": "pass"], as: "ducha", headers: TestServer.isNew
            ).expectProblem(403)
        }
    }

    @Test func `a volunteer sees the answer to what he filed and nothing else`() async throws {
        try await TestServer.use { server in
            let (walk, receipt) = try await server.submitted(as: "tiyan")
            let (others, _) = try await server.submitted(as: "renshe")
            let other = try await server.post(
                "/api/v1/suggestions", ["kind": "internal", "text": "取消复印件", "unit": "QH-RS"], as: "renshe"
            ).expect(201)
            let own = try await server.post(
                "/api/v1/suggestions", ["kind": "hall", "text": "再放一台自助机", "unit": "QH-RS"], as: "tiyan"
            ).expect(201)
            let walks = try await server.get("/api/v1/sessions", as: "tiyan").json["items"]
            #expect(walks.list.map { "/api/v1/sessions/" + ($0["id"].text ?? "") } == [walk])
            try await server.get(others, as: "tiyan").expectProblem(404)
            let rows = try await server.get("/api/v1/items", as: "tiyan").json["items"]
            #expect(rows.list.map { $0["number"] } == receipt["rows"].list)
            try await server.get(try #require(other["Location"]), as: "tiyan").expectProblem(404)
            let path = try #require(own["Location"])
            try await server.step(path, "assign", ["unit": "QH-RS"], as: "tiyan", 403)
            try await server.step(path, "assign", ["unit": "QH-RS"], as: "ducha")
            try await server.step(path, "answer", ["outcome": "notAdopted", "reason": "大厅放不下"], as: "renshe")
            let answer = try await server.get(path, as: "tiyan").expect(200).json
            #expect(answer["outcome"] == "notAdopted" && answer["outcomeTitle"] == "不采纳")
            #expect(answer["note"] == "大厅放不下" && answer["stateTitle"] == "已答复，待告知")
            try await server.get("/api/v1/tasks", as: "tiyan").expectProblem(403)
            for list in ["notices", "clues"] {
                #expect(
                    try await server.get("/api/v1/\(list)", as: "tiyan").expect(200).json["items"].list
                        .isEmpty)
            }
        }
    }

    @Test func `lists come by pages, newest first, and refuse a cursor that none gave`() async throws {
        try await TestServer.use { server in
            var walks: [String] = []
            for _ in 0..<3 {
                server.clock.advance(minutes: 1)
                walks.append(try await server.walk(as: "renshe"))
            }
            let first = try await server.get("/api/v1/sessions?limit=2&state=open", as: "renshe").expect(200)
            #expect(
                first.json["items"].list.map { "/api/v1/sessions/" + ($0["id"].text ?? "") } == [
                    walks[2], walks[1],
                ])
            let next = try #require(first.json["next"].text)
            #expect(first["Link"] == "</api/v1/sessions?limit=2&state=open&after=\(next)>; rel=\"next\"")
            let second = try await server.get("/api/v1/sessions?limit=2&after=\(next)", as: "renshe").expect(
                200)
            #expect(
                second.json["items"].list.count == 1 && second.json["next"] == .null && second["Link"] == nil)
            // A page that ends with the list says so.
            #expect(try await server.get("/api/v1/sessions?limit=3", as: "renshe").json["next"] == .null)
            #expect(
                try await server.get("/api/v1/sessions?kind=fullChain", as: "renshe").json["items"].list
                    .isEmpty)
            for list in ["sessions", "suggestions", "tasks", "clues", "notices", "checklists"] {
                for cursor in ["QH-2026-0001%20", "%F0%9F%98%80", "x%00y"] {
                    try await server.get("/api/v1/\(list)?after=\(cursor)", as: "renshe").expectProblem(422)
                }
            }
        }
    }
}

@Suite struct `What others read of a walk` {
    @Test func `has no phone number that somebody typed`() async throws {
        try await TestServer.use { server in
            let path = try await server.walk(as: "renshe")
            try await server.put(
                "\(path)/answers/COV-02",
                ["value": "fail", "note": "群众留了13812345678", "noEvidenceReason": "当面听到"], as: "renshe",
                headers: TestServer.isNew
            ).expect(201)
            #expect(try await server.get(path, as: "renshe").text.contains("13812345678"))
            let read = try await server.get(path, as: "ducha").expect(200)
            #expect(!read.text.contains("13812345678") && read.text.contains("138****5678"))
        }
    }

    @Test func `was walked as who he is: a volunteer opens no duty of an office`() async throws {
        try await TestServer.use { server in
            for body: JSON in [
                ["kind": "chiefDuty"], ["kind": "routineWalk", "role": "leader"],
                ["kind": "immersiveInspection", "role": "inspector"],
            ] {
                try await server.post("/api/v1/sessions", body, as: "tiyan").expectProblem(403)
            }
        }
    }
}
