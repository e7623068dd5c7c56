import ArgumentParser
import Documents
import Ledger
import Walkthrough

struct SuggestionList: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出工作建议，新的在前")

    @Option(help: ArgumentHelp("internal 内部、hall 大厅、superior 上级", valueName: "kind"))
    var kind: Suggestion.Kind?

    @Option(help: ArgumentHelp("filed 待分办、assigned 待答复、answered 待告知、told 已告知", valueName: "state"))
    var state: Suggestion.State.Kind?

    @Option(help: ArgumentHelp("承办单位编码，含其下级", valueName: "code"))
    var unit: UnitCode?

    @OptionGroup var page: PageOptions
    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        var query = ListSuggestions()
        query.kind = kind
        query.state = state
        query.unit = unit
        query.limit = page.limit
        query.after = page.after
        let found = try await context.ask(query, global)
        let (lines, next) = (found.items, found.next)
        if global.json {
            return try context.console.printJSON(
                ListDocument(items: lines.map(SuggestionDocument.init), next: next))
        }
        guard !lines.isEmpty else { return try context.console.printLine("没有符合条件的建议。") }
        var table = TextTable([
            .init("编号"), .init("类别"), .init("状态"), .init("承办单位", shrinks: true), .init("时限"),
            .init("建议", shrinks: true),
        ])
        for line in lines {
            let suggestion = line.suggestion
            let due = suggestion.assignment?.due
            table.append([
                .init(suggestion.number), .init(suggestion.kind.title),
                .init(suggestion.answered?.outcome.title ?? suggestion.state.title),
                .init(line.unitName ?? ""),
                .init(
                    (due?.due.description ?? "") + (due?.isProvisional == true ? "暂" : ""),
                    line.isLate ? .red : .plain),
                .init(suggestion.text.description),
            ])
        }
        try context.console.print(table)
        if let next { try context.console.printLine("\n下一页：加 --after \(next)") }
    }
}

struct SuggestionShow: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "查看一条工作建议")

    @Argument(help: ArgumentHelp("建议编号", valueName: "number"))
    var suggestion: String

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let line = try await context.ask(ShowSuggestion(suggestion), global)
        if global.json { return try context.console.printJSON(SuggestionDocument(line)) }
        let found = line.suggestion
        try context.console.printLine("\(found.number)　\(found.kind.title)　\(found.state.title)\n")
        let due = found.assignment?.due
        try context.console.printFields([
            ("建议", found.text.description), ("理由", found.reason?.description ?? ""),
            ("体验", found.origin.session?.number ?? ""), ("检查项", found.origin.code ?? ""),
            ("登记", found.filed.receivedAt.short),
            (found.assignment == nil ? "建议承办" : "承办单位", line.unitName ?? ""),
            (
                "答复时限",
                due.map { "\($0.due)\($0.isProvisional ? "（暂定）" : "")\(line.isLate ? "，已超期" : "")" } ?? ""
            ),
            ("答复", found.answered?.outcome.title ?? ""), ("说明", SuggestionDocument(line).note ?? ""),
            ("进入台账", found.answered?.outcome.row?.number ?? ""), ("告知", found.toldOn?.description ?? ""),
        ])
    }
}
