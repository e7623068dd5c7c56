import Testing
import Walkthrough

@Suite struct `A walk over HTTP` {
    @Test func `begins under the client's own id, once, however often it is sent`() async throws {
        try await TestServer.use { server in
            let path = "/api/v1/sessions/\(TestServer.walkID)"
            let headers = ["If-None-Match": "*", "Idempotency-Key": "walk-1"]
            let first = try await server.put(path, TestServer.opening, as: "renshe", headers: headers).expect(
                201)
            #expect(first["Location"] == path && first["ETag"] == "\"2\"")
            let again = try await server.put(path, TestServer.opening, as: "renshe", headers: headers).expect(
                201)
            #expect(again.json == first.json)
            let shown = try await server.get(path, as: "renshe").expect(200).json
            #expect(shown["id"].text == TestServer.walkID && shown["version"] == 2)
            #expect(shown["state"] == "open" && shown["stateTitle"] == "填写中")
            #expect(shown["role"] == "leader" && shown["basis"] == "own")
            #expect(shown["details"]["items"][0]["code"] == "511Z01")
            #expect(shown["visits"][0]["start"] == "2026-09-29T08:30:00+08:00")
            #expect(shown["missing"].list.contains { $0["mend"].text?.isEmpty == false })
            // The same content needs no key; other content, or somebody else, finds the id taken.
            let third = try await server.put(
                path, TestServer.opening, as: "renshe", headers: TestServer.isNew
            )
            .expect(201)
            #expect(third.json == first.json)
            try await server.put(path, ["kind": "crossCheck"], as: "renshe", headers: TestServer.isNew)
                .expectProblem(412)
            try await server.put(path, TestServer.opening, as: "gongan", headers: TestServer.isNew)
                .expectProblem(412)
            let number = try #require(shown["number"].text)
            #expect(
                try await server.get("/api/v1/sessions/\(number)", as: "renshe").json["id"] == shown["id"])
        }
    }

    @Test func `is changed by whoever names the version that is there`() async throws {
        try await TestServer.use { server in
            let path = "/api/v1/sessions/\(TestServer.walkID)"
            let change: JSON = ["details": ["channels": ["pc"], "identity": "老年人家属"]]
            try await server.put(path, change, as: "renshe").expectProblem(428)
            try await server.put(path, change, as: "renshe", headers: ["If-Match": "\"1\""]).expectProblem(
                404)
            try await server.put(path, TestServer.opening, as: "renshe", headers: TestServer.isNew).expect(
                201)
            let both = ["If-None-Match": "*", "If-Match": "\"2\""]
            try await server.put(path, change, as: "renshe", headers: both).expectProblem(412)
            let old = try await server.put(path, change, as: "renshe", headers: ["If-Match": "\"1\""])
                .expectProblem(412, "stale")
            #expect(old.json["current"] == 2)
            let etag = try #require(try await server.get(path, as: "renshe")["ETag"])
            let changed = try await server.put(path, change, as: "renshe", headers: ["If-Match": etag])
                .expect(200)
            #expect(changed["ETag"] == "\"3\"")
            let shown = try await server.get(path, as: "renshe").json["details"]
            #expect(shown["identity"] == "老年人家属" && shown["items"].list.isEmpty && shown["venue"] == .null)
            let fixed = try await server.put(
                path, ["kind": "crossCheck", "details": [:]], as: "renshe", headers: ["If-Match": "\"3\""])
            #expect(try fixed.expectProblem(422).json["errors"][0]["field"] == "kind")
        }
    }

    @Test func `has an ETag for each answer, so that two devices hear of each other`() async throws {
        try await TestServer.use { server in
            let walk = try await server.walk(as: "renshe")
            let point = "\(walk)/answers/COV-02"
            try await server.get(point, as: "renshe").expectProblem(404)
            try await server.put(point, ["value": "pass"], as: "renshe").expectProblem(428)
            try await server.put(point, ["value": "pass"], as: "renshe", headers: ["If-Match": "\"0\""])
                .expectProblem(412)
            let first = try await server.put(
                point, ["value": "pass"], as: "renshe", headers: TestServer.isNew
            )
            .expect(201)
            #expect(
                first["ETag"] == "\"1\"" && first["Location"] == point && first.json["answerVersion"] == 1)
            let other = try await server.put(
                point, ["value": "notSeen"], as: "renshe", headers: TestServer.isNew)
            #expect(try other.expectProblem(412).json["current"] == 1)
            // Another point goes on its own.
            try await server.put(
                "\(walk)/answers/COV-05", ["value": "pass"], as: "renshe", headers: TestServer.isNew
            ).expect(201)
            let shown = try await server.get(point, as: "renshe").expect(200)
            let tag = try #require(shown["ETag"])
            #expect(tag.hasPrefix("\"1.") && shown.json["value"] == "pass")
            try await server.get(point, as: "renshe", headers: ["If-None-Match": tag]).expect(304)
            let second = try await server.put(
                point, TestServer.fault, as: "renshe", headers: ["If-Match": tag]
            )
            .expect(200)
            #expect(second["ETag"] == "\"2\"")
            try await server.put(
                "\(walk)/answers/XYZ-99", ["value": "pass"], as: "renshe", headers: TestServer.isNew
            )
            .expectProblem(422)
        }
    }

    @Test func `is submitted with the answers that the device saw, and no others`() async throws {
        try await TestServer.use { server in
            let walk = try await server.walk(as: "renshe")
            for code in ["COV-02", "COV-05"] {
                try await server.put(
                    "\(walk)/answers/\(code)", TestServer.fault, as: "renshe", headers: TestServer.isNew
                ).expect(201)
            }
            func submit(_ seen: [(String, Int)], key: String? = nil) async throws -> HTTPReply {
                let answers = seen.map { ["code": .string($0.0), "version": .int($0.1)] as JSON }
                return try await server.post(
                    "\(walk)/submit", ["answers": .array(answers)], as: "renshe", key: key)
            }
            try await submit([("COV-02", 1)]).expectProblem(412, "stale")
            try await submit([("COV-02", 1), ("COV-05", 2)]).expectProblem(412, "stale")
            try await submit([("COV-02", 1), ("COV-02", 1), ("COV-05", 1)]).expectProblem(422)
            let first = try await submit([("COV-02", 1), ("COV-05", 1)], key: "submit-1").expect(200)
            #expect(first.json["rows"].list == ["QH-2026-0001"] && first.json["awaitsConfirmation"] == false)
            #expect(
                try await submit([("COV-02", 1), ("COV-05", 1)], key: "submit-1").expect(200).json
                    == first.json)
            // A device that lost the answer asks again, also without a key.
            #expect(try await submit([("COV-02", 1), ("COV-05", 1)]).expect(200).json == first.json)
            try await submit([("COV-02", 1)]).expectProblem(412)
            let shown = try await server.get(walk, as: "renshe").json
            #expect(shown["state"] == "submitted" && shown["stateTitle"] == "已提交" && shown["counts"] == true)
            #expect(shown["rows"].list == ["QH-2026-0001"])
            try await server.put(
                "\(walk)/answers/COV-03", ["value": "pass"], as: "renshe", headers: TestServer.isNew
            )
            .expectProblem(409)
        }
    }

    @Test func `tells all that is missing at once, and opens nothing`() async throws {
        try await TestServer.use { server in
            let walk = try await server.walk(as: "renshe", ["kind": "routineWalk"])
            let refused = try await server.post("\(walk)/submit", ["answers": []], as: "renshe")
                .expectProblem(422)
            #expect(refused.json["errors"].list.count > 2)
            #expect(try await server.get("/api/v1/items").json["items"].list.isEmpty)
        }
    }

    @Test func `keeps what the device said about time, and refuses what cannot be`() async throws {
        try await TestServer.use { server in
            var opening = TestServer.opening.members
            opening["observedAt"] = "2026-09-29T08:30:00+08:00"
            // A clock that is ten days ahead.
            opening["deviceNow"] = "2026-10-09T10:00:00+08:00"
            let early = try await server.post("/api/v1/sessions", .object(opening), as: "renshe")
            try early.expect(201)
            let walk = try #require(early["Location"])
            var fault = TestServer.fault.members
            fault["observedAt"] = "2026-10-08T09:00:00+08:00"
            fault["deviceNow"] = "2026-10-09T10:00:00+08:00"
            try await server.put(
                "\(walk)/answers/COV-02", .object(fault), as: "renshe", headers: TestServer.isNew
            ).expect(201)
            let answer = try await server.get("\(walk)/answers/COV-02", as: "renshe").json
            #expect(answer["observedAt"] == "2026-09-28T09:00:00+08:00")
            fault["observedAt"] = "2199-01-01T00:00:00Z"
            fault["deviceNow"] = "1950-01-01T00:00:00Z"
            try await server.put(
                "\(walk)/answers/COV-03", .object(fault), as: "renshe", headers: TestServer.isNew
            ).expectProblem(422)
            try await server.post(
                "\(walk)/submit",
                [
                    "answers": [["code": "COV-02", "version": 1]], "observedAt": "2026-10-09T09:59:00+08:00",
                    "deviceNow": "2026-10-09T10:00:00+08:00",
                ], as: "renshe"
            ).expect(200)
            #expect(try await server.get("/api/v1/items/QH-2026-0001").json["foundOn"] == "2026-09-28")
        }
    }

    @Test func `names units and people that exist`() async throws {
        try await TestServer.use { server in
            func open(_ change: [String: JSON], as account: String = "ducha") async throws -> HTTPReply {
                try await server.post(
                    "/api/v1/sessions", .object(TestServer.opening.members.merging(change) { $1 }),
                    as: account)
            }
            try await open(["details": ["venue": "QH-NO", "inspected": "QH-NONE"]]).expectProblem(422)
            try await open(["walker": "S999"]).expectProblem(422)
            try await open(["campaign": "没有的活动"]).expectProblem(422)
            try await open(["walker": "S3"], as: "gongan").expectProblem(403)
            let onBehalf = try await open(["walker": "S3", "role": "leader"]).expect(201)
            let walk = try #require(onBehalf["Location"])
            #expect(try await server.get(walk).json["basis"] == "onBehalf")
            try await server.put(
                "\(walk)/answers/COV-02", ["value": "pass", "unit": "QH-NO"], headers: TestServer.isNew
            ).expectProblem(422)
        }
    }
}
