import ArgumentParser
import Ledger
import Walkthrough

struct LedgerPublish: ItemVerb {
    static let configuration = CommandConfiguration(commandName: "publish", abstract: "公开决定：公开、不公开、暂缓")

    @OptionGroup var target: ItemTarget

    @Argument(help: ArgumentHelp("publish 公开、withhold 不公开、later 暂缓", valueName: "value"))
    var value: PublicationDecision.Value

    @Option(help: ArgumentHelp("公开用的文字，与内部文字分开", valueName: "text"))
    var text: Prose?

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose?

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        .publish(value, publicText: text, reason: reason)
    }
}

struct LedgerInstruct: ItemVerb {
    static let configuration = CommandConfiguration(commandName: "instruct", abstract: "批示（县领导），转为督办")

    @OptionGroup var target: ItemTarget

    @Option(help: ArgumentHelp("批示", valueName: "text"))
    var text: Prose

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        .instruct(text)
    }
}

struct LedgerProposeTolerance: ItemVerb {
    static let configuration = CommandConfiguration(
        commandName: "propose-tolerance", abstract: "提议容错，另一人同意后不计入个人考核")

    @OptionGroup var target: ItemTarget

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        .proposeTolerance(reason: reason)
    }
}

struct LedgerConfirmTolerance: ItemVerb {
    static let configuration = CommandConfiguration(commandName: "confirm-tolerance", abstract: "同意容错")

    @OptionGroup var target: ItemTarget

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        .confirmTolerance
    }
}

struct LedgerReveal: ItemVerb {
    static let configuration = CommandConfiguration(commandName: "reveal", abstract: "查看反映人，记入日志")

    @OptionGroup var target: ItemTarget

    @Option(help: ArgumentHelp("为什么需要知道", valueName: "text"))
    var reason: Prose

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        .reveal(reason: reason)
    }
}

struct LedgerAssignCaller: ItemVerb {
    static let configuration = CommandConfiguration(
        commandName: "assign-caller", abstract: "把回访分派给第三方回访人员", discussion: "回访人员只看得到分派给自己的问题；再次分派即换人。")

    @OptionGroup var target: ItemTarget

    @Option(help: ArgumentHelp("回访人员的工号", valueName: "number"))
    var person: String

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        .assignCaller(try await ledger.ask(FindPerson(person), by: caller))
    }
}
