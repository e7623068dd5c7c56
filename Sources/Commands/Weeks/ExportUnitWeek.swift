import ArgumentParser
import Exports
import Ledger
import Walkthrough

struct ExportUnitWeek: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "unit-week", abstract: "导出一个单位一周的报送包",
        discussion:
            "写到 导出文件夹/units/YYYY-Www/单位编码/：整改台账.xlsx、影像资料（去掉拍摄位置等信息的副本；人脸、车牌须自行遮盖）、工作信息、manifest.json，以及按大小分卷的 zip。"
    )

    @Option(help: ArgumentHelp("单位编码", valueName: "code"))
    var unit: UnitCode

    @Option(help: ArgumentHelp("周次，如 2026-W40；默认为最近一个已过数据截止的周次", valueName: "week"))
    var week: Week?

    @OptionGroup var exports: ExportOptions
    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let folder = exports.folder(context.console)
        let exported = try await context.withLedger(global) {
            try await WeeklyPublication($0, by: $1).unitWeek(unit, week, to: folder)
        }
        try context.present(exported, global, withheld: "全县台账不再提供文件，这份报送包也请勿对外使用")
    }
}
