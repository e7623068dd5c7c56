import ArgumentParser
import Documents
import Ledger
import Walkthrough

struct TaskNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "task", abstract: "举一反三：别处销号的问题，本单位自查后报结果",
        subcommands: [TaskList.self, TaskShow.self, TaskReport.self])
}

struct TaskList: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出自查任务，新的在前")

    @Option(help: ArgumentHelp("open 待自查、reported 已报", valueName: "state"))
    var state: GeneralizationTask.State.Kind?

    @Option(help: ArgumentHelp("承办单位编码，含其下级", valueName: "code"))
    var unit: UnitCode?

    @Option(help: ArgumentHelp("由哪一条台账引出", valueName: "number"))
    var row: String?

    @OptionGroup var page: PageOptions
    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        var query = ListGeneralizationTasks()
        query.state = state
        query.unit = unit
        query.row = row
        query.limit = page.limit
        query.after = page.after
        let found = try await context.ask(query, global)
        let (lines, next) = (found.items, found.next)
        if global.json {
            return try context.console.printJSON(
                ListDocument(items: lines.map(TaskDocument.init), next: next))
        }
        guard !lines.isEmpty else { return try context.console.printLine("没有符合条件的自查任务。") }
        var table = TextTable([
            .init("编号"), .init("状态"), .init("单位", shrinks: true), .init("时限"), .init("台账"),
            .init("查什么", shrinks: true),
        ])
        for line in lines {
            let task = line.task
            table.append([
                .init(task.number), .init(task.state.title), .init(line.unitName ?? task.unit.text),
                .init(
                    task.due.due.description + (task.due.isProvisional ? "暂" : ""),
                    line.isLate ? .red : .plain),
                .init(task.origin.number), .init(line.problem),
            ])
        }
        try context.console.print(table)
        if let next { try context.console.printLine("\n下一页：加 --after \(next)") }
    }
}

struct TaskShow: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "查看一个自查任务")

    @Argument(help: ArgumentHelp("任务编号，如 QH-Z2026-0001", valueName: "number"))
    var task: String

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let line = try await context.ask(ShowGeneralizationTask(task), global)
        let document = TaskDocument(line)
        if global.json { return try context.console.printJSON(document) }
        try context.console.printLine("\(document.number)　\(document.stateTitle)\n")
        try context.console.printFields([
            ("单位", line.unitName ?? document.unit), ("查什么", document.problem), ("台账", document.origin),
            ("时限", "\(document.due)\(document.provisional ? "（暂定）" : "")\(document.late ? "，已超期" : "")"),
            ("自查情况", document.report ?? ""), ("进入台账", document.row ?? ""),
        ])
    }
}

struct TaskReport: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "报自查结果：查了什么，有没有同样的问题",
        discussion: "有问题的，同时登记一条新台账。没有问题的，也要写明查了什么。")

    @Argument(help: ArgumentHelp("任务编号，如 QH-Z2026-0001", valueName: "number"))
    var task: String

    @Option(help: ArgumentHelp("有同样的问题：是什么情况", valueName: "text"))
    var found: Prose?

    @Option(help: ArgumentHelp("没有这个问题：查了什么", valueName: "text"))
    var notFound: Prose?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        guard let text = found ?? notFound, (found == nil) != (notFound == nil) else {
            throw LedgerError.malformed("请在 --found 和 --not-found 里选一个，写明情况。")
        }
        let receipt = try await context.perform(
            ReportGeneralization(task, text: text, isFound: found != nil), global)
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine(
            "\(receipt.number)：\(receipt.stateTitle)" + (receipt.row.map { "，台账编号 \($0)" } ?? "") + "。")
    }
}
