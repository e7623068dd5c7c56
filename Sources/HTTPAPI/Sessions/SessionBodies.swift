import Ledger
import Walkthrough

extension Schema {
    static let checkCode = Schema.text(
        .init(pattern: "^[A-Z][A-Z0-9]{1,7}-[0-9]{2,3}$", example: "COV-02"))
    /// The name of a finding or a suggestion within its walk.
    static let partKey = Schema.text(.init(pattern: "^[A-Za-z0-9_-]{1,20}$", example: "F1"))
    static let serviceCode = Schema.text(.init(pattern: "^[!-~]{1,32}$", example: "511Z01"))
}

extension Fields {
    /// A name by which something is looked up: a text without control characters.
    func name(_ field: String) throws(LedgerError) -> String? {
        try prose(field, limit: Prose.titleLimit)?.text
    }

    func serviceCode(_ field: String) throws(LedgerError) -> String? {
        try value(field) { (text) throws(Invalid) in try ServiceCode(text).text }
    }
}

/// When a device says that something was done, and what its clock says now (decisions 2).
enum DeviceTimes {
    static let fields: [Schema.Field] = [
        .optional("observedAt", .instant, "看到或做这件事时设备的时间"),
        .optional("deviceNow", .instant, "发送时设备的时间，用来算设备时钟的误差"),
    ]
}

/// How a walk begins.
enum SessionBody {
    /// For a new walk.
    static let opening = Schema.object(
        .init(
            "SessionOpening",
            [.required("kind", .choice(SessionKind.self), "方式")] + who
                + [.optional("details", DetailsBody.schema, "基本情况")] + DeviceTimes.fields))

    /// For one under the client's own id, and for a change of its details.
    static let put = Schema.object(
        .init(
            "SessionPut",
            [.optional("kind", .choice(SessionKind.self), "方式；新建时必填")] + who
                + [.optional("details", DetailsBody.schema, "基本情况；修改时必填，整个替换")] + DeviceTimes.fields))

    private static let who: [Schema.Field] = [
        .optional("campaign", .title, "活动名称；不填为常态化"),
        .optional("walker", .personNumber, "体验人的工号或体验员编号；默认本人"),
        .optional("role", .choice(ExperienceSession.ObserverRole.self), "以什么角色体验；默认按体验人和方式推断"),
        .optional("basis", .choice(EntryBasis.self), "登记依据：本人、口述、纸质表、代录"),
        .optional("form", .digest, "纸质表照片的摘要，先用 PUT /evidence 上传"),
        .optional("visits", .list(VisitBody.schema, upTo: 20), "走访的起止时间"),
    ]

    /// What only the beginning of a walk can say.
    static let fixed = ["kind", "campaign", "walker", "role", "basis", "form", "visits"]

    static func command(
        _ body: Fields, id: ID<ExperienceSession>?, checklists: [ChecklistUse]
    ) throws -> OpenSession {
        let walker = try body.name("walker")
        let form = try body.value("form") { (text) throws(Invalid) in try Digest(text) }
        return OpenSession(
            try body.neededChoice("kind"), role: body.choice("role"),
            basis: body.choice("basis") ?? .assumed(forAnother: walker != nil, hasForm: form != nil),
            walker: walker, campaign: try body.name("campaign"), form: form,
            details: try body.object("details").map(DetailsBody.details) ?? .init(),
            visits: try body.objects("visits").map(VisitBody.visit), checklists: checklists,
            observedAt: try body.instant("observedAt"), deviceNow: try body.instant("deviceNow"), id: id)
    }
}

/// What a walker says about the walk as a whole.
enum DetailsBody {
    static let schema = Schema.object(
        .init(
            "SessionDetails",
            [
                .optional("items", .list(item, upTo: 20), "事项"),
                .optional("channels", .list(.choice(Channel.self), upTo: 10), "渠道"),
                .optional("venue", .unit, "走的是哪里：窗口、大厅或站点的单位编码"),
                .optional("inspected", .unit, "被查单位的编码（互查、督查）"),
                .optional("viewpoint", .choice(ExperienceSession.Viewpoint.self), "亲自办、陪同办、督导办"),
                .optional("identity", .title, "以什么身份体验，如老年人家属"),
                .optional("groups", .list(.choice(SpecialGroup.self), upTo: 10), "特殊群体"),
                .optional("numbers", .list(number, upTo: 20), "办件编号、排队号、回执号"),
                .optional("noNumberReason", .prose(), "没有办件编号的原因"),
                .optional("notice", .reference, "坐班预告的编号"),
                .optional("oneThing", .title, "所追踪的“一件事”：名称"),
                .optional("score", .integer(0...100), "互查评分"),
                .optional("measures", .prose(), "已采取和将采取的整改措施及时限"),
                .optional("nothingFound", .prose(), "未发现问题时，看了哪些方面"),
            ]))

