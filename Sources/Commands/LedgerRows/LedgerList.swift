import ArgumentParser
import Documents
import Ledger
import Walkthrough

/// The filters of the ledger, for lists and exports.
struct LedgerFilter: ParsableArguments {
    @Option(help: ArgumentHelp("责任单位（或发现地点）编码", valueName: "code"))
    var unit: UnitCode?

    @Option(parsing: .singleValue, help: ArgumentHelp("状态，可写多次", valueName: "state"))
    var state: [StateKind] = []

    @Flag(help: "只看在办的")
    var open = false

    @Option(help: ArgumentHelp("灯：green、yellow、red、awaiting 待核查、escalated 提请上级、none 无", valueName: "light"))
    var light: Light?

    @Option(help: ArgumentHelp("包含的文字", valueName: "text"))
    var q: String?

    @Option(help: ArgumentHelp("来源编码", valueName: "code"))
    var source: String?

    @Option(help: ArgumentHelp("时限在这天或以前", valueName: "day"))
    var dueBefore: Day?

    @Option(help: ArgumentHelp("排序：due、-due、registered、-registered", valueName: "key"))
    var sort: String = ItemSort.due.rawValue

    func query() throws -> ItemQuery {
        guard let sort = ItemSort(rawValue: sort) else {
            throw LedgerError.malformed(
                "--sort 可以填 \(ItemSort.allCases.map(\.rawValue).joined(separator: "、"))。以减号开头时写作 --sort=-due。"
            )
        }
        var query = ItemQuery()
        query.unit = unit
        query.states = state
        query.isOpen = open ? true : nil
        query.due = DueRange(from: nil, through: dueBefore)
        query.text = q.flatMap { $0.isEmpty ? nil : $0 }
        query.source = source
        query.sort = sort
        return query
    }
}

struct LedgerList: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出台账")

    @OptionGroup var filter: LedgerFilter

    @Option(help: ArgumentHelp("一页几条，最多 200", valueName: "n"))
    var limit = 50

    @Option(help: ArgumentHelp("上一页给出的 next", valueName: "cursor"))
    var after: String?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        guard (1...200).contains(limit) else { throw LedgerError.malformed("--limit 应在 1 到 200 之间。") }
        var query = try filter.query()
        query.limit = limit
        query.after = after
        let page = try await context.ask(ListItems(query, light: filter.light), global)
        if global.json {
            return try context.console.printJSON(
                ListDocument(items: page.items.map(ItemDocument.init), next: page.next))
        }
        guard !page.items.isEmpty else { return try context.console.printLine("没有符合条件的台账。") }
        var table = TextTable([
            .init("编号"), .init("状态"), .init("灯"), .init("时限"), .init("责任单位", shrinks: true),
            .init("问题", shrinks: true),
        ])
        for line in page.items {
            let item = line.item
            table.append([
                .init(item.number), .init(item.state.title), .init(line.light.title, line.light.style),
                .init((item.due?.description ?? "") + (item.isProvisional ? "暂" : "")),
                .init(line.unitName ?? ""),
                .init(line.title + (item.evidencePending > 0 ? "（证据待传 \(item.evidencePending) 份）" : "")),
            ])
        }
        try context.console.print(table)
        if let next = page.next { try context.console.printLine("\n下一页：加 --after \(next)") }
    }
}
