import ArgumentParser
import Ledger
import Walkthrough

struct SessionSubmit: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit", abstract: "提交体验：每个问题入一条台账，每条可优化成一条建议")

    @Argument(help: ArgumentHelp("体验编号", valueName: "session"))
    var session: String

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let receipt = try await context.perform(SubmitSession(session), global)
        if global.json { return try context.console.printJSON(receipt) }
        try Self.present(receipt, on: context.console)
    }

    static func present(_ receipt: SubmitSession.Receipt, on console: Console) throws {
        try console.printLine("\(receipt.number) 已提交。")
        if receipt.awaitsConfirmation {
            try console.printLine("由别人代录，待本人确认：peizou session confirm \(receipt.number)")
        }
        if !receipt.rows.isEmpty { try console.printLine("入台账：\(receipt.rows.joined(separator: "、"))") }
        if !receipt.suggestions.isEmpty {
            try console.printLine("成建议：\(receipt.suggestions.joined(separator: "、"))")
        }
        if !receipt.clues.isEmpty {
            try console.printLine("涉及违纪线索的内容已密封，只有您和两名受理人能看：\(receipt.clues.joined(separator: "、"))")
        }
    }
}
