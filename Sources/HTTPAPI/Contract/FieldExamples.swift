import Exports

/// What a field of free text holds in the document's examples, by its name: so that an example reads as one of this work.
enum FieldExamples {
    /// The example of a field whose schema has none of its own.
    static func of(_ field: String, _ schema: Schema) -> JSONValue {
        let example = schema.example
        switch example {
        case .string(let given): return .string(text(field, instead: given))
        case .array(let given):
            return .array(given.map { $0.text.map { .string(text(field, instead: $0)) } ?? $0 })
        case .null, .bool, .int, .object: return example
        }
    }

    private static func text(_ field: String, instead given: String) -> String {
        general.contains(given) ? texts[field] ?? given : given
    }

    // What stands for any text.
    static let problem = "窗口要求的材料比办事指南多一份"
    static let title = "居住证办理"
    static let other = "示例"
    private static let general: Set<String> = [problem, title, other]

    private static let texts = [
        "account": "ducha", "act": "查看台账", "actor": "督查账号", "aliases": "居住证申领", "allowed": "accept",
        "answer": "已核对，本周更新办事指南", "attendance": "窗口负责人", "availableCommands": "assign", "basis": "own",
        "batch": "2026-09", "calendar": "2026", "campaign": "我陪群众走流程专项活动", "caption": "窗口公示的材料清单",
        "card": "pz_7Qm0…", "caseNumber": "370001202609290001", "cause": "办事指南没有随规定更新",
        "clues": "QH-X2026-0001",
        "code": "COV-02", "codes": "COV-02", "columnTitle": "问题", "columns": "问题", "contact": "网站留言",
        "decidedBy": "政务办管理", "declineReason": "仍可按期完成", "departmentType": "人力资源和社会保障局",
        "description": problem, "deskType": "综合窗口", "edition": "定稿", "endReason": "改为常态化",
        "experiencer": "体验员012", "explanation": "事项简单，一次办成", "feelings": "等了半小时，没有人引导", "field": "measures",
        "finding": "F1", "foundOn": "2026-09-30", "from": "体验员", "goal": "材料一次说清", "groups": "elderly",
        "highFrequencyBasis": "年办件量", "howTo": "到综合窗口1号登记，或提前一天电话预约", "identity": "首次办理居住证的外来务工人员",
        "informationText": "本周走流程三次，发现问题两件，已改一件", "informationTitle": "一周工作信息", "item": "511Z01",
        "jobTitle": "副局长", "keeper": "政务办管理", "kindTitle": "乡镇", "label": "副局长", "lead": "QH-D27",
        "leader": "分管副局长", "measures": "更新办事指南，培训窗口人员", "mediaType": "image/jpeg", "mend": "请写明整改措施",
        "message": "没有写整改措施", "name": "综合窗口1号", "new": "指南写三份，窗口要四份", "next": "2026-10-15~0199a1b2",
        "noEvidenceReason": "当面听到，没有书面材料", "noNumberReason": "只咨询，没有形成办件", "note": "现场核对属实", "notes": "按月报送",
        "nothingFound": "看了取号、咨询、受理三个环节", "notice": "QH-N2026-0003", "number": "QH-2026-0042",
        "offered": "COV-02",
        "old": "指南写三份", "oneThing": "企业信息变更", "opinion": "到窗口看过，材料已改为三份", "origin": "QH-2026-0042",
        "outcome": "ok", "outcomeTitle": "采纳", "oversized": "现场录像.mp4", "ownerType": "人力资源和社会保障局",
        "paper": "青政函〔2026〕1号", "partners": "QH-D27", "person": "副局长", "place": "QH-D27",
        "placeName": "综合窗口1号",
        "post": "人社局局长", "problem": problem, "proposedBy": "督查", "question": "为什么要交两份复印件", "reach": "subtree",
        "reason": "系统改造，需要再用十个工作日", "recommendedBy": "QH-D27", "region": "青禾县", "reply": "下周起只收一份",
        "report": "自查未发现同类问题", "reporterContact": "网站留言", "reporterName": "群众甲", "responsible": "窗口负责人",
        "rounding": "四舍五入到万分位", "row": "QH-2026-0042", "rows": "QH-2026-0042", "rule": "省级办事指南第三条",
        "ruleNumber": "青政办〔2026〕12号", "ruleTitle": "窗口一次性告知规定", "seeAlso": "COV-03", "service": title,
        "serviceName": title, "session": "QH-S2026-0012", "signedBy": "单位负责人", "source": "walk",
        "sponsor": "分管副县长",
        "staffNumber": "DC01", "stage": "before", "stageTitle": "已填报", "standard": "材料与办事指南一致",
        "stateTitle": "整改中",
        "step": "收件受理", "stream": "item:0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b", "subject": "QH-2026-0042",
        "suggestion": "把材料清单做成一张图", "suggestions": "QH-J2026-0007", "theme": "材料", "to": "市级主管部门",
        "token": "pz_7Qm0…", "tokens": "0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b", "trade": "个体经营",
        "unit": "QH-D27",
        "unitName": "医疗保障局", "units": "QH-D27", "why": "工作日", "walker": "体验员012", "window": "QH-W01",
        "windowName": "综合窗口1号", "withheld": "定稿", "withheldReason": "数据待核", "digest": digest,
        "evidence": digest, "fail": "材料与指南不一致", "file": "units.csv",
        "files": "整改台账.xlsx", "hash": digest, "id": id, "ignored": "备注", "key": "F1", "kind": "town",
        "level": "县级", "missing": "QH-D27", "mustWalk": "511Z01", "status": "ok", "text": problem,
        "title": "整改中",
        "value": "2", "verification": "抽查一件",
    ]
    private static let id = "0199a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b"
    private static let digest = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
}

extension JSONValue {
    fileprivate var text: String? { if case .string(let text) = self { text } else { nil } }
}
