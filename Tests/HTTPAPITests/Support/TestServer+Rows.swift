import Foundation
import Ledger
import Testing
import Walkthrough

/// Rows brought to where a test needs them, each step over HTTP by whoever does it in an office: found by the
/// administration's coordinator at the police bureau (QH-GA), which mends; checked by the inspection office.
extension TestServer {
    /// A verb on a row, at the version that it has now.
    @discardableResult
    func act(
        _ row: String, _ verb: String, _ body: JSON? = nil, as account: String,
        location: SourceLocation = #_sourceLocation
    ) async throws -> HTTPReply {
        let path = "/api/v1/items/\(row)"
        let version = try await get(path, as: "ducha").expect(200, location: location).json["version"].int
        return try await post("\(path)/\(verb)", body, as: account, version: version)
    }

    /// Does what must be done.
    private func must(_ row: String, _ verb: String, _ body: JSON? = nil, as account: String) async throws {
        let reply = try await act(row, verb, body, as: account)
        try #require(reply.status == 200, "\(verb) as \(account): \(reply)")
    }

    /// - Returns: the row's number.
    func fileRow(_ extra: [String: JSON] = [:], as account: String = "zhengwu") async throws -> String {
        var body: [String: JSON] = ["description": "窗口要求的材料比办事指南多一份", "place": "QH-GA"]
        body.merge(extra) { _, given in given }
        let filed = try await post("/api/v1/items", .object(body), as: account)
        try #require(filed.status == 201, "\(filed)")
        return try #require(filed.json["number"].text)
    }

    /// A row in this state.
    /// - Returns: its number.
    func row(in state: StateKind, _ extra: [String: JSON] = [:]) async throws -> String {
        if state == .notAdopted {
            let row = try await verified(
                ["source": "rating", "reporterMode": "anonymous"].merging(extra) { a, _ in a })
            try await end(row, "propose-ending", ["ending": "notAdopted", "reason": "评价与事实不符"])
            return row
        }
        let row = try await fileRow(extra)
        switch state {
        case .registered: break
        case .verifying: try await must(row, "verify", ["step": "begin"], as: "ducha")
        case .assigned, .accepted, .inProgress, .closeRequested, .checking, .closed:
            try await work(row, to: state)
        case .explained:
            try await verify(row, "confirmed")
            try await end(
                row, "propose-ending", ["ending": "explained", "rule": "省级办事指南第三条", "reason": "按规定需要"])
        case .unfounded:
            try await verify(row, "refuted")
            try await end(row, "propose-ending", ["ending": "unfounded", "reason": "现场没有这个情况"])
        case .merged:
            try await end(row, "merge", ["into": .string(try await fileRow()), "reason": "同一个问题"])
        case .transferred:
            try await end(
                row, "transfer",
                ["to": "市级主管部门", "paper": "青政函〔2026〕1号", "on": "2026-09-29", "reason": "不归本县"])
        case .notAdopted: break
        }
        return row
    }

    private func verified(_ extra: [String: JSON]) async throws -> String {
        let row = try await fileRow(extra)
        try await verify(row, "confirmed")
        return row
    }

    /// A closed row for which a town is asked to look for the same at its own counters.
    /// - Returns: its number.
    func spreadRow() async throws -> String {
        let row = try await self.row(in: .inProgress)
        try await act(
            row, "attach", ["evidence": [try await evidence(stage: "after")]], as: "gongan"
        ).expect(200)
        try await act(
            row, "request-close",
            [
                "note": "已改", "generalization": ["value": "yes"],
                "publication": ["value": "no", "reason": "内部问题"],
            ], as: "gongan"
        ).expect(200)
        try await act(row, "check", ["verdict": "begin"], as: "ducha").expect(200)
        try await act(row, "check", ["verdict": "pass", "opinion": "一致"], as: "ducha").expect(200)
        try await act(row, "close", ["note": "予以销号", "spread": ["QH-T01"]], as: "ducha").expect(200)
        return row
    }

    func verify(_ row: String, _ result: JSON) async throws {
        // Ratings are verified from the start.
        if try await get("/api/v1/items/\(row)").json["state"] == "registered" {
            try await must(row, "verify", ["step": "begin"], as: "ducha")
        }
        try await must(row, "verify", ["step": "verdict", "result": result, "note": "已到现场看过"], as: "ducha")
    }

    func end(_ row: String, _ verb: String, _ body: JSON) async throws {
        try await must(row, verb, body, as: "ducha")
        try await must(row, "confirm-ending", [:], as: "fuhe")
    }

    private func work(_ row: String, to state: StateKind) async throws {
        let steps: [(StateKind, () async throws -> Void)] = [
            (
                .assigned,
                {
                    try await self.must(
                        row, "assign", ["lead": "QH-GA", "mode": "deadline", "due": "2026-10-30"], as: "ducha"
                    )
                }
            ),
            (.accepted, { try await self.must(row, "accept", [:], as: "gongan") }),
            (
                .inProgress,
                {
                    try await self.must(
                        row, "plan", ["cause": "指南没有更新", "measures": "更新指南并培训窗口", "goal": "材料一次说清"],
                        as: "gongan")
                }
            ),
            (
                .closeRequested,
                {
                    try await self.must(
                        row, "attach", ["evidence": [try await self.evidence(stage: "after")]], as: "gongan")
                    try await self.must(
                        row, "request-close",
                        ["note": "已更新指南", "generalization": ["value": "no"], "publication": ["value": "no"]],
                        as: "gongan")
                }
            ),
            (.checking, { try await self.must(row, "check", ["verdict": "begin"], as: "ducha") }),
            (
                .closed,
                {
                    try await self.must(
                        row, "check", ["verdict": "pass", "opinion": "现场核对，材料已减"], as: "ducha")
                    try await self.must(row, "close", ["note": "予以销号"], as: "ducha")
                }
            ),
        ]
        for (reached, step) in steps {
            try await step()
            if reached == state { return }
        }
    }

    /// A picture that the account has uploaded, as a body names it.
    func evidence(stage: String = "other", as account: String = "gongan") async throws -> JSON {
        let stored = try await send(
            "PUT", "/api/v1/evidence", as: account, headers: ["Content-Type": "image/png"], body: Self.picture
        ).expect(201).json
        return [
            "digest": stored["digest"], "mediaType": stored["mediaType"], "byteCount": stored["byteCount"],
            "stage": .string(stage),
        ]
    }

    /// One pixel.
    static let picture: [UInt8] = Array(
        Data(
            base64Encoded:
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
        ) ?? Data())

    /// A row in every state, and those things of which the examples of the OpenAPI document speak.
    func fillWithRows() async throws {
        for state in StateKind.allCases { _ = try await row(in: state) }
        while try await fileRow() != "QH-2026-0041" {}
        _ = try await row(in: .assigned)
        try await send(
            "PUT", "/api/v1/evidence", as: "ducha", headers: ["Content-Type": "text/plain"],
            body: Array("test".utf8)
        ).expect(201)
    }
}
