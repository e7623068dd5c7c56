import Testing
import Walkthrough

@Suite struct `Suggestions over HTTP` {
    private func filed(_ server: TestServer, _ change: [String: JSON] = [:]) async throws -> String {
        let body: [String: JSON] = ["kind": "internal", "text": "取消重复提交的复印件", "unit": "QH-RS"]
        let reply = try await server.post(
            "/api/v1/suggestions", .object(body.merging(change) { $1 }), as: "tiyan", key: "file-1")
        return try #require(try reply.expect(201)["Location"])
    }

    @Test func `are filed once under a key, handed out, adopted as a row, and told`() async throws {
        try await TestServer.use { server in
            let path = try await filed(server)
            #expect(try await filed(server) == path)
            let filed = try await server.get(path, as: "tiyan").json
            #expect(filed["state"] == "filed" && filed["stateTitle"] == "待分办" && filed["late"] == false)
            try await server.post("\(path)/assign", ["unit": "QH-RS"], version: nil).expectProblem(428)
            try await server.post("\(path)/assign", ["unit": "QH-RS"], version: 9).expectProblem(412)
            try await server.step(path, "assign", ["unit": "QH-NO"], as: "ducha", 422)
            let assigned = try await server.step(path, "assign", ["unit": "QH-RS"], as: "ducha")
            #expect(assigned.json["state"] == "assigned" && assigned["ETag"] == "\"2\"")
            // Ten working days from 09-29, over the National Day and the make-up Saturday.
            #expect(try await server.get(path).json["due"] == "2026-10-19")
            let adopted = try await server.step(path, "answer", ["outcome": "adopted"], as: "renshe")
            let row = try #require(adopted.json["row"].text)
            try await server.get("/api/v1/items/\(row)").expect(200)
            let told = try await server.step(path, "tell", as: "renshe")
            #expect(told.json["state"] == "told" && told.json["stateTitle"] == "已告知")
            #expect(try await server.get(path, as: "tiyan").json["toldOn"] == "2026-09-29")
            let list = try await server.get("/api/v1/suggestions?state=told&unit=QH-RS&kind=internal").json[
                "items"]
            #expect(list.list.count == 1 && list[0]["row"].text == row)
        }
    }

    @Test func `are answered with what the outcome needs`() async throws {
        try await TestServer.use { server in
            let path = try await filed(server)
            try await server.step(path, "answer", ["outcome": "adopted"], as: "ducha", 409)
            try await server.step(path, "assign", ["unit": "QH-RS"], as: "ducha")
            for outcome in ["partlyAdopted", "notAdopted"] {
                let refused = try await server.step(
                    path, "answer", ["outcome": .string(outcome)], as: "renshe", 422)
                #expect(refused.json["errors"][0]["field"] == "reason")
            }
            let refused = try await server.step(path, "answer", ["outcome": "reportedUp"], as: "renshe", 422)
            #expect(refused.json["errors"][0]["field"] == "to")
            try await server.step(path, "answer", ["outcome": "reportedUp", "to": "省政务办"], as: "renshe")
            let shown = try await server.get(path).json
            #expect(shown["outcome"] == "reportedUp" && shown["note"] == "报 省政务办")
            try await server.step(path, "tell", ["on": "2026-09-01"], as: "renshe", 422)
        }
    }

    @Test func `do not exist for units that they do not concern`() async throws {
        try await TestServer.use { server in
            let path = try await filed(server)
            try await server.get(path, as: "gongan").expectProblem(404)
            try await server.post("\(path)/tell", as: "gongan", version: 1).expectProblem(404)
            try await server.post("\(path)/assign", ["unit": "QH-GA"], as: "renshe", version: 1)
                .expectProblem(403)
        }
    }
}

@Suite struct `Self-checks over HTTP` {
    /// A closed row that is spread to the town of Shiqiao.
    private func spread(_ server: TestServer) async throws -> JSON {
        let (_, receipt) = try await server.submitted(as: "ducha")
        let row = "/api/v1/items/\(try #require(receipt["rows"][0].text))"
        try await server.step(row, "verify", ["step": "begin"], as: "ducha")
        try await server.step(
            row, "verify", ["step": "verdict", "result": "confirmed", "note": "属实"], as: "ducha")
        try await server.step(row, "assign", ["lead": "QH-T01", "mode": "immediate"], as: "ducha")
        try await server.step(row, "accept", as: "yunxi")
        try await server.step(row, "plan", ["cause": "指南旧", "measures": "改指南", "goal": "一致"], as: "yunxi")
        let file = try await server.send(
            "PUT", "/api/v1/evidence", as: "yunxi", headers: ["Content-Type": "image/png"],
            body: TestServer.picture)
        try #require((200...201).contains(file.status), "\(file)")
        let photo: JSON = [
            "digest": file.json["digest"], "mediaType": file.json["mediaType"],
            "byteCount": file.json["byteCount"], "stage": "after",
        ]
        try await server.step(row, "attach", ["evidence": [photo]], as: "yunxi")
        try await server.step(
            row, "request-close",
            [
                "note": "已改", "generalization": ["value": "yes"],
                "publication": ["value": "no", "reason": "内部问题"],
            ], as: "yunxi")
        try await server.step(row, "check", ["verdict": "begin"], as: "ducha")
        try await server.step(row, "check", ["verdict": "pass", "opinion": "一致"], as: "ducha")
        try await server.step(row, "close", ["note": "予以销号", "spread": ["QH-T02"]], as: "ducha")
        let tasks = try await server.get("/api/v1/tasks", as: "shiqiao").expect(200).json["items"]
        try #require(tasks.list.count == 1, "\(tasks)")
        return tasks[0]
    }

    @Test func `are listed to the unit that is asked, and reported once`() async throws {
        try await TestServer.use { server in
            let task = try await spread(server)
            #expect(task["state"] == "open" && task["stateTitle"] == "待自查" && task["unit"] == "QH-T02")
            let path = "/api/v1/tasks/\(try #require(task["number"].text))"
            try await server.get(path, as: "gongan").expectProblem(404)
            try await server.step(path, "report", ["found": true, "text": "也有"], as: "ducha", 403)
            try await server.post("\(path)/report", ["found": true, "text": "也有"], as: "shiqiao")
                .expectProblem(428)
            try await server.post("\(path)/report", ["text": "也有"], as: "shiqiao", version: 1).expectProblem(
                422)
            let reported = try await server.step(
                path, "report", ["found": true, "text": "也有"], as: "shiqiao")
            #expect(reported.json["state"] == "reported" && reported.json["stateTitle"] == "已发现，入台账")
            let row = try #require(reported.json["row"].text)
            try await server.get("/api/v1/items/\(row)", as: "shiqiao").expect(200)
            try await server.step(path, "report", ["found": false, "text": "没有"], as: "shiqiao", 409)
            let origin = try #require(task["origin"].text)
            let done = try await server.get("/api/v1/tasks?state=reported&row=\(origin)&unit=QH-T02").json[
                "items"]
            #expect(done[0]["report"] == "也有" && done[0]["row"].text == row)
            #expect(try await server.get("/api/v1/tasks?state=open").json["items"].list.isEmpty)
        }
    }
}
