import ArgumentParser
import Documents
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
            return try context.console.printJSON(HistoryDocument(history))
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
            for text in entry.texts {
                let line = "\(ItemTextTitle.of(text.field))：\(text.text)"
                table.append([.init(""), .init(""), .init(line), .init(""), .init(""), .init("")])
            }
        }
        try context.console.print(table)
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
