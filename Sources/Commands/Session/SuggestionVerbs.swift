import ArgumentParser
import Ledger
import Walkthrough

struct SuggestionFile: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "file", abstract: "登记一条工作建议")

    @Argument(help: ArgumentHelp("建议内容", valueName: "text"))
    var text: Prose

    @Option(help: ArgumentHelp("internal 内部、hall 大厅、superior 上级", valueName: "kind"))
    var kind: Suggestion.Kind = .internal

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose?

    @Option(help: ArgumentHelp("应由哪个单位承办", valueName: "code"))
    var unit: UnitCode?

    @Option(help: ArgumentHelp("来源：编码或名称，见 source list", valueName: "source"))
    var source: String?

    @Option(help: ArgumentHelp("活动名称；不填为常态化", valueName: "name"))
    var campaign: String?

    @Option(help: ArgumentHelp("建议人的工号或体验员编号；不填为本人", valueName: "number"))
    var author: String?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let receipt = try await context.perform(
            FileSuggestion(
                kind, text, reason: reason, unit: unit, source: source, campaign: campaign, author: author),
            global)
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("已登记 \(receipt.number)。查看：peizou suggestion show \(receipt.number)")
    }
}

/// One step with one suggestion.
protocol SuggestionVerb: PeizouCommand {
    var suggestion: String { get }
    func step(now: Instant) throws -> ActOnSuggestion.Step
}

extension SuggestionVerb {
    func perform(in context: CommandContext) async throws {
        let step = try step(now: context.ledgers.environment.now())
        let receipt = try await context.perform(ActOnSuggestion(suggestion, step), global)
        if global.json { return try context.console.printJSON(receipt) }
        let row = receipt.row.map { "，已进台账 \($0)" } ?? ""
        try context.console.printLine("\(receipt.number)：现在是“\(receipt.stateTitle)”\(row)。")
    }
}

struct SuggestionAssign: SuggestionVerb {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "分办给承办单位", discussion: "答复时限按系统设置的工作日数计算。")

    @Argument(help: ArgumentHelp("建议编号", valueName: "number"))
    var suggestion: String

    @Option(help: ArgumentHelp("承办单位编码", valueName: "code"))
    var unit: UnitCode

    @OptionGroup var global: GlobalOptions

    func step(now: Instant) -> ActOnSuggestion.Step { .assign(unit) }
}

struct SuggestionAnswer: SuggestionVerb {
    static let configuration = CommandConfiguration(
        commandName: "answer", abstract: "答复建议：采纳的进台账",
        discussion: "部分采纳和不采纳要写理由；已上报要写报给谁，上级有结果后可以再答复一次。")

    @Argument(help: ArgumentHelp("建议编号", valueName: "number"))
    var suggestion: String

    @Argument(
        help: ArgumentHelp(
            "adopted 采纳、partlyAdopted 部分采纳、notAdopted 不采纳、reportedUp 已上报", valueName: "outcome"))
    var outcome: Suggestion.Outcome.Kind

    @Option(help: ArgumentHelp("理由或说明", valueName: "text"))
    var reason: Prose?

    @Option(help: ArgumentHelp("报给谁（已上报）", valueName: "text"))
    var to: Prose?

    @Flag(help: "部分采纳的部分也进台账")
    var row = false

    @OptionGroup var global: GlobalOptions

    func step(now: Instant) throws -> ActOnSuggestion.Step {
        try .answer(outcome, reason: reason, to: to, opensRow: row)
    }
}

struct SuggestionTell: SuggestionVerb {
    static let configuration = CommandConfiguration(commandName: "tell", abstract: "登记已把答复告知建议人")

    @Argument(help: ArgumentHelp("建议编号", valueName: "number"))
    var suggestion: String

    @Option(help: ArgumentHelp("哪天告知的；不填为今天", valueName: "day"))
    var on: Day?

    @OptionGroup var global: GlobalOptions

    func step(now: Instant) -> ActOnSuggestion.Step { .tell(on: on ?? now.day) }
}
