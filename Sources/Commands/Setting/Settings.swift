import ArgumentParser
import Documents
import Ledger
import Walkthrough

struct SettingList: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出设置、默认值和由谁修改")

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let document = SettingsDocument(try await context.ask(ListSettings(), global))
        if global.json { return try context.console.printJSON(document) }
        var table = TextTable([
            .init("名称"), .init("说明", shrinks: true), .init("现值"), .init("默认"), .init("可填", shrinks: true),
            .init("由谁改"),
        ])
        for line in document.settings {
            table.append([
                .init(line.key.rawValue), .init(line.title),
                .init(line.value, line.value == line.standard ? .plain : .bold),
                .init(line.standard), .init(line.allowed), .init(line.keeper),
            ])
        }
        try context.console.print(table)
    }
}

struct SettingSet: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "set", abstract: "修改一项设置，写明理由；修改记入日志")

    @Argument(help: ArgumentHelp("名称，见 setting list", valueName: "key"))
    var key: String

    @Argument(help: ArgumentHelp("新值", valueName: "value"))
    var value: String

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        guard let key = SettingKey(rawValue: key) else {
            throw LedgerError.malformed("没有“\(key.prefix(40))”这项设置。请用 setting list 查看名称。")
        }
        let value = try SettingValue(value, of: key)
        let done = try await context.perform(
            ChangeSetting(SettingCommand(key, to: value, reason: reason)), global)
        if global.json { return try context.console.printJSON(done) }
        try context.console.printLine("“\(key.title)”改为 \(value)。")
    }
}
