import ArgumentParser
import Imports
import Ledger
import Walkthrough

struct SessionOpen: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "open", abstract: "开始一次体验，得到不超过 12 项的检查清单")

    @Option(help: ArgumentHelp("方式，如 routineWalk 日常走流程、crossCheck 推磨式互查", valueName: "kind"))
    var kind: SessionKind

    @Option(help: ArgumentHelp("以什么角色：experiencer 体验员、leader 主要负责人、directorOnDuty 值班局长 …", valueName: "role"))
    var role: ExperienceSession.ObserverRole

    @Option(help: ArgumentHelp("体验人的工号或体验员编号；默认是登录账号本人", valueName: "number"))
    var walker: String?

    @Option(help: ArgumentHelp("登记依据：own 本人、dictated 口述、paperForm 纸质表、onBehalf 代录", valueName: "basis"))
    var basis: ExperienceSession.Basis = .own

    @Option(help: ArgumentHelp("纸质表的照片", valueName: "file"))
    var form: String?

    @Option(help: ArgumentHelp("活动名称；不写为常态化", valueName: "name"))
    var campaign: String?

    @Option(help: ArgumentHelp("开始时间，如 2026-09-03T09:00:00+08:00", valueName: "time"))
    var start: Instant?

    @Option(help: ArgumentHelp("结束时间", valueName: "time"))
    var end: Instant?

    @OptionGroup var details: SessionDetailsOptions
    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let uses = try await context.checklistUses(global)
        let receipt = try await context.withLedger(global) { ledger, caller in
            let photo = try await form.asyncMap { try await ledger.upload([$0], kind: .paperForm)[0] }
            let open = OpenSession(
                kind, role: role, basis: basis, walker: walker, campaign: campaign, form: photo?.digest,
                details: try details.details(),
                visits: try start.map { [try ExperienceSession.Visit(start: $0, end: end)] } ?? [],
                checklists: uses)
            return try await ledger.perform(open, by: caller)
        }
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("已开始 \(receipt.number)。请逐项看：")
        let library = try await context.checklists.library(global)
        for code in receipt.offered {
            let text = (try? CheckItemID(code)).flatMap { library.item($0)?.item.text.text } ?? ""
            try context.console.printLine("  \(code)  \(text)")
        }
        try context.console.printLine(
            "作答：peizou session answer \(receipt.number) 编号 --value pass|fail|improvable|…")
    }
}

extension Optional {
    func asyncMap<R>(_ body: (Wrapped) async throws -> R) async rethrows -> R? {
        if let self { try await body(self) } else { nil }
    }
}
