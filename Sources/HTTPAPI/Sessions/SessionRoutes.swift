import Documents
import HTTPTypes
import Hummingbird
import Imports
import Ledger
import Walkthrough

/// Walk-throughs: filled in on the spot, also offline, and submitted.
struct SessionRoutes {
    let ledger: Ledger
    /// Which a new walk may use.
    let checklists: ChecklistLibrary

    private static let walk = Parameter.path("id", .reference, "体验编号，或内部编号")
    private static let point = Parameter.path("code", .checkCode, "检查项")

    func add(to api: API) {
        api.add(
            Operation("listSessions", .get, "/api/v1/sessions", tag: "体验", "列出体验，新的在前")
                .detail("只列您看得到的：本人的、代录的，县里都看得到；提交以后，所查单位也看得到。")
                .takes(
                    .query("kind", .choice(SessionKind.self), "方式"),
                    .query("state", .choice(ExperienceSession.Phase.Kind.self), "填写中、已提交、已撤回")
                )
                .paged().answers(ListDocument<SessionLine>.self, "一页体验", headers: .link), list)
        api.add(
            Operation("openSession", .post, "/api/v1/sessions", tag: "体验", "开始一次体验")
                .takes(SessionBody.opening).takesKey().acts()
                .answers(OpenSession.Receipt.self, "已开始，和请您查看的检查项", .created, headers: .location, .etag),
            open)
        api.add(
            Operation("showSession", .get, "/api/v1/sessions/{id}", tag: "体验", "查看一次体验，和提交前还缺什么")
                .takes(Self.walk).conditional().answers(SessionDocument.self, "这次体验", headers: .etag), show)
        addPut(to: api)
        addAnswers(to: api)
        api.add(
            Operation("submitSession", .post, "/api/v1/sessions/{id}/submit", tag: "体验", "提交体验：问题进台账，建议立号")
                .detail("缺什么会一次列全（422）。提交后不能再改。")
                .takes(Self.walk).takes(SubmitBody.schema).takesKey().acts().may(.stale)
                .answers(SubmitSession.Receipt.self, "进了哪些台账、立了哪些建议", headers: .etag)
        ) { call in
            let receipt = try await ledger.perform(
                SubmitBody.command(call.id, call.body), by: call.caller, key: call.key)
            return try call.reply(receipt, changedTo: receipt.version)
        }
        for verb in SessionVerb.allCases { add(verb, to: api) }
    }

    private func add(_ verb: SessionVerb, to api: API) {
        let operation = Operation(
            verb.operationID, .post, "/api/v1/sessions/{id}/\(verb.rawValue)", tag: "体验", verb.title
        )
        .takes(Self.walk).takes(verb.schema, isRequired: verb.needsBody).takesKey().acts()
        .answers(EditSession.Receipt.self, "体验的编号和版本", headers: .etag)
        api.add(verb.onlyAdds ? operation.mayNameVersion() : operation.needsVersion()) { call in
            let command = try verb.command(call.body, now: ledger.now)
            return try await edit(call, command, expecting: call.expected, key: call.key)
        }
    }

    private func edit(
        _ call: Call<Caller>, _ command: SessionCommand, expecting: Int?, key: RequestKey?
    ) async throws -> Response {
        let receipt = try await ledger.perform(
            EditSession(
                call.id, command, expecting: expecting, observedAt: try call.body.instant("observedAt"),
                deviceNow: try call.body.instant("deviceNow")), by: call.caller, key: key)
        return try call.reply(receipt, changedTo: receipt.version)
    }

    @Sendable private func list(_ call: Call<Caller>) async throws -> Response {
        var query = ListSessions()
        query.kind = call.query.choice("kind")
        query.state = call.query.choice("state")
        (query.limit, query.after) = call.page
        let page = try await ledger.ask(query, by: call.caller)
        return try call.reply(ListDocument(items: page.items.map(SessionLine.init), next: page.next))
    }

    @Sendable private func open(_ call: Call<Caller>) async throws -> Response {
        try await open(call, id: nil)
    }

    private func open(_ call: Call<Caller>, id: ID<ExperienceSession>?) async throws -> Response {
        let uses = try call.body.made("kind") { () throws(Invalid) in try checklists.uses() }
        let command = try SessionBody.command(call.body, id: id, checklists: uses)
        let receipt = try await ledger.perform(command, by: call.caller, key: call.key)
        return try call.reply(
            receipt, .created,
            changedTo: receipt.version, headers: [.location: "/api/v1/sessions/\(receipt.id)"])
    }

