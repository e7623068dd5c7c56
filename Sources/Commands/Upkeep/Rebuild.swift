import ArgumentParser
import Ledger

struct Rebuild: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild", abstract: "由日志和文字记录重做全部当前数据和检索索引")

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        try await context.withLedger(global) { ledger, _ in
            let progress = Progress("重做", on: context.console)
            defer { progress.finish() }
            try await ledger.rebuild { _ in progress.advance(by: 10_000) }
        }
        if global.json { return try context.console.printJSON(["rebuilt": true]) }
        try context.console.printLine("已由日志重做当前数据。可用 peizou verify 核对。")
    }
}
