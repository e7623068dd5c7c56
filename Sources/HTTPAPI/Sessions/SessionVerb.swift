import Ledger
import Walkthrough

/// What is done with a walk beside answering and submitting it: one address each.
enum SessionVerb: String, CaseIterable {
    case visits, evidence, findings, suggestions, meeting, help, calls
    case followedCases = "followed-cases"
    case feelings, remove, confirm, explain, withdraw

    var operationID: String {
        switch self {
        case .visits: "addSessionVisit"
        case .evidence: "addSessionEvidence"
        case .findings: "groupSessionFinding"
        case .suggestions: "addSessionSuggestion"
        case .meeting: "recordSessionMeeting"
        case .help: "addSessionHelp"
        case .calls: "addSessionCall"
        case .followedCases: "followSessionCase"
        case .feelings: "recordSessionFeelings"
        case .remove: "removeSessionPart"
        case .confirm: "confirmSession"
        case .explain: "explainSessionSignal"
        case .withdraw: "withdrawSession"
        }
    }

    var title: String {
        switch self {
        case .visits: "登记走访的起止时间"
        case .evidence: "登记一份佐证"
        case .findings: "把“有问题”的检查项归成一个问题，或登记检查项以外的问题"
        case .suggestions: "提一条工作建议"
        case .meeting: "记录座谈"
        case .help: "记一笔帮办过程"
        case .calls: "记一次第三方电话回访"
        case .followedCases: "登记从受理跟到办结的办件"
        case .feelings: "写下走完的感受"
        case .remove: "删去误登的走访、佐证、问题分组或建议"
        case .confirm: "本人确认别人代录的体验"
        case .explain: "说明一条需核实提示"
        case .withdraw: "撤回没提交的体验，或否认别人以本人名义代录的体验"
        }
    }

    /// What only adds needs no version: devices that come back online send it in any order. What replaces, removes or
    /// ends names the version that it saw.
    var onlyAdds: Bool {
        switch self {
        case .visits, .evidence, .help, .calls, .followedCases: true
        case .findings, .suggestions, .meeting, .feelings, .remove, .confirm, .explain, .withdraw: false
        }
    }

    var schema: Schema {
        .object(.init(Naming.type(operationID) + "Body", fields + DeviceTimes.fields))
    }

    var needsBody: Bool { fields.contains(where: \.isRequired) }

    private var fields: [Schema.Field] {
        switch self {
        case .visits: VisitBody.fields
        case .evidence:
            [
                .required("evidence", EvidenceBody.schema, "佐证，先用 PUT /evidence 上传"),
                .optional("answer", .checkCode, "是哪个检查项的佐证"), .optional("finding", .partKey, "是哪组问题的佐证"),
            ]
        case .findings:
            [
                .required("key", .partKey, "组号，如 F1；写已有的组号就是整组改写"),
                .optional("codes", .list(.checkCode), "检查项；不写就是检查项以外的问题"),
                .optional("text", .prose(), "问题描述；不填用各检查项的说明"), .optional("unit", .unit, "在哪个单位"),
                .optional("item", .serviceCode, "哪个事项的编码"),
                .optional("noEvidenceReason", .prose(), "检查项以外的问题没有佐证的原因"),
                .optional("responsible", .unit, "责任主体（督查）"), .optional("due", .day, "完成时限（督查）"),
                .optional("goal", .prose(), "整改目标（督查）"),
            ]
        case .suggestions:
            [
                .required("key", .partKey, "序号，如 S1；写已有的序号就是改那一条"),
                .required("kind", .choice(Suggestion.Kind.self), "内部、大厅、上级"),
                .required("text", .prose(), "建议内容"), .optional("reason", .prose(), "理由"),
                .optional("unit", .unit, "应由哪个单位承办"), .optional("code", .checkCode, "是哪个答“可优化”的检查项"),
            ]
        case .meeting: MeetingBody.fields
        case .help: [.required("text", .prose(), "做了什么"), .optional("at", .instant, "时间；默认现在")]
        case .calls:
            [
                .required("result", .choice(ExperienceSession.Call.Result.self), "满意、不满意、拒访、未接通"),
                .optional("note", .prose(), "群众怎么说"), .optional("at", .instant, "时间；默认现在"),
            ]
        case .followedCases:
            [
                .required("number", .text(.init(length: 1...50, example: "370001202609290001")), "办件编号"),
                .optional("item", .serviceCode, "事项编码"), .required("accepted", .instant, "受理时间"),
                .optional("finished", .instant, "办结时间；还没办结可以不填"),
            ]
        case .feelings: [.required("text", .prose(), "感受")]
        case .remove:
            [
                .required("part", .choice(ExperienceSession.Part.self), "走访、佐证、问题分组、建议"),
                .required(
                    "key", .text(.init(length: 1...100, example: "F1")), "组号、序号、佐证的摘要，或走访的开始时间"),
            ]
        case .confirm: []
        case .explain:
            [
                .required("signal", .choice(IntegritySignal.Kind.self), "是哪条提示"),
                .required("text", .prose(), "说明"),
            ]
        case .withdraw: [.required("reason", .prose(), "原因")]
        }
    }

