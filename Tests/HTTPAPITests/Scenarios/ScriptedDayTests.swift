import Foundation
import Ledger
import Testing
import Walkthrough

/// Five people and their sessions, as they sign in and work: everything over HTTP, nothing by another door.
private struct Shift {
    let server: TestServer
    private(set) var tokens: [String: String] = [:]

    /// Volunteer, leader, director on duty, owner unit, inspector.
    static let accounts = ["tiyan", "xianling", "renshe", "chuangkou", "ducha"]

    init(_ server: TestServer) async throws {
        self.server = server
        for account in Self.accounts { tokens[account] = try await server.signIn(account) }
    }

    func send(
        _ account: String, _ method: String, _ path: String, _ body: JSON? = nil, version: Int? = nil,
        headers: [String: String] = [:], file: [UInt8]? = nil
    ) async throws -> HTTPReply {
        var headers = headers
        headers["Authorization"] = "Bearer \(tokens[account] ?? "")"
        if let version { headers["If-Match"] = "\"\(version)\"" }
        return try await server.send(method, path, as: nil, json: body, headers: headers, body: file)
    }

    /// A verb at the version that the inspector sees.
    @discardableResult
    func act(
        _ account: String, _ row: String, _ verb: String, _ body: JSON = [:], _ status: Int = 200,
        location: SourceLocation = #_sourceLocation
    ) async throws -> HTTPReply {
        let path = "/api/v1/items/\(row)"
        let seen = try await send("ducha", "GET", path).expect(200, location: location).json["version"].int
        let reply = try await send(account, "POST", "\(path)/\(verb)", body, version: seen)
        guard status >= 400 else { return try reply.expect(status, location: location) }
        return try reply.expectProblem(status, location: location)
    }

    /// None of these may do it.
    func refused(
        _ accounts: [String], _ row: String, _ verb: String, _ body: JSON = [:],
        location: SourceLocation = #_sourceLocation
    ) async throws {
        for account in accounts { try await act(account, row, verb, body, 403, location: location) }
    }
}

@Suite struct `A scripted day over HTTP` {
    @Test func `goes from a walk to 销号 and the weekly ledger, and refuses what is nobody's to do`()
        async throws
    {
        try await TestServer.use(at: "2026-09-29T10:00:00+08:00") { server in
            let shift = try await Shift(server)
            let row = try await walk(shift)
            try await classify(shift, row)
            try await mend(shift, row)
            try await checkAndClose(shift, row)
            try await shift.send("ducha", "POST", "/api/v1/ledgers/2026-W40/freeze").expectProblem(409)
            // 数据截止 is Wednesday before the holidays; nobody is signed in overnight.
            try server.clock.at("2026-09-30T16:00:00+08:00")
            try await shift.send("ducha", "GET", "/api/v1/me").expectProblem(401)
            let next = try await Shift(server)
            try await freeze(next, row)
            for account in Shift.accounts {
                try await next.send(account, "DELETE", "/api/v1/tokens/current").expect(204)
                try await next.send(account, "GET", "/api/v1/me").expectProblem(401)
            }
            #expect(try await server.ledger.store.verify { _ in }.faults == [])
        }
    }

    /// The volunteer walks at the desk; the director on duty brings something, too.
    /// - Returns: the number of the volunteer's row.
    private func walk(_ shift: Shift) async throws -> String {
        let opened = try await shift.send("tiyan", "POST", "/api/v1/sessions", TestServer.opening).expect(201)
        let walk = try #require(opened["Location"])
        try await shift.send(
            "tiyan", "PUT", "\(walk)/answers/COV-02", TestServer.fault, headers: TestServer.isNew
        )
        .expect(201)
        for other in ["renshe", "chuangkou"] {
            try await shift.send(
                other, "PUT", "\(walk)/answers/COV-03", ["value": "pass"], headers: TestServer.isNew
            )
            .expectProblem(404)
        }
        let answers: JSON = ["answers": [["code": "COV-02", "version": 1]]]
        let receipt = try await shift.send("tiyan", "POST", "\(walk)/submit", answers).expect(200)
        let duty = try await shift.send(
            "renshe", "POST", "/api/v1/items",
            [
                "source": "directorDuty", "description": "叫号机夜里不亮", "place": "QH-W01",
                "reporterMode": "anonymous",
            ])
        try duty.expect(201)
        return try #require(receipt.json["rows"][0].text)
    }

