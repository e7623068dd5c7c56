import ArgumentParser
import Documents
import Ledger
import Walkthrough

struct AccountList: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出账号和角色")

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let accounts = try await context.ask(ListAccounts(), global).items
        if global.json {
            return try context.console.printJSON(["accounts": accounts.map(AccountDocument.init)])
        }
        var table = TextTable([
            .init("账号"), .init("人员"), .init("角色", shrinks: true), .init("状态"), .init("令牌", .right),
            .init("个人卡"),
        ])
        for account in accounts {
            table.append([
                .init(account.name), .init(account.person ?? ""),
                .init(account.grants.map(\.title).joined(separator: "、")),
                .init(account.isDisabled ? "停用" : account.hasPassword ? "" : "未设密码"),
                .init(account.tokens.isEmpty ? "" : String(account.tokens.count)),
                .init(account.card == nil ? "" : "已发"),
            ])
        }
        try context.console.print(table)
    }
}

struct AccountLog: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "log", abstract: "访问日志：登录、被拒、失败和须留痕的查看（审计管理员）",
        discussion: "新的在前。日志至少保存 184 天（设置 accessLogDays）。")

    @Option(help: ArgumentHelp("只看一个账号", valueName: "name"))
    var account: String?

    @Option(help: ArgumentHelp("从哪天起", valueName: "day"))
    var from: Day?

    @Option(help: ArgumentHelp("到哪天止，含当天", valueName: "day"))
    var to: Day?

    @Option(help: ArgumentHelp("每页几条，1 到 200", valueName: "n"))
    var limit = 50

    @Option(help: ArgumentHelp("从上一页给的页标以后", valueName: "cursor"))
    var after: String?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        var query = ReadAccessLog()
        query.account = account
        query.from = from
        query.through = to
        query.limit = limit
        query.after = after
        let page = try await context.ask(query, global)
        if global.json { return try context.console.printJSON(page) }
        var table = TextTable([
            .init("时间"), .init("账号"), .init("事项"), .init("对象"), .init("结果", shrinks: true),
        ])
        for line in page.entries {
            table.append([
                .init(line.at.short), .init(line.account), .init(line.act), .init(line.subject),
                .init(line.outcome == "ok" ? "成功" : line.outcome),
            ])
        }
        try context.console.print(table)
        if let next = page.next { context.console.report("还有更早的：加 --after \(next)\n") }
    }
}

struct AccountCard: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "card", abstract: "给体验员发个人卡（政务办管理）：链接只显示一次，首次打开即绑定那台手机",
        discussion: "再发一张，原来的卡和它的登录即作废。链接在设置 cardDays 的天数内打开有效，绑定后用到聘期满。")

    @Argument(help: ArgumentHelp("体验员的账号名", valueName: "name"))
    var name: AccountName

    @Option(help: ArgumentHelp("页面的网址，如 https://peizou.example.gov.cn", valueName: "url"))
    var baseUrl: String?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let base = try baseUrl.map { try CardLink.base($0) }
        let card = try await context.withLedger(global) { try await $0.issueCard(of: name.text, by: $1) }
        let link = base.map { CardLink.text($0, card.card) }
        if global.json {
            return try context.console.printJSON(
                Document(account: card.account, card: card.card, link: link, expires: card.expires))
        }
        try context.console.printLine(link ?? card.card)
        context.console.report("请在 \(card.expires.short) 前打开，只显示这一次；原来的卡已作废。\n")
    }

    private struct Document: Encodable {
        let account: String
        let card: String
        let link: String?
        let expires: Instant
    }
}

/// The link of a personal card. The secret stands behind `#`, which no browser sends and no server logs.
enum CardLink {
    static func base(_ text: String) throws(LedgerError) -> String {
        guard text.hasPrefix("https://") || text.hasPrefix("http://"), !text.contains("#"),
            !text.contains("?")
        else { throw .malformed("--base-url “\(text.prefix(80))”不对；请写完整网址，如 https://peizou.example.gov.cn") }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    static func text(_ base: String, _ card: String) -> String { "\(base)/card#\(card)" }
}
