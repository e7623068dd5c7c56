import ArgumentParser
import Ledger
import Walkthrough

/// What an assignment says; also for what a unit classifies itself.
struct AssignOptions: ParsableArguments {
    @Option(help: ArgumentHelp("责任单位编码", valueName: "code"))
    var lead: UnitCode

    @Option(parsing: .singleValue, help: ArgumentHelp("协同单位编码，可写多次", valueName: "code"))
    var partner: [UnitCode] = []

    @Option(help: ArgumentHelp("整改类型：immediate 立行立改、deadline 限期整改、longTerm 长期整改", valueName: "mode"))
    var mode: RectifyMode

    @Option(help: ArgumentHelp("整改时限，如 2026-10-20", valueName: "day"))
    var due: Day?

    @Option(help: ArgumentHelp("整改目标", valueName: "text"))
    var goal: Prose?

    @Option(help: ArgumentHelp("责任领导", valueName: "name"))
    var leader: Prose?

    @Option(help: ArgumentHelp("整改责任人", valueName: "name"))
    var responsible: Prose?

    @Option(help: ArgumentHelp("包办领导", valueName: "name"))
    var sponsor: Prose?

    @Option(help: ArgumentHelp("改派、改类型的理由", valueName: "text"))
    var reason: Prose?

    var assign: ItemCommand.Assign {
        ItemCommand.Assign(
            lead: lead, partners: partner, mode: mode, due: due, goal: goal, leader: leader,
            responsible: responsible,
            sponsor: sponsor, reason: reason)
    }
}

struct LedgerVerify: ItemVerb {
    static let configuration = CommandConfiguration(commandName: "verify", abstract: "核实：开始、认定复杂、写结论")

    @OptionGroup var target: ItemTarget

    @Flag(help: "开始核实")
    var begin = false

    @Flag(help: "情况复杂，用较长的答复时限，须写 --note")
    var complex = false

    @Option(help: ArgumentHelp("核实结论：confirmed 属实、partly 部分属实、refuted 不属实", valueName: "result"))
    var result: Verification.Result?

    @Option(help: ArgumentHelp("核实情况", valueName: "text"))
    var note: Prose?

    @Flag(help: "已看过窗口的情况说明")
    var statementRead = false

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        switch (begin, complex, result) {
        case (true, false, nil): return .verify(.begin)
        case (false, true, nil):
            guard let note else { throw LedgerError.malformed("认定复杂要用 --note 写明理由。") }
            return .verify(.complex(reason: note))
        case (false, false, let result?):
            guard let note else { throw LedgerError.malformed("写结论要用 --note 写明核实情况。") }
            return .verify(.verdict(result, note: note, statementRead: statementRead))
        default: throw LedgerError.malformed("请在 --begin、--complex、--result 里选一个。")
        }
    }
}

struct LedgerAssign: ItemVerb {
    static let configuration = CommandConfiguration(commandName: "assign", abstract: "研判分办：定责任单位、整改类型和时限")

    @OptionGroup var target: ItemTarget

    @OptionGroup var assignment: AssignOptions

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        .assign(assignment.assign)
    }
}

struct LedgerDispute: ItemVerb {
    static let configuration = CommandConfiguration(commandName: "dispute", abstract: "退回派单：不属于本单位")

    @OptionGroup var target: ItemTarget

    @Option(help: ArgumentHelp("为什么不属于本单位", valueName: "text"))
    var reason: Prose

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        .dispute(reason: reason)
    }
}

struct LedgerAccept: ItemVerb {
    static let configuration = CommandConfiguration(commandName: "accept", abstract: "签收")

    @OptionGroup var target: ItemTarget

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        .accept
    }
}

struct LedgerRespond: ItemVerb {
    static let configuration = CommandConfiguration(commandName: "respond", abstract: "情况说明：窗口在核实结论前说明情况")

    @OptionGroup var target: ItemTarget

    @Option(help: ArgumentHelp("说明", valueName: "text"))
    var text: Prose

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        .respond(text)
    }
}
