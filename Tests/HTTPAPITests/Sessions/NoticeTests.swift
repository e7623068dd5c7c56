import Testing
import Walkthrough

@Suite struct `Notices of a duty over HTTP` {
    static let draft: JSON = [
        "post": "人社局局长", "day": "2026-10-10", "window": "QH-W01", "howTo": "提前一天电话预约", "person": "S3",
    ]

    @Test func `are drafted, and public to everybody once that is decided`() async throws {
        try await TestServer.use { server in
            let drafted = try await server.post("/api/v1/notices", Self.draft, as: "banshi").expect(201)
            let path = try #require(drafted["Location"])
            #expect(try await server.get("/api/v1/notices", as: "gongan").json["items"].list.isEmpty)
            // A draft of another unit does not exist; deciding is not for everybody who sees it.
            try await server.get(path, as: "gongan").expectProblem(404)
            try await server.post("\(path)/decide", ["decision": "publish"], as: "gongan", version: 1)
                .expectProblem(404)
            try await server.step(path, "decide", ["decision": "publish"], as: "banshi", 403)
            try await server.step(path, "decide", ["decision": "later"], as: "renshe", 422)
            try await server.post("\(path)/decide", ["decision": "publish"], as: "renshe").expectProblem(428)
            try await server.post("\(path)/decide", ["decision": "publish"], as: "renshe", version: 7)
                .expectProblem(412)
            let decided = try await server.step(path, "decide", ["decision": "publish"], as: "renshe")
            #expect(decided["ETag"] == "\"2\"")
            for reader in ["gongan", "tiyan"] {
                let shown = try await server.get(path, as: reader).expect(200).json
                #expect(shown["decision"] == "publish" && shown["windowName"] == "综合窗口1号")
                #expect(shown["decidedAt"] == "2026-09-29T10:00:00+08:00")
            }
            #expect(try await server.get("/api/v1/notices?decision=later").json["items"].list.isEmpty)
            #expect(try await server.get("/api/v1/notices?decision=publish").json["items"].list.count == 1)
        }
    }

    @Test func `are drafted by those of the window, for a day to come`() async throws {
        try await TestServer.use { server in
            try await server.post("/api/v1/notices", Self.draft, as: "gongan").expectProblem(403)
            try await server.post("/api/v1/notices", Self.draft, as: "tiyan").expectProblem(403)
            for change: [String: JSON] in [["day": "2026-09-01"], ["window": "QH-NO"]] {
                let body = JSON.object(Self.draft.members.merging(change) { $1 })
                try await server.post("/api/v1/notices", body, as: "banshi").expectProblem(422)
            }
        }
    }
}
