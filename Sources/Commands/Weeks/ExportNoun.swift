import ArgumentParser
import Exports
import Ledger
import Walkthrough

struct ExportNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "导出：周台账、单位报送包、当前台账",
        subcommands: [ExportWeekly.self, ExportUnitWeek.self, ExportLedger.self])
}

/// Where exports go.
enum ExportFolder {
    static func of(_ option: String?, _ console: Console) -> String {
        option ?? console.setting("PEIZOU_EXPORTS") ?? "exports"
    }

    static func present(
        _ exported: WeeklyPublication.Exported, _ context: CommandContext, _ global: GlobalOptions
    ) throws {
        if global.json { return try context.console.printJSON(exported) }
        try context.console.printLine("\(exported.week) \(exported.edition)：")
        for file in exported.files { try context.console.printLine("  \(exported.folder)/\(file)") }
    }
}

struct ExportWeekly: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "weekly", abstract: "导出已定稿的周台账（该定稿而您有权的，先定稿）；每次字节相同")

    @Option(help: ArgumentHelp("哪一周，如 2026-W40；默认为最近一次数据截止已过的", valueName: "week"))
    var week: Week?

    @Option(help: ArgumentHelp("放在哪个文件夹，默认 exports 或 PEIZOU_EXPORTS", valueName: "dir"))
    var out: String?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let folder = ExportFolder.of(out, context.console)
        let exported = try await context.withLedger(global) { ledger, caller in
            try await WeeklyPublication(ledger, by: caller).export(week, to: folder)
        }
        try ExportFolder.present(exported, context, global)
    }
}

struct ExportUnitWeek: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "unit-week", abstract: "导出一个单位的报送包：台账、影像资料、工作信息、清单和分卷压缩包")

    @Option(help: ArgumentHelp("单位编码", valueName: "code"))
    var unit: UnitCode

    @Option(help: ArgumentHelp("哪一周；默认为正在报的一周", valueName: "week"))
    var week: Week?

    @Option(help: ArgumentHelp("放在哪个文件夹", valueName: "dir"))
    var out: String?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let folder = ExportFolder.of(out, context.console)
        let exported = try await context.withLedger(global) { ledger, caller in
            try await WeeklyPublication(ledger, by: caller).unitWeek(unit, week, to: folder)
        }
        try ExportFolder.present(exported, context, global)
    }
}

extension WeeklyPublication.Format: ChoiceArgument {
    var title: String { rawValue }
}

struct ExportLedger: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "导出当前台账，可用与 ledger list 相同的筛选")

    @Option(help: ArgumentHelp("xlsx、csv 或 json", valueName: "format"))
    var format: WeeklyPublication.Format = .xlsx

    @Option(help: ArgumentHelp("文件名，默认 整改台账.格式", valueName: "file"))
    var out: String?

    @OptionGroup var filter: LedgerFilter
    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let path = out ?? "整改台账.\(format.rawValue)"
        let query = try filter.query()
        let count = try await context.withLedger(global) { ledger, caller in
            try await WeeklyPublication(ledger, by: caller).live(
                query, light: filter.light, filters: filter.words, as: format, to: path)
        }
        if global.json { return try context.console.printJSON(Document(file: path, rows: count)) }
        try context.console.printLine("已导出 \(count) 条到 \(path)。")
    }

    private struct Document: Encodable {
        let file: String
        let rows: Int
    }
}

extension LedgerFilter {
    /// The filter in words, as it stands below an export's title.
    var words: String {
        [
            unit.map { "单位 \($0)" }, state.isEmpty ? nil : "状态 " + state.map(\.title).joined(separator: "、"),
            open ? "在办" : nil, light.map(\.title), q.map { "含“\($0)”" }, source.map { "来源 \($0)" },
            dueBefore.map { "时限不晚于 \($0)" },
        ].compactMap { $0 }.joined(separator: "；")
    }
}
