import Ledger
import Walkthrough

/// What each verb of a row takes, and the command that it makes of it.
enum ItemVerbs {
    /// - Parameters:
    ///   - row: finds the id of another row by its number, as the caller may see it.
    ///   - person: finds a person by his number.
    static func command(
        _ verb: ItemCommand.Kind, _ body: Fields, row: (String) async throws -> ID<RectificationItem>,
        person: (String) async throws -> ID<Person>
    ) async throws -> ItemCommand {
        switch verb {
        case .verify: try verify(body)
        case .assign: .assign(try assign(body))
        case .dispute: .dispute(reason: try body.neededProse("reason"))
        case .accept: .accept
        case .plan: .plan(try plan(body))
        case .progress:
            .progress(
                text: try body.neededProse("text"), unit: try body.unit("unit"),
                milestonesDone: body.ints("milestonesDone").map { $0 - 1 })
        case .attach: .attach(try body.objects("evidence").map(EvidenceBody.reference))
        case .contact:
            .contact(
                purpose: try body.neededChoice("purpose"), outcome: try body.neededChoice("outcome"),
                satisfaction: body.choice("satisfaction"), note: try body.prose("note"))
        case .askExtension:
            .askExtension(until: try body.neededDay("until"), reason: try body.neededProse("reason"))
        case .grantExtension:
            .grantExtension(until: try body.day("until"), reason: try body.prose("reason"))
        case .declineExtension: .declineExtension(reason: try body.neededProse("reason"))
        case .requestClose: .requestClose(try requestClose(body))
        case .check: .check(try body.neededChoice("verdict"), opinion: try body.prose("opinion"))
        case .return: .return(reason: try body.neededProse("reason"))
        case .close: .close(note: try body.neededProse("note"), spread: try body.units("spread"))
        case .reopen: .reopen(reason: try body.neededProse("reason"))
        case .proposeEnding:
            .proposeEnding(try ending(body), reason: try body.neededProse("reason"))
        case .confirmEnding: .confirmEnding(note: try body.prose("note"))
        case .declineEnding: .declineEnding(reason: try body.neededProse("reason"))
        case .merge:
            .merge(into: try await row(body.text("into") ?? ""), reason: try body.neededProse("reason"))
        case .transfer:
            .transfer(
                to: try body.neededProse("to"), paper: try body.neededProse("paper"),
                on: try body.neededDay("on"), reason: try body.neededProse("reason"))
        case .escalate:
            .escalate(
                to: try body.neededProse("to"), paper: try body.neededProse("paper"),
                nextLook: try body.neededDay("nextLook"))
        case .respond: .respond(try body.neededProse("text"))
        case .publish:
            .publish(
                try body.neededChoice("decision"), publicText: try body.prose("text"),
                reason: try body.prose("reason"))
        case .instruct: .instruct(try body.neededProse("text"))
        case .proposeTolerance: .proposeTolerance(reason: try body.neededProse("reason"))
        case .confirmTolerance: .confirmTolerance
        case .assignCaller: .assignCaller(try await person(body.text("person") ?? ""))
        case .reveal: .reveal(reason: try body.neededProse("reason"))
        }
    }

    private static func verify(_ body: Fields) throws -> ItemCommand {
        switch body.text("step") {
        case "begin": return .verify(.begin)
        case "complex": return .verify(.complex(reason: try body.neededProse("note")))
        default:
            return .verify(
                .verdict(
                    try body.neededChoice("result"), note: try body.neededProse("note"),
                    statementRead: body.flag("statementRead")))
        }
    }

    static func assign(_ body: Fields) throws -> ItemCommand.Assign {
        ItemCommand.Assign(
            lead: try body.neededUnit("lead"), partners: try body.units("partners"),
            mode: try body.neededChoice("mode"), due: try body.day("due"), goal: try body.prose("goal"),
            leader: try body.prose("leader"), responsible: try body.prose("responsible"),
            sponsor: try body.prose("sponsor"), reason: try body.prose("reason"))
    }

    private static func plan(_ body: Fields) throws -> Plan {
        Plan(
            cause: try body.neededProse("cause"), measures: try body.neededProse("measures"),
            goal: try body.neededProse("goal"),
            milestones: try body.objects("milestones").map { milestone in
                Milestone(
                    title: try milestone.neededProse("title", limit: Prose.titleLimit),
                    due: try milestone.neededDay("due"))
            }, leader: try body.prose("leader"), responsible: try body.prose("responsible"))
    }

    static func requestClose(_ body: Fields) throws -> ItemCommand.RequestClose {
        let result = body.object("result")
        let rule = try result?.prose("ruleTitle")
        return ItemCommand.RequestClose(
            note: try body.neededProse("note"), generalization: try answered("generalization", body),
            publication: try answered("publication", body),
            result: try rule.map { .ruleIssued(title: $0, number: try result?.prose("ruleNumber")) }
                ?? (result?.flag("guideChanged") == true ? .guideChanged : .none))
    }

