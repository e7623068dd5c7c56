import HTTPTypes
import Ledger
import Testing
import Walkthrough

@testable import HTTPAPI

/// Records that must be there before a route can be asked for them: sealed cases, notices, suggestions, tasks, terms,
/// reports, and the week.
extension MatrixDesk {
    /// After 数据截止 of two weeks.
    static let thursday = "2026-10-08T16:00:00+08:00"
    private static let week = "2026-W40"
    private static let town = "yunxi"

    func prepareRecord(_ operation: HTTPAPI.Operation) async throws -> Ask? {
        let path = operation.path
        let last = path.split(separator: "/").last.map(String.init) ?? ""
        if path.hasPrefix("/api/v1/clues/{id}") { return try await clue(last) }
        if path.hasPrefix("/api/v1/notices/{id}") { return try await notice(last) }
        if path.hasPrefix("/api/v1/suggestions/{id}") { return try await suggestion(last) }
        if path.hasPrefix("/api/v1/tasks/{id}") { return try await task(last) }
        if path.hasPrefix("/api/v1/people/{number}") { return try await person(last) }
        if path.hasPrefix("/api/v1/reports/{number}") { return try await report(last) }
        if path.hasPrefix("/api/v1/unit-weeks") { return try await unitWeek(last, operation) }
        if path.hasPrefix("/api/v1/ledgers/{week}") { return try await ledger(last, operation) }
        switch operation.id {
        case "showChecklist":
            let list = try await server.get("/api/v1/checklists").expect(200).json["items"]
            return Ask(id: list[0]["id"].text ?? "")
        case "showDoor": return Ask(id: "QH-W01")
        case "readEvidence":
            let row = try await server.row(in: .closeRequested)
            let shown = try await server.get("/api/v1/items/\(row)").expect(200).json
            return Ask(id: shown["evidence"][0]["digest"].text ?? "")
        case "fileReport":
            return Ask(body: publicReport())
        case "closeUnit", "reopenUnit":
            let isOpen = operation.id == "closeUnit"
            let unit = try await server.get("/api/v1/units/QH-D90").expect(200).json
            let change: JSON = ["on": "2026-10-01", "reason": "机构调整"]
            guard unit["active"].flag == isOpen else {
                try await step("/api/v1/units/QH-D90/\(isOpen ? "reopen" : "close")", change, as: "zhengwu")
                return try await prepareRecord(operation)
            }
            return Ask(id: "QH-D90", body: change, version: unit["version"].int)
        case "signIn":
            return Ask(body: ["account": "fuhe2", "password": .string(SampleCounty.password)])
        case "grantRole", "removeRole", "disableAccount", "enableAccount":
            return try await account(operation.id)
        case "issueCard": return Ask(path: ["name": SampleCounty.account(of: .experiencer)])
        case "revokeToken":
            let session = try await server.signIn("fuhe2")
            let issued = try await server.post(
                "/api/v1/me/tokens", ["scopes": ["read"]], as: nil,
                headers: ["Authorization": "Bearer \(session)"]
            ).expect(201).json
            return Ask(id: issued["id"].text ?? "", path: ["name": "fuhe2"])
        default: return nil
        }
    }

    /// Does what must be done, at the version that it has now.
    @discardableResult
    private func step(_ path: String, _ body: JSON? = nil, as account: String) async throws -> HTTPReply {
        let thing = path.split(separator: "/").dropLast().joined(separator: "/")
        let tag = try #require(try await server.get("/" + thing, as: account).expect(200)["ETag"])
        let reply = try await server.post(path, body, as: account, headers: ["If-Match": tag])
        try #require((200..<300).contains(reply.status), "\(path): \(reply)")
        return reply
    }

    private func asked(_ path: String, _ body: JSON?, as account: String) async throws -> Ask {
        let tag = try #require(try await server.get(path, as: account).expect(200)["ETag"])
        let id = path.split(separator: "/").last.map(String.init) ?? ""
        return Ask(id: id, body: body, headers: body == nil ? [:] : ["If-Match": tag])
    }

    // MARK: Cases, notices, suggestions, tasks

