import ArgumentParser
import Ledger
import Walkthrough

extension StatisticsBreakdown: ChoiceArgument {}

struct ReportStats: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "stats", abstract: "各项指标的分子、分母和比率，可按单位、窗口、事项、渠道、检查维度、报送周分开",
        discussion: """
            每项指标按自己的日子算进期间，如整改按时限日、销号率按登记日、检查合格率按提交日；口径列写明。
            核实中、期初结转、提请上级解决的只计件数，不进比率。您看不到的问题和体验不在任何数里；上级督查/审计只看获准期间的数。
            """)

    @Option(help: ArgumentHelp("从哪天起；默认从头", valueName: "day"))
    var from: Day?

    @Option(help: ArgumentHelp("到哪天止；默认今天", valueName: "day"))
    var to: Day?

    @Option(help: ArgumentHelp("只算这个单位和它下面的；默认全部", valueName: "code"))
    var unit: UnitCode?

    @Option(help: ArgumentHelp("按什么分开列", valueName: "by"))
    var by: StatisticsBreakdown?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let statistics = try await context.ask(
            ReadStatistics(from: from, through: to, unit: unit, by: by), global)
        let document = try StatisticsDocument(statistics)
        if global.json { return try context.console.printJSON(document) }
        try context.console.printLine(Self.head(document))
        try context.console.print(by == nil ? Self.metrics(document) : Self.lines(document))
    }

    private static func head(_ document: StatisticsDocument) -> String {
        let counts = document.counts
        var parts = [
            "新增 \(counts.new) 件", "在办 \(counts.open + counts.awaitingCheck) 件（待核查 \(counts.awaitingCheck)）",
            "已销号 \(counts.closed) 件",
        ]
        let others = [
            ("解释说明", counts.explained), ("不予采纳", counts.notAdopted), ("核实不属实", counts.unfounded),
            ("并案", counts.merged), ("转办", counts.transferred), ("提请上级解决", counts.escalated),
            ("核实中", counts.unverified), ("期初结转", counts.carriedOver), ("自报已办结", counts.claimedClosed),
        ]
        parts += others.filter { $0.1 > 0 }.map { "\($0) \($1) 件" }
        return """
            \(document.unitName)　\(document.from.map { "\($0.chinese)—" } ?? "截至 ")\(document.to.chinese)
            \(parts.joined(separator: "，"))

            """
    }

    private static func metrics(_ document: StatisticsDocument) -> TextTable {
        var table = TextTable([
            .init("指标"), .init("分子", .right), .init("分母", .right), .init("比率", .right),
            .init("口径", shrinks: true),
        ])
        for metric in document.metrics {
            table.append([
                .init(metric.title), .init(String(metric.numerator)), .init(String(metric.denominator)),
                .init(metric.text), .init(metric.basis),
            ])
        }
        return table
    }

    /// The metrics that fit a terminal; `--json` has all of the group's.
    private static let shown: [Metric] = [
        .rectifiedOnTime, .settledOnTime, .closingRate, .satisfactionRate, .checkPassRate,
        .mustWalkCoverage, .leaderWeeklyWalkRate, .reportOnTimeRate,
    ]

    private static func lines(_ document: StatisticsDocument) -> TextTable {
        let metrics = shown.filter { document.by?.metrics.contains($0) ?? false }
        var table = TextTable(
            [
                .init(document.by?.title ?? ""), .init("名称", shrinks: true), .init("新增", .right),
                .init("销号", .right), .init("逾期", .right),
            ] + metrics.map { .init($0.title, .right) })
        for line in document.lines {
            let figures = metrics.compactMap { metric in
                line.metrics.first { $0.code == metric }.map {
                    $0.denominator == 0 ? $0.text : "\($0.text)（\($0.numerator)/\($0.denominator)）"
                }
            }
            table.append(
                [
                    .init(line.key), .init(line.title), .init(String(line.counts.new)),
                    .init(String(line.counts.struckOff)), .init(String(line.counts.overdue)),
                ] + figures.map { .init($0) })
        }
        return table
    }
}
