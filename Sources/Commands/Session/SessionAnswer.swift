import ArgumentParser
import Ledger
import Walkthrough

struct SessionAnswer: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "answer", abstract: "回答一个检查项",
        discussion: "有问题的要写看到了什么，并附佐证，或写明为什么没有；可优化的要写怎样优化；不适用的要写理由。")

    @Argument(help: ArgumentHelp("体验编号", valueName: "number"))
    var session: String

    @Argument(help: ArgumentHelp("检查项编号，如 COV-02", valueName: "id"))
    var code: CheckItemID

    @Option(
        help: ArgumentHelp(
            "通过 pass、有问题 fail、可优化 improvable、不适用 notApplicable、未查看 notSeen", valueName: "answer"))
    var value: Answer.Value

    @Option(help: ArgumentHelp("看到了什么，或理由", valueName: "text"))
    var note: Prose?

    @Option(parsing: .upToNextOption, help: ArgumentHelp("照片等佐证", valueName: "file"))
    var evidence: [String] = []

    @Option(help: ArgumentHelp("没有佐证的原因", valueName: "text"))
    var noEvidence: Prose?

    @Option(help: ArgumentHelp("在哪个单位看到的；不填为本次体验的单位", valueName: "code"))
    var unit: UnitCode?

    @Option(help: ArgumentHelp("哪个事项的编码；不填为第一个事项", valueName: "code"))
    var item: String?

    @Option(help: ArgumentHelp("通过哪些渠道；不填为本次体验的渠道", valueName: "channels"))
    var channels: Choices<Channel>?

    @Option(help: ArgumentHelp("您看到的这一答案的版本，0 为还没有人答；别人改过就不记", valueName: "n"))
    var expecting: Int?

    @Option(help: ArgumentHelp("什么时候看到的，如 9:20", valueName: "time"))
    var at: Moment?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let answer = try Answer(
            code.text, value, note: note, noEvidenceReason: noEvidence, unit: unit, item: item,
            channels: channels?.values ?? [])
        let observed = at?.instant(now: context.ledgers.environment.now())
        let receipt = try await context.withLedger(global) { ledger, caller in
            let files = try await ledger.upload(evidence, by: caller, stage: .before)
            var receipt = try await ledger.perform(
                EditSession(session, .answer(answer), answerVersion: expecting, observedAt: observed),
                by: caller)
            let version = receipt.answerVersion
            for file in files {
                receipt = try await ledger.perform(
                    EditSession(session, .attach(file, answer: code.text)), by: caller)
            }
            return Document(number: receipt.number, version: receipt.version, answerVersion: version)
        }
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("\(receipt.number) \(code) \(value.title)，已记录。")
    }

    private struct Document: Encodable {
        let number: String
        let version: Int
        let answerVersion: Int?
    }
}

struct SessionAttach: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "attach", abstract: "上传佐证")

    @Argument(help: ArgumentHelp("体验编号", valueName: "number"))
    var session: String

    @Argument(help: ArgumentHelp("文件", valueName: "file"))
    var files: [String]

    @Option(help: ArgumentHelp("是哪个检查项的佐证", valueName: "id"))
    var answer: CheckItemID?

    @Option(help: ArgumentHelp("是哪组问题的佐证，如 F1", valueName: "key"))
    var finding: String?

    @Option(
        help: ArgumentHelp("种类：photo、screenshot、video、sound、document、record、paperForm", valueName: "kind"))
    var kind: EvidenceRef.Kind?

    @Option(help: ArgumentHelp("before 整改前、after 整改后、other 其他", valueName: "stage"))
    var stage: EvidenceRef.Stage = .other

    @Option(help: ArgumentHelp("说明", valueName: "text"))
    var caption: Prose?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let attached = try await context.withLedger(global) { ledger, caller in
            let refs = try await ledger.upload(files, by: caller, stage: stage, kind: kind, caption: caption)
            for ref in refs {
                _ = try await ledger.perform(
                    EditSession(session, .attach(ref, answer: answer?.text, finding: finding)), by: caller)
            }
            return refs
        }
        if global.json { return try context.console.printJSON(["evidence": attached]) }
        try context.console.printLine("已上传 \(attached.count) 份佐证。")
    }
}