    private static let item = Schema.object(
        .init(
            "WalkedItemBody",
            [.optional("code", .serviceCode, "事项编码；清单上有的才填"), .required("name", .title, "事项名称")]))

    private static let number = Schema.object(
        .init(
            "TraceNumberBody",
            [
                .required("kind", .choice(ExperienceSession.TraceNumber.Kind.self), "哪一种编号"),
                .required("number", .text(.init(length: 1...50, example: "370001202609290001")), "编号"),
            ]))

    static func details(_ body: Fields) throws -> ExperienceSession.Details {
        ExperienceSession.Details(
            items: try body.objects("items").map { item in
                .init(
                    code: try item.serviceCode("code"),
                    name: try item.neededProse("name", limit: Prose.titleLimit))
            },
            channels: body.texts("channels").compactMap(Channel.init(rawValue:)),
            venue: try body.unit("venue"), inspected: try body.unit("inspected"),
            viewpoint: body.choice("viewpoint"),
            identity: try body.prose("identity", limit: Prose.titleLimit), groups: body.texts("groups"),
            numbers: try body.objects("numbers").map { number in
                let kind: ExperienceSession.TraceNumber.Kind = try number.neededChoice("kind")
                return try number.needed("number") { (text) throws(Invalid) in try .init(kind, text) }
            },
            noNumberReason: try body.prose("noNumberReason"), notice: body.text("notice"),
            oneThing: try body.name("oneThing"), score: body.int("score"),
            measures: try body.prose("measures"), nothingFound: try body.prose("nothingFound"))
    }
}

enum VisitBody {
    static let fields: [Schema.Field] = [
        .required("start", .instant, "开始时间"), .optional("end", .instant, "结束时间；同一天之内，还没走完可以不填"),
    ]

    static let schema = Schema.object(.init("VisitBody", fields))

    static func visit(_ body: Fields) throws -> ExperienceSession.Visit {
        let start = try body.needed("start") { (text) throws(Invalid) in try Instant(text) }
        let end = try body.instant("end")
        return try body.made("end") { () throws(Invalid) in try .init(start: start, end: end) }
    }
}

enum AnswerBody {
    static let schema = Schema.object(
        .init(
            "AnswerBody",
            [
                .required("value", .choice(Answer.Value.self), "通过、有问题、可优化、不适用、未查看"),
                .optional("note", .prose(), "看到了什么，怎样优化，或不适用的理由"),
                .optional("noEvidenceReason", .prose(), "有问题而没有佐证的原因"),
                .optional("unit", .unit, "在哪个单位看到的；默认本次体验的单位"),
                .optional("item", .serviceCode, "哪个事项的编码；默认第一个事项"),
                .optional("channels", .list(.choice(Channel.self), upTo: 10), "通过哪些渠道；默认本次体验的渠道"),
            ] + DeviceTimes.fields))

    static func answer(_ code: String, _ body: Fields) throws -> Answer {
        let value: Answer.Value = try body.neededChoice("value")
        let (note, reason) = (try body.prose("note"), try body.prose("noEvidenceReason"))
        let (unit, item) = (try body.unit("unit"), try body.serviceCode("item"))
        return try body.made("code") { () throws(Invalid) in
            try Answer(
                code, value, note: note, noEvidenceReason: reason, unit: unit, item: item,
                channels: body.texts("channels").compactMap(Channel.init(rawValue:)))
        }
    }
}

enum SubmitBody {
    static let schema = Schema.object(
        .init(
            "SubmitSessionBody",
            [
                .required(
                    "answers",
                    .list(
                        .object(
                            .init(
                                "SeenAnswer",
                                [
                                    .required("code", .checkCode, "检查项"),
                                    .required("version", .integer(1...1_000_000), "看到的版本"),
                                ])), upTo: 1_000), "设备上看到的全部答案；另有答案或版本不同就不提交（412）")
            ] + DeviceTimes.fields))

    static func command(_ session: String, _ body: Fields) throws -> SubmitSession {
        var seen: [String: Int] = [:]
        for answer in body.objects("answers") {
            guard let code = answer.text("code"),
                seen.updateValue(answer.int("version") ?? 0, forKey: code) == nil
            else {
                throw LedgerError.invalid([
                    Invalid(answer.prefix + "code", "写了两次", mend: "每个检查项只写一次，写看到的最新版本")
                ])
            }
        }
        return SubmitSession(
            session, seen: seen, observedAt: try body.instant("observedAt"),
            deviceNow: try body.instant("deviceNow"))
    }
}