    func command(_ body: Fields, now: Instant) throws -> SessionCommand {
        switch self {
        case .visits: return .addVisit(try VisitBody.visit(body))
        case .evidence:
            return .attach(
                try EvidenceBody.reference(body.object("evidence") ?? Fields()), answer: body.text("answer"),
                finding: body.text("finding"))
        case .findings: return .group(try finding(body))
        case .suggestions: return .suggest(try suggestion(body))
        case .meeting: return .recordMeeting(try MeetingBody.meeting(body))
        case .help:
            return .help(.init(at: try body.instant("at") ?? now, text: try body.neededProse("text")))
        case .calls:
            return .call(
                .init(
                    at: try body.instant("at") ?? now, result: try body.neededChoice("result"),
                    note: try body.prose("note")))
        case .followedCases: return .follow(try followed(body))
        case .feelings: return .recordFeelings(try body.neededProse("text"))
        case .remove: return try removal(body)
        case .confirm: return .confirm
        case .explain: return .explain(try body.neededChoice("signal"), try body.neededProse("text"))
        case .withdraw: return .withdraw(try body.neededProse("reason"))
        }
    }
}

extension SessionVerb {
    private func finding(_ body: Fields) throws -> Finding {
        let (unit, responsible) = (try body.unit("unit"), try body.unit("responsible"))
        let (item, due) = (try body.serviceCode("item"), try body.day("due"))
        let (text, goal) = (try body.prose("text"), try body.prose("goal"))
        let reason = try body.prose("noEvidenceReason")
        return try body.made("codes") { () throws(Invalid) in
            try Finding(
                key: body.text("key") ?? "", codes: body.texts("codes"), unit: unit, item: item, text: text,
                noEvidenceReason: reason, responsible: responsible, due: due, goal: goal)
        }
    }

    private func suggestion(_ body: Fields) throws -> SessionSuggestion {
        let kind: Suggestion.Kind = try body.neededChoice("kind")
        let (text, reason) = (try body.neededProse("text"), try body.prose("reason"))
        let unit = try body.unit("unit")
        return try body.made("key") { () throws(Invalid) in
            try SessionSuggestion(
                key: body.text("key") ?? "", kind: kind, text: text, reason: reason, unit: unit,
                code: body.text("code"))
        }
    }

    private func followed(_ body: Fields) throws -> ExperienceSession.FollowedCase {
        let number = try body.neededProse("number", limit: 50)
        let (item, finished) = (try body.serviceCode("item"), try body.instant("finished"))
        let accepted = try body.needed("accepted") { (text) throws(Invalid) in try Instant(text) }
        return try body.made("finished") { () throws(Invalid) in
            try .init(number: number, item: item, accepted: accepted, finished: finished)
        }
    }

    private func removal(_ body: Fields) throws -> SessionCommand {
        let part: ExperienceSession.Part = try body.neededChoice("part")
        switch part {
        case .visit:
            let start = try body.needed("key") { (text) throws(Invalid) in try Instant(text) }
            return .remove(part, key: String(start.milliseconds))
        case .evidence, .finding, .suggestion:
            return .remove(part, key: try body.neededProse("key", limit: 100).description)
        }
    }
}

/// The record of a 座谈, which is replaced as one. Its limits keep it within one request.
enum MeetingBody {
    static let fields: [Schema.Field] = [
        .required("day", .day, "日期"),
        .optional("attendance", .list(.title), "参加人，如：人大代表1名"),
        .optional(
            "exchanges",
            .list(
                .object(
                    .init(
                        "MeetingExchangeBody",
                        [
                            .required("question", .prose(1_000), "提问"),
                            .optional("answer", .prose(1_000), "答复"),
                        ])), upTo: 30), "问答"),
        .optional(
            "opinions",
            .list(
                .object(
                    .init(
                        "MeetingOpinionBody",
                        [
                            .required("text", .prose(1_000), "意见"), .optional("from", .title, "谁提的"),
                            .optional("reply", .prose(1_000), "答复"),
                            .optional("finding", .partKey, "由哪组问题整改，如 F1"),
                        ])), upTo: 30), "意见建议"),
    ]

    static func meeting(_ body: Fields) throws -> MeetingRecord {
        MeetingRecord(
            day: try body.neededDay("day"),
            attendance: try body.values("attendance") { (text) throws(Invalid) in
                try Prose(text, "参加人", limit: Prose.titleLimit)
            },
            exchanges: try body.objects("exchanges").map {
                .init(question: try $0.neededProse("question"), answer: try $0.prose("answer"))
            },
            opinions: try body.objects("opinions").map {
                .init(
                    text: try $0.neededProse("text"), from: try $0.prose("from"),
                    reply: try $0.prose("reply"), finding: $0.text("finding"))
            })
    }
}
