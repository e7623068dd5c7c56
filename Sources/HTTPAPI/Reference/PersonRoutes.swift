import Documents
import HTTPTypes
import Hummingbird
import Imports
import Ledger
import Walkthrough

/// Persons and volunteers, for those who keep the list.
struct PersonRoutes {
    let ledger: Ledger

    private static let row = Parameter.path("number", .reference, "工号、体验员编号或内部编号")

    func add(to api: API) {
        api.add(
            Operation("listPeople", .get, "/api/v1/people", tag: "人员", "列出人员")
                .takes(
                    .query("q", .text(.init(length: 1...100, example: "DC01")), "姓名或编号包含的文字"),
                    .query("under", .unit, "任职单位，连同它下面的"), .query("experiencer", .flag, "true 只看今天在聘期内的体验员")
                )
                .paged().may(.unknown).answers(ListDocument<PersonDocument>.self, "一页人员", headers: .link)
        ) { [ledger] call in
            var list = ListPersons()
            (list.text, list.paging) = (call.query.text("q"), call.paging)
            list.under = try call.query.unit("under")
            if call.query.values["experiencer"] != nil {
                list.isExperiencer = call.query.flag("experiencer")
            }
            return try call.reply(try await ledger.ask(list, by: call.caller), PersonDocument.init)
        }
        ImportRoute(id: "importPeople", path: "/api/v1/people/imports", tag: "人员", summary: "由 CSV 导入人员")
            .add(to: api, PersonRow.self) { row throws(Invalid) in
                try row.record()
            } command: {
                ImportPersons($0, isDryRun: $1)
            }
        api.add(
            Operation("showPerson", .get, "/api/v1/people/{number}", tag: "人员", "查看一名人员")
                .takes(Self.row).conditional().answers(PersonDocument.self, "这名人员", headers: .etag)
        ) { [ledger] call in
            let person = try await ledger.ask(ShowPerson(call.path["number"] ?? ""), by: call.caller)
            return try call.reply(PersonDocument(person), version: person.version)
        }
        verb("appoint", "聘任体验员", Self.appointment, to: api) { .appoint(try Self.appointed($0)) }
        verb(
            "leave", "登记离岗", [.required("on", .day, "从哪天起"), .optional("reason", .prose(), "理由")], to: api
        ) { .leave(on: try $0.neededDay("on"), reason: try $0.prose("reason")) }
        verb(
            "end-term", "申请提前结束体验员聘期，另一人复核后生效",
            [.required("lastDay", .day, "最后一天"), .required("reason", .prose(), "理由")], to: api
        ) { .proposeTermEnd(lastDay: try $0.neededDay("lastDay"), reason: try $0.neededProse("reason")) }
        verb("confirm-end-term", "复核同意提前结束聘期", [], to: api) { _ in .confirmTermEnd }
        verb("decline-end-term", "不同意提前结束聘期", [.required("reason", .prose(), "理由")], to: api) {
            .declineTermEnd(reason: try $0.neededProse("reason"))
        }
    }

    private func verb(
        _ name: String, _ summary: String, _ fields: [Schema.Field], to api: API,
        _ command: @escaping @Sendable (Fields) throws -> PersonCommand
    ) {
        let body = Schema.object(.init("\(Naming.type(name))PersonBody", fields))
        api.add(
            Operation(
                "\(Naming.id(name))Person", .post,
                "/api/v1/people/{number}/\(name)", tag: "人员", summary
            )
            .takes(Self.row).takes(body, isRequired: !fields.isEmpty).needsVersion().takesKey().acts()
            .answers(Done.self, "办好后的版本", headers: .etag)
        ) { [ledger] call in
            let act = ActOnPerson(
                call.path["number"] ?? "", try command(call.body), expecting: call.expected)
            return try call.reply(done: try await ledger.perform(act, by: call.caller, key: call.key))
        }
    }

    private static let appointment: [Schema.Field] = [
        .required("number", .text(.init(pattern: "^[0-9]{1,4}$", example: "012")), "体验员编号"),
        .required("recruitment", .choice(Recruitment.self), "招募方式：公开征集、单位推荐、定向邀约"),
        .optional("recommendedBy", .title, "推荐单位；单位推荐时必填"),
        .optional("ageBand", .choice(AgeBand.self), "年龄段"), .optional("trade", .title, "行业"),
        .optional("mandate", .choice(Mandate.self), "人大代表、政协委员；默认无"),
        .required("from", .day, "聘期起"), .required("to", .day, "聘期止"),
    ]

    private static func appointed(_ body: Fields) throws -> ExperiencerAppointed {
        let number = try body.needed("number") { (text) throws(Invalid) in try ExperiencerNumber(text) }
        let recruitment: Recruitment = try body.neededChoice("recruitment")
        let (from, to) = (try body.neededDay("from"), try body.neededDay("to"))
        let recommendedBy = try body.prose("recommendedBy", limit: Prose.titleLimit)
        let trade = try body.prose("trade", limit: Prose.titleLimit)
        return try body.made("number") { () throws(Invalid) in
            try ExperiencerAppointed(
                number: number, recruitment: recruitment, recommendedBy: recommendedBy,
                ageBand: body.choice("ageBand"), trade: trade, mandate: body.choice("mandate") ?? .none,
                from: from, to: to)
        }
    }
}
