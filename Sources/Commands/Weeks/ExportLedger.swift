import ArgumentParser
import Exports
import Ledger
import Walkthrough

extension LiveExport.Format: ExpressibleByArgument {}

struct ExportLedger: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "导出当前台账（不是定稿）",
        discussion: "只含您看得到的、已核实的台账；核实中的只计数。写到 导出文件夹/当前台账.xlsx（或 .csv、.json）。")

    @Option(help: ArgumentHelp("格式：xlsx、csv 或 json", valueName: "format"))
    var format: LiveExport.Format

    @OptionGroup var filter: LedgerFilter
    @OptionGroup var exports: ExportOptions
    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let folder = exports.folder(context.console)
        let list = ListItems(try filter.query(), light: filter.light)
        let outcome = try await context.withLedger(global) {
            try await LiveExport($0, by: $1).export(list, as: format, into: folder)
        }
        if global.json {
            return try context.console.printJSON(
                Document(path: outcome.path, rows: outcome.rows, unverified: outcome.unverified))
        }
        try context.console.printLine("\(outcome.path)：\(outcome.rows) 条，另有核实中 \(outcome.unverified) 件只计数")
    }

    private struct Document: Encodable {
        let path: String
        let rows: Int
        let unverified: Int
    }
}
