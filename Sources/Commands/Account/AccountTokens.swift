import ArgumentParser
import Ledger
import Walkthrough

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
