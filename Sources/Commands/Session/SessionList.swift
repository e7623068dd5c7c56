import ArgumentParser
import Documents
import Ledger
import Walkthrough

/// The states of a walk, by the names of lists.
enum SessionStateChoice: String, ChoiceArgument {
    case open, submitted, withdrawn

    var title: String {
        switch self {
        case .open: "填写中"
        case .submitted: "已提交"
        case .withdrawn: "已撤回"
        }
    }
}

/// How many of a list, from where.
struct PageOptions: ParsableArguments {
    @Option(help: ArgumentHelp("一页几条，最多 200", valueName: "n"))
    var limit = 50

    @Option(help: ArgumentHelp("上一页给出的 next", valueName: "cursor"))
    var after: String?

    func validate() throws {
        guard (1...200).contains(limit) else { throw ValidationError("--limit 应在 1 到 200 之间。") }
    }
}

struct SessionList: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出体验，新的在前")

    @Option(help: ArgumentHelp("方式", valueName: "kind"))
    var kind: SessionKind?

    @Option(help: ArgumentHelp("open 填写中、submitted 已提交、withdrawn 已撤回", valueName: "state"))
    var state: SessionStateChoice?

    @OptionGroup var page: PageOptions
    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        var query = ListSessions()
        query.kind = kind
        query.state = state?.rawValue
        query.limit = page.limit
        query.after = page.after
        let lines = try await context.ask(query, global)
        let next = lines.count == page.limit ? lines.last?.id : nil
        if global.json {
            return try context.console.printJSON(ListDocument(items: lines.map(Line.init), next: next))
        }
        guard !lines.isEmpty else { return try context.console.printLine("没有符合条件的体验。") }
        var table = TextTable([
            .init("编号"), .init("方式"), .init("状态"), .init("体验人"), .init("地点", shrinks: true),
            .init("事项", shrinks: true), .init("问题", .right), .init("开始"),
        ])
        for line in lines {
            let walk = line.session
            table.append([
                .init(walk.number), .init(walk.kind.title), .init(walk.phase.title), .init(line.walkerLabel),
                .init(line.placeName ?? ""),
                .init(walk.details.items.map(\.name.description).joined(separator: "、")),
                .init(String(walk.completedFindings().count)),
                .init((walk.start ?? walk.opened.receivedAt).short),
            ])
        }
        try context.console.print(table)
        if let next { try context.console.printLine("\n下一页：加 --after \(next)") }
    }

    private struct Line: Codable, Sendable {
        let id: String
        let number: String
        let kind: SessionKind
        let state: String
        let walker: String
        let place: String?
        let placeName: String?
        let findings: Int
        let openedAt: Instant
        let version: Int

        init(_ line: ListSessions.Line) {
            id = line.id
            number = line.session.number
            kind = line.session.kind
            state = line.session.phase.title
            walker = line.walkerLabel
            place = line.session.details.place?.text
            placeName = line.placeName
            findings = line.session.completedFindings().count
            openedAt = line.session.opened.receivedAt
            version = line.version
        }
    }
}