    private static func answered(_ name: String, _ body: Fields) throws -> Answered {
        let given = body.object(name) ?? Fields()
        let (value, reason): (Answered.Value, Prose?) = (
            try given.neededChoice("value"), try given.prose("reason")
        )
        return try body.made(name) { () throws(Invalid) in try Answered(value, reason: reason, field: name) }
    }

    private static func ending(_ body: Fields) throws -> Ending {
        switch body.text("ending") {
        case "explained": .explained(rule: try body.neededProse("rule"))
        case "notAdopted", "not-adopted": .notAdopted
        default: .unfounded
        }
    }
}

extension ItemVerbs {
    /// The body of a verb.
    static func schema(_ verb: ItemCommand.Kind) -> Schema {
        .object(Schema.Object(name(verb), fields(verb)))
    }

    /// `AskExtensionBody`.
    private static func name(_ verb: ItemCommand.Kind) -> String { Naming.type(verb.rawValue) + "Body" }

    private static let reason = Schema.Field.required("reason", .prose(), "理由")

    private static func fields(_ verb: ItemCommand.Kind) -> [Schema.Field] {
        switch verb {
        case .verify:
            [
                .required("step", .choice(["begin", "complex", "verdict"]), "开始核实、认定情况复杂、写核实结论"),
                .optional("result", .choice(Verification.Result.self), "核实结论；step 是 verdict 时必填"),
                .optional("note", .prose(), "核实情况，或认定复杂的理由"),
                .optional("statementRead", .flag, "已看过窗口的情况说明"),
            ]
        case .assign: AssignBody.fields
        case .plan:
            [
                .required("cause", .prose(), "原因分析"), .required("measures", .prose(), "整改优化措施"),
                .required("goal", .prose(), "整改目标"),
                .optional(
                    "milestones",
                    .list(
                        .object(
                            .init(
                                "Milestone",
                                [.required("title", .title, "阶段目标"), .required("due", .day, "哪天以前")])),
                        upTo: 20), "阶段目标"),
                .optional("leader", .prose(200), "责任领导"), .optional("responsible", .prose(200), "整改责任人"),
            ]
        case .progress:
            [
                .required("text", .prose(), "进展"), .optional("unit", .unit, "哪个单位的进展；默认本单位"),
                .optional("milestonesDone", .list(.integer(1...20), upTo: 20), "完成了第几个阶段目标"),
            ]
        case .attach: [.required("evidence", .list(EvidenceBody.schema, 1...20), "佐证，先用 PUT /evidence 上传")]
        case .contact:
            [
                .required("purpose", .choice(ContactPurpose.self), "核实回访、答复告知、满意度回访"),
                .required("outcome", .choice(ContactOutcome.self), "已解决、未解决、已告知、拒访、未接通"),
                .optional("satisfaction", .choice(Satisfaction.self), "满意度"),
                .optional("note", .prose(), "经过"),
            ]
        case .askExtension: [.required("until", .day, "延到哪天"), reason]
        case .grantExtension:
            [.optional("until", .day, "改批到哪天；默认照申请"), .optional("reason", .prose(), "意见")]
        case .requestClose: RequestCloseBody.fields
        case .check:
            [
                .required("verdict", .choice(ItemCommand.CheckVerdict.self), "开始核查、通过、不通过"),
                .optional("opinion", .prose(), "核查意见"),
            ]
        case .close:
            [
                .required("note", .prose(), "销号意见"),
                .optional("spread", .list(.unit), "举一反三推及的单位"),
            ]
        case .proposeEnding:
            [
                .required("ending", .choice(["explained", "notAdopted", "unfounded"]), "解释说明、不予采纳、核实不属实"),
                .optional("rule", .prose(), "引用的规定；解释说明时必填"), reason,
            ]
        case .confirmEnding: [.optional("note", .prose(), "意见")]
        case .merge: [.required("into", .reference, "并入哪一条的台账编号"), reason]
        case .transfer:
            [
                .required("to", .prose(200), "转给谁"), .required("paper", .prose(200), "文号"),
                .required("on", .day, "转出日期"), reason,
            ]
        case .escalate:
            [
                .required("to", .prose(200), "提请谁"), .required("paper", .prose(200), "文号"),
                .required("nextLook", .day, "下次跟进日期"),
            ]
        case .respond: [.required("text", .prose(), "情况说明")]
        case .publish:
            [
                .required("decision", .choice(PublicationDecision.Value.self), "公开、不公开、暂缓"),
                .optional("text", .prose(), "公开用的文字，与内部文字分开"), .optional("reason", .prose(), "理由"),
            ]
        case .instruct: [.required("text", .prose(), "批示")]
        case .dispute, .declineExtension, .return, .reopen, .declineEnding, .proposeTolerance, .reveal:
            [reason]
        case .assignCaller: [.required("person", .personNumber, "回访员的工号")]
        case .accept, .confirmTolerance: []
        }
    }
}
