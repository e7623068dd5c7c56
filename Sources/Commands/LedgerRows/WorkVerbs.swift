import ArgumentParser
import Ledger
import Walkthrough

struct LedgerPlan: ItemVerb {
    static let configuration = CommandConfiguration(commandName: "plan", abstract: "填报原因、措施和目标")

    @OptionGroup var target: ItemTarget

    @Option(help: ArgumentHelp("原因分析", valueName: "text"))
    var cause: Prose

    @Option(help: ArgumentHelp("整改优化措施", valueName: "text"))
    var measures: Prose

    @Option(help: ArgumentHelp("整改目标", valueName: "text"))
    var goal: Prose

    @Option(parsing: .singleValue, help: ArgumentHelp("阶段目标，写作 2026-10-09:改好指南，可写多次", valueName: "day:text"))
    var milestone: [String] = []

    @Option(help: ArgumentHelp("责任领导", valueName: "name"))
    var leader: Prose?

    @Option(help: ArgumentHelp("整改责任人", valueName: "name"))
    var responsible: Prose?

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        let milestones = try milestone.map { text in
            let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2 else {
                throw LedgerError.malformed("--milestone “\(text.prefix(40))”应写作 日期:内容。")
            }
            return Milestone(
                title: try Prose(parts[1], "阶段目标", limit: Prose.titleLimit), due: try Day(parts[0]))
        }
        return .plan(
            Plan(
                cause: cause, measures: measures, goal: goal, milestones: milestones, leader: leader,
                responsible: responsible))
    }
}

struct LedgerProgress: ItemVerb {
    static let configuration = CommandConfiguration(commandName: "progress", abstract: "更新进展")

    @OptionGroup var target: ItemTarget

    @Option(help: ArgumentHelp("进展", valueName: "text"))
    var text: Prose

    @Option(help: ArgumentHelp("哪个单位的进展；默认本单位", valueName: "code"))
    var unit: UnitCode?

    @Option(parsing: .singleValue, help: ArgumentHelp("完成了第几个阶段目标，可写多次", valueName: "n"))
    var done: [Int] = []

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        .progress(text: text, unit: unit, milestonesDone: done.map { $0 - 1 })
    }
}

struct LedgerAttach: ItemVerb {
    static let configuration = CommandConfiguration(commandName: "attach", abstract: "上传佐证")

    @OptionGroup var target: ItemTarget

    @Argument(help: ArgumentHelp("照片、截图、视频、文件", valueName: "file"))
    var files: [String]

    @Option(help: ArgumentHelp("before 整改前、after 整改后、other 其他", valueName: "stage"))
    var stage: EvidenceRef.Stage = .after

    @Option(help: ArgumentHelp("说明", valueName: "text"))
    var caption: Prose?

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        .attach(try await ledger.upload(files, by: caller, stage: stage, caption: caption))
    }
}

struct LedgerContact: ItemVerb {
    static let configuration = CommandConfiguration(commandName: "contact", abstract: "登记回访、答复告知")

    @OptionGroup var target: ItemTarget

    @Option(help: ArgumentHelp("verification 核实回访、reply 答复告知、satisfaction 满意度回访", valueName: "purpose"))
    var purpose: ContactPurpose

    @Option(
        help: ArgumentHelp("solved 已解决、unsolved 未解决、told 已告知、refused 拒访、unreached 未接通", valueName: "outcome"))
    var outcome: ContactOutcome

    @Option(help: ArgumentHelp("满意度", valueName: "value"))
    var satisfaction: Satisfaction?

    @Option(help: ArgumentHelp("经过", valueName: "text"))
    var note: Prose?

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        .contact(purpose: purpose, outcome: outcome, satisfaction: satisfaction, note: note)
    }
}

struct LedgerAskExtension: ItemVerb {
    static let configuration = CommandConfiguration(commandName: "ask-extension", abstract: "申请延期，须在到期前")

    @OptionGroup var target: ItemTarget

    @Option(help: ArgumentHelp("延到哪天", valueName: "day"))
    var until: Day

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        .askExtension(until: until, reason: reason)
    }
}

struct LedgerGrantExtension: ItemVerb {
    static let configuration = CommandConfiguration(commandName: "grant-extension", abstract: "同意延期")

    @OptionGroup var target: ItemTarget

    @Option(help: ArgumentHelp("改批到哪天；默认照申请", valueName: "day"))
    var until: Day?

    @Option(help: ArgumentHelp("意见", valueName: "text"))
    var reason: Prose?

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        .grantExtension(until: until, reason: reason)
    }
}

struct LedgerDeclineExtension: ItemVerb {
    static let configuration = CommandConfiguration(commandName: "decline-extension", abstract: "不同意延期")

    @OptionGroup var target: ItemTarget

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        .declineExtension(reason: reason)
    }
}

struct LedgerEscalate: ItemVerb {
    static let configuration = CommandConfiguration(commandName: "escalate", abstract: "提请上级解决，仍在办")

    @OptionGroup var target: ItemTarget

    @Option(help: ArgumentHelp("提请谁", valueName: "text"))
    var to: Prose

    @Option(help: ArgumentHelp("文号", valueName: "text"))
    var paper: Prose

    @Option(help: ArgumentHelp("下次跟进日期", valueName: "day"))
    var nextLook: Day

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> ItemCommand {
        .escalate(to: to, paper: paper, nextLook: nextLook)
    }
}
