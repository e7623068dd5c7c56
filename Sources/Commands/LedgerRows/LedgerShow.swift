import ArgumentParser
import Documents
import Ledger
import Walkthrough

struct LedgerShow: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "查看一条台账和现在能办的事", discussion: "反映人的姓名、联系方式和办件编号不在这里显示。")

    @Argument(help: ArgumentHelp("台账编号，如 QH-2026-0042", valueName: "number"))
    var row: String

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let answer = try await context.ask(ShowItem(row), global)
        if global.json { return try context.console.printJSON(ItemDetail(answer)) }
        let console = context.console
        try console.printLine(
            "\(answer.item.report.number)　\(answer.item.state.kind.title)　"
                + console.styled(answer.light.title, answer.light.style) + "　第 \(answer.version) 版\n")
        for (label, text) in ItemLines.of(answer) {
            let padding = String(repeating: " ", count: max(1, 14 - DisplayWidth.of(label)))
            let line = label + padding + text
            try console.printLine(
                console.width.map { LineBreaker.wrapped(line, width: $0, indent: 14) } ?? line)
        }
        try console.printLine("")
        try console.printVerbs(answer.availableCommands)
    }
}
