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

    @Option(help: ArgumentHelp("查看期间从哪天起；只有上级督查/审计（auditor）有，也必须有", valueName: "day"))
    var from: Day?

    @Option(help: ArgumentHelp("查看期间到哪天止，含当天", valueName: "day"))
    var to: Day?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let grant = Grant(role, at: unit, during: try AuditPeriod(from: from, through: to))
        let receipt = try await context.perform(ActOnAccount(name, .grant(grant)), global)
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("已授予 \(name)：\(grant.title)。")
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
