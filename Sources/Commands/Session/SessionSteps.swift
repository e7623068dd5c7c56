import ArgumentParser
import Ledger
import Walkthrough

/// One step of filling in a walk: says what it records, the rest is the same for all.
protocol SessionStep: PeizouCommand {
    var session: String { get }
    /// The version of the answer that the user saw.
    var answerVersion: Int? { get }
    func command(_ ledger: Ledger, _ caller: Caller) async throws -> SessionCommand
}

extension SessionStep {
    var answerVersion: Int? { nil }

    func perform(in context: CommandContext) async throws {
        let receipt = try await context.withLedger(global) { ledger, caller in
            let step = EditSession(
                session, try await self.command(ledger, caller), answerVersion: answerVersion)
            return try await ledger.perform(step, by: caller)
        }
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("\(receipt.number) 已记下。")
    }
}

struct SessionChange: SessionStep {
    static let configuration = CommandConfiguration(commandName: "change", abstract: "修改体验的基本情况")

    @Argument(help: ArgumentHelp("体验编号，如 QH-W2026-0001", valueName: "session"))
    var session: String

    @OptionGroup var details: SessionDetailsOptions

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> SessionCommand {
        let shown = try await ledger.ask(ShowSession(session), by: caller)
        return .change(try details.details(shown.session.details))
    }
}

struct SessionVisit: SessionStep {
    static let configuration = CommandConfiguration(commandName: "visit", abstract: "登记走访的起止时间，可有多次")

    @Argument(help: ArgumentHelp("体验编号，如 QH-W2026-0001", valueName: "session"))
    var session: String

    @Option(help: ArgumentHelp("开始时间", valueName: "time"))
    var start: Instant

    @Option(help: ArgumentHelp("结束时间", valueName: "time"))
    var end: Instant?

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> SessionCommand {
        .addVisit(try ExperienceSession.Visit(start: start, end: end))
    }
}

struct SessionAnswer: SessionStep {
    static let configuration = CommandConfiguration(commandName: "answer", abstract: "回答一个检查项；再答则替换")

    @Argument(help: ArgumentHelp("体验编号，如 QH-W2026-0001", valueName: "session"))
    var session: String

    @Argument(help: ArgumentHelp("检查项编号，如 COV-02", valueName: "id"))
    var code: CheckItemID

    @Option(
        help: ArgumentHelp(
            "pass 通过、fail 有问题、improvable 可优化、notApplicable 不适用、notSeen 未查看", valueName: "value"))
    var value: Answer.Value

    @Option(help: ArgumentHelp("看到了什么、原因或建议", valueName: "text"))
    var note: Prose?

    @Option(help: ArgumentHelp("有问题而没有佐证的原因", valueName: "text"))
    var noEvidence: Prose?

    @Option(help: ArgumentHelp("在哪个单位看到的", valueName: "code"))
    var unit: UnitCode?

    @Option(help: ArgumentHelp("哪个事项的编码", valueName: "code"))
    var item: String?

    @Option(help: ArgumentHelp("哪些渠道", valueName: "channels"))
    var channels: Choices<Channel>?

    @Option(help: ArgumentHelp("您看到的该项答案的版本，0 为还没有", valueName: "n"))
    var expecting: Int?

    @OptionGroup var global: GlobalOptions

    var answerVersion: Int? { expecting }

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> SessionCommand {
        .answer(
            try Answer(
                code.text, value, note: note, noEvidenceReason: noEvidence, unit: unit, item: item,
                channels: channels?.values ?? []))
    }
}

struct SessionAttach: SessionStep {
    static let configuration = CommandConfiguration(commandName: "attach", abstract: "上传佐证，可指定检查项或问题分组")

    @Argument(help: ArgumentHelp("体验编号，如 QH-W2026-0001", valueName: "session"))
    var session: String

    @Argument(help: ArgumentHelp("照片、截图等", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("哪个检查项", valueName: "id"))
    var answer: CheckItemID?

    @Option(help: ArgumentHelp("哪个问题分组", valueName: "key"))
    var finding: String?

    @Option(help: ArgumentHelp("种类，默认按文件判断", valueName: "kind"))
    var kind: EvidenceRef.Kind?

    @Option(help: ArgumentHelp("说明", valueName: "text"))
    var caption: Prose?

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> SessionCommand {
        let evidence = try await ledger.upload([file], kind: kind, caption: caption)[0]
        return .attach(evidence, answer: answer?.text, finding: finding)
    }
}

struct SessionGroup: SessionStep {
    static let configuration = CommandConfiguration(
        commandName: "group", abstract: "把“有问题”的检查项归成一个问题，或登记清单以外的问题")