    private func clue(_ verb: String) async throws -> Ask {
        try await server.post(
            "/api/v1/clue-officers", ["first": "S2", "second": "S12", "reserves": ["S20"]], as: "zhengwu"
        ).expect(200)
        let opened = try await server.post(
            "/api/v1/clues", ["text": "有人暗示要送东西", "unit": "QH-GA"], as: "renshe"
        ).expect(201)
        let bodies: [String: JSON] = [
            "note": ["text": "已约谈"], "transfer": ["to": "派驻纪检监察组", "paper": "青移〔2026〕1号"],
            "reassign": ["first": "S12", "second": "S20", "reason": "换人"],
        ]
        var ask = try await asked(try #require(opened["Location"]), bodies[verb], as: "renshe")
        if verb == "reassign" { ask.headers = [:] }
        return ask
    }

    private func notice(_ verb: String) async throws -> Ask {
        let draft: JSON = [
            "post": "人社局局长", "day": "2026-10-20", "window": "QH-W01", "howTo": "提前一天电话预约", "person": "S3",
        ]
        let drafted = try await server.post("/api/v1/notices", draft, as: "banshi").expect(201)
        return try await asked(
            try #require(drafted["Location"]), verb == "decide" ? ["decision": "publish"] : nil, as: "banshi")
    }

    private func suggestion(_ verb: String) async throws -> Ask {
        let filed = try await server.post(
            "/api/v1/suggestions", ["kind": "hall", "text": "再放一台自助机", "unit": "QH-GA"], as: "zhengwu"
        ).expect(201)
        let path = try #require(filed["Location"])
        if verb != "{id}" { try await step(path + "/assign", ["unit": "QH-GA"], as: "ducha") }
        if verb == "tell" {
            try await step(path + "/answer", ["outcome": "notAdopted", "reason": "场地不够"], as: "gongan")
        }
        let bodies: [String: JSON] = [
            "assign": ["unit": "QH-RS"], "answer": ["outcome": "notAdopted", "reason": "场地不够"], "tell": [:],
        ]
        return try await asked(path, bodies[verb], as: "ducha")
    }

    /// Asks a town to look for the same at its own counters.
    private func task(_ verb: String) async throws -> Ask {
        let row = try await server.spreadRow()
        let task = try await server.get("/api/v1/tasks?row=\(row)").expect(200).json["items"][0]
        return Ask(
            id: try #require(task["number"].text),
            body: verb == "report" ? ["found": false, "text": "逐个窗口看过"] : nil,
            version: verb == "report" ? task["version"].int : nil)
    }

    // MARK: People and the public

    private func person(_ verb: String) async throws -> Ask {
        people += 1
        let number = "P9\(people)"
        let csv = "人员编号,姓名,单位编码,职务\n\(number),测试人员,QH-GA,干部\n"
        try await server.send(
            "POST", "/api/v1/people/imports", as: "zhengwu", headers: ["Content-Type": "text/csv"],
            body: Array(csv.utf8)
        ).expect(200)
        let path = "/api/v1/people/\(number)"
        let term: JSON = [
            "number": .string("9\(people)"), "recruitment": "openCall", "from": "2026-09-01",
            "to": "2027-08-31",
        ]
        let end: JSON = ["lastDay": "2026-10-31", "reason": "本人申请"]
        if verb.hasSuffix("end-term") { try await step(path + "/appoint", term, as: "zhengwu") }
        if verb == "confirm-end-term" || verb == "decline-end-term" {
            try await step(path + "/end-term", end, as: "zhengwu")
        }
        let bodies: [String: JSON] = [
            "appoint": term, "end-term": end, "leave": ["on": "2026-10-01", "reason": "调离"],
            "confirm-end-term": [:], "decline-end-term": ["reason": "还要继续"],
        ]
        return try await asked(path, bodies[verb], as: "zhengwu")
    }

    private func report(_ verb: String) async throws -> Ask {
        let filed = try await server.post("/api/v1/reports", publicReport(), as: nil).expect(201).json
        var ask = Ask(id: try #require(filed["number"].text))
        ask.headers["Report-Key"] = filed["key"].text
        if verb == "photos" {
            ask.file = TestServer.picture
            ask.headers["Content-Type"] = "image/png"
        }
        return ask
    }

    /// From a phone of its own, so that no limit is met.
    private func publicReport() -> JSON {
        [
            "window": "QH-W01", "description": "第二次来还是没有办成",
            "device": .string("phone-\(UInt64.random(in: .min ... .max))-000000"),
        ]
    }

    /// The account that is disabled and given roles is nobody's here.
    private func account(_ id: String) async throws -> Ask {
        let path = "/api/v1/accounts/shiqiao"
        let role: JSON = ["role": "villageStation", "unit": "QH-V01"]
        let (reason, security): (JSON, String) = (["reason": "岗位变动"], "secadmin")
        var shown = try await server.get(path, as: "sysadmin").expect(200).json
        if id.hasSuffix("Role"), shown["disabled"] == true {
            try await step("\(path)/enable", reason, as: "sysadmin")
            shown = try await server.get(path, as: "sysadmin").expect(200).json
        }
        let isGranted = shown["grants"].list.contains {
            $0["role"] == role["role"] && $0["unit"] == role["unit"]
        }
        switch id {
        case "grantRole":
            if isGranted { try await step("\(path)/ungrant", role, as: security) }
        case "removeRole":
            if !isGranted { try await step("\(path)/grant", role, as: security) }
        case "enableAccount":
            if shown["disabled"] == false { try await step("\(path)/disable", reason, as: "sysadmin") }
        default:
            if shown["disabled"] == true { try await step("\(path)/enable", reason, as: "sysadmin") }
        }
        return try await asked(path, id.hasSuffix("Role") ? role : reason, as: "sysadmin")
    }

    // MARK: The week

    private func unitWeek(_ verb: String, _ operation: HTTPAPI.Operation) async throws -> Ask {
        let path = "/api/v1/unit-weeks/2026-W41/QH-T01"
        let fill: JSON = ["information": ["title": "本周工作", "text": "走了三次"]]
        func act(_ verb: String, _ body: JSON? = nil) async throws {
            try await step("\(path)/\(verb)", body, as: Self.town)
        }
        if operation.method == .post {
            let stage = try await server.get(path).expect(200).json["stage"].text
            if stage == "signed" || stage == "submitted" || stage == "zeroReport" {
                try await act("recall", ["reason": "补充"])
            }
            if ["sign", "submit", "recall"].contains(verb) { try await act("fill", fill) }
            if ["submit", "recall"].contains(verb) { try await act("sign") }
            if verb == "recall" { try await act("submit") }
        }
        let bodies: [String: JSON] = ["fill": fill, "recall": ["reason": "补充"]]
        let body: JSON? = operation.method == .post ? bodies[verb] ?? [:] : nil
        var ask = try await asked(path, body, as: Self.town)
        ask.path = ["week": "2026-W41", "unit": "QH-T01", "part": "1"]
        return ask
    }

    private func ledger(_ verb: String, _ operation: HTTPAPI.Operation) async throws -> Ask {
        let path = "/api/v1/ledgers/\(Self.week)"
        if try await server.get("/api/v1/ledgers").expect(200).json["items"].list.isEmpty {
            try await server.post("\(path)/freeze", nil, as: "ducha").expect(200)
        }
        var ask = Ask(path: ["week": Self.week, "file": "ledger.csv"])
        let isCorrection = operation.path.contains("{number}")
        var (number, edition) = (0, 0)
        if isCorrection || verb == "withhold" {
            let proposed = try await step("\(path)/corrections", try correction(), as: "zhengwu")
            let place = try #require(proposed["Location"])
            number = try #require(place.split(separator: "/").last.flatMap { Int($0) })
            ask.path["number"] = "\(number)"
            if verb == "withhold" {
                edition = try await step("\(place)/confirm", [:], as: "ducha").json["serial"].int ?? 0
            }
        }
        let bodies: [String: JSON] = [
            "withhold": ["edition": .int(edition), "reason": "待核"], "confirm": [:],
            "decline": ["reason": "不必更正"],
        ]
        guard operation.method == .post, verb != "freeze" else { return ask }
        ask.body = verb == "corrections" ? try correction() : bodies[verb]
        let place = isCorrection ? "\(path)/corrections/\(number)" : path
        ask.headers["If-Match"] = try await server.get(place).expect(200)["ETag"]
        return ask
    }

    private func correction() throws -> JSON {
        let next = weekRows.popLast()
        let row = try #require(next)
        return ["row": .string(row), "column": "problem", "new": "材料多要一份（已核对）", "reason": "漏字"]
    }
}
