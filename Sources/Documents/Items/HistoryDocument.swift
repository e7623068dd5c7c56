package import Ledger
package import Walkthrough

/// The events of a row as JSON.
package struct HistoryDocument: Codable, Sendable {
    package struct Event: Codable, Sendable {
        package let version: Int
        package let kind: String
        package let title: String
        package let at: Instant
        package let actor: String
        package let authentication: Authentication
        package let hash: String
        /// What was typed: opinions, reasons, notes.
        package let texts: [Text]
    }

    package struct Text: Codable, Sendable {
        package let field: String
        package let label: String
        package let text: String
    }

    package let stream: String
    package let events: [Event]

    package init(_ history: ItemHistory.Answer) {
        stream = history.stream.description
        events = history.entries.map { entry in
            Event(
                version: entry.version, kind: entry.kind, title: ItemEventTitle.of(entry.kind), at: entry.at,
                actor: entry.actor, authentication: entry.authentication, hash: entry.hash.text,
                texts: entry.texts.map {
                    Text(field: $0.field, label: ItemTextTitle.of($0.field), text: $0.text)
                })
        }
    }
}

/// What a text of a row's event is called, by the last part of its place.
package enum ItemTextTitle {
    private static let titles = [
        "ask": "申请理由", "captions": "佐证说明", "caption": "佐证说明", "cause": "原因", "goal": "目标", "leader": "责任领导",
        "measures": "措施", "note": "说明", "opinion": "核查意见", "paper": "文书号", "reason": "理由",
        "responsible": "整改责任人",
        "rule": "依据", "sponsor": "包办领导", "text": "内容", "title": "名称", "number": "文号", "to": "报（转）给",
    ]

    package static func of(_ field: String) -> String {
        let name = field.split(separator: ".").last { $0.contains { !$0.isNumber } } ?? ""
        return titles[String(name)] ?? String(name)
    }
}

/// What an event of a row is called; the kind without its version names it.
package enum ItemEventTitle {
    private static let titles = [
        "registered": "登记", "verificationBegun": "开始核实", "verified": "核实结论", "foundComplex": "认定复杂",
        "assigned": "研判分办", "disputed": "退回派单", "accepted": "签收", "planned": "填报措施", "progressed": "更新进展",
        "attached": "上传佐证", "contacted": "回访告知", "extensionAsked": "申请延期", "extensionGranted": "同意延期",
        "extensionDeclined": "不同意延期", "closeRequested": "申请销号", "checkBegun": "开始核查", "checked": "核查通过",
        "returned": "退回整改", "closed": "销号", "reopened": "重办", "endingProposed": "提议办结",
        "endingConfirmed": "同意办结", "endingDeclined": "不同意办结", "absorbed": "并入另一条", "escalated": "提请上级解决",
        "responded": "情况说明", "instructed": "批示", "publicationDecided": "公开决定", "toleranceProposed": "提议容错",
        "toleranceConfirmed": "同意容错", "reporterRevealed": "查看反映人", "deadlineSettled": "时限确定",
        "callAssigned": "分派回访",
    ]

    package static func of(_ kind: String) -> String {
        let parts = kind.split(separator: ".")
        return parts.count == 3 ? titles[String(parts[1])] ?? kind : kind
    }
}
