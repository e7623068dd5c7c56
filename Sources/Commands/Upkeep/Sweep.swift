import ArgumentParser
import Ledger
import Walkthrough

struct Sweep: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "sweep", abstract: "每日整理：移出无人引用的佐证、清理过期访问日志、封存日志",
        discussion: "只移走 30 天以前、没有任何记录引用的文件，移到佐证库的 swept 文件夹，不删除。")

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let done = try await context.withLedger(global) { ledger, caller in try await ledger.sweep(by: caller)
        }
        if global.json {
            return try context.console.printJSON(
                Document(moved: done.moved.map(\.text), root: done.seal.root.text, streams: done.seal.streams)
            )
        }
        try context.console.printLine(
            "移出 \(done.moved.count) 份无人引用的文件。日志已封存：\(done.seal.streams) 个流，默克尔根 \(done.seal.root.text)。")
    }

    private struct Document: Encodable {
        let moved: [String]
        let root: String
        let streams: Int
    }
}
