import ArgumentParser
import Ledger
import Walkthrough

/// The endings that `propose-ending` takes; merging and transferring have verbs of their own.
enum EndingKind: String, ChoiceArgument {
    case explained, notAdopted, unfounded

    var title: String {
        switch self {
        case .explained: StateKind.explained.title
        case .notAdopted: StateKind.notAdopted.title
        case .unfounded: StateKind.unfounded.title
        }
    }
}

struct LedgerProposeEnding: ItemVerb {
    static let configuration = CommandConfiguration(
        commandName: "propose-ending", abstract: "提议不经整改办结，另一人同意后生效")

    @OptionGroup var target: ItemTarget

    @Argument(help: ArgumentHelp("explained 解释说明、not-adopted 不予采纳、unfounded 核实不属实", valueName: "ending"))
    var ending: EndingKind

    @Option(help: ArgumentHelp("解释说明引用的规定", valueName: "text"))
    var rule: Prose?

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        switch ending {
        case .explained:
            guard let rule else { throw LedgerError.malformed("解释说明要用 --rule 写明引用的规定。") }
            return .proposeEnding(.explained(rule: rule), reason: reason)
        case .notAdopted: return .proposeEnding(.notAdopted, reason: reason)
        case .unfounded: return .proposeEnding(.unfounded, reason: reason)
        }
    }
}

struct LedgerConfirmEnding: ItemVerb {
    static let configuration = CommandConfiguration(commandName: "confirm-ending", abstract: "同意办结提议（另一人）")

    @OptionGroup var target: ItemTarget

    @Option(help: ArgumentHelp("意见", valueName: "text"))
    var note: Prose?

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        .confirmEnding(note: note)
    }
}

struct LedgerDeclineEnding: ItemVerb {
    static let configuration = CommandConfiguration(commandName: "decline-ending", abstract: "不同意办结提议")

    @OptionGroup var target: ItemTarget

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        .declineEnding(reason: reason)
    }
}

struct LedgerMerge: ItemVerb {
    static let configuration = CommandConfiguration(commandName: "merge", abstract: "提议并入另一条，另一人同意后生效")

    @OptionGroup var target: ItemTarget

    @Option(help: ArgumentHelp("并入哪一条的台账编号", valueName: "number"))
    var into: String

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        let other = try await ledger.ask(ShowItem(into), by: caller)
        return .merge(into: other.item.id, reason: reason)
    }
}

struct LedgerTransfer: ItemVerb {
    static let configuration = CommandConfiguration(commandName: "transfer", abstract: "提议转办给别的机关，另一人同意后生效")

    @OptionGroup var target: ItemTarget

    @Option(help: ArgumentHelp("转给谁", valueName: "text"))
    var to: Prose

    @Option(help: ArgumentHelp("文号", valueName: "text"))
    var paper: Prose

    @Option(help: ArgumentHelp("转出日期", valueName: "day"))
    var on: Day

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        .transfer(to: to, paper: paper, on: on, reason: reason)
    }
}
