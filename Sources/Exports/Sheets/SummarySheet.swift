import Walkthrough

/// 汇总: each unit's counts and report, the proof, and what ties the edition to the one before.
enum SummarySheet {
    static func write(
        to sheet: Sheet, of book: Workbook, _ snapshot: LedgerSnapshot, _ summary: LedgerSummary,
        proof: Invalid?,
        cuts: () -> [String]
    ) throws(ExportError) {
        let table = try PlainSheet(
            sheet, of: book, head: SheetHead(snapshot.header, title: "汇总", isSigned: true),
            columns: [
                ("单位", 24, .text), ("期初", 7, .count), ("期初结转", 7, .count), ("新增", 7, .count),
                ("重开", 7, .count),
                ("转入", 7, .count), ("转出", 7, .count), ("销号", 7, .count), ("其他办结", 7, .count),
                ("期末", 7, .count),
                ("其中逾期", 7, .count), ("其中待核查", 7, .count), ("核实中", 7, .count), ("报送情况", 12, .centred),
                ("签报人", 12, .centred), ("报送时间", 17, .centred),
            ], frozenColumns: 1)
        let weeks = Dictionary(snapshot.unitWeeks.map { ($0.unit, $0) }) { first, _ in first }
        let tallies = Dictionary(summary.units.map { ($0.unit, $0) }) { first, _ in first }
        for unit in Set(weeks.keys).union(tallies.keys).sorted() {
            let week = weeks[unit]
            let name = tallies[unit]?.name ?? week?.unitName ?? unit.text
            let report = week.map { $0.standing.title + ($0.isLate ? "（迟报）" : "") } ?? ""
            try table.add(
                counts(name, tallies[unit]?.tally ?? LedgerTally()) + [
                    .text(report), .text(week?.signedBy ?? ""), .text(week?.at?.short ?? ""),
                ])
        }
        try table.add(counts("合计", summary.total) + [.text(""), .text(""), .text("")])
        try table.finish(notes: notes(snapshot, summary, proof, cuts()))
    }

    private static func counts(_ name: String, _ tally: LedgerTally) -> [PlainSheet.Cell] {
        [.text(name)]
            + [
                tally.opening, tally.carried, tally.new, tally.reopened, tally.movedIn, tally.movedOut,
                tally.closed,
                tally.ended, tally.closing, tally.overdue, tally.checking, tally.verifying,
            ].map(PlainSheet.Cell.number)
    }

    private static func notes(
        _ snapshot: LedgerSnapshot, _ summary: LedgerSummary, _ proof: Invalid?, _ cuts: [String]
    ) -> [String] {
        let total = summary.total
        let carried = total.carried > 0 ? " + 期初结转 \(total.carried)" : ""
        var notes = [
            "平衡校验：期初 \(total.opening)\(carried) + 新增 \(total.new) + 重开 \(total.reopened) − 销号 \(total.closed)"
                + " − 其他办结 \(total.ended) = 期末 \(total.expectedClosing)，"
                + (proof.map { "不成立：\($0)" } ?? "成立。")
        ]
        let missing = snapshot.unitWeeks.filter { $0.standing == .missing }.map(\.unitName)
        if !snapshot.unitWeeks.isEmpty {
            let reported = snapshot.unitWeeks.count { $0.standing == .reported }
            let zero = snapshot.unitWeeks.count { $0.standing == .zeroReport }
            notes.append(
                "报送：应报 \(snapshot.unitWeeks.count) 家，已报送 \(reported) 家，零报告 \(zero) 家，未报 \(missing.count) 家"
                    + (missing.isEmpty ? "。" : "：\(missing.joined(separator: "、"))。"))
        }
        if let clues = snapshot.clues { notes.append("问题线索：全县 \(clues) 件，另行密存办理，不列入台账和各单位计数。") }
        if !snapshot.header.mergedWeeks.isEmpty {
            let weeks = snapshot.header.mergedWeeks.map(\.description).joined(separator: "、")
            notes.append("合并报送：本期含没有单独成册的 \(weeks)。")
        }
        for correction in snapshot.corrections {
            notes.append(
                "\(correction.title)：\(correction.row)“\(correction.column.title)”由“\(correction.old)”改为“\(correction.new)”；"
                    + "理由：\(correction.reason)；提出 \(correction.proposedBy)，复核 \(correction.confirmedBy)，\(correction.at.short)。"
            )
        }
        if !cuts.isEmpty { notes.append("超长截断的单元格：\(cuts.joined(separator: "；"))。全文见系统或 csv。") }
        let seal = snapshot.seal
        notes.append("数据根（默克尔根）：\(seal.merkleRoot?.text ?? "定稿时生成")")
        notes.append("上期清单摘要：\(seal.previousManifest?.text ?? "无，这是第一期")")
        if let first = seal.firstEdition { notes.append("首次定稿清单摘要：\(first)") }
        return notes
    }
}