    @Argument(help: ArgumentHelp("体验编号，如 QH-W2026-0001", valueName: "session"))
    var session: String

    @Argument(help: ArgumentHelp("组号，如 F1", valueName: "key"))
    var key: String

    @Option(parsing: .singleValue, help: ArgumentHelp("检查项编号，可写多次", valueName: "id"))
    var code: [String] = []

    @Option(help: ArgumentHelp("在哪个单位", valueName: "code"))
    var unit: UnitCode?

    @Option(help: ArgumentHelp("事项编码", valueName: "code"))
    var item: String?

    @Option(help: ArgumentHelp("问题描述；默认用各项的说明", valueName: "text"))
    var text: Prose?

    @Option(help: ArgumentHelp("没有佐证的原因", valueName: "text"))
    var noEvidence: Prose?

    @Option(help: ArgumentHelp("责任主体（督查）", valueName: "code"))
    var responsible: UnitCode?

    @Option(help: ArgumentHelp("完成时限（督查）", valueName: "day"))
    var due: Day?

    @Option(help: ArgumentHelp("整改目标（督查）", valueName: "text"))
    var goal: Prose?

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> SessionCommand {
        .group(
            try Finding(
                key: key, codes: code, unit: unit, item: item, text: text, noEvidenceReason: noEvidence,
                responsible: responsible, due: due, goal: goal))
    }
}

struct SessionSuggest: SessionStep {
    static let configuration = CommandConfiguration(commandName: "suggest", abstract: "提一条建议")

    @Argument(help: ArgumentHelp("体验编号，如 QH-W2026-0001", valueName: "session"))
    var session: String

    @Argument(help: ArgumentHelp("序号，如 S1", valueName: "key"))
    var key: String

    @Argument(help: ArgumentHelp("建议", valueName: "text"))
    var text: Prose

    @Option(help: ArgumentHelp("internal 内部、hall 大厅、superior 上级", valueName: "kind"))
    var kind: Suggestion.Kind

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose?

    @Option(help: ArgumentHelp("建议由谁承办", valueName: "code"))
    var unit: UnitCode?

    @Option(help: ArgumentHelp("对应答“可优化”的检查项", valueName: "id"))
    var code: CheckItemID?

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> SessionCommand {
        .suggest(
            try SessionSuggestion(
                key: key, kind: kind, text: text, reason: reason, unit: unit, code: code?.text))
    }
}

struct SessionMeeting: SessionStep {
    static let configuration = CommandConfiguration(commandName: "meeting", abstract: "登记座谈和征求到的意见")

    @Argument(help: ArgumentHelp("体验编号，如 QH-W2026-0001", valueName: "session"))
    var session: String

    @Option(help: ArgumentHelp("座谈日期", valueName: "day"))
    var day: Day

    @Option(parsing: .singleValue, help: ArgumentHelp("参加的人或身份，可写多次", valueName: "name"))
    var attendee: [Prose] = []

    @Option(parsing: .singleValue, help: ArgumentHelp("问答，写作 问||答，可写多次", valueName: "text"))
    var exchange: [String] = []

    @Option(parsing: .singleValue, help: ArgumentHelp("意见，写作 意见||答复 或 意见||组号，可写多次", valueName: "text"))
    var opinion: [String] = []

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> SessionCommand {
        let exchanges = try exchange.map { text in
            let parts = DoubleBar.split(text)
            return MeetingRecord.Exchange(
                question: try Prose(parts[0], "提问"), answer: try parts.count > 1 ? Prose(parts[1], "回答") : nil
            )
        }
        let opinions = try opinion.map { text in
            let parts = DoubleBar.split(text)
            let isKey = parts.count > 1 && parts[1].utf8.count <= 4 && parts[1].hasPrefix("F")
            return MeetingRecord.Opinion(
                text: try Prose(parts[0], "意见"),
                reply: try parts.count > 1 && !isKey ? Prose(parts[1], "答复") : nil,
                finding: isKey ? parts[1] : nil)
        }
        return .recordMeeting(
            MeetingRecord(day: day, attendance: attendee, exchanges: exchanges, opinions: opinions))
    }
}

struct SessionHelp: SessionStep {
    static let configuration = CommandConfiguration(commandName: "help-log", abstract: "登记一条帮办记录")

    @Argument(help: ArgumentHelp("体验编号，如 QH-W2026-0001", valueName: "session"))
    var session: String

