import HTTPTypes
import Ledger
import Testing
import Walkthrough

@testable import HTTPAPI

/// What the matrix asks of routes beside the ledger's: something that fits, so that a refusal is one of rights.
extension MatrixDesk {
    /// The owner of the walks that are asked about is the head of a unit; another head's is nobody's business.
    private static let walker = "renshe"

    func prepareOther(_ operation: HTTPAPI.Operation) async throws -> Ask? {
        if operation.path.hasPrefix("/api/v1/sessions/{id}") { return try await walk(operation) }
        switch operation.id {
        case "importUnits": return csv("单位编码,单位名称,单位类型,上级编码\nQH-D90,青禾县审计局,部门,QH\n")
        case "importPeople": return csv("人员编号,姓名,单位编码,职务\nP90,测试人员,QH-GA,干部\n")
        case "importServices": return csv("事项名称\n残疾人证办理\n")
        case "importOneThings": return csv("一件事名称\n企业信息变更\n")
        case "addCampaign": return Ask(body: campaign())
        case "showCampaign": return Ask(id: try await campaignID())
        case "endCampaign":
            return try await versioned(
                "/api/v1/campaigns/", try await campaignID(), ["reason": "改为常态化", "on": "2026-09-30"])
        case "filePlanOfCampaign":
            return try await versioned(
                "/api/v1/campaigns/", try await campaignID(),
                [
                    "action": "openObservation", "unit": "QH-GA",
                    "plan": try await server.evidence(as: "zhengwu")["digest"],
                ])
        case "appointClueOfficers": return Ask(body: ["first": "S2", "second": "S12"])
        case "openClue": return Ask(body: ["text": "有人暗示要送东西", "unit": "QH-GA"])
        case "fileSuggestion":
            return Ask(body: ["kind": "hall", "text": "再放一台自助机", "unit": "QH-HALL"])
        case "openSession": return Ask(body: TestServer.opening)
        case "addAccount": return Ask(body: ["name": "xinren"])
        case "draftNotice":
            return Ask(body: ["post": "局长", "day": "2026-10-09", "window": "QH-W01", "howTo": "到窗口登记"])
        default: return nil
        }
    }

    private func csv(_ text: String) -> Ask {
        Ask(file: Array(text.utf8), headers: ["Content-Type": "text/csv"])
    }

    /// No two campaigns have the same name.
    private func campaign() -> JSON {
        campaigns += 1
        let stages: [JSON] = (1...4).map { ["from": "2026-0\($0 + 4)-01", "to": "2026-0\($0 + 4)-28"] }
        return [
            "name": "走流程专项活动\(campaigns)", "issuer": "QH-SP", "stages": .array(stages),
            "actions": [["action": "openObservation", "office": "QH-GA"]],
        ]
    }

    private func campaignID() async throws -> String {
        let added = try await server.post("/api/v1/campaigns", campaign(), as: "zhengwu").expect(201)
        return try #require(added["Location"]?.split(separator: "/").last.map(String.init))
    }

    private func versioned(_ path: String, _ id: String, _ body: JSON) async throws -> Ask {
        let version = try await server.get(path + id).expect(200).json["version"].int
        return Ask(id: id, body: body, version: version)
    }

    private func walk(_ operation: HTTPAPI.Operation) async throws -> Ask {
        if operation.method == .put, operation.id == "putSession" {
            let id = server.ledger.newID(ExperienceSession.self).text
            return Ask(id: id, body: TestServer.opening, headers: ["If-None-Match": "*"])
        }
        let isSubmitted = operation.id == "confirmSession" || operation.id == "explainSessionSignal"
        let path =
            isSubmitted
            ? try await server.submitted(as: Self.walker).walk : try await server.walk(as: Self.walker)
        let id = try #require(path.split(separator: "/").last.map(String.init))
        var ask = try await versioned("/api/v1/sessions/", id, [:])
        ask.path["code"] = "COV-02"
        switch operation.id {
        case "showSession": return Ask(id: id)
        case "showAnswer", "putAnswer":
            try await server.put(
                "\(path)/answers/COV-02", TestServer.fault, as: Self.walker, headers: TestServer.isNew
            ).expect(201)
            return Ask(
                id: id, path: ["code": "COV-02"], body: operation.method == .get ? nil : ["value": "pass"],
                version: operation.method == .get ? nil : 1)
        case "submitSession": ask.body = ["answers": []]
        case "addSessionVisit":
            ask.body = ["start": "2026-09-28T09:00:00+08:00", "end": "2026-09-28T10:00:00+08:00"]
        case "addSessionEvidence":
            ask.body = ["evidence": try await server.evidence(as: Self.walker)]
        case "followSessionCase":
            ask.body = ["number": "370001202609290002", "accepted": "2026-09-28T09:00:00+08:00"]
        case "addSessionHelp": ask.body = ["text": "帮老人填了表"]
        case "recordSessionFeelings": ask.body = ["text": "等了半小时"]
        case "recordSessionMeeting": ask.body = ["day": "2026-09-28", "attendance": ["窗口负责人"]]
        case "addSessionSuggestion": ask.body = ["key": "S1", "kind": "hall", "text": "再放一台自助机"]
        case "groupSessionFinding": ask.body = ["key": "1", "codes": ["COV-02"], "text": "多要一份材料"]
        case "removeSessionPart": ask.body = ["part": "suggestion", "key": "S1"]
        case "withdrawSession": ask.body = ["reason": "记错了事项"]
        case "explainSessionSignal": ask.body = ["signal": "short", "text": "事项简单，一次办成"]
        case "addSessionCall": ask.body = ["result": "satisfied"]
        default: break
        }
        return ask
    }
}
