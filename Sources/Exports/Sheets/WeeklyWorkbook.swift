package import Walkthrough

/// 整改台账.xlsx of a week or of a unit's week. All sheets are written in one pass over the rows.
package enum WeeklyWorkbook {
    package struct Outcome: Sendable {
        /// Rows of the main sheet.
        package let rows: Int
        package let summary: LedgerSummary
        /// Why the counts do not add up; `nil` if they do.
        package let proof: Invalid?
    }

    /// - Parameters:
    ///   - scratch: a folder on a disk with room for the rows.
    ///   - alongside: also receives each row of the main sheet.
    /// - Throws: `ExportError`; `Invalid` for a 更正 that does not fit its row; what the row source throws.
    package static func write(
        _ snapshot: LedgerSnapshot, to path: String, scratch: String,
        alongside: (RowTexts) throws -> Void = { _ in }
    ) throws -> Outcome {
        let header = snapshot.header
        let lists = snapshot.lists
        let book = try Workbook(path: path, created: header.to, title: header.title, scratch: scratch)
        func ledgerSheet(_ title: SheetTitle, _ columns: [LedgerColumn], folds: Bool) throws(ExportError)
            -> LedgerSheet
        {
            try LedgerSheet(
                book.sheet(title), of: book,
                head: SheetHead(
                    header, title: title == .ledger ? nil : title.text, isSigned: title == .ledger),
                columns: columns, folds: folds)
        }
        let main = try ledgerSheet(.ledger, LedgerColumn.allCases, folds: true)
        let issues = try ledgerSheet(lists.issues.title, lists.issues.columns, folds: false)
        let measures = try ledgerSheet(lists.measures.title, lists.measures.columns, folds: false)
        let suggestions = try SuggestionSheet(
            book.sheet(lists.suggestions.title), of: book, header, lists.suggestions)
        let changes = try ChangeSheet(book.sheet(.changes), of: book, header)
        let summarySheet = try book.sheet(.summary)
        let history = try ledgerSheet(.history, historyColumns, folds: false)
        let evidence = try EvidenceSheet(book.sheet(.evidence), of: book, header)

        var summary = LedgerSummary()
        summary.add(snapshot.verifying)
        let corrections = Dictionary(grouping: snapshot.corrections, by: \.row)
        var unmet = Set(corrections.keys)
        try snapshot.suggestions.forEach { try suggestions.add($0) }
        try snapshot.entries.forEach { given in
            var entry = given
            if !corrections.isEmpty, let own = corrections[given.now.number] {
                unmet.remove(given.now.number)
                entry = LedgerEntry(
                    before: given.before, now: try given.now.corrected(by: own, since: header.from))
            }
            summary.add(entry)
            let texts = RowTexts(entry.now, since: header.from)
            try changes.add(entry, texts)
            switch RowPlacement(entry, from: header.from) {
            case .unverified: return
            case .history: try history.add(texts)
            case .main:
                try main.add(texts)
                try issues.add(texts)
                try measures.add(texts)
                if let advice = SuggestionRow(of: entry.now) { try suggestions.add(advice) }
                try evidence.add(entry.now)
                try alongside(texts)
            }
        }
        if let row = unmet.sorted().first {
            throw Invalid("更正", "本期没有台账 \(row)", mend: "请核对台账编号")
        }
        let proof = proof(of: summary, snapshot)
        try main.finish(notes: mainNotes(snapshot, rows: main.rows))
        try issues.finish(notes: [])
        try measures.finish(notes: [])
        try suggestions.finish()
        try changes.finish()
        try history.finish(notes: history.rows == 0 ? ["没有更早办结的台账。"] : [])
        try evidence.finish()
        try SummarySheet.write(
            to: summarySheet, of: book, snapshot, summary, proof: proof, cuts: { book.cuts })
        try book.close()
        return Outcome(rows: main.rows, summary: summary, proof: proof)
    }

    static let historyColumns: [LedgerColumn] = [
        .serial, .number, .source, .foundOn, .problem, .measures, .unit, .responsible, .due, .completedOn,
        .check,
        .closing,
    ]

    private static func proof(of summary: LedgerSummary, _ snapshot: LedgerSnapshot) -> Invalid? {
        do throws(Invalid) {
            try summary.prove(previousClosing: snapshot.seal.previousClosing)
            return nil
        } catch {
            return error
        }
    }

    private static func mainNotes(_ snapshot: LedgerSnapshot, rows: Int) -> [String] {
        var notes: [String] = []
        if rows == 0 { notes.append("零报告：本期没有列入台账的问题。") }
        let verifying = snapshot.verifying.filter { $0.count > 0 }.sorted { $0.unit < $1.unit }
        if !verifying.isEmpty {
            let units = verifying.map { "\($0.unitName) \($0.count) 件" }.joined(separator: "，")
            notes.append("核实中 \(verifying.reduce(0) { $0 + $1.count }) 件：\(units)。核实前不列问题内容。")
        }
        notes.append("整改时限底色：绿为期限内，黄为临近，红为逾期；是否销号底色：绿为已销号，蓝为待核查，黄为退回或重开，灰为其他办结。")
        return notes
    }
}
