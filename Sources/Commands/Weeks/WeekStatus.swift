import ArgumentParser
import Ledger
import Walkthrough

struct WeekStatus: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "一周的进度：数据截止、谁报了、谁没报、是否定稿")

    @Option(help: ArgumentHelp("哪一周，如 2026-W40；默认为正在报的一周", valueName: "week"))
    var week: Week?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let answer = try await context.ask(ShowWeek(week), global)
        if global.json { return try context.console.printJSON(Document(answer)) }
        let console = context.console
        let edition = answer.edition
        let state = answer.ledger.map { $0.toPublish == nil ? "已定稿" : "已定稿，文件待生成" } ?? (answer.hasClosed ? "待定稿" : "填报中")
        try console.printLine("\(edition.week)　\(state)")
        try console.printLine("  数据截止 \(edition.cutoff.short)，报送时限 \(edition.reportBy.short)\(edition.isShifted ? "（因放假提前）" : "")")
        if !answer.merged.isEmpty {
            try console.printLine("  合并报送：\(answer.merged.map(\.description).joined(separator: "、"))")
        }
        if !answer.earlier.isEmpty {
            try console.printLine("  之前还没有定稿：\(answer.earlier.map(\.description).joined(separator: "、"))")
        }
        if let ledger = answer.ledger {
            try console.printLine("  台账 \(ledger.frozen.rows) 条，核实中 \(ledger.frozen.verifying) 件")
            for correction in ledger.corrections {
                let outcome = correction.serial.map { "更正第\($0)号" } ?? (correction.isPending ? "待复核" : "未同意")
                try console.printLine(
                    "  更正申请 \(correction.proposal.number)：\(correction.proposal.row) \(correction.proposal.column.title)，\(outcome)")
            }
        }
        func names(_ standing: UnitWeekLine.Standing) -> [String] {
            answer.units.filter { $0.standing == standing }.map { $0.unitName + ($0.isLate ? "（迟报）" : "") }
        }
        for standing in UnitWeekLine.Standing.allCases {
            let units = names(standing)
            let shown = units.prefix(12).joined(separator: "、") + (units.count > 12 ? "等" : "")
            try console.printLine("  \(standing.title) \(units.count) 个：\(shown)")
        }
    }

    private struct Document: Encodable {
        let week: Week
        let cutoff: Instant
        let reportBy: Instant
        let shifted: Bool
        let merged: [Week]
        let frozen: Bool
        let rows: Int?
        let verifying: Int?
        let units: [UnitWeekLine]
        let earlier: [Week]
        let corrections: [Correction]

        struct Correction: Encodable {
            let number: Int
            let row: String
            let column: String
            let serial: Int?
            let pending: Bool
        }

        init(_ answer: ShowWeek.Answer) {
            week = answer.edition.week
            cutoff = answer.edition.cutoff
            reportBy = answer.edition.reportBy
            shifted = answer.edition.isShifted
            merged = answer.merged
            frozen = answer.ledger != nil
            rows = answer.ledger?.frozen.rows
            verifying = answer.ledger?.frozen.verifying
            units = answer.units
            earlier = answer.earlier
            corrections = (answer.ledger?.corrections ?? []).map {
                Correction(
                    number: $0.proposal.number, row: $0.proposal.row, column: $0.proposal.column.title, serial: $0.serial,
                    pending: $0.isPending)
            }
        }
    }
}
