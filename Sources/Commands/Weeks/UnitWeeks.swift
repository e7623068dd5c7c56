import ArgumentParser
import Ledger
import Walkthrough

/// A step of a unit's own week.
protocol UnitWeekStep: PeizouCommand {
    var unit: UnitCode { get }
    var week: Week? { get }
    func command() throws -> UnitWeekCommand
}

extension UnitWeekStep {
    func perform(in context: CommandContext) async throws {
        let receipt = try await context.perform(ActOnUnitWeek(unit, week: week, try command()), global)
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("\(receipt.unit) 的 \(receipt.week)：\(receipt.title)。")
    }
}

struct WeekFill: UnitWeekStep {
    static let configuration = CommandConfiguration(commandName: "fill", abstract: "填报：核对本周台账，可附工作信息")

    @Option(help: ArgumentHelp("本单位编码", valueName: "code"))
    var unit: UnitCode

    @Option(help: ArgumentHelp("哪一周；默认为正在报的一周", valueName: "week"))
    var week: Week?

    @Option(help: ArgumentHelp("工作信息的标题", valueName: "text"))
    var title: Prose?

    @Option(help: ArgumentHelp("工作信息的正文", valueName: "text"))
    var text: Prose?

    @OptionGroup var global: GlobalOptions

    func command() throws -> UnitWeekCommand {
        switch (title, text) {
        case (let title?, let text?): return .fill(WorkInformation(title: title, text: text))
        case (nil, nil): return .fill(nil)
        default: throw LedgerError.malformed("工作信息要同时写 --title 和 --text。")
        }
    }
}

struct WeekSign: UnitWeekStep {
    static let configuration = CommandConfiguration(commandName: "sign", abstract: "单位负责人审签")

    @Option(help: ArgumentHelp("本单位编码", valueName: "code"))
    var unit: UnitCode

    @Option(help: ArgumentHelp("哪一周；默认为正在报的一周", valueName: "week"))
    var week: Week?

    @OptionGroup var global: GlobalOptions

    func command() throws -> UnitWeekCommand {
        .sign
    }
}

struct WeekSubmit: UnitWeekStep {
    static let configuration = CommandConfiguration(commandName: "submit", abstract: "报送")

    @Option(help: ArgumentHelp("本单位编码", valueName: "code"))
    var unit: UnitCode

    @Option(help: ArgumentHelp("哪一周；默认为正在报的一周", valueName: "week"))
    var week: Week?

    @OptionGroup var global: GlobalOptions

    func command() throws -> UnitWeekCommand {
        .submit([])
    }
}

struct WeekZeroReport: UnitWeekStep {
    static let configuration = CommandConfiguration(commandName: "zero-report", abstract: "零报告：本周没有问题")

    @Option(help: ArgumentHelp("本单位编码", valueName: "code"))
    var unit: UnitCode

    @Option(help: ArgumentHelp("哪一周；默认为正在报的一周", valueName: "week"))
    var week: Week?

    @OptionGroup var global: GlobalOptions

    func command() throws -> UnitWeekCommand {
        .zeroReport
    }
}

struct WeekRecall: UnitWeekStep {
    static let configuration = CommandConfiguration(commandName: "recall", abstract: "撤回审签或报送（全县定稿前）")

    @Option(help: ArgumentHelp("本单位编码", valueName: "code"))
    var unit: UnitCode

    @Option(help: ArgumentHelp("哪一周；默认为正在报的一周", valueName: "week"))
    var week: Week?

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose

    @OptionGroup var global: GlobalOptions

    func command() throws -> UnitWeekCommand {
        .recall(reason: reason)
    }
}
