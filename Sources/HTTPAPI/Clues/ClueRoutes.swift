import Documents
import HTTPTypes
import Hummingbird
import Ledger
import Walkthrough

/// Sealed cases. To others than the filer and the two officers they do not exist; every look is noted.
struct ClueRoutes {
    let ledger: Ledger

    private static let clue = Parameter.path("id", .reference, "线索编号，或内部编号")

    func add(to api: API) {
        api.add(
            Operation("listClues", .get, "/api/v1/clues", tag: "违纪线索", "列出本人登记或受理的线索，新的在前")
                .detail("线索不进台账，只有登记人和两名受理人看得到，每次查看都记入访问日志。")
                .paged().answers(ListDocument<ClueDocument>.self, "一页线索", headers: .link)
        ) { call in
            var query = ReadClues()
            (query.limit, query.after) = call.page
            let found = try await ledger.perform(query, by: call.caller)
            return try call.reply(ListDocument(items: found.clues.map(ClueDocument.init), next: found.next))
        }
        api.add(
            Operation("openClue", .post, "/api/v1/clues", tag: "违纪线索", "密封登记一条线索")
                .takes(ClueBodies.opening).takesKey().acts()
                .answers(OpenClue.Receipt.self, "已密封登记", .created, headers: .location)
        ) { call in
            let receipt = try await ledger.perform(
                OpenClue(
                    try call.body.neededProse("text"), unit: try call.body.unit("unit"),
                    evidence: try call.body.objects("evidence").map(EvidenceBody.reference),
                    source: try call.body.name("source")), by: call.caller, key: call.key)
            return try call.reply(receipt, .created, headers: [.location: "/api/v1/clues/\(receipt.id)"])
        }
        api.add(
            Operation("showClue", .get, "/api/v1/clues/{id}", tag: "违纪线索", "查看一条线索")
                .takes(Self.clue).conditional().answers(ClueDocument.self, "这条线索", headers: .etag)
        ) { call in
            guard let line = try await ledger.perform(ReadClues(call.id), by: call.caller).clues.first else {
                throw LedgerError.unknown("没有这条线索，请核对编号")
            }
            return try call.reply(ClueDocument(line), version: line.version)
        }
        add("note", "补记一条办理情况", ClueBodies.note, to: api) { .note(try $0.body.neededProse("text")) }
        add("transfer", "移送线索", ClueBodies.transfer, to: api) { call in
            .transfer(
                .init(
                    to: try call.body.neededProse("to"), paper: try call.body.neededProse("paper"),
                    day: try call.body.day("on") ?? ledger.now.day))
        }
        addOfficers(to: api)
    }

    private func add(
        _ verb: String, _ title: String, _ schema: Schema, to api: API,
        _ step: @escaping @Sendable (Call<Caller>) throws -> ActOnClue.Step
    ) {
        api.add(
            Operation("\(verb)Clue", .post, "/api/v1/clues/{id}/\(verb)", tag: "违纪线索", title)
                .takes(Self.clue).takes(schema).needsVersion().takesKey().acts()
                .answers(Done.self, "办好以后的版本", headers: .etag)
        ) { call in
            let done = try await ledger.perform(
                ActOnClue(call.id, try step(call), expecting: call.expected), by: call.caller, key: call.key)
            return try call.reply(done, changedTo: done.version)
        }
    }

    /// Whoever names officers need not see the case, so that no version is asked for.
    private func addOfficers(to api: API) {
        api.add(
            Operation("reassignClue", .post, "/api/v1/clues/{id}/reassign", tag: "违纪线索", "一条线索换由另两人受理")
                .takes(Self.clue).takes(ClueBodies.reassigning).takesKey().acts()
                .answers(Done.self, "已换受理人")
        ) { call in
            let body = call.body
            let step = ActOnClue.Step.officers(
                try body.name("first") ?? "", try body.name("second") ?? "",
                reason: try body.neededProse("reason"))
            return try call.reply(
                try await ledger.perform(ActOnClue(call.id, step), by: call.caller, key: call.key))
        }
        api.add(
            Operation(
                "appointClueOfficers", .post, "/api/v1/clue-officers", tag: "违纪线索",
                "指定今后受理线索的两人（政务办管理或督查办理，不能是自己）"
            )
            .detail("线索涉及受理人本单位时，由候补按次序顶上。已登记的线索仍由原来的两人受理。")
            .takes(ClueBodies.officers).takesKey().acts().answers(Done.self, "已指定")
        ) { call in
            let body = call.body
            return try call.reply(
                try await ledger.perform(
                    AppointClueOfficers(
                        first: try body.name("first") ?? "", second: try body.name("second") ?? "",
                        reserves: try body.values("reserves") { (text) throws(Invalid) in
                            try Prose(text, "候补", limit: Prose.titleLimit).description
                        }), by: call.caller, key: call.key))
        }
    }
}

private enum ClueBodies {
    static let opening = Schema.object(
        .init(
            "ClueBody",
            [
                .required("text", .prose(), "线索内容"), .optional("unit", .unit, "涉及的单位编码"),
                .optional("source", .text(.init(length: 1...40, example: "e-code")), "来源编码或名称"),
                .optional("evidence", .list(EvidenceBody.schema, upTo: 20), "佐证，先用 PUT /evidence 上传"),
            ]))

    static let note = Schema.object(.init("NoteClueBody", [.required("text", .prose(), "办理情况")]))

    static let transfer = Schema.object(
        .init(
            "TransferClueBody",
            [
                .required("to", .prose(200), "移送给谁"), .required("paper", .prose(200), "移送文书号"),
                .optional("on", .day, "移送日期；默认今天"),
            ]))

    private static let two: [Schema.Field] = [
        .required("first", .personNumber, "第一受理人工号"), .required("second", .personNumber, "第二受理人工号"),
    ]

    static let reassigning = Schema.object(
        .init("ReassignClueBody", two + [.required("reason", .prose(), "换人的原因")]))

    static let officers = Schema.object(
        .init(
            "ClueOfficersBody", two + [.optional("reserves", .list(.personNumber, upTo: 10), "候补受理人工号，按次序")]))
}