    @Option(help: ArgumentHelp("时间", valueName: "time"))
    var at: Instant

    @Argument(help: ArgumentHelp("做了什么", valueName: "text"))
    var text: Prose

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> SessionCommand {
        .help(ExperienceSession.Help(at: at, text: text))
    }
}

struct SessionCall: SessionStep {
    static let configuration = CommandConfiguration(commandName: "call", abstract: "登记第三方回访电话")

    @Argument(help: ArgumentHelp("体验编号，如 QH-W2026-0001", valueName: "session"))
    var session: String

    @Option(help: ArgumentHelp("时间", valueName: "time"))
    var at: Instant

    @Option(help: ArgumentHelp("satisfied 满意、unsatisfied 不满意、refused 拒访、unreached 未接通", valueName: "result"))
    var result: ExperienceSession.Call.Result

    @Option(help: ArgumentHelp("说明", valueName: "text"))
    var note: Prose?

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> SessionCommand {
        .call(ExperienceSession.Call(at: at, result: result, note: note))
    }
}

struct SessionFollow: SessionStep {
    static let configuration = CommandConfiguration(commandName: "follow", abstract: "登记跟办的办件：由受理到办结")

    @Argument(help: ArgumentHelp("体验编号，如 QH-W2026-0001", valueName: "session"))
    var session: String

    @Argument(help: ArgumentHelp("办件编号", valueName: "number"))
    var number: Prose

    @Option(help: ArgumentHelp("事项编码", valueName: "code"))
    var item: String?

    @Option(help: ArgumentHelp("受理时间", valueName: "time"))
    var accepted: Instant

    @Option(help: ArgumentHelp("办结时间", valueName: "time"))
    var finished: Instant?

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> SessionCommand {
        .follow(
            try ExperienceSession.FollowedCase(
                number: number, item: item, accepted: accepted, finished: finished))
    }
}

struct SessionFeelings: SessionStep {
    static let configuration = CommandConfiguration(commandName: "feelings", abstract: "写体验感受")

    @Argument(help: ArgumentHelp("体验编号，如 QH-W2026-0001", valueName: "session"))
    var session: String

    @Argument(help: ArgumentHelp("感受", valueName: "text"))
    var text: Prose

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> SessionCommand {
        .recordFeelings(text)
    }
}

struct SessionRemove: SessionStep {
    static let configuration = CommandConfiguration(commandName: "remove", abstract: "去掉填错的走访、佐证、问题分组或建议")

    @Argument(help: ArgumentHelp("体验编号，如 QH-W2026-0001", valueName: "session"))
    var session: String

    @Argument(help: ArgumentHelp("visit 走访、evidence 佐证、finding 问题分组、suggestion 建议", valueName: "part"))
    var part: ExperienceSession.Part

    @Argument(help: ArgumentHelp("走访的开始毫秒数、佐证摘要、组号或序号", valueName: "key"))
    var key: String

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> SessionCommand {
        .remove(part, key: key)
    }
}

struct SessionConfirm: SessionStep {
    static let configuration = CommandConfiguration(commandName: "confirm", abstract: "领导本人确认别人代录的体验")

    @Argument(help: ArgumentHelp("体验编号，如 QH-W2026-0001", valueName: "session"))
    var session: String

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> SessionCommand {
        .confirm
    }
}

struct SessionExplain: SessionStep {
    static let configuration = CommandConfiguration(commandName: "explain", abstract: "对一条需核实提示作说明")

    @Argument(help: ArgumentHelp("体验编号，如 QH-W2026-0001", valueName: "session"))
    var session: String

    @Argument(help: ArgumentHelp("提示", valueName: "signal"))
    var signal: IntegritySignal.Kind

    @Argument(help: ArgumentHelp("说明", valueName: "text"))
    var text: Prose

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> SessionCommand {
        .explain(signal, text)
    }
}

struct SessionWithdraw: SessionStep {
    static let configuration = CommandConfiguration(commandName: "withdraw", abstract: "撤回体验")

    @Argument(help: ArgumentHelp("体验编号，如 QH-W2026-0001", valueName: "session"))
    var session: String

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller) async throws -> SessionCommand {
        .withdraw(reason)
    }
}

/// Texts of two parts, as `问||答`.
enum DoubleBar {
    static func split(_ text: String) -> [String] {
        guard let bar = text.firstRange(of: "||") else { return [text] }
        return [String(text[..<bar.lowerBound]), String(text[bar.upperBound...])]
    }
}
