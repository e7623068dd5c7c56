import ArgumentParser
import Ledger
import Walkthrough

struct SuggestionNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suggestion", abstract: "工作建议：登记、分办、答复、告知",
        subcommands: [
            SuggestionFile.self, SuggestionList.self, SuggestionShow.self, SuggestionAssign.self,
            SuggestionAnswer.self,
            SuggestionTell.self,
        ])
}

struct SuggestionFile: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "file", abstract: "提一条建议")

    @Argument(help: ArgumentHelp("建议", valueName: "text"))
    var text: Prose

    @Option(help: ArgumentHelp("internal 内部、hall 大厅、superior 上级", valueName: "kind"))
    var kind: Suggestion.Kind = .hall

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose?

    @Option(help: ArgumentHelp("建议由谁承办", valueName: "code"))
    var unit: UnitCode?

    @Option(help: ArgumentHelp("来源", valueName: "source"))
    var source: String?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let receipt = try await context.perform(
            FileSuggestion(kind, text, reason: reason, unit: unit, source: source), global)
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("已登记建议 \(receipt.number)。")
    }
}

struct SuggestionList: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出建议，新的在前")

    @Option(help: ArgumentHelp("filed 待分办、assigned 待答复、answered 已答复、told 已告知", valueName: "state"))
    var state: String?

    @Option(help: ArgumentHelp("internal、hall、superior", valueName: "kind"))
    var kind: Suggestion.Kind?

    @Option(help: ArgumentHelp("一页几条，最多 200", valueName: "n"))
    var limit = 50

    @Option(help: ArgumentHelp("上一页给出的 next", valueName: "cursor"))
    var after: String?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        guard (1...200).contains(limit) else { throw LedgerError.malformed("--limit 应在 1 到 200 之间。") }
        var query = ListSuggestions()
        query.state = state
        query.kind = kind
        query.limit = limit
        query.after = after
        let lines = try await context.ask(query, global)
        let next = lines.count == limit ? lines.last?.id : nil
        if global.json {
            return try context.console.printJSON(
                Document(items: lines.map(SuggestionDocument.init), next: next))
        }
        var table = TextTable([
            .init("编号"), .init("类别"), .init("状态"), .init("承办单位", shrinks: true), .init("答复时限"),
            .init("建议", shrinks: true),
        ])
        for line in lines {
            let suggestion = line.suggestion
            table.append([
                .init(suggestion.number), .init(suggestion.kind.title), .init(suggestion.state.title),
                .init(line.unitName ?? ""),
                .init(suggestion.assignment?.due.due.description ?? "", line.isLate ? .red : .plain),
                .init(suggestion.text.description),
            ])
        }
        try context.console.print(table)
        if let next { try context.console.printLine("\n下一页：加 --after \(next)") }
    }

    private struct Document: Encodable {
        let items: [SuggestionDocument]
        let next: String?
    }
}

/// A suggestion as JSON.
struct SuggestionDocument: Encodable {
    let id: String
    let number: String
    let kind: Suggestion.Kind
    let state: String
    let text: String
    let unit: String?
    let due: Day?
    let late: Bool
    let outcome: String?
    let row: String?
    let toldOn: Day?
    let version: Int

    init(_ line: ListSuggestions.Line) {
        let suggestion = line.suggestion
        id = line.id
        number = suggestion.number
        kind = suggestion.kind
        state = suggestion.state.title
        text = suggestion.text.description
        unit = (suggestion.assignment?.unit ?? suggestion.wished)?.text
        due = suggestion.assignment?.due.due
        late = line.isLate
        outcome = suggestion.answered?.outcome.title
        row = suggestion.answered?.outcome.row?.number
        toldOn = suggestion.toldOn
        version = line.version
    }
}

