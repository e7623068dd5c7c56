import Documents
import HTTPTypes
import Hummingbird
import Ledger
import Walkthrough

/// Campaigns: their stages, actions and lists.
struct CampaignRoutes {
    let ledger: Ledger

    private static let row = Parameter.path("id", .id, "活动的内部编号")

    func add(to api: API) {
        api.add(
            Operation("listCampaigns", .get, "/api/v1/campaigns", tag: "活动", "列出活动")
                .takes(
                    .query("q", .text(.init(length: 1...100, example: "走流程")), "名称包含的文字"),
                    .query("open", .flag, "true 只看今天正在进行的")
                )
                .paged().answers(ListDocument<CampaignDocument>.self, "一页活动", headers: .link)
        ) { [ledger] call in
            var list = ListCampaigns()
            (list.text, list.paging) = (call.query.text("q"), call.paging)
            if call.query.values["open"] != nil { list.isOpen = call.query.flag("open") }
            return try call.reply(try await ledger.ask(list, by: call.caller), CampaignDocument.init)
        }
        api.add(
            Operation("addCampaign", .post, "/api/v1/campaigns", tag: "活动", "设置活动：名称、四个阶段、各项行动、三张清单的名称")
                .takes(CampaignBody.schema).takesKey().acts()
                .answers(ActOnCampaign.Receipt.self, "已设置", .created, headers: .location, .etag)
        ) { [ledger] call in
            var leaders: [String: ID<Person>] = [:]
            for number in call.body.objects("actions").compactMap({ $0.text("leader") }) {
                leaders[number] = try await ledger.ask(FindPerson(number), by: call.caller)
            }
            let settings = try await ledger.ask(ListSettings(), by: call.caller).settings
            let record = try CampaignBody.record(
                call.body, id: ledger.newID(), leaders: leaders, settings: settings)
            let receipt = try await ledger.perform(
                ActOnCampaign(nil, .record(record)), by: call.caller, key: call.key)
            return try call.reply(
                receipt, .created,
                changedTo: receipt.version, headers: [.location: "/api/v1/campaigns/\(receipt.id)"])
        }
        api.add(
            Operation("showCampaign", .get, "/api/v1/campaigns/{id}", tag: "活动", "查看活动")
                .takes(Self.row).conditional().answers(CampaignDocument.self, "这个活动", headers: .etag)
        ) { [ledger] call in
            let campaign = try await ledger.ask(ShowCampaign(call.id), by: call.caller)
            return try call.reply(CampaignDocument(campaign), version: campaign.version)
        }
        verb(
            "filePlanOfCampaign", "file-plan", "报送一项行动的方案；文件先上传为佐证",
            [
                .required("action", .choice(SessionKind.self), "行动方式"),
                .required("plan", .digest, "方案文件的摘要"), .required("unit", .unit, "责任科室"),
            ], to: api
        ) { body in
            .filePlan(
                try body.neededChoice("action"),
                try body.needed("plan") { (text) throws(Invalid) in try Digest(text) },
                unit: try body.neededUnit("unit"))
        }
        verb(
            "endCampaign", "end", "提前结束活动",
            [.required("on", .day, "最后一天"), .required("reason", .prose(), "理由")], to: api
        ) { .end(on: try $0.neededDay("on"), reason: try $0.neededProse("reason")) }
    }

    private func verb(
        _ id: String, _ name: String, _ summary: String, _ fields: [Schema.Field], to api: API,
        _ command: @escaping @Sendable (Fields) throws -> CampaignCommand
    ) {
        let body = Schema.object(.init("\(Naming.type(id))Body", fields))
        api.add(
            Operation(id, .post, "/api/v1/campaigns/{id}/\(name)", tag: "活动", summary)
                .takes(Self.row).takes(body).needsVersion().takesKey().acts()
                .answers(ActOnCampaign.Receipt.self, "办好后的版本", headers: .etag)
        ) { [ledger] call in
            let command = try command(call.body)
            let receipt = try await ledger.perform(
                ActOnCampaign(call.id, command, expecting: call.expected), by: call.caller, key: call.key)
            return try call.reply(receipt, changedTo: receipt.version)
        }
    }
}

/// A campaign as a client sets it.
enum CampaignBody {
    private static let listTitle = Schema.text(
        .init(length: 1...31, pattern: #"^[^\[\]:*?/\\']*$"#, example: "问题清单"))

    static let schema = Schema.object(
        .init(
            "CampaignBody",
            [
                .required("name", .title, "活动名称"), .required("issuer", .unit, "发文单位"),
                .required("stages", .list(stage, 4...4), "宣传发动、全面部署、走流程体验、总结提高，依次四个"),
                .optional("actions", .list(action, upTo: SessionKind.allCases.count), "各项行动，每种方式一次"),
                .optional("hallSuggestions", .integer(1...20), "主官式体验至少提几条大厅建议；默认按设置 hallSuggestions"),
                .optional("internalSuggestions", .integer(1...20), "主官式体验至少提几条内部建议；默认 1"),
                .optional("issuesTitle", listTitle, "问题清单的名称"),
                .optional("measuresTitle", listTitle, "整改优化措施清单的名称"),
                .optional("suggestionsTitle", listTitle, "工作建议清单的名称"),
                .optional("mustWalk", .list(.id, upTo: 200), "高频和堵点以外也必走的事项"),
            ]))

    private static let stage = Schema.object(
        .init("CampaignStageBody", [.required("from", .day, "起日"), .required("to", .day, "止日")]))

    private static let action = Schema.object(
        .init(
            "CampaignActionBody",
            [
                .required("action", .choice(SessionKind.self), "方式"),
                .optional("leader", .personNumber, "牵头领导的工号"), .optional("office", .unit, "责任科室"),
                .optional("partners", .list(.unit, upTo: 20), "协同单位"),
            ]))

    static func record(
        _ body: Fields, id: ID<Campaign>, leaders: [String: ID<Person>], settings: Settings
    ) throws -> CampaignRecorded {
        let stages = try zip(CampaignStage.Name.allCases, body.objects("stages")).map { name, fields in
            let (from, to) = (try fields.neededDay("from"), try fields.neededDay("to"))
            return try fields.made("to") { () throws(Invalid) in try CampaignStage(name, from: from, to: to) }
        }
        let actions = try body.objects("actions").map { fields in
            CampaignAction(
                try fields.neededChoice("action"), leader: fields.text("leader").flatMap { leaders[$0] },
                office: try fields.unit("office"), partners: try fields.units("partners"))
        }
        func list(_ name: String, _ standard: String) throws -> ListLayout {
            try body.made(name) { () throws(Invalid) in
                try ListLayout(title: Category(body.text(name) ?? standard, "清单名称"))
            }
        }
        let name = try body.neededProse("name", limit: Prose.titleLimit)
        let issuer = try body.neededUnit("issuer")
        let lists = (
            try list("issuesTitle", "问题清单"), try list("measuresTitle", "整改优化措施清单"),
            try list("suggestionsTitle", "工作建议清单")
        )
        let mustWalk = try body.values("mustWalk") { (text) throws(Invalid) in try ID<ServiceItem>(text) }
        return try body.made("stages") { () throws(Invalid) in
            try CampaignRecorded(
                id: id, name: name, issuer: issuer, stages: stages, actions: actions,
                hallSuggestions: body.int("hallSuggestions") ?? settings.hallSuggestions,
                internalSuggestions: body.int("internalSuggestions") ?? 1, issuesList: lists.0,
                measuresList: lists.1, suggestionsList: lists.2, mustWalk: mustWalk)
        }
    }
}
