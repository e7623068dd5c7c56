import ArgumentParser
import Documents
import Imports
import Ledger
import Walkthrough

struct ServiceImport: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "由 CSV 导入服务事项：全部导入，或一行不导",
        discussion: "UTF-8 或 GB18030 都可以。有错的行会逐一指出行、列和改法。")

    @Argument(help: ArgumentHelp("CSV 文件", valueName: "file"))
    var file: String

    @Flag(help: "只检查，不导入")
    var dryRun = false

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        try await ImportFile.run(
            file, ServiceRow.self, in: context, global, isDryRun: dryRun,
            record: { row throws(Invalid) in try row.record() }, command: ImportServices.init(_:isDryRun:))
    }
}

struct ServiceList: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出服务事项")

    @Option(help: ArgumentHelp("名称或编码里包含的文字", valueName: "text"))
    var q: String?

    @Flag(help: "只看高频和堵点事项")
    var mustWalk = false

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        var list = ListServices()
        (list.text, list.mustWalk) = (q, mustWalk)
        let services = try await context.ask(list, global).items
        if global.json {
            return try context.console.printJSON(["services": services.map(ServiceDocument.init)])
        }
        var table = TextTable([
            .init("编码"), .init("事项", shrinks: true), .init("主管部门", shrinks: true), .init("高频"), .init("堵点"),
        ])
        for service in services.map(\.state) {
            let record = service.record
            table.append([
                .init(record.code?.text ?? ""), .init(service.name.description),
                .init(record.owner?.text ?? record.ownerType?.text ?? ""),
                .init(record.highFrequency.map { $0 ? "是" : "否" } ?? ""), .init(record.isBlocker ? "是" : ""),
            ])
        }
        try context.console.print(table)
    }
}

struct OneThingImport: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "由 CSV 导入一件事：全部导入，或一行不导",
        discussion: "UTF-8 或 GB18030 都可以。有错的行会逐一指出行、列和改法。")

    @Argument(help: ArgumentHelp("CSV 文件", valueName: "file"))
    var file: String

    @Flag(help: "只检查，不导入")
    var dryRun = false

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        try await ImportFile.run(
            file, OneThingRow.self, in: context, global, isDryRun: dryRun,
            record: { row throws(Invalid) in try row.record() }, command: ImportOneThings.init(_:isDryRun:))
    }
}

struct OneThingList: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出一件事")

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let bundles = try await context.ask(ListOneThings(), global).items
        if global.json {
            return try context.console.printJSON(["oneThings": bundles.map(OneThingDocument.init)])
        }
        var table = TextTable([
            .init("一件事", shrinks: true), .init("批次", shrinks: true), .init("牵头部门", shrinks: true),
            .init("联办事项", .right),
            .init("适用地区", shrinks: true),
        ])
        for bundle in bundles.map(\.state) {
            let record = bundle.record
            table.append([
                .init(bundle.name.description), .init(record.batch?.text ?? ""),
                .init(record.lead?.description ?? ""),
                .init(record.parts.isEmpty ? "" : String(record.parts.count)),
                .init(record.region?.description ?? ""),
            ])
        }
        try context.console.print(table)
    }
}
