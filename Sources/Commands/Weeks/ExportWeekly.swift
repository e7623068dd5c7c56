import ArgumentParser
import Exports
import Ledger
import Walkthrough

struct ExportWeekly: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "weekly", abstract: "导出一周的定稿台账，没有定稿且已到数据截止的先定稿",
        discussion: """
            写到 导出文件夹/YYYY-Www/：整改台账.xlsx、整改台账.csv、manifest.json；更正第n号在同名的下级文件夹。每次导出的内容一字不差。
            没有报送日的一周与后一周合并报送，本身没有台账。
            """)

    @Option(help: ArgumentHelp("周次，如 2026-W40；默认为最近一个已过数据截止的周次", valueName: "week"))
    var week: Week?

    @OptionGroup var exports: ExportOptions
    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let folder = exports.folder(context.console)
        let exported = try await context.withLedger(global) {
            try await WeeklyPublication($0, by: $1).export(week, to: folder)
        }
        try context.present(exported, global)
    }
}