    private func classify(_ shift: Shift, _ row: String) async throws {
        let assign: JSON = ["lead": "QH-W01", "mode": "immediate"]
        try await shift.refused(["tiyan", "xianling", "chuangkou"], row, "assign", assign)
        if try await shift.send("ducha", "GET", "/api/v1/items/\(row)").json["state"] == "registered" {
            try await shift.act("ducha", row, "verify", ["step": "begin"])
        }
        try await shift.act("chuangkou", row, "respond", ["text": "指南刚换，窗口还没有学"])
        let verdict: JSON = [
            "step": "verdict", "result": "confirmed", "note": "到窗口看过", "statementRead": true,
        ]
        try await shift.refused(["tiyan", "xianling", "chuangkou"], row, "verify", verdict)
        try await shift.act("ducha", row, "verify", verdict)
        try await shift.act("ducha", row, "assign", assign)
        try await shift.refused(["tiyan", "renshe", "chuangkou", "ducha"], row, "instruct", ["text": "请抓紧"])
        try await shift.act("xianling", row, "instruct", ["text": "举一反三，国庆前办完"])
    }

    private func mend(_ shift: Shift, _ row: String) async throws {
        try await shift.refused(["tiyan", "xianling", "ducha"], row, "accept")
        try await shift.act("chuangkou", row, "accept")
        let plan: JSON = ["cause": "指南没有更新", "measures": "更新指南并培训", "goal": "材料一次说清"]
        try await shift.refused(["tiyan", "xianling", "ducha"], row, "plan", plan)
        try await shift.act("chuangkou", row, "plan", plan)
        let picture = try await shift.send(
            "chuangkou", "PUT", "/api/v1/evidence", headers: ["Content-Type": "image/png"],
            file: TestServer.picture
        ).expect(201).json
        let evidence: JSON = [
            "digest": picture["digest"], "mediaType": picture["mediaType"], "byteCount": picture["byteCount"],
            "stage": "after",
        ]
        try await shift.act("chuangkou", row, "attach", ["evidence": [evidence]])
        let request: JSON = [
            "note": "指南已更新", "generalization": ["value": "no"],
            "publication": ["value": "later", "reason": "待全县汇总"],
        ]
        try await shift.refused(["tiyan", "xianling", "ducha"], row, "request-close", request)
        try await shift.act("chuangkou", row, "request-close", request)
    }

    private func checkAndClose(_ shift: Shift, _ row: String) async throws {
        try await shift.refused(["renshe", "chuangkou", "xianling"], row, "check", ["verdict": "begin"])
        try await shift.act("ducha", row, "check", ["verdict": "begin"])
        let close: JSON = ["note": "核查通过，予以销号"]
        try await shift.act("ducha", row, "close", close, 409)
        try await shift.act("ducha", row, "check", ["verdict": "pass", "opinion": "现场核对，材料已减"])
        // Whoever brought it is told first.
        try await shift.act("ducha", row, "close", close, 422)
        try await shift.act("ducha", row, "contact", ["purpose": "reply", "outcome": "told"])
        try await shift.refused(["tiyan", "renshe", "chuangkou", "xianling"], row, "close", close)
        let closed = try await shift.act("ducha", row, "close", close)
        #expect(closed.json["state"] == "closed")
        let history = try await shift.send("ducha", "GET", "/api/v1/items/\(row)/history").expect(200)
        #expect(history.json["events"].list.count >= 12)
    }

    private func freeze(_ shift: Shift, _ row: String) async throws {
        let week = "/api/v1/ledgers/2026-W40"
        for other in ["tiyan", "renshe", "chuangkou", "xianling"] {
            try await shift.send(other, "POST", "\(week)/freeze").expectProblem(403)
        }
        try await shift.send("ducha", "POST", "\(week)/freeze").expect(200)
        let sheet = try await shift.send("ducha", "GET", "\(week)/ledger.csv").expect(200)
        #expect(sheet.text.contains(row) && sheet.text.contains("更新指南并培训"))
        let manifest = try await shift.send("ducha", "GET", "\(week)/manifest.json").expect(200)
        #expect(manifest.json["week"] == "2026-W40")
        for other in ["tiyan", "renshe", "chuangkou"] {
            try await shift.send(other, "GET", "\(week)/ledger.csv").expectProblem(403)
        }
    }
}
