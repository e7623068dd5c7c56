import ArgumentParser
import Ledger
import Walkthrough

/// Which row a verb is about, and the version that its user saw.
struct ItemTarget: ParsableArguments {
    @Argument(help: ArgumentHelp("台账编号，如 QH-2026-0042", valueName: "number"))
    var row: String

    @Option(help: ArgumentHelp("您看到的版本；别人改过就不办", valueName: "n"))
    var expecting: Int?
}

/// One verb of the ledger: says what it asks of the row, the rest is the same for all.
protocol ItemVerb: PeizouCommand {
    var target: ItemTarget { get }
    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand
}

extension ItemVerb {
    func perform(in context: CommandContext) async throws {
        let (command, receipt): (ItemCommand, ActOnItem.Receipt) = try await context.withLedger(global) {
            ledger, caller in
            let command = try await self.command(ledger, caller)
            let act = ActOnItem(target.row, command, expecting: target.expecting)
            return (command, try await ledger.perform(act, by: caller))
        }
        if global.json { return try context.console.printJSON(receipt) }
        let due = receipt.due.map { "，时限 \($0)" } ?? ""
        try context.console.printLine(
            "\(receipt.number) \(command.kind.title)：现在是“\(receipt.state.title)”\(due)。")
        if let reporter = receipt.reporter {
            let lines = [("姓名", reporter.name), ("联系方式", reporter.contact), ("办件编号", reporter.caseNumber)]
            for (label, value) in lines { try context.console.printLine("  \(label)：\(value ?? "未填")") }
            try context.console.printLine("  这次查看已记入日志。")
        }
        try context.console.printVerbs(receipt.allowed)
    }
}

extension Console {
    /// What can be done next, by title and by the verb's name.
    func printVerbs(_ names: [String]) throws(LedgerError) {
        guard !names.isEmpty else { return }
        let verbs = names.compactMap { ItemCommand.Kind(rawValue: $0) }
        try printLine("您现在可以：" + verbs.map { "\($0.title) \($0.rawValue)" }.joined(separator: "、"))
    }
}
