import ArgumentParser
import Ledger
import Walkthrough

struct SessionGroup: SessionVerb {
    static let configuration = CommandConfiguration(
        commandName: "group", abstract: "把“有问题”的检查项归成一个问题，或登记检查项以外的问题",
        discussion: "提交时一个问题进一条台账。同一组号再写一次，只改写出的各项。")
    static let done = "已分组"

    @Argument(help: ArgumentHelp("体验编号", valueName: "number"))
    var session: String

    @Argument(help: ArgumentHelp("组号，如 F1", valueName: "key"))
    var key: String

    @Option(help: ArgumentHelp("检查项编号，用逗号隔开", valueName: "ids"))
    var codes: String?

    @Option(help: ArgumentHelp("问题描述；不填用各检查项的说明", valueName: "text"))
    var text: Prose?

    @Option(help: ArgumentHelp("在哪个单位", valueName: "code"))
    var unit: UnitCode?

    @Option(help: ArgumentHelp("哪个事项的编码", valueName: "code"))
    var item: String?

    @Option(help: ArgumentHelp("检查项以外的问题没有佐证的原因", valueName: "text"))
    var noEvidence: Prose?

    @Option(help: ArgumentHelp("责任主体的单位编码（督查）", valueName: "code"))
    var responsible: UnitCode?

    @Option(help: ArgumentHelp("完成时限（督查）", valueName: "day"))
    var due: Day?

    @Option(help: ArgumentHelp("整改目标（督查）", valueName: "text"))
    var goal: Prose?

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller, now: Instant) async throws -> SessionCommand {
        let walk = try await ledger.ask(ShowSession(session), by: caller).session
        let old = walk.completedFindings().first { $0.key == key }
        let named = codes.map { $0.split(whereSeparator: { ",，、; ".contains($0) }).map(String.init) }
        return .group(
            try Finding(
                key: key, codes: named ?? old?.codes ?? [], unit: unit ?? old?.unit, item: item ?? old?.item,
                text: text ?? old?.text, noEvidenceReason: noEvidence ?? old?.noEvidenceReason,
                responsible: responsible ?? old?.responsible, due: due ?? old?.due, goal: goal ?? old?.goal))
    }
}

struct SessionSuggest: SessionVerb {
    static let configuration = CommandConfiguration(commandName: "suggest", abstract: "提一条工作建议")
    static let done = "已记下建议"

    @Argument(help: ArgumentHelp("体验编号", valueName: "number"))
    var session: String

    @Argument(help: ArgumentHelp("建议内容", valueName: "text"))
    var text: Prose

    @Option(help: ArgumentHelp("internal 内部、hall 大厅、superior 上级", valueName: "kind"))
    var kind: Suggestion.Kind = .internal

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose?

    @Option(help: ArgumentHelp("应由哪个单位承办", valueName: "code"))
    var unit: UnitCode?

    @Option(help: ArgumentHelp("是哪个答“可优化”的检查项", valueName: "id"))
    var code: CheckItemID?

    @Option(help: ArgumentHelp("序号，如 S1；写已有的序号就是改那一条", valueName: "key"))
    var key: String?

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller, now: Instant) async throws -> SessionCommand {
        let walk = try await ledger.ask(ShowSession(session), by: caller).session
        return .suggest(
            try SessionSuggestion(
                key: key ?? walk.nextSuggestionKey, kind: kind, text: text, reason: reason, unit: unit,
                code: code?.text))
    }
}

extension ExperienceSession {
    var nextSuggestionKey: String { Self.free("S", suggestions.map(\.key)) }
    var nextFindingKey: String { Self.free("F", completedFindings().map(\.key)) }

    private static func free(_ letter: String, _ taken: [String]) -> String {
        var number = 1
        while taken.contains("\(letter)\(number)") { number += 1 }
        return "\(letter)\(number)"
    }
}

struct SessionRemove: SessionVerb {
    static let configuration = CommandConfiguration(commandName: "remove", abstract: "删去误登的走访、佐证、问题分组或建议")
    static let done = "已删去"

    @Argument(help: ArgumentHelp("体验编号", valueName: "number"))
    var session: String

    @Argument(help: ArgumentHelp("visit 走访、evidence 佐证、finding 问题分组、suggestion 建议", valueName: "part"))
    var part: ExperienceSession.Part

    @Argument(help: ArgumentHelp("组号、序号、佐证摘要，或走访的开始时间", valueName: "key"))
    var key: String

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller, now: Instant) async throws -> SessionCommand {
        switch part {
        case .visit: .remove(part, key: String(try Moment(key).instant(now: now).milliseconds))
        case .evidence, .finding, .suggestion: .remove(part, key: key)
        }
    }
}
