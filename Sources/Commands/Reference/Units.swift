import ArgumentParser
import Documents
import Imports
import Ledger
import Walkthrough

struct UnitImport: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "由 CSV 导入单位：全部导入，或一行不导",
        discussion: "UTF-8 或 GB18030 都可以。有错的行会逐一指出行、列和改法。")

    @Argument(help: ArgumentHelp("CSV 文件", valueName: "file"))
    var file: String

    @Flag(help: "只检查，不导入")
    var dryRun = false

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        try await ImportFile.run(
            file, UnitRow.self, in: context, global, isDryRun: dryRun,
            record: { row throws(Invalid) in try row.record() }, command: ImportUnits.init(_:isDryRun:))
    }
}

struct UnitList: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出单位")

    @Option(help: ArgumentHelp("名称或编码里包含的文字", valueName: "text"))
    var q: String?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        var list = ListUnits()
        list.text = q
        let units = try await context.ask(list, global).items
        if global.json { return try context.console.printJSON(["units": units.map(UnitDocument.init)]) }
        var table = TextTable([
            .init("编码"), .init("名称", shrinks: true), .init("类型"), .init("上级"), .init("派驻单位"), .init("状态"),
        ])
        for unit in units.map(\.state) {
            table.append([
                .init(unit.code.text), .init(unit.name.description), .init(unit.kind.title),
                .init(unit.parent?.text ?? ""), .init(unit.posted?.text ?? ""),
                .init(unit.isActive ? "" : "已撤销"),
            ])
        }
        try context.console.print(table)
    }
}

struct UnitClose: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "close", abstract: "撤销单位")

    @Argument(help: ArgumentHelp("单位编码", valueName: "code"))
    var code: UnitCode

    @Option(help: ArgumentHelp("从哪天起", valueName: "day"))
    var on: Day

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let done = try await context.perform(ActOnUnit(code, .close(on: on, reason: reason)), global)
        if global.json { return try context.console.printJSON(done) }
        try context.console.printLine("单位 \(code) 已撤销。")
    }
}

struct UnitReopen: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "reopen", abstract: "恢复撤销的单位")

    @Argument(help: ArgumentHelp("单位编码", valueName: "code"))
    var code: UnitCode

    @Option(help: ArgumentHelp("从哪天起", valueName: "day"))
    var on: Day

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let done = try await context.perform(ActOnUnit(code, .reopen(on: on, reason: reason)), global)
        if global.json { return try context.console.printJSON(done) }
        try context.console.printLine("单位 \(code) 已恢复。")
    }
}
