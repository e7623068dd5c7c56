import ArgumentParser
import Documents
import Ledger
import Walkthrough

struct NoticeDraft: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "draft", abstract: "登记一份坐班预告", discussion: "须在坐班之前公开，主官式体验才能提交。")

    @Option(help: ArgumentHelp("坐班人的岗位，如 人社局局长", valueName: "text"))
    var post: Prose

    @Option(help: ArgumentHelp("坐班日期", valueName: "day"))
    var day: Day

    @Option(help: ArgumentHelp("窗口或大厅的单位编码", valueName: "code"))
    var window: UnitCode

    @Option(help: ArgumentHelp("群众怎样反映疑难事项", valueName: "text"))
    var howTo: Prose

    @Option(help: ArgumentHelp("坐班人的工号", valueName: "number"))
    var person: String?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let receipt = try await context.perform(
            DraftNotice(post: post, day: day, window: window, howTo: howTo, person: person), global)
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("已登记 \(receipt.number)。公开：peizou notice decide \(receipt.number) 公开")
    }
}

struct NoticeDecide: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "decide", abstract: "决定一份坐班预告是否公开")

    @Argument(help: ArgumentHelp("预告编号", valueName: "number"))
    var number: String

    @Argument(help: ArgumentHelp("publish 公开、withhold 不公开、later 暂缓", valueName: "decision"))
    var value: PublicationDecision.Value

    @Option(help: ArgumentHelp("不公开或暂缓的理由", valueName: "text"))
    var reason: Prose?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let receipt = try await context.perform(DecideNotice(number, value, reason: reason), global)
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("\(number)：\(value.title)。")
    }
}

struct NoticeList: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出坐班预告，新的在前")

    @OptionGroup var page: PageOptions
    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        var query = ListNotices()
        query.limit = page.limit
        query.after = page.after
        let found = try await context.ask(query, global)
        let (notices, next) = (found.items.map(\.notice), found.next)
        if global.json {
            return try context.console.printJSON(
                ListDocument(items: found.items.map(NoticeDocument.init), next: next))
        }
        guard !notices.isEmpty else { return try context.console.printLine("没有坐班预告。") }
        var table = TextTable([
            .init("编号"), .init("日期"), .init("岗位", shrinks: true), .init("窗口"), .init("公开"), .init("决定时间"),
            .init("怎样反映", shrinks: true),
        ])
        for notice in notices {
            table.append([
                .init(notice.number), .init(notice.drafted.day.description),
                .init(notice.drafted.post.description),
                .init(notice.drafted.window.text), .init(notice.decision?.value.title ?? "未定"),
                .init(notice.decidedAt?.short ?? ""), .init(notice.drafted.howTo.description),
            ])
        }
        try context.console.print(table)
        if let next { try context.console.printLine("\n下一页：加 --after \(next)") }
    }
}
