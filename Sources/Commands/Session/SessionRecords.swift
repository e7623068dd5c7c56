import ArgumentParser
import Ledger
import Walkthrough

struct SessionVisit: SessionVerb {
    static let configuration = CommandConfiguration(
        commandName: "visit", abstract: "登记走访的起止时间", discussion: "一次走访在一天之内；同一开始时间再写一次就是改它。")
    static let done = "已登记走访"

    @Argument(help: ArgumentHelp("体验编号", valueName: "number"))
    var session: String

    @Option(help: ArgumentHelp("开始时间，如 9:00 或 2026-10-10 09:00", valueName: "time"))
    var start: Moment

    @Option(help: ArgumentHelp("结束时间；还没走完可以不填", valueName: "time"))
    var end: Moment?

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller, now: Instant) async throws -> SessionCommand {
        .addVisit(try .init(start: start.instant(now: now), end: end?.instant(now: now)))
    }
}

struct SessionMeeting: SessionVerb {
    static let configuration = CommandConfiguration(
        commandName: "meeting", abstract: "记录座谈：参加人员、问答、意见建议",
        discussion: "问和答之间、意见和处理之间写 =>。意见的处理写答复，或写关联问题的组号，如 F1。已记的保留，新写的加在后面。")
    static let done = "已记录座谈"

    @Argument(help: ArgumentHelp("体验编号", valueName: "number"))
    var session: String

    @Option(help: ArgumentHelp("日期；不填为今天", valueName: "day"))
    var day: Day?

    @Option(parsing: .singleValue, help: ArgumentHelp("参加人，如 人大代表1名，可写多次", valueName: "who"))
    var attendee: [Prose] = []

    @Option(parsing: .singleValue, help: ArgumentHelp("问答，写作 问=>答，可写多次", valueName: "text"))
    var exchange: [String] = []

    @Option(parsing: .singleValue, help: ArgumentHelp("意见，写作 意见=>答复 或 意见=>F1，可写多次", valueName: "text"))
    var opinion: [String] = []

    @Flag(help: "丢掉已记的，从头记")
    var replace = false

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller, now: Instant) async throws -> SessionCommand {
        let walk = try await ledger.ask(ShowSession(session), by: caller).session
        let old = replace ? nil : walk.meeting
        let keys = walk.completedFindings().map(\.key)
        return .recordMeeting(
            MeetingRecord(
                day: day ?? old?.day ?? now.day, attendance: (old?.attendance ?? []) + attendee,
                exchanges: (old?.exchanges ?? [])
                    + (try exchange.map { text in
                        let (question, answer) = Self.halves(text)
                        return .init(
                            question: try Prose(question, "提问"), answer: try Prose.optional(answer, "答复"))
                    }),
                opinions: (old?.opinions ?? [])
                    + (try opinion.map { text in
                        let (opinion, reply) = Self.halves(text)
                        let finding = reply.flatMap { keys.contains($0) ? $0 : nil }
                        return .init(
                            text: try Prose(opinion, "意见"),
                            reply: try Prose.optional(finding == nil ? reply : nil, "答复"), finding: finding)
                    })))
    }

    private static func halves(_ text: String) -> (String, String?) {
        guard let arrow = text.firstRange(of: "=>") else { return (text, nil) }
        let after = text[arrow.upperBound...].drop(while: \.isWhitespace)
        return (String(text[..<arrow.lowerBound]), String(after))
    }
}

struct SessionHelpLog: SessionVerb {
    static let configuration = CommandConfiguration(commandName: "help-log", abstract: "记一笔帮办过程")
    static let done = "已记帮办"

    @Argument(help: ArgumentHelp("体验编号", valueName: "number"))
    var session: String

    @Argument(help: ArgumentHelp("做了什么", valueName: "text"))
    var text: Prose

    @Option(help: ArgumentHelp("时间；不填为现在", valueName: "time"))
    var at: Moment?

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller, now: Instant) async throws -> SessionCommand {
        .help(.init(at: at?.instant(now: now) ?? now, text: text))
    }
}

struct SessionCall: SessionVerb {
    static let configuration = CommandConfiguration(commandName: "call", abstract: "记一次第三方电话回访")
    static let done = "已记回访"

    @Argument(help: ArgumentHelp("体验编号", valueName: "number"))
    var session: String

    @Argument(
        help: ArgumentHelp("satisfied 满意、unsatisfied 不满意、refused 拒访、unreached 未接通", valueName: "result"))
    var result: ExperienceSession.Call.Result

    @Option(help: ArgumentHelp("群众怎么说", valueName: "text"))
    var note: Prose?

    @Option(help: ArgumentHelp("时间；不填为现在", valueName: "time"))
    var at: Moment?

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller, now: Instant) async throws -> SessionCommand {
        .call(.init(at: at?.instant(now: now) ?? now, result: result, note: note))
    }
}

struct SessionFollow: SessionVerb {
    static let configuration = CommandConfiguration(commandName: "follow", abstract: "登记从受理跟到办结的办件（主官式体验）")
    static let done = "已登记跟办"

    @Argument(help: ArgumentHelp("体验编号", valueName: "number"))
    var session: String

    @Argument(help: ArgumentHelp("办件编号", valueName: "case"))
    var caseNumber: Prose

    @Option(help: ArgumentHelp("受理时间", valueName: "time"))
    var accepted: Moment

    @Option(help: ArgumentHelp("办结时间；还没办结可以不填", valueName: "time"))
    var finished: Moment?

    @Option(help: ArgumentHelp("事项编码", valueName: "code"))
    var item: String?

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller, now: Instant) async throws -> SessionCommand {
        .follow(
            try .init(
                number: caseNumber, item: item, accepted: accepted.instant(now: now),
                finished: finished?.instant(now: now)))
    }
}

struct SessionFeelings: SessionVerb {
    static let configuration = CommandConfiguration(commandName: "feelings", abstract: "写下走完的感受")
    static let done = "已记下感受"

    @Argument(help: ArgumentHelp("体验编号", valueName: "number"))
    var session: String

    @Argument(help: ArgumentHelp("感受", valueName: "text"))
    var text: Prose

    @OptionGroup var global: GlobalOptions

    func command(_ ledger: Ledger, _ caller: Caller, now: Instant) async throws -> SessionCommand {
        .recordFeelings(text)
    }
}
