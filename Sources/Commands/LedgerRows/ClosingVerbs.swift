import ArgumentParser
import Ledger
import Walkthrough

/// What an owner states when it asks for 销号.
struct CloseOptions: ParsableArguments {
    @Option(help: ArgumentHelp("整改情况", valueName: "text"))
    var note: Prose

    @Option(help: ArgumentHelp("举一反三：yes 是、no 否、later 暂缓", valueName: "value"))
    var generalization: Answered.Value

    @Option(help: ArgumentHelp("举一反三的理由；暂缓时必填", valueName: "text"))
    var generalizationReason: Prose?

    @Option(help: ArgumentHelp("公开：yes 是、no 否、later 暂缓", valueName: "value"))
    var publication: Answered.Value

    @Option(help: ArgumentHelp("公开的理由；暂缓时必填", valueName: "text"))
    var publicationReason: Prose?

    @Flag(help: "制度成果：修订了办事指南")
    var guideChanged = false

    @Option(help: ArgumentHelp("制度成果：出台的制度名称", valueName: "title"))
    var ruleIssued: Prose?

    @Option(help: ArgumentHelp("制度文号", valueName: "number"))
    var ruleNumber: Prose?

    func request() throws -> ItemCommand.RequestClose {
        let result: InstitutionalResult =
            ruleIssued.map { .ruleIssued(title: $0, number: ruleNumber) }
            ?? (guideChanged ? .guideChanged : .none)
        return ItemCommand.RequestClose(
            note: note,
            generalization: try Answered(generalization, reason: generalizationReason, field: "举一反三"),
            publication: try Answered(publication, reason: publicationReason, field: "公开"), result: result)
    }
}

struct LedgerRequestClose: ItemVerb {
    static let configuration = CommandConfiguration(commandName: "request-close", abstract: "申请销号")

    @OptionGroup var target: ItemTarget

    @OptionGroup var closing: CloseOptions

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        .requestClose(try closing.request())
    }
}

struct LedgerCheck: ItemVerb {
    static let configuration = CommandConfiguration(commandName: "check", abstract: "核查：开始、通过、不通过")

    @OptionGroup var target: ItemTarget

    @Flag(help: "开始核查")
    var begin = false

    @Flag(help: "通过")
    var pass = false

    @Flag(help: "不通过，退回整改")
    var fail = false

    @Option(help: ArgumentHelp("核查意见", valueName: "text"))
    var opinion: Prose?

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        switch (begin, pass, fail) {
        case (true, false, false): return .check(.begin, opinion: opinion)
        case (false, true, false): return .check(.pass, opinion: opinion)
        case (false, false, true): return .check(.fail, opinion: opinion)
        default: throw LedgerError.malformed("请在 --begin、--pass、--fail 里选一个。")
        }
    }
}

struct LedgerReturn: ItemVerb {
    static let configuration = CommandConfiguration(commandName: "return", abstract: "退回整改")

    @OptionGroup var target: ItemTarget

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        .return(reason: reason)
    }
}

struct LedgerClose: ItemVerb {
    static let configuration = CommandConfiguration(commandName: "close", abstract: "销号，须核查通过")

    @OptionGroup var target: ItemTarget

    @Option(help: ArgumentHelp("销号意见", valueName: "text"))
    var note: Prose

    @Option(
        help: ArgumentHelp("举一反三推及的单位编码，可写多次；责任单位是镇街、园区的，默认为其他同类单位", valueName: "code"))
    var spread: [UnitCode] = []

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        .close(note: note, spread: spread)
    }
}

struct LedgerReopen: ItemVerb {
    static let configuration = CommandConfiguration(commandName: "reopen", abstract: "重办：同一编号，新一轮时限")

    @OptionGroup var target: ItemTarget

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        .reopen(reason: reason)
    }
}
