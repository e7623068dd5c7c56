import ArgumentParser
import Documents
import Ledger
import Walkthrough

struct WeekStatusCommand: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "一周的进度：时间、定稿、各单位审签报送")

    @Option(help: ArgumentHelp("周次，如 2026-W40；默认为下一个数据截止所在的一周", valueName: "week"))
    var week: Week?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let status = try await context.ask(WeekStatus(week), global)
        if global.json { return try context.console.printJSON(WeekStatusDocument(status)) }
        try context.console.printLine(Self.head(status))
        var table = TextTable([
            .init("编码"), .init("单位", shrinks: true), .init("状态"), .init("条数", .right), .init("审签人"),
            .init("报送时间"),
        ])
        for unit in status.units {
            table.append([
                .init(unit.unit.text), .init(unit.name),
                .init(unit.stage.title + (unit.isLate ? "（迟报）" : "")),
                .init(unit.rows.map(String.init) ?? ""), .init(unit.signedBy ?? ""),
                .init(unit.submittedAt?.short ?? ""),
            ])
        }
        try context.console.print(table)
    }

    private static func head(_ status: WeekStatus.Answer) -> String {
        var lines = [
            "\(status.week)　\(status.week.year)年第\(status.issue)期（\(status.first.chinese)—\(status.last.chinese)）"
                + "　【\(status.isDemo ? "演示 · " : "")\(status.edition.title)】",
            "数据截止 \(status.cutoff.short)　报送时限 \(status.reportBy.short)"
                + (status.isShifted ? "（报送日放假，提前）" : "") + (status.provisional ? "（放假安排未导入，暂定）" : ""),
        ]
        if let rows = status.rows, let verifying = status.verifying {
            lines.append("台账 \(rows) 条，核实中 \(verifying) 件")
        }
        if !status.mergedWeeks.isEmpty {
            lines.append("合并报送 \(status.mergedWeeks.map(\.description).joined(separator: "、"))")
        }
        if !status.earlierUnfrozen.isEmpty {
            lines.append("前面还没有定稿：\(status.earlierUnfrozen.map(\.description).joined(separator: "、"))")
        }
        if let frozen = status.frozen {
            lines.append("\(frozen.at.short) 由 \(frozen.by) 定稿，数据根 \(frozen.root)")
            if let number = frozen.toPublish {
                lines.append("\(LedgerEdition(number: number).title)的文件还没有生成；请运行 peizou export weekly")
            }
            for withheld in frozen.withheld {
                let edition = LedgerEdition(number: withheld.number).title
                lines.append("\(edition)已停发（\(withheld.reason)），不再提供文件")
            }
            for correction in frozen.pending {
                lines.append(
                    "第 \(correction.number) 份更正申请待复核：\(correction.row)“\(correction.column.title)”")
            }
        }
        let missing = status.units.count { $0.submittedAt == nil }
        lines.append("应报 \(status.units.count) 家，未报 \(missing) 家\n")
        return lines.joined(separator: "\n")
    }
}
