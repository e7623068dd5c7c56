import ArgumentParser
import Ledger
import Walkthrough

/// Which unit's week.
struct UnitWeekOptions: ParsableArguments {
    @Option(help: ArgumentHelp("单位编码", valueName: "code"))
    var unit: UnitCode

    @Option(help: ArgumentHelp("周次，如 2026-W40；默认为现在该报的一周", valueName: "week"))
    var week: Week?
}

extension CommandContext {
    /// Does one step of a unit's week and says where it stands.
    fileprivate func act(
        _ command: UnitWeekCommand, _ options: UnitWeekOptions, _ global: GlobalOptions
    ) async throws {
        let receipt = try await perform(ActOnUnitWeek(options.unit, week: options.week, command), global)
        if global.json { return try console.printJSON(receipt) }
        try console.printLine(
            "\(receipt.unit) \(receipt.week)：\(receipt.title)，台账 \(receipt.rows) 条，报送时限 \(receipt.reportBy.short)"
        )
    }
}

struct WeekFill: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "fill", abstract: "单位填报一周：核对台账，可附工作信息",
        discussion: "再次填报后，原来的审签作废。")

    @OptionGroup var options: UnitWeekOptions

    @Option(help: ArgumentHelp("工作信息的标题", valueName: "text"))
    var title: String?

    @Option(help: ArgumentHelp("工作信息的正文；- 为从标准输入读", valueName: "text"))
    var text: String?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        try await context.act(.fill(try information(context.console)), options, global)
    }

    private func information(_ console: Console) throws -> WorkInformation? {
        guard title != nil || text != nil else { return nil }
        guard let title, let text else { throw LedgerError.malformed("工作信息要同时写 --title 和 --text。") }
        var body = text
        if text == "-" {
            var lines: [String] = []
            while let line = console.readLine() { lines.append(line) }
            body = lines.joined(separator: "\n")
        }
        return WorkInformation(
            title: try Prose(title, "工作信息标题", limit: Prose.titleLimit), text: try Prose(body, "工作信息"))
    }
}

struct WeekSign: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "sign", abstract: "单位负责人审签一周的填报")

    @OptionGroup var options: UnitWeekOptions
    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws { try await context.act(.sign, options, global) }
}

struct WeekSubmit: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit", abstract: "报送已审签的一周", discussion: "过了报送时限也可以报送，记为迟报。")

    @OptionGroup var options: UnitWeekOptions
    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        try await context.act(.submit([]), options, global)
    }
}

struct WeekZeroReport: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "zero-report", abstract: "零报告：本周没有台账",
        discussion: "单位负责人报的，同时视为审签；有台账时不能零报告。")

    @OptionGroup var options: UnitWeekOptions
    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        try await context.act(.zeroReport, options, global)
    }
}

struct WeekRecall: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "recall", abstract: "撤回审签或报送，全县定稿之前可以", discussion: "撤回后要重新审签。")

    @OptionGroup var options: UnitWeekOptions

    @Option(help: ArgumentHelp("撤回理由", valueName: "text"))
    var reason: String

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        try await context.act(.recall(reason: try Prose(reason, "撤回理由")), options, global)
    }
}
