import Ledger
import Walkthrough

/// An evidence file that a body names: what the answer to its upload said.
enum EvidenceBody {
    static let schema = Schema.object(
        .init(
            "EvidenceReference",
            [
                .required("digest", .digest, "文件的摘要"), .required("mediaType", mediaType, "文件类型"),
                .required("byteCount", .integer(1...10_000_000_000), "字节数"),
                .optional("kind", .choice(EvidenceRef.Kind.self), "照片、截图、视频……；默认按文件类型"),
                .optional("stage", .choice(EvidenceRef.Stage.self), "整改前、整改后、其他；默认其他"),
                .optional("caption", .prose(200), "说明"), .optional("takenAt", .instant, "拍摄时间"),
            ]))

    private static let mediaType = Schema.choice(EvidenceRoutes.types)

    static func reference(_ body: Fields) throws -> EvidenceRef {
        let type = try body.needed("mediaType") { (text) throws(Invalid) in try EvidenceRef.MediaType(text) }
        let digest = try body.needed("digest") { (text) throws(Invalid) in try Digest(text) }
        let caption = try body.prose("caption", limit: Prose.titleLimit)
        let takenAt = try body.instant("takenAt")
        return try body.made("byteCount") { () throws(Invalid) in
            try EvidenceRef(
                digest: digest, kind: body.choice("kind") ?? .of(type), mediaType: type,
                byteCount: body.int("byteCount") ?? 0, stage: body.choice("stage") ?? .other,
                caption: caption,
                takenAt: takenAt)
        }
    }
}

enum AssignBody {
    static let fields: [Schema.Field] = [
        .required("lead", .unit, "责任单位"), .optional("partners", .list(.unit, upTo: 20), "协同单位"),
        .required("mode", .choice(RectifyMode.self), "立行立改、限期整改、长期整改"),
        .optional("due", .day, "整改时限"), .optional("goal", .prose(), "整改目标"),
        .optional("leader", .prose(200), "责任领导"), .optional("responsible", .prose(200), "整改责任人"),
        .optional("sponsor", .prose(200), "包办领导"), .optional("reason", .prose(), "改派、改类型的理由"),
    ]
}

enum RequestCloseBody {
    static let fields: [Schema.Field] = [
        .required("note", .prose(), "整改情况"), .required("generalization", answered, "举一反三"),
        .required("publication", answered, "是否公开"),
        .optional(
            "result",
            .object(
                .init(
                    "InstitutionalResult",
                    [
                        .optional("guideChanged", .flag, "修订了办事指南"),
                        .optional("ruleTitle", .title, "出台的制度名称"), .optional("ruleNumber", .title, "制度文号"),
                    ])), "制度成果"),
    ]

    private static let answered = Schema.object(
        .init(
            "AnsweredWithReason",
            [
                .required("value", .choice(Answered.Value.self), "是、否、暂缓"),
                .optional("reason", .prose(), "理由；暂缓时必填"),
            ]))
}

/// A finding as a client files it.
enum FindingBody {
    static let schema = Schema.object(
        .init(
            "FindingBody",
            [
                .required("description", .prose(), "问题描述"),
                .optional("source", .text(.init(length: 1...40, example: "walk")), "来源编码；默认走流程"),
                .optional("place", .unit, "发现地点的单位编码"),
                .optional(
                    "foundOn",
                    .text(.init(pattern: "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", example: "2026-09-30")),
                    "发现日期，可以只写到月或年"),
                .optional("observedAt", .instant, "看到问题时设备的时间"),
                .optional("deviceNow", .instant, "发送时设备的时间，用来算设备时钟的误差"),
                .optional("walker", .personNumber, "发现人的工号或体验员编号；默认本人"),
                .optional("basis", .choice(EntryBasis.self), "登记依据：本人、口述、纸质表、代录"),
                .optional("reporterMode", .choice(ReporterMode.self), "匿名、实名保密（默认）、实名可转办"),
                .optional("reporterName", .prose(200), "反映人姓名"),
                .optional("reporterContact", .prose(200), "反映人联系方式"),
                .optional("caseNumber", .prose(200), "办件编号"),
                .optional("service", .text(.init(length: 1...40, example: "QH0001")), "事项编码"),
                .optional("serviceName", .title, "事项名称"),
                .optional("channels", .list(.choice(Channel.self), upTo: 10), "渠道"),
                .optional("step", .title, "体验环节"),
                .optional(
                    "checkItem", .text(.init(pattern: "^[A-Z]{2,8}-[0-9]{2,3}$", example: "COV-02")), "检查项"),
                .optional("cause", .prose(), "原因分析"), .optional("suggestion", .prose(), "工作建议"),
                .optional(
                    "external",
                    .list(
                        .object(
                            .init(
                                "ExternalReference",
                                [
                                    .required("system", .text(.init(length: 1...40, example: "12345")), "系统"),
                                    .required(
                                        "number", .text(.init(length: 1...100, example: "2026093012")), "编号"),
                                ])), upTo: 10), "外部编号，如 12345 工单号"),
                .optional("campaign", .title, "活动的名称或内部编号；没有写的是常态化"),
                .optional("evidence", .list(EvidenceBody.schema, upTo: 50), "佐证"),
                .optional("noEvidenceReason", .prose(200), "没有佐证的原因"),
                .optional("fixed", ownWork, "当场整改：本单位自己发现、当场改好的"),
            ],
            unshown: [
                "fixed", "noEvidenceReason", "reporterMode", "reporterName", "reporterContact", "walker",
            ]))

