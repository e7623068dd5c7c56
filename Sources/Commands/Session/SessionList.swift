import ArgumentParser
import Documents
import Ledger
import Walkthrough

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
    var state: ExperienceSession.Phase.Kind?

    @OptionGroup var page: PageOptions
    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        var query = ListSessions()
        query.kind = kind
        query.state = state
        query.limit = page.limit
        query.after = page.after
        let found = try await context.ask(query, global)
        let (lines, next) = (found.items, found.next)
        if global.json {
            return try context.console.printJSON(
                ListDocument(items: lines.map(SessionLine.init), next: next))
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
}
