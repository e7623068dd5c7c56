import Testing
import Walkthrough

@Suite struct `The parts of a walk over HTTP` {
    static let photo: JSON = [
        "digest": .string("sha256:" + String(repeating: "ab", count: 32)), "mediaType": "image/jpeg",
        "byteCount": 1_000, "stage": "before",
    ]

    @Test func `that only add come in any order, also under a key, without a version`() async throws {
        try await TestServer.use { server in
            let walk = try await server.walk(as: "renshe")
            let parts: [(String, JSON)] = [
                ("visits", ["start": "2026-09-28T14:00:00+08:00", "end": "2026-09-28T15:00:00+08:00"]),
                ("evidence", ["evidence": Self.photo]),
                ("help", ["text": "陪老人取号", "at": "2026-09-29T09:00:00+08:00"]),
                ("calls", ["result": "satisfied", "note": "办得快"]),
                (
                    "followed-cases",
                    [
                        "number": "370001202609290002", "accepted": "2026-09-28T09:00:00+08:00",
                        "finished": "2026-09-28T11:00:00+08:00",
                    ]
                ),
            ]
            for (verb, body) in parts {
                let first = try await server.post("\(walk)/\(verb)", body, as: "renshe", key: "part-\(verb)")
                    .expect(200)
                let again = try await server.post("\(walk)/\(verb)", body, as: "renshe", key: "part-\(verb)")
                    .expect(200)
                #expect(first.json == again.json && first["ETag"] == again["ETag"])
            }
            let shown = try await server.get(walk, as: "renshe").json
            #expect(shown["visits"].list.count == 2 && shown["helpLog"][0]["text"] == "陪老人取号")
            // Named before it is uploaded, a photo is promised.
            #expect(
                shown["evidence"][0]["digest"] == Self.photo["digest"]
                    && shown["evidence"][0]["pending"] == true)
            #expect(shown["calls"].list.count == 1 && shown["followed"][0]["number"] == "370001202609290002")
            // A version may be named and is then minded.
            try await server.post("\(walk)/help", ["text": "再说一次"], as: "renshe", version: 1).expectProblem(
                412)
            try await server.post(
                "\(walk)/visits", ["start": "2026-09-28T14:00:00+08:00", "end": "2026-09-27T15:00:00+08:00"],
                as: "renshe"
            ).expectProblem(422)
        }
    }

    @Test func `that replace or take away need the version that was seen`() async throws {
        try await TestServer.use { server in
            let walk = try await server.walk(as: "renshe")
            try await server.put(
                "\(walk)/answers/COV-02", TestServer.fault, as: "renshe", headers: TestServer.isNew
            ).expect(201)
            let parts: [(String, JSON)] = [
                ("findings", ["key": "F1", "codes": ["COV-02"], "text": "材料多要一份", "goal": "按指南收件"]),
                ("suggestions", ["key": "S1", "kind": "hall", "text": "再放一台自助机"]),
                (
                    "meeting",
                    [
                        "day": "2026-09-29", "attendance": ["人大代表1名"],
                        "exchanges": [["question": "能不能少跑一趟", "answer": "可以"]],
                        "opinions": [["text": "材料太多", "finding": "F1"]],
                    ]
                ),
                ("feelings", ["text": "跑了两趟"]),
            ]
            for (verb, body) in parts {
                try await server.post("\(walk)/\(verb)", body, as: "renshe").expectProblem(428)
                try await server.post("\(walk)/\(verb)", body, as: "renshe", version: 1).expectProblem(412)
                try await server.step(walk, verb, body, as: "renshe")
            }
            let shown = try await server.get(walk, as: "renshe").json
            #expect(shown["findings"][0]["text"] == "材料多要一份" && shown["suggestions"][0]["kind"] == "hall")
            #expect(shown["meeting"]["opinions"][0]["finding"] == "F1" && shown["feelings"] == "跑了两趟")
            try await server.step(walk, "remove", ["part": "suggestion", "key": "S1"], as: "renshe")
            try await server.step(
                walk, "remove", ["part": "visit", "key": "2026-09-29T08:30:00+08:00"], as: "renshe")
            try await server.step(walk, "remove", ["part": "suggestion", "key": "S1"], as: "renshe", 404)
            try await server.step(walk, "remove", ["part": "visit", "key": "S1"], as: "renshe", 422)
            let after = try await server.get(walk, as: "renshe").json
            #expect(after["suggestions"].list.isEmpty && after["visits"].list.isEmpty)
            try await server.step(walk, "findings", ["key": "F2"], as: "renshe", 422)
            try await server.step(walk, "withdraw", ["reason": "走错了窗口"], as: "renshe")
            #expect(try await server.get(walk, as: "renshe").json["state"] == "withdrawn")
        }
    }

    @Test func `that a leader did not type himself wait for his own word`() async throws {
        try await TestServer.use { server in
            let walk = try await server.walk(
                as: "ducha",
                .object(TestServer.opening.members.merging(["walker": "S3", "role": "leader"]) { $1 }))
            try await server.put("\(walk)/answers/COV-02", TestServer.fault, headers: TestServer.isNew)
                .expect(201)
            let receipt = try await server.post(
                "\(walk)/submit", ["answers": [["code": "COV-02", "version": 1]]]
            ).expect(200)
            #expect(receipt.json["awaitsConfirmation"] == true)
            #expect(try await server.get(walk).json["stateTitle"] == "待本人确认")
            try await server.step(walk, "confirm", as: "ducha", 403)
            try await server.step(walk, "confirm", as: "renshe")
            let shown = try await server.get(walk).json
            #expect(shown["state"] == "submitted" && shown["stateTitle"] == "已提交" && shown["counts"] == true)
        }
    }

    @Test func `that raise a question are explained beside it`() async throws {
        try await TestServer.use { server in
            var opening = TestServer.opening.members
            opening["visits"] = [["start": "2026-09-29T09:00:00+08:00", "end": "2026-09-29T09:02:00+08:00"]]
            let walk = try await server.walk(as: "renshe", .object(opening))
            let asked = try await server.get(walk, as: "renshe").json["signals"]
            #expect(asked.list.map { $0["kind"] } == ["short"])
            try await server.step(walk, "explain", ["signal": "short", "text": "只取了一个号"], as: "renshe")
            #expect(try await server.get(walk, as: "renshe").json["signals"][0]["explanation"] == "只取了一个号")
        }
    }
}