    private static let ownWork = Schema.object(
        .init(
            "FixedOnTheSpot",
            [
                .required("measures", .prose(), "改了什么"), .optional("lead", .unit, "责任单位；默认发现地点"),
                .optional("goal", .prose(), "整改目标"),
                .required("generalization", .choice(["yes", "no"]), "这类问题别处有没有"),
                .required("publication", .choice(["yes", "no"]), "是否公开"),
            ]))

    static func command(
        _ body: Fields, id: ID<RectificationItem>?, walker: ID<Person>?, checkPoint: CheckPoint?
    ) throws -> FileItem {
        var draft = FindingDraft(
            source: body.text("source") ?? "walk", description: try body.neededProse("description"),
            place: try body.unit("place"),
            foundOn: try body.value("foundOn") { (text) throws(Invalid) in try PartialDay(text) },
            observedAt: try body.instant("observedAt"), deviceNow: try body.instant("deviceNow"),
            walker: walker,
            basis: body.choice("basis") ?? .assumed(forAnother: walker != nil, hasForm: false),
            reporterMode: body.choice("reporterMode") ?? .protected,
            reporterName: try body.prose("reporterName"), reporterContact: try body.prose("reporterContact"),
            caseNumber: try body.prose("caseNumber"),
            service: try body.value("service") { (text) throws(Invalid) in try ServiceCode(text) },
            serviceName: try body.prose("serviceName", limit: Prose.titleLimit),
            channels: body.texts("channels").compactMap(Channel.init(rawValue:)),
            step: try body.prose("step"), checkPoint: checkPoint, cause: try body.prose("cause"))
        draft.suggestion = try body.prose("suggestion")
        draft.campaign = body.text("campaign")
        draft.external = try body.objects("external").map { reference in
            let (system, number) = (reference.text("system") ?? "", reference.text("number") ?? "")
            return try reference.made("number") { () throws(Invalid) in
                try ExternalReference(system: system, number: number)
            }
        }
        draft.evidence = try body.objects("evidence").map(EvidenceBody.reference)
        draft.noEvidenceReason = try body.prose("noEvidenceReason")
        return FileItem(draft, ownWork: try own(body), id: id)
    }

    private static func own(_ body: Fields) throws -> Filing.OwnWork? {
        guard let fixed = body.object("fixed") else { return nil }
        guard let lead = try fixed.unit("lead") ?? body.unit("place") else {
            throw LedgerError.invalid([Invalid("fixed.lead", "没有写责任单位", mend: "请填 place 或 fixed.lead")])
        }
        let measures = try fixed.neededProse("measures")
        let cause = try body.neededProse("cause")
        func answered(_ name: String) throws -> Answered {
            let value: Answered.Value = try fixed.neededChoice(name)
            return try fixed.made(name) { () throws(Invalid) in try Answered(value, reason: nil, field: name)
            }
        }
        return Filing.OwnWork(
            assign: .init(lead: lead, mode: .immediate),
            onTheSpot: .init(
                plan: Plan(cause: cause, measures: measures, goal: try fixed.prose("goal") ?? measures),
                request: .init(
                    note: measures, generalization: try answered("generalization"),
                    publication: try answered("publication"))))
    }
}
