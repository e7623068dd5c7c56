import ArgumentParser
import Documents
import Imports
import Ledger
import Walkthrough

struct PersonImport: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "由 CSV 导入人员：全部导入，或一行不导",
        discussion: "UTF-8 或 GB18030 都可以。有错的行会逐一指出行、列和改法。角色不由文件授予，请用 account grant。")

    @Argument(help: ArgumentHelp("CSV 文件", valueName: "file"))
    var file: String

    @Flag(help: "只检查，不导入")
    var dryRun = false

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        try await ImportFile.run(
            file, PersonRow.self, in: context, global, isDryRun: dryRun,
            record: { row throws(Invalid) in try row.record() }, command: ImportPersons.init(_:isDryRun:))
    }
}

struct PersonList: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出人员")

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let persons = try await context.ask(ListPersons(), global).items
        if global.json { return try context.console.printJSON(["people": persons.map(PersonDocument.init)]) }
        var table = TextTable([
            .init("工号"), .init("姓名"), .init("单位", shrinks: true), .init("职务", shrinks: true), .init("体验员"),
            .init("聘期至"),
        ])
        for person in persons.map(\.state) {
            table.append([
                .init(person.record.staffNumber?.text ?? ""), .init(person.name.description),
                .init(person.units.map(\.text).joined(separator: "、")),
                .init(person.record.jobTitle?.description ?? ""),
                .init(person.appointment?.record.number.description ?? ""),
                .init(person.appointment?.lastDay.description ?? ""),
            ])
        }
        try context.console.print(table)
    }
}

struct PersonAppoint: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "appoint", abstract: "聘任体验员")

    @Argument(help: ArgumentHelp("工号", valueName: "number"))
    var person: String

    @Option(help: ArgumentHelp("体验员编号，如 012", valueName: "number"))
    var number: String

    @Option(help: ArgumentHelp("招募方式：openCall 公开征集、recommended 单位推荐、invited 定向邀约", valueName: "way"))
    var recruitment: Recruitment

    @Option(help: ArgumentHelp("推荐单位", valueName: "text"))
    var recommendedBy: Prose?

    @Option(help: ArgumentHelp("年龄段", valueName: "band"))
    var ageBand: AgeBand?

    @Option(help: ArgumentHelp("行业", valueName: "text"))
    var trade: Prose?

    @Option(help: ArgumentHelp("代表委员：none、deputy 人大代表、committeeMember 政协委员", valueName: "mandate"))
    var mandate: Mandate = .none

    @Option(help: ArgumentHelp("聘期起", valueName: "day"))
    var from: Day

    @Option(help: ArgumentHelp("聘期止", valueName: "day"))
    var to: Day

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let appointment = try ExperiencerAppointed(
            number: ExperiencerNumber(number), recruitment: recruitment, recommendedBy: recommendedBy,
            ageBand: ageBand,
            trade: trade, mandate: mandate, from: from, to: to)
        let done = try await context.perform(ActOnPerson(person, .appoint(appointment)), global)
        if global.json { return try context.console.printJSON(done) }
        try context.console.printLine("已聘任 \(appointment.number)，聘期 \(from) 至 \(to)。")
    }
}

struct PersonLeave: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "leave", abstract: "登记离岗")

    @Argument(help: ArgumentHelp("工号", valueName: "number"))
    var person: String

    @Option(help: ArgumentHelp("从哪天起", valueName: "day"))
    var on: Day

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let done = try await context.perform(ActOnPerson(person, .leave(on: on, reason: reason)), global)
        if global.json { return try context.console.printJSON(done) }
        try context.console.printLine("已登记离岗。")
    }
}

struct PersonEndTerm: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "end-term", abstract: "申请提前结束体验员聘期，另一人复核后生效")

    @Argument(help: ArgumentHelp("工号或体验员编号", valueName: "number"))
    var person: String

    @Option(help: ArgumentHelp("最后一天", valueName: "day"))
    var lastDay: Day

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let done = try await context.perform(
            ActOnPerson(person, .proposeTermEnd(lastDay: lastDay, reason: reason)), global)
        if global.json { return try context.console.printJSON(done) }
        try context.console.printLine("已申请，请另一人复核：peizou person confirm-end-term \(person)")
    }
}

struct PersonConfirmEnd: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "confirm-end-term", abstract: "复核同意提前结束聘期")

    @Argument(help: ArgumentHelp("工号或体验员编号", valueName: "number"))
    var person: String

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let done = try await context.perform(ActOnPerson(person, .confirmTermEnd), global)
        if global.json { return try context.console.printJSON(done) }
        try context.console.printLine("聘期已提前结束。")
    }
}

struct PersonDeclineEnd: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "decline-end-term", abstract: "不同意提前结束聘期")

    @Argument(help: ArgumentHelp("工号或体验员编号", valueName: "number"))
    var person: String

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let done = try await context.perform(ActOnPerson(person, .declineTermEnd(reason: reason)), global)
        if global.json { return try context.console.printJSON(done) }
        try context.console.printLine("聘期照旧。")
    }
}