struct SuggestionShow: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "查看一条建议")

    @Argument(help: ArgumentHelp("建议编号", valueName: "number"))
    var number: String

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        var query = ListSuggestions()
        query.suggestion = number
        guard let line = try await context.ask(query, global).first else {
            throw LedgerError.unknown("没有“\(number.prefix(40))”这条建议。")
        }
        if global.json { return try context.console.printJSON(SuggestionDocument(line)) }
        let suggestion = line.suggestion
        try context.console.printLine(
            "\(suggestion.number)　\(suggestion.kind.title)　\(suggestion.state.title)")
        for (label, text) in [
            ("建议", suggestion.text.description), ("理由", suggestion.reason?.description ?? ""),
            ("出自体验", suggestion.origin.session?.number ?? ""), ("承办单位", line.unitName ?? ""),
            ("答复时限", suggestion.assignment?.due.due.description ?? ""),
            ("答复", suggestion.answered?.outcome.title ?? ""),
            ("入台账", suggestion.answered?.outcome.row?.number ?? ""),
            ("告知", suggestion.toldOn?.description ?? ""),
        ] where !text.isEmpty { try context.console.printLine("  \(label)：\(text)") }
    }
}

/// A step on one suggestion.
protocol SuggestionStep: PeizouCommand {
    var number: String { get }
    func step() throws -> ActOnSuggestion.Step
}

extension SuggestionStep {
    func perform(in context: CommandContext) async throws {
        let receipt = try await context.perform(ActOnSuggestion(number, try step()), global)
        if global.json { return try context.console.printJSON(receipt) }
        let row = receipt.row.map { "，入台账 \($0)" } ?? ""
        try context.console.printLine("\(receipt.number) 现在是“\(receipt.state)”\(row)。")
    }
}

struct SuggestionAssign: SuggestionStep {
    static let configuration = CommandConfiguration(commandName: "assign", abstract: "分办给承办单位，开始计答复时限")

    @Argument(help: ArgumentHelp("建议编号", valueName: "number"))
    var number: String

    @Option(help: ArgumentHelp("承办单位编码", valueName: "code"))
    var unit: UnitCode

    @OptionGroup var global: GlobalOptions

    func step() throws -> ActOnSuggestion.Step { .assign(unit) }
}

struct SuggestionAnswer: SuggestionStep {
    static let configuration = CommandConfiguration(
        commandName: "answer", abstract: "答复：采纳（入台账）、部分采纳、不采纳、已上报")

    enum Outcome: String, ChoiceArgument {
        case adopted, partly, declined, reportedUp

        var title: String {
            switch self {
            case .adopted: "采纳"
            case .partly: "部分采纳"
            case .declined: "不采纳"
            case .reportedUp: "已上报"
            }
        }
    }

    @Argument(help: ArgumentHelp("建议编号", valueName: "number"))
    var number: String

    @Option(help: ArgumentHelp("adopted 采纳、partly 部分采纳、declined 不采纳、reportedUp 已上报", valueName: "outcome"))
    var outcome: Outcome

    @Option(help: ArgumentHelp("理由或说明；部分采纳和不采纳必填", valueName: "text"))
    var reason: Prose?

    @Option(help: ArgumentHelp("上报给谁", valueName: "text"))
    var to: Prose?

    @Flag(help: "部分采纳的部分入台账")
    var opensRow = false

    @OptionGroup var global: GlobalOptions

    func step() throws -> ActOnSuggestion.Step {
        func required() throws(LedgerError) -> Prose {
            guard let reason else { throw .malformed("\(outcome.title)要用 --reason 写明理由。") }
            return reason
        }
        switch outcome {
        case .adopted: return .adopt(note: reason)
        case .partly: return .adoptPartly(reason: try required(), opensRow: opensRow)
        case .declined: return .decline(reason: try required())
        case .reportedUp:
            guard let to else { throw LedgerError.malformed("已上报要用 --to 写明报给谁。") }
            return .reportUp(to: to, note: reason)
        }
    }
}

struct SuggestionTell: SuggestionStep {
    static let configuration = CommandConfiguration(commandName: "tell", abstract: "登记已把结果告知建议人")

    @Argument(help: ArgumentHelp("建议编号", valueName: "number"))
    var number: String

    @Option(help: ArgumentHelp("告知日期", valueName: "day"))
    var on: Day

    @OptionGroup var global: GlobalOptions

    func step() throws -> ActOnSuggestion.Step { .tell(on: on) }
}
