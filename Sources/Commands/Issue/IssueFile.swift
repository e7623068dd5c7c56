import ArgumentParser
import Imports
import Ledger
import Walkthrough

struct IssueFile: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "file", abstract: "登记一个问题（其他渠道转来的，或随手发现的）",
        discussion: "只有问题描述必填。反映人信息只按所选方式给需要的人看，从不导出。")

    @Argument(help: ArgumentHelp("问题描述", valueName: "text"))
    var text: Prose

    @Option(help: ArgumentHelp("来源：编码或名称，见 source list", valueName: "source"))
    var source = "walk"

    @Option(help: ArgumentHelp("发现地点的单位编码", valueName: "code"))
    var place: UnitCode?

    @Option(help: ArgumentHelp("发现日期，如 2026-09-30、2026-09 或 2026", valueName: "day"))
    var found: PartialDay?

    @Option(help: ArgumentHelp("事项编码", valueName: "code"))
    var service: String?

    @Option(help: ArgumentHelp("事项名称（清单里没有编码时）", valueName: "text"))
    var serviceName: Prose?

    @Option(help: ArgumentHelp("活动名称；不写为常态化", valueName: "name"))
    var campaign: String?

    @Option(help: ArgumentHelp("渠道，如 窗口、热线", valueName: "channels"))
    var channels: Choices<Channel>?

    @Option(help: ArgumentHelp("体验环节", valueName: "text"))
    var step: Prose?

    @Option(help: ArgumentHelp("检查项编号，如 COV-02", valueName: "id"))
    var checkItem: CheckItemID?

    @Option(help: ArgumentHelp("原因分析", valueName: "text"))
    var cause: Prose?

    @Option(help: ArgumentHelp("工作建议", valueName: "text"))
    var suggestion: Prose?

    @Option(parsing: .singleValue, help: ArgumentHelp("外部编号，写作 12345:工单号，可写多次", valueName: "system:number"))
    var external: [String] = []

    @Option(help: ArgumentHelp("反映方式：anonymous 匿名、protected 实名保密、named 实名可转办", valueName: "mode"))
    var mode: ReporterMode = .protected

    @Option(help: ArgumentHelp("反映人姓名", valueName: "name"))
    var reporter: Prose?

    @Option(help: ArgumentHelp("反映人联系方式", valueName: "text"))
    var contact: Prose?

    @Option(help: ArgumentHelp("办件编号", valueName: "number"))
    var caseNumber: Prose?

    @Option(parsing: .upToNextOption, help: ArgumentHelp("照片等佐证", valueName: "file"))
    var evidence: [String] = []

    @Option(help: ArgumentHelp("没有佐证的原因", valueName: "text"))
    var noEvidence: Prose?

    @Option(help: ArgumentHelp("登记依据：own 本人、dictated 口述、paperForm 纸质表、onBehalf 代录", valueName: "basis"))
    var basis: EntryBasis?

    @Option(help: ArgumentHelp("发现人的工号或体验员编号（代他人登记时）", valueName: "number"))
    var walker: String?

    @OptionGroup(title: "当场整改") var own: OwnWorkOptions

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let item = try await context.checklists.library(global).known(checkItem?.text)
        let receipt = try await context.withLedger(global) { ledger, caller in
            let before = try await ledger.upload(evidence, by: caller, stage: .before)
            let after = try await ledger.upload(own.after, by: caller, stage: .after)
            var draft = try draft(before + after)
            draft.checkPoint = item.map { CheckPoint($0) }
            if let walker { draft.walker = try await ledger.ask(FindPerson(walker), by: caller) }
            let work = try own.work(place: place, cause: cause)
            return try await ledger.perform(FileItem(draft, ownWork: work), by: caller)
        }
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("已登记 \(receipt.number)。查看：peizou ledger show \(receipt.number)")
    }

    private func draft(_ files: [EvidenceRef]) throws -> FindingDraft {
        FindingDraft(
            source: source, description: text, place: place, foundOn: found,
            basis: basis ?? .assumed(forAnother: walker != nil, hasForm: false), reporterMode: mode,
            reporterName: reporter, reporterContact: contact, caseNumber: caseNumber,
            service: try service.map { try ServiceCode($0) }, serviceName: serviceName,
            channels: channels?.values ?? [],
            step: step, cause: cause, suggestion: suggestion,
            external: try external.map { text in
                let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
                guard parts.count == 2 else {
                    throw LedgerError.malformed("--external 应写作 系统:编号，如 12345:2026093012。")
                }
                return try ExternalReference(system: parts[0], number: parts[1])
            }, evidence: files, noEvidenceReason: noEvidence, campaign: campaign)
    }
}
