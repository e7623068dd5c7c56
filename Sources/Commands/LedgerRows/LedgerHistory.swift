import ArgumentParser
import Ledger
import Walkthrough

struct LedgerHistory: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "一条台账的全部经过：何人、何时、哈希")

    @Argument(help: ArgumentHelp("台账编号，如 QH-2026-0042", valueName: "number"))
    var row: String

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let history = try await context.ask(ItemHistory(row), global)
        if global.json {
            return try context.console.printJSON(
                Document(stream: history.stream.description, events: history.entries.map(Event.init)))
        }
        var table = TextTable([
            .init("序", .right), .init("时间"), .init("事件"), .init("账号"), .init("认证"), .init("哈希"),
        ])
        for entry in history.entries {
            table.append([
                .init(String(entry.version)), .init(entry.at.short), .init(ItemEventTitle.of(entry.kind)),
                .init(entry.actor), .init(entry.authentication.title),
                .init(String(entry.hash.hex.prefix(12))),
            ])
        }
        try context.console.print(table)
    }

    private struct Document: Encodable {
        let stream: String
        let events: [Event]
    }

    private struct Event: Encodable {
        let version: Int
        let kind: String
        let title: String
        let at: Instant
        let actor: String
        let authentication: Authentication
        let hash: String

        init(_ entry: ItemHistory.Entry) {
            version = entry.version
            kind = entry.kind
            title = ItemEventTitle.of(entry.kind)
            at = entry.at
            actor = entry.actor
            authentication = entry.authentication
            hash = entry.hash.text
        }
    }
}

extension Authentication {
    var title: String {
        switch self {
        case .none: "未证明"
        case .password: "密码"
        case .token: "令牌"
        case .session: "页面登录"
        case .bundle: "离线包"
        }
    }
}

/// What an event of a row is called; the kind without its version names it.
enum ItemEventTitle {
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

    static func of(_ kind: String) -> String {
        let parts = kind.split(separator: ".")
        return parts.count == 3 ? titles[String(parts[1])] ?? kind : kind
    }
}