    @Sendable private func show(_ call: Call<Caller>) async throws -> Response {
        let answer = try await ledger.ask(ShowSession(call.id), by: call.caller)
        return try call.reply(SessionDocument(answer), version: answer.version)
    }
}

// MARK: Under the client's own id

extension SessionRoutes {
    private func addPut(to api: API) {
        api.add(
            Operation(
                "putSession", .put, "/api/v1/sessions/{id}", tag: "体验", "用客户端自己的编号开始体验，或修改基本情况"
            )
            .detail(
                "离线时由客户端生成 UUIDv7 作编号。带 If-None-Match: * 是新建，重发同样的内容得到同样的回执；"
                    + "带 If-Match 是整个替换 details，其他各项开始后不能改。"
            )
            .takes(.path("id", .id, "客户端生成的编号"), .ifNewOrMatch, .mayMatch).takes(SessionBody.put)
            .takesKey().acts().may(.stale, .preconditionMissing, .malformed)
            .answers(OpenSession.Receipt.self, "已开始，和请您查看的检查项", .created, headers: .location, .etag)
            .answers(EditSession.Receipt.self, "已修改", headers: .etag), put)
    }

    @Sendable private func put(_ call: Call<Caller>) async throws -> Response {
        switch try call.precondition() {
        case .isNew: return try await open(call, id: try ID(call.id))
        case .version(let version):
            if let field = SessionBody.fixed.first(where: { call.body.values[$0] != nil }) {
                throw LedgerError.invalid([Invalid(field, "体验开始以后不能改", mend: "请删去这一项；登错了请撤回后重新开始")])
            }
            guard let details = call.body.object("details") else {
                throw LedgerError.invalid([Invalid("details", "没有填写", mend: "请写上修改后的全部基本情况")])
            }
            return try await edit(
                call, .change(try DetailsBody.details(details)), expecting: version, key: call.key)
        }
    }
}

// MARK: Answers

extension SessionRoutes {
    private func addAnswers(to api: API) {
        let path = "/api/v1/sessions/{id}/answers/{code}"
        api.add(
            Operation("showAnswer", .get, path, tag: "体验", "查看一个检查项的答案和它的版本")
                .takes(Self.walk, Self.point).conditional()
                .answers(AnswerDocument.self, "这个答案", headers: .etag)
        ) { call in
            let walk = try await ledger.ask(ShowSession(call.id), by: call.caller).session
            let code = call.path["code"] ?? ""
            guard let record = walk.answer(code) else {
                throw LedgerError.unknown("检查项 \(code) 还没有回答，或您看不到它")
            }
            return try call.reply(AnswerDocument(record, of: walk), version: record.version)
        }
        api.add(
            Operation("putAnswer", .put, path, tag: "体验", "回答一个检查项")
                .detail(
                    "每个答案有自己的版本：第一次带 If-None-Match: *，以后带看到的 ETag 作 If-Match；别人已经答过或改过就不记（412）。"
                        + "有问题的要写看到了什么，并附佐证，或写明为什么没有。"
                )
                .takes(Self.walk, Self.point, .ifNewOrMatch, .mayMatch).takes(AnswerBody.schema).takesKey()
                .acts().may(.stale, .preconditionMissing, .malformed)
                .answers(EditSession.Receipt.self, "已记录", .created, headers: .location, .etag)
                .answers(EditSession.Receipt.self, "已改写", headers: .etag), putAnswer)
    }

    @Sendable private func putAnswer(_ call: Call<Caller>) async throws -> Response {
        let code = call.path["code"] ?? ""
        let (version, isNew) =
            switch try call.precondition() {
            case .isNew: (0, true)
            case .version(let version): (version, false)
            }
        let receipt = try await ledger.perform(
            EditSession(
                call.id, .answer(try AnswerBody.answer(code, call.body)), answerVersion: version,
                observedAt: try call.body.instant("observedAt"),
                deviceNow: try call.body.instant("deviceNow")), by: call.caller, key: call.key)
        var headers: HTTPFields = [.eTag: "\"\(receipt.answerVersion ?? 0)\""]
        if isNew { headers[.location] = "/api/v1/sessions/\(call.id)/answers/\(code)" }
        return try call.reply(receipt, isNew ? .created : .ok, headers: headers)
    }
}
