import ArgumentParser
import Ledger
import Walkthrough

struct NoticeNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notice", abstract: "坐班预告：登记、公开",
        subcommands: [NoticeDraft.self, NoticeDecide.self, NoticeList.self])
}

struct NoticeDraft: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "draft", abstract: "登记一把手坐班或局长值班的预告")

    @Option(help: ArgumentHelp("岗位，如 人社局局长", valueName: "text"))
    var post: Prose

    @Option(help: ArgumentHelp("值班日期", valueName: "day"))
    var day: Day

    @Option(help: ArgumentHelp("窗口编码", valueName: "code"))
    var window: UnitCode

    @Option(help: ArgumentHelp("群众怎样带疑难事项来", valueName: "text"))
    var howTo: Prose

    @Option(help: ArgumentHelp("值班人工号", valueName: "number"))
    var person: String?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let receipt = try await context.perform(
            DraftNotice(post: post, day: day, window: window, howTo: howTo, person: person), global)
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine(
            "已登记预告 \(receipt.number)。公开：peizou notice decide \(receipt.number) publish")
    }
}

struct NoticeDecide: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "decide", abstract: "公开决定；公开的时间就是预告的时间")

    @Argument(help: ArgumentHelp("预告编号", valueName: "number"))
    var number: String

    @Argument(help: ArgumentHelp("publish 公开、withhold 不公开、later 暂缓", valueName: "value"))
    var value: PublicationDecision.Value

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let done = try await context.perform(DecideNotice(number, value, reason: reason), global)
        if global.json { return try context.console.printJSON(done) }
        try context.console.printLine("预告 \(number)：\(value.title)。")
    }
}

struct NoticeList: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出预告")

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let notices = try await context.ask(ListNotices(), global)
        if global.json { return try context.console.printJSON(["notices": notices.map(Line.init)]) }
        var table = TextTable([
            .init("编号"), .init("岗位", shrinks: true), .init("日期"), .init("窗口"), .init("公开"), .init("公开时间"),
        ])
        for notice in notices {
            table.append([
                .init(notice.number), .init(notice.drafted.post.description),
                .init(notice.drafted.day.description),
                .init(notice.drafted.window.text), .init(notice.decision?.value.title ?? "未定"),
                .init(notice.duty?.published.short ?? ""),
            ])
        }
        try context.console.print(table)
    }

    private struct Line: Encodable {
        let number: String
        let post: String
        let day: Day
        let window: String
        let publishedAt: Instant?

        init(_ notice: PublishedNotice) {
            number = notice.number
            post = notice.drafted.post.description
            day = notice.drafted.day
            window = notice.drafted.window.text
            publishedAt = notice.duty?.published
        }
    }
}
