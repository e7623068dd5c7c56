import ArgumentParser
import Imports
import Ledger
import Walkthrough

struct IssueImport: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "由 CSV 导入问题：全部导入，或一行不导",
        discussion: "UTF-8 或 GB18030 都可以。有错的行会逐一指出行、列和改法。")

    @Argument(help: ArgumentHelp("CSV 文件", valueName: "file"))
    var file: String

    @Flag(help: "期初结转：按旧台账的状态和日期登记，不算新增")
    var opening = false

    @Flag(help: "只检查，不导入")
    var dryRun = false

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let library = try await context.checklists.library(global)
        try await ImportFile.run(
            file, FindingRow.self, in: context, global, isDryRun: dryRun,
            record: { row throws(Invalid) in
                try row.record(isOpening: opening, library)
            },
            command: ImportFindings.init(_:isDryRun:))
    }
}
