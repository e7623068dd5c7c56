import ArgumentParser
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
        if global.json { return try context.console.printJSON(Document(status)) }
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
            "台账 \(status.rows) 条，核实中 \(status.verifying) 件",
        ]
        if !status.mergedWeeks.isEmpty {
            lines.append("合并报送 \(status.mergedWeeks.map(\.description).joined(separator: "、"))")
        }
        if !status.earlierUnfrozen.isEmpty {
            lines.append("前面还没有定稿：\(status.earlierUnfrozen.map(\.description).joined(separator: "、"))")
        }
        if let frozen = status.frozen {
            lines.append("\(frozen.at.short) 由 \(frozen.by) 定稿，数据根 \(frozen.root)")
            if let number = frozen.toPublish {
                lines.append("\(number == 0 ? "定稿" : "更正第\(number)号")的文件还没有生成；请运行 peizou export weekly")
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

    private struct Document: Encodable {
        struct UnitLine: Encodable {
            let unit: UnitCode
            let name: String
            let state: String
            let late: Bool
            let rows: Int?
            let signedBy: String?
            let signedAt: Instant?
            let submittedAt: Instant?
        }

        struct Edition: Encodable {
            let number: Int
            let manifest: Digest
            let previous: Digest?
            let withheld: Bool
        }

        let week: Week
        let issue: Int
        let from: Instant?
        let cutoff: Instant
        let reportBy: Instant
        let edition: String
        let mergedWeeks: [Week]
        let earlierUnfrozen: [Week]
        let rows: Int
        let verifying: Int
        let frozenAt: Instant?
        let merkleRoot: Digest?
        let editions: [Edition]
        let pendingCorrections: [Int]
        let units: [UnitLine]

        init(_ status: WeekStatus.Answer) {
            week = status.week
            issue = status.issue
            from = status.from
            cutoff = status.cutoff
            reportBy = status.reportBy
            edition = status.edition.code
            mergedWeeks = status.mergedWeeks
            earlierUnfrozen = status.earlierUnfrozen
            rows = status.rows
            verifying = status.verifying
            frozenAt = status.frozen?.at
            merkleRoot = status.frozen?.root
            editions = (status.frozen?.editions ?? []).map { edition in
                Edition(
                    number: edition.number, manifest: edition.manifest, previous: edition.previous,
                    withheld: status.frozen?.withheld.contains(edition.number) ?? false)
            }
            pendingCorrections = (status.frozen?.pending ?? []).map(\.number)
            units = status.units.map {
                UnitLine(
                    unit: $0.unit, name: $0.name, state: $0.stage.rawValue, late: $0.isLate, rows: $0.rows,
                    signedBy: $0.signedBy, signedAt: $0.signedAt, submittedAt: $0.submittedAt)
            }
        }
    }
}
