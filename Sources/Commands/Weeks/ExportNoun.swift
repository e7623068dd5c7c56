import ArgumentParser
import Exports
import Ledger

struct ExportNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "导出：周台账、报送包、当前台账",
        subcommands: [ExportWeekly.self, ExportUnitWeek.self, ExportLedger.self])
}

/// Where exports go.
struct ExportOptions: ParsableArguments {
    @Option(help: ArgumentHelp("导出文件夹；也可设 PEIZOU_EXPORTS，默认 ./exports", valueName: "dir"))
    var out: String?

    func folder(_ console: Console) -> String { ExportFolder.of(out, console) }
}

enum ExportFolder {
    /// The option, else `PEIZOU_EXPORTS`, else `./exports`.
    static func of(_ option: String?, _ console: Console) -> String {
        option ?? console.setting("PEIZOU_EXPORTS") ?? "exports"
    }
}

extension CommandContext {
    /// Says what was written, and what was not.
    /// - Parameter withheld: what it means that an edition is not handed out.
    func present(
        _ exported: WeeklyPublication.Exported, _ global: GlobalOptions, withheld: String = "不再提供文件"
    ) throws {
        if global.json { return try console.printJSON(exported) }
        for frozen in exported.frozen {
            try console.printLine(
                "已定稿 \(frozen.week)：\(frozen.rows) 条，核实中 \(frozen.verifying) 件，未报单位 \(frozen.missing.count) 家"
            )
        }
        try console.printLine("\(exported.week) \(exported.edition)：\(exported.folder)")
        for file in exported.files { try console.printLine("  \(file)") }
        for edition in exported.withheld { try console.printLine("\(edition)已停发，\(withheld)。") }
        for name in exported.missing { try console.printLine("缺影像：\(name)（已依法删除、不在文件库里，或图片已损坏）") }
        for name in exported.oversized { try console.printLine("超过分卷大小，单独成卷：\(name)") }
    }
}
