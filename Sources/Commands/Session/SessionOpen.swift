import ArgumentParser
import Ledger
import Walkthrough

/// Who walks, in which capacity, under which campaign.
struct WalkerOptions: ParsableArguments {
    @Option(help: ArgumentHelp("活动名称；不填为常态化", valueName: "name"))
    var campaign: String?

    @Option(help: ArgumentHelp("体验人的工号或体验员编号；不填为本人", valueName: "number"))
    var walker: String?

    @Option(help: ArgumentHelp("以什么角色体验；不填按体验人和方式推断", valueName: "role"))
    var role: ExperienceSession.ObserverRole?

    @Option(help: ArgumentHelp("登记依据：own 本人、dictated 口述、paperForm 纸质表、onBehalf 代录", valueName: "basis"))
    var basis: EntryBasis?

    @Option(help: ArgumentHelp("纸质表的照片", valueName: "file"))
    var form: String?

    var statedBasis: EntryBasis {
        basis ?? .assumed(forAnother: walker != nil, hasForm: form != nil)
    }
}

struct SessionOpen: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "open", abstract: "开始一次体验")

    @Option(help: ArgumentHelp("方式，如 routineWalk（日常走流程）、crossCheck（推磨式互查）", valueName: "kind"))
    var kind: SessionKind = .routineWalk

    @OptionGroup var who: WalkerOptions
    @OptionGroup var about: SessionDetailsOptions

    @Option(help: ArgumentHelp("开始时间，如 9:00 或 2026-10-10 09:00", valueName: "time"))
    var start: Moment?

    @Option(help: ArgumentHelp("结束时间", valueName: "time"))
    var end: Moment?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let uses = try await context.checklistUses(global)
        let now = context.ledgers.environment.now()
        if end != nil, start == nil { throw LedgerError.malformed("有 --end 时也要写 --start。") }
        let visits = try start.map {
            [try ExperienceSession.Visit(start: $0.instant(now: now), end: end?.instant(now: now))]
        }
        let receipt = try await context.withLedger(global) { ledger, caller in
            let form = try await ledger.upload(who.form.map { [$0] } ?? [], by: caller, kind: .paperForm)
                .first?.digest
            let details = try await about.details(over: .init(), ledger, caller)
            return try await ledger.perform(
                OpenSession(
                    kind, role: who.role, basis: who.statedBasis, walker: who.walker, campaign: who.campaign,
                    form: form,
                    details: details, visits: visits ?? [], checklists: uses), by: caller)
        }
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("已开始 \(receipt.number)（\(kind.title)）。")
        try context.console.printLine("请查看：\(receipt.offered.joined(separator: "、"))")
        try context.console.printLine(
            "作答：peizou session answer \(receipt.number) 检查项 --value 通过|有问题|可优化|不适用|未查看")
    }
}

struct SessionChange: SessionVerb {
    static let configuration = CommandConfiguration(
        commandName: "change", abstract: "修改体验的基本情况", discussion: "只改写出的各项，其余不变。")
    static let done = "已修改"

    @Argument(help: ArgumentHelp("体验编号", valueName: "number"))
    var session: String

    @OptionGroup var about: SessionDetailsOptions
    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller, now: Instant) async throws -> SessionCommand {
        let old = try await ledger.ask(ShowSession(session), by: caller).session.details
        return .change(try await about.details(over: old, ledger, caller))
    }
}
