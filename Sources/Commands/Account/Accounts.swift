import ArgumentParser
import Ledger
import Walkthrough

struct AccountAdd: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "新增账号（系统管理员）；设密码以前是锁着的")

    @Argument(help: ArgumentHelp("账号名", valueName: "name"))
    var name: AccountName

    @Option(help: ArgumentHelp("人员的工号或体验员编号；办业务的账号必须绑定人员", valueName: "number"))
    var person: String?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let receipt = try await context.perform(ActOnAccount(adding: name, person: person), global)
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine(
            "已新增账号 \(name)。请由安全管理员授权：peizou account grant \(name) --role … --unit …")
    }
}

struct AccountGrant: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "grant", abstract: "授予角色（安全管理员）")

    @Argument(help: ArgumentHelp("账号名", valueName: "name"))
    var name: AccountName

    @Option(help: ArgumentHelp("角色", valueName: "role"))
    var role: Role

    @Option(help: ArgumentHelp("在哪个单位（含下级）", valueName: "code"))
    var unit: UnitCode

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let receipt = try await context.perform(ActOnAccount(name, .grant(Grant(role, at: unit))), global)
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("已授予 \(name)：\(role.title)（\(unit)）。")
    }
}

struct AccountUngrant: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "ungrant", abstract: "收回角色（安全管理员）")

    @Argument(help: ArgumentHelp("账号名", valueName: "name"))
    var name: AccountName

    @Option(help: ArgumentHelp("角色", valueName: "role"))
    var role: Role

    @Option(help: ArgumentHelp("在哪个单位", valueName: "code"))
    var unit: UnitCode

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let receipt = try await context.perform(
            ActOnAccount(name, .removeGrant(Grant(role, at: unit))), global)
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("已收回 \(name) 的\(role.title)（\(unit)）。")
    }
}

struct AccountDisable: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "disable", abstract: "停用账号（系统管理员）")

    @Argument(help: ArgumentHelp("账号名", valueName: "name"))
    var name: AccountName

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let receipt = try await context.perform(ActOnAccount(name, .disable(reason: reason)), global)
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("账号 \(name) 已停用。")
    }
}

struct AccountEnable: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "enable", abstract: "启用停用的账号（系统管理员）")

    @Argument(help: ArgumentHelp("账号名", valueName: "name"))
    var name: AccountName

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let receipt = try await context.perform(ActOnAccount(name, .enable(reason: reason)), global)
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("账号 \(name) 已启用。")
    }
}

struct AccountPasswd: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "passwd", abstract: "设密码：本人的，或系统管理员代设的（本人须再改）",
        discussion: "三个管理员的首个密码在本机上设，不带 --as。密码从终端或标准输入读，不写在命令行上。")

    @Argument(help: ArgumentHelp("账号名", valueName: "name"))
    var name: AccountName

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        try await context.withLedger(global) { ledger, caller in
            try await ledger.setPassword(of: name.text, to: try context.console.newPassword(), by: caller)
        }
        if global.json { return try context.console.printJSON(["account": name.text]) }
        try context.console.printLine("账号 \(name) 的密码已设。")
    }
}

/// What a token is to be good for.
struct TokenOptions: ParsableArguments {
    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("用途：read 查询、file 登记、act 办理、export 导出、freeze 定稿；可写多次，默认全部", valueName: "scope"))
    var scope: [TokenScope] = []

    @Option(help: ArgumentHelp("几天有效，默认为上限", valueName: "n"))
    var days: Int?

    func issue(_ account: String, _ ledger: Ledger, _ caller: Caller) async throws -> Ledger.IssuedToken {
        try await ledger.issueToken(
            of: account, scopes: scope.isEmpty ? TokenScope.allCases : scope, days: days, by: caller)
    }
}

struct AccountToken: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "为本人账号签发令牌，只显示一次；用法：PEIZOU_TOKEN=… peizou …")

    @OptionGroup var token: TokenOptions
    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        guard let account = global.accountName(context.console) else {
            throw LedgerError.malformed("请用 --as 写明本人账号。")
        }
        try await Login.present(context, global) { try await token.issue(account, $0, $1) }
    }
}

struct Login: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "login", abstract: "用密码登录，得到令牌；以后的命令设 PEIZOU_TOKEN 即可")

    @Argument(help: ArgumentHelp("账号名", valueName: "account"))
    var name: AccountName

    @OptionGroup var token: TokenOptions
    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let ledger = try await context.ledgers.open(global, context.console)
        let caller = try await ledger.signIn(
            name.text, password: try context.console.password("\(name) 的密码："))
        let issued = try await token.issue(name.text, ledger, caller)
        try await ledger.close()
        try Login.show(issued, context, global)
    }

    static func present(
        _ context: CommandContext, _ global: GlobalOptions,
        _ issue: (Ledger, Caller) async throws -> Ledger.IssuedToken
    ) async throws {
        try show(try await context.withLedger(global, issue), context, global)
    }

    private static func show(_ issued: Ledger.IssuedToken, _ context: CommandContext, _ global: GlobalOptions)
        throws
    {
        if global.json { return try context.console.printJSON(issued) }
        try context.console.printLine("export PEIZOU_TOKEN=\(issued.token)")
        context.console.report("令牌编号 \(issued.id)，有效至 \(issued.expires.short)。只显示这一次，请妥善保管。\n")
    }
}

struct AccountRevoke: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "revoke", abstract: "吊销令牌：本人的，或由安全管理员办理")

    @Argument(help: ArgumentHelp("账号名", valueName: "name"))
    var name: AccountName

    @Argument(help: ArgumentHelp("令牌编号", valueName: "id"))
    var id: ID<TokenIssued>

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let done = try await context.perform(RevokeToken(name, id), global)
        if global.json { return try context.console.printJSON(done) }
        try context.console.printLine("令牌已吊销。")
    }
}

struct AccountList: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出账号和角色")

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let accounts = try await context.ask(ListAccounts(), global)
        if global.json { return try context.console.printJSON(["accounts": accounts.map(Document.init)]) }
        var table = TextTable([
            .init("账号"), .init("人员"), .init("角色", shrinks: true), .init("状态"), .init("令牌", .right),
        ])
        for account in accounts {
            table.append([
                .init(account.name), .init(account.person ?? ""),
                .init(account.grants.map { "\($0.role.title)（\($0.unit)）" }.joined(separator: "、")),
                .init(account.isDisabled ? "停用" : account.hasPassword ? "" : "未设密码"),
                .init(account.tokens.isEmpty ? "" : String(account.tokens.count)),
            ])
        }
        try context.console.print(table)
    }

    private struct Document: Encodable {
        let name: String
        let person: String?
        let grants: [Grant]
        let disabled: Bool
        let locked: Bool

        init(_ line: ListAccounts.Line) {
            name = line.name
            person = line.person
            grants = line.grants
            disabled = line.isDisabled
            locked = !line.hasPassword
        }
    }
}
