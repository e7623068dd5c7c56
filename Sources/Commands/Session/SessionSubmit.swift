import ArgumentParser
import Ledger
import Walkthrough

struct SessionSubmit: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "submit", abstract: "提交体验：问题进台账，建议立号",
        discussion: "缺什么会一次列全。提交后不能再改。")

    @Argument(help: ArgumentHelp("体验编号", valueName: "number"))
    var session: String

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let receipt = try await context.perform(SubmitSession(session), global)
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printSubmitted(receipt)
    }
}

extension Console {
    func printSubmitted(_ receipt: SubmitSession.Receipt) throws(LedgerError) {
        try printLine("\(receipt.number) 已提交。")
        if !receipt.rows.isEmpty { try printLine("问题已进台账：\(receipt.rows.joined(separator: "、"))") }
        if !receipt.suggestions.isEmpty {
            try printLine("建议已立号：\(receipt.suggestions.joined(separator: "、"))")
        }
        if !receipt.clues.isEmpty {
            try printLine("线索已密封登记：\(receipt.clues.joined(separator: "、"))。只有您和两名受理人看得到。")
        }
        if receipt.awaitsConfirmation {
            try printLine("待本人确认：请体验人用自己的账号运行 peizou session confirm \(receipt.number)")
        }
    }
}

struct SessionConfirm: SessionVerb {
    static let configuration = CommandConfiguration(
        commandName: "confirm", abstract: "本人确认别人代录的体验", discussion: "只能由体验人用自己的账号办理。")
    static let done = "已由本人确认"

    @Argument(help: ArgumentHelp("体验编号", valueName: "number"))
    var session: String

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller, now: Instant) async throws -> SessionCommand { .confirm }
}

struct SessionExplain: SessionVerb {
    static let configuration = CommandConfiguration(commandName: "explain", abstract: "说明一条需核实提示")
    static let done = "已记下说明"

    @Argument(help: ArgumentHelp("体验编号", valueName: "number"))
    var session: String

    @Argument(help: ArgumentHelp("是哪条提示，见 session show", valueName: "signal"))
    var signal: IntegritySignal.Kind

    @Argument(help: ArgumentHelp("说明", valueName: "text"))
    var text: Prose

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller, now: Instant) async throws -> SessionCommand {
        .explain(signal, text)
    }
}

struct SessionWithdraw: SessionVerb {
    static let configuration = CommandConfiguration(
        commandName: "withdraw", abstract: "撤回没提交的体验，或否认别人以您的名义代录的体验")
    static let done = "已撤回"

    @Argument(help: ArgumentHelp("体验编号", valueName: "number"))
    var session: String

    @Argument(help: ArgumentHelp("原因", valueName: "text"))
    var reason: Prose

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller, now: Instant) async throws -> SessionCommand {
        .withdraw(reason)
    }
}
