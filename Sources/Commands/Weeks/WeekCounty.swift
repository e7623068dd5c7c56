import ArgumentParser
import Documents
import Exports
import Ledger
import Walkthrough

struct WeekPreview: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview", abstract: "打印预览（数据截止前）或送审稿（之后、定稿前），不留记录",
        discussion: "文件与定稿相同，都印有标记；默认写到 导出文件夹/YYYY-Www/预览 或 送审稿。")

    @Option(help: ArgumentHelp("周次，如 2026-W40；默认为没有定稿的最近一周", valueName: "week"))
    var week: Week?

    @OptionGroup var exports: ExportOptions
    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let root = exports.folder(context.console)
        let result = try await context.withLedger(global) {
            try await WeeklyPublication($0, by: $1).draft(week, to: root)
        }
        let names = result.outcome.manifest.files.keys.sorted() + ["manifest.json"]
        if global.json {
            return try context.console.printJSON(
                Document(
                    week: result.week, edition: result.edition.title, folder: result.folder,
                    rows: result.outcome.manifest.rows, files: names,
                    missing: result.outcome.manifest.missingUnits, proof: result.outcome.proof?.description))
        }
        try context.console.printLine(
            "\(result.week) \(result.edition.title)：\(result.outcome.manifest.rows) 条")
        for name in names { try context.console.printLine("\(result.folder)/\(name)") }
        if let proof = result.outcome.proof { try context.console.printLine("\(proof)") }
    }

    private struct Document: Encodable {
        let week: Week
        let edition: String
        let folder: String
        let rows: Int
        let files: [String]
        let missing: [UnitCode]
        let proof: String?
    }
}

struct WeekFreeze: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "freeze", abstract: "定稿：固定数据截止时的台账，前面没有定稿的周次先定稿",
        discussion: "数据截止之后才能定稿，之后发生的变化不影响本期。定稿后有错用 week correct 更正。")

    @Option(help: ArgumentHelp("周次，如 2026-W40；默认为最近一个已过数据截止的周次", valueName: "week"))
    var week: Week?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let result = try await context.withLedger(global) {
            try await WeeklyPublication($0, by: $1).fix(week)
        }
        if global.json {
            return try context.console.printJSON(FreezeDocument(week: result.week, frozen: result.frozen))
        }
        guard !result.frozen.isEmpty else {
            return try context.console.printLine("\(result.week) 早已定稿，以首次定稿为准。")
        }
        for frozen in result.frozen {
            try context.console.printLine(
                "已定稿 \(frozen.week)：\(frozen.rows) 条，核实中 \(frozen.verifying) 件，未报单位 \(frozen.missing.count) 家，数据根 \(frozen.root)"
            )
        }
        try context.console.printLine("导出文件：peizou export weekly --week \(result.week)")
    }
}

struct WeekCorrect: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "correct", abstract: "更正定稿里印错的一格，双人复核",
        subcommands: [WeekCorrectPropose.self, WeekCorrectConfirm.self, WeekCorrectDecline.self])
}

extension CommandContext {
    /// One step of a correction; what is confirmed gets its files at once.
    fileprivate func correct(
        _ week: Week, _ command: WeekCommand, _ global: GlobalOptions,
        _ sentence: (ActOnWeek.Receipt) -> String
    ) async throws {
        let receipt = try await withLedger(global) { ledger, caller in
            try await WeeklyPublication(ledger, by: caller).act(ActOnWeek(week, command))
        }
        if global.json { return try console.printJSON(receipt) }
        try console.printLine(sentence(receipt))
    }
}

struct WeekCorrectPropose: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "propose", abstract: "提出更正", discussion: "只改印出来的字，不改台账本身和计数；状态、日期有误请在台账里改。")

    @Option(help: ArgumentHelp("周次", valueName: "week"))
    var week: Week

    @Option(help: ArgumentHelp("台账编号", valueName: "number"))
    var row: String

    @Option(help: ArgumentHelp("栏目，如 整改优化措施", valueName: "column"))
    var column: String

    @Option(help: ArgumentHelp("更正前内容，用来核对；不写就以印出的为准", valueName: "text"))
    var old: String?

    @Option(help: ArgumentHelp("更正后内容；写 \"\" 为空", valueName: "text"))
    var new: String

    @Option(help: ArgumentHelp("更正理由", valueName: "text"))
    var reason: String

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let correct = WeekCommand.Correct(
            row: row, column: try LedgerColumn(named: column), old: try Prose.optional(old, "更正前内容"),
            new: try Prose.optional(new, "更正后内容"), reason: try Prose(reason, "更正理由"))
        try await context.correct(week, .proposeCorrection(correct), global) {
            "已提出第 \($0.number ?? 0) 份更正申请：“\($0.old ?? "")”改为“\($0.new ?? "")”，等另一人复核"
        }
    }
}

struct WeekCorrectConfirm: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "confirm", abstract: "复核更正，生成更正第n号", discussion: "提出人不能自己复核。")

    @Option(help: ArgumentHelp("周次", valueName: "week"))
    var week: Week

    @Argument(help: ArgumentHelp("第几份更正申请", valueName: "number"))
    var number: Int

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        try await context.correct(week, .confirmCorrection(number: number), global) {
            "已生成 \($0.week) 更正第\($0.serial ?? 0)号；导出文件：peizou export weekly --week \($0.week)"
        }
    }
}

struct WeekCorrectDecline: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "decline", abstract: "退回更正申请")

    @Option(help: ArgumentHelp("周次", valueName: "week"))
    var week: Week

    @Argument(help: ArgumentHelp("第几份更正申请", valueName: "number"))
    var number: Int

    @Option(help: ArgumentHelp("退回理由", valueName: "text"))
    var reason: String

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let command = WeekCommand.declineCorrection(number: number, reason: try Prose(reason, "退回理由"))
        try await context.correct(week, command, global) { "已退回第 \($0.number ?? 0) 份更正申请" }
    }
}

struct WeekWithhold: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "withhold", abstract: "停发一份已定稿的文件，摘要仍保留")

    @Option(help: ArgumentHelp("周次", valueName: "week"))
    var week: Week

    @Option(help: ArgumentHelp("0 为定稿，n 为更正第n号", valueName: "n"))
    var edition = 0

    @Option(help: ArgumentHelp("停发理由", valueName: "text"))
    var reason: String

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let step = WeekCommand.withhold(number: edition, reason: try Prose(reason, "停发理由"))
        try await context.correct(week, step, global) {
            "已停发 \($0.week) 的\(LedgerEdition(number: $0.number ?? 0).title)"
        }
    }
}
