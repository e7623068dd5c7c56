import ArgumentParser
import Ledger
import Walkthrough

struct SessionShow: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "查看一次体验、还缺什么、需核实提示")

    @Argument(help: ArgumentHelp("体验编号", valueName: "session"))
    var session: String

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let answer = try await context.ask(ShowSession(session), global)
        if global.json { return try context.console.printJSON(SessionDocument(answer)) }
        let console = context.console
        let walk = answer.session
        try console.printLine(
            "\(walk.number)　\(walk.kind.title)　\(walk.phase.title)　\(walk.role.title) \(answer.walkerLabel)")
        let items = walk.details.items.map(\.name.description).joined(separator: "、")
        for (label, text) in [
            ("事项", items), ("渠道", walk.details.channels.map(\.title).joined(separator: "、")),
            ("地点", answer.placeName ?? ""), ("身份", walk.details.identity?.description ?? ""),
            ("时间", walk.visits.map { "\($0.start.short)—\($0.end?.clock ?? "")" }.joined(separator: "、")),
            ("感受", walk.feelings?.description ?? ""),
        ] where !text.isEmpty { try console.printLine("  \(label)：\(text)") }
        let wordings = Dictionary(
            answer.items.map { ($0.id.text, $0.text.text) }, uniquingKeysWith: { a, _ in a })
        if !walk.answers.isEmpty {
            var table = TextTable([
                .init("检查项"), .init("结果"), .init("内容", shrinks: true), .init("说明", shrinks: true),
            ])
            for record in walk.answers {
                table.append([
                    .init(record.code), .init(record.value.title, record.value == .fail ? .red : .plain),
                    .init(wordings[record.code] ?? ""), .init(record.answer.note?.description ?? ""),
                ])
            }
            try console.printLine("")
            try console.print(table)
        }
        for finding in walk.completedFindings() {
            try console.printLine(
                "问题 \(finding.key)：\(finding.codes.joined(separator: "、")) \(finding.text?.description ?? "")"
            )
        }
        for suggestion in walk.suggestions {
            try console.printLine("建议 \(suggestion.key)（\(suggestion.kind.title)）：\(suggestion.text)")
        }
        for missing in answer.missing { try console.printLine("还缺　\(missing)") }
        for signal in answer.signals {
            try console.printLine(
                "需核实　\(signal.kind.title)：\(signal.question)" + (signal.explanation.map { "　说明：\($0)" } ?? "")
            )
        }
    }
}

/// A walk as JSON: what its reader may see.
struct SessionDocument: Encodable {
    let id: String
    let number: String
    let version: Int
    let kind: SessionKind
    let state: String
    let role: ExperienceSession.ObserverRole
    let walker: String
    let place: String?
    let offered: [String]
    let answers: [Item]
    let findings: [Finding]
    let rows: [String]
    let suggestions: [String]
    let missing: [String]
    let signals: [Signal]

    struct Item: Encodable {
        let code: String
        let value: Answer.Value
        let note: String?
        let version: Int
    }

    struct Signal: Encodable {
        let kind: IntegritySignal.Kind
        let question: String
        let explanation: String?
    }

    init(_ answer: ShowSession.Answer) {
        let walk = answer.session
        id = answer.id
        number = walk.number
        version = answer.version
        kind = walk.kind
        state = walk.phase.title
        role = walk.role
        walker = answer.walkerLabel
        place = walk.details.place?.text
        offered = walk.offered
        answers = walk.answers.map {
            Item(code: $0.code, value: $0.value, note: $0.answer.note?.description, version: $0.version)
        }
        findings = walk.completedFindings()
        if case .submitted(let submitted) = walk.phase {
            rows = submitted.rows.map(\.row.number)
            suggestions = submitted.suggestions.map(\.suggestion.number)
        } else {
            rows = []
            suggestions = []
        }
        missing = answer.missing.map(\.description)
        signals = answer.signals.map {
            Signal(kind: $0.kind, question: $0.question, explanation: $0.explanation?.description)
        }
    }
}

struct SessionList: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出体验，新的在前")

    @Option(help: ArgumentHelp("方式", valueName: "kind"))
    var kind: SessionKind?

    @Option(help: ArgumentHelp("open 填写中、submitted 已提交、withdrawn 已撤回", valueName: "state"))
    var state: String?

    @Option(help: ArgumentHelp("一页几条，最多 200", valueName: "n"))
    var limit = 50

    @Option(help: ArgumentHelp("上一页给出的 next", valueName: "cursor"))
    var after: String?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        guard (1...200).contains(limit) else { throw LedgerError.malformed("--limit 应在 1 到 200 之间。") }
        var query = ListSessions()
        query.kind = kind
        query.state = state
        query.limit = limit
        query.after = after
        let lines = try await context.ask(query, global)
        let next = lines.count == limit ? lines.last?.id : nil
        if global.json {
            return try context.console.printJSON(Document(items: lines.map(Line.init), next: next))
        }
        var table = TextTable([
            .init("编号"), .init("方式"), .init("状态"), .init("体验人"), .init("地点", shrinks: true), .init("开始"),
        ])
        for line in lines {
            table.append([
                .init(line.session.number), .init(line.session.kind.title), .init(line.session.phase.title),
                .init(line.walkerLabel), .init(line.placeName ?? ""),
                .init(line.session.opened.receivedAt.short),
            ])
        }
        try context.console.print(table)
        if let next { try context.console.printLine("\n下一页：加 --after \(next)") }
    }

    private struct Document: Encodable {
        let items: [Line]
        let next: String?
    }

    private struct Line: Encodable {
        let id: String
        let number: String
        let kind: SessionKind
        let state: String
        let walker: String
        let place: String?
        let openedAt: Instant
        let version: Int

        init(_ line: ListSessions.Line) {
            id = line.id
            number = line.session.number
            kind = line.session.kind
            state = line.session.phase.title
            walker = line.walkerLabel
            place = line.session.details.place?.text
            openedAt = line.session.opened.receivedAt
            version = line.version
        }
    }
}
