import ArgumentParser
import Exports
import Ledger
import Walkthrough

struct WeekFreeze: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "freeze", abstract: "定稿：固定数据截止时的状态并生成文件；前面没有定稿的先定稿")

    @Option(help: ArgumentHelp("哪一周；默认为最近一次数据截止已过的", valueName: "week"))
    var week: Week?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let receipts = try await context.withLedger(global) { ledger, caller in
            let receipts = try await ledger.freeze(week, by: caller)
            for receipt in receipts { try await WeeklyPublication(ledger, by: caller).publish(receipt.week) }
            return receipts
        }
        if global.json { return try context.console.printJSON(["weeks": receipts]) }
        for receipt in receipts {
            try context.console.printLine(
                "\(receipt.week) \(receipt.isOld ? "早已定稿" : "已定稿")：台账 \(receipt.rows) 条，核实中 \(receipt.verifying) 件，默克尔根 \(receipt.root.hex.prefix(16))…"
            )
        }
    }
}

struct WeekPreview: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview", abstract: "打印预览（数据截止前）或送审稿（截止后、定稿前），不留痕")

    @Option(help: ArgumentHelp("哪一周；默认为正在报的一周", valueName: "week"))
    var week: Week?

    @Option(help: ArgumentHelp("放在哪个文件夹", valueName: "dir"))
    var out: String?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let folder = ExportFolder.of(out, context.console)
        let exported = try await context.withLedger(global) { ledger, caller in
            try await WeeklyPublication(ledger, by: caller).preview(week, to: folder)
        }
        try ExportFolder.present(exported, context, global)
    }
}

struct WeekCorrect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct", abstract: "更正已定稿的一格：一人提出，另一人复核",
        subcommands: [CorrectPropose.self, CorrectConfirm.self, CorrectDecline.self])
}

struct CorrectPropose: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "propose", abstract: "提出更正")

    @Argument(help: ArgumentHelp("台账编号", valueName: "number"))
    var row: String

    @Option(help: ArgumentHelp("哪一周", valueName: "week"))
    var week: Week

    @Option(help: ArgumentHelp("栏目，如 整改时限", valueName: "column"))
    var column: String

    @Option(help: ArgumentHelp("定稿上印的内容；空格子不写", valueName: "text"))
    var old: Prose?

    @Option(help: ArgumentHelp("应为；清空则不写", valueName: "text"))
    var new: Prose?

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let correct = WeekCommand.Correct(
            row: row, column: try LedgerColumn(named: column), old: old, new: new, reason: reason)
        let receipt = try await context.perform(ActOnWeek(week, .proposeCorrection(correct)), global)
        if global.json { return try context.console.printJSON(receipt) }
        let number = receipt.number.map(String.init) ?? ""
        try context.console.printLine("已提出第 \(number) 份更正申请，请另一人复核：peizou week correct confirm \(number) --week \(week)")
    }
}

struct CorrectConfirm: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "confirm", abstract: "复核同意更正，生成更正第n号")

    @Argument(help: ArgumentHelp("第几份申请", valueName: "n"))
    var number: Int

    @Option(help: ArgumentHelp("哪一周", valueName: "week"))
    var week: Week

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let receipt = try await context.withLedger(global) { ledger, caller in
            let receipt = try await ledger.perform(ActOnWeek(week, .confirmCorrection(number: number)), by: caller)
            try await WeeklyPublication(ledger, by: caller).publish(week)
            return receipt
        }
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("更正已复核，新文件已生成。导出：peizou export weekly --week \(week)")
    }
}

struct CorrectDecline: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "decline", abstract: "不同意更正")

    @Argument(help: ArgumentHelp("第几份申请", valueName: "n"))
    var number: Int

    @Option(help: ArgumentHelp("哪一周", valueName: "week"))
    var week: Week

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let receipt = try await context.perform(
            ActOnWeek(week, .declineCorrection(number: number, reason: reason)), global)
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("第 \(number) 份更正申请未予同意。")
    }
}

struct WeekWithhold: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "withhold", abstract: "停发一份已定稿的文件，摘要保留")

    @Option(help: ArgumentHelp("哪一周", valueName: "week"))
    var week: Week

    @Option(help: ArgumentHelp("0 为定稿，n 为更正第n号", valueName: "n"))
    var number = 0

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let receipt = try await context.perform(ActOnWeek(week, .withhold(number: number, reason: reason)), global)
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("已停发。")
    }
}
