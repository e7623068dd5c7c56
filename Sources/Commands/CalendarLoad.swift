import ArgumentParser
import Imports
import Ledger
import Walkthrough

struct CalendarLoad: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "load", abstract: "导入一年的放假和调休安排，并确定等它的暂定时限")

    @Argument(help: ArgumentHelp("YAML 文件，写法同程序自带的年份", valueName: "file"))
    var file: String

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let year = try CalendarFile.read(name: file, bytes: try FileInput.read(file, limit: 1 << 20))
        let settled = try await context.withLedger(global) { try await $0.load(year, by: $1) }
        if global.json { return try context.console.printJSON(["year": year.year, "settled": settled]) }
        try context.console.printLine("已导入 \(year.year) 年，\(settled) 条台账的暂定时限已确定。")
    }
}
