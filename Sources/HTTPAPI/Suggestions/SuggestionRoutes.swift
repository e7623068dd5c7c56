import Documents
import HTTPTypes
import Hummingbird
import Ledger
import Walkthrough

/// Suggestions: filed, handed out, answered, told.
struct SuggestionRoutes {
    let ledger: Ledger

    private static let suggestion = Parameter.path("id", .reference, "建议编号，或内部编号")

    func add(to api: API) {
        api.add(
            Operation("listSuggestions", .get, "/api/v1/suggestions", tag: "工作建议", "列出工作建议，新的在前")
                .detail("只列您看得到的：本人提的、本单位承办的，或全县的。")
                .takes(
                    .query("kind", .choice(Suggestion.Kind.self), "内部、大厅、上级"),
                    .query("state", .choice(Suggestion.State.Kind.self), "待分办、待答复、待告知、已告知"),
                    .query("unit", .unit, "承办单位编码，含其下级")
                )
                .paged().may(.unknown).answers(ListDocument<SuggestionDocument>.self, "一页建议", headers: .link),
            list)
        api.add(
            Operation("fileSuggestion", .post, "/api/v1/suggestions", tag: "工作建议", "登记一条工作建议")
                .takes(SuggestionBodies.filing).takesKey().acts()
                .answers(FileSuggestion.Receipt.self, "已登记", .created, headers: .location, .etag), file)
        api.add(
            Operation("showSuggestion", .get, "/api/v1/suggestions/{id}", tag: "工作建议", "查看一条工作建议")
                .takes(Self.suggestion).conditional()
                .answers(SuggestionDocument.self, "这条建议", headers: .etag)
        ) { call in
            let line = try await ledger.ask(ShowSuggestion(call.id), by: call.caller)
            return try call.reply(SuggestionDocument(line), version: line.version)
        }
        add("assign", "分办给承办单位；答复时限按系统设置的工作日数计算", SuggestionBodies.assigning, to: api) { call in
            .assign(try call.body.neededUnit("unit"))
        }
        add("answer", "答复建议：采纳的进台账", SuggestionBodies.answering, to: api) { call in
            let outcome: Suggestion.Outcome.Kind = try call.body.neededChoice("outcome")
            let (reason, to) = (try call.body.prose("reason"), try call.body.prose("to"))
            do throws(Invalid) {
                return try .answer(outcome, reason: reason, to: to, opensRow: call.body.flag("row"))
            } catch { throw LedgerError.invalid([error]) }
        }
        add("tell", "登记已把答复告知建议人", SuggestionBodies.telling, isRequired: false, to: api) { call in
            .tell(on: try call.body.day("on") ?? ledger.now.day)
        }
    }

    private func add(
        _ verb: String, _ title: String, _ schema: Schema, isRequired: Bool = true, to api: API,
        _ step: @escaping @Sendable (Call<Caller>) throws -> ActOnSuggestion.Step
    ) {
        api.add(
            Operation(
                "\(verb)Suggestion", .post, "/api/v1/suggestions/{id}/\(verb)", tag: "工作建议", title
            )
            .takes(Self.suggestion).takes(schema, isRequired: isRequired).needsVersion().takesKey().acts()
            .answers(ActOnSuggestion.Receipt.self, "办好后的状态和版本", headers: .etag)
        ) { call in
            let receipt = try await ledger.perform(
                ActOnSuggestion(call.id, try step(call), expecting: call.expected), by: call.caller,
                key: call.key)
            return try call.reply(receipt, changedTo: receipt.version)
        }
    }

    @Sendable private func list(_ call: Call<Caller>) async throws -> Response {
        var query = ListSuggestions()
        query.kind = call.query.choice("kind")
        query.state = call.query.choice("state")
        query.unit = try call.query.unit("unit")
        (query.limit, query.after) = call.page
        let page = try await ledger.ask(query, by: call.caller)
        return try call.reply(ListDocument(items: page.items.map(SuggestionDocument.init), next: page.next))
    }

    @Sendable private func file(_ call: Call<Caller>) async throws -> Response {
        let body = call.body
        let receipt = try await ledger.perform(
            FileSuggestion(
                try body.neededChoice("kind"), try body.neededProse("text"), reason: try body.prose("reason"),
                unit: try body.unit("unit"), source: try body.name("source"),
                campaign: try body.name("campaign"), author: try body.name("author")),
            by: call.caller, key: call.key)
        return try call.reply(
            receipt, .created,
            changedTo: receipt.version, headers: [.location: "/api/v1/suggestions/\(receipt.id)"])
    }
}

private enum SuggestionBodies {
    static let filing = Schema.object(
        .init(
            "SuggestionBody",
            [
                .required("kind", .choice(Suggestion.Kind.self), "内部、大厅、上级"),
                .required("text", .prose(), "建议内容"), .optional("reason", .prose(), "理由"),
                .optional("unit", .unit, "应由哪个单位承办"),
                .optional("source", .text(.init(length: 1...40, example: "walk")), "来源编码或名称"),
                .optional("campaign", .title, "活动名称；不填为常态化"),
                .optional("author", .personNumber, "建议人的工号或体验员编号；默认本人"),
            ]))

    static let assigning = Schema.object(
        .init("AssignSuggestionBody", [.required("unit", .unit, "承办单位编码")]))

    static let answering = Schema.object(
        .init(
            "AnswerSuggestionBody",
            [
                .required("outcome", .choice(Suggestion.Outcome.Kind.self), "采纳、部分采纳、不采纳、已上报"),
                .optional("reason", .prose(), "理由或说明；部分采纳和不采纳必填"),
                .optional("to", .prose(200), "报给谁；已上报必填"), .optional("row", .flag, "部分采纳的部分也进台账"),
            ]))

    static let telling = Schema.object(
        .init("TellSuggestionBody", [.optional("on", .day, "哪天告知的；默认今天")]))
}
