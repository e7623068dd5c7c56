package import Walkthrough

/// The live ledger as one sheet, as of the instant it was read (`export ledger --format xlsx`).
package enum LedgerWorkbook {
    /// - Parameter filters: what was asked for, in words, printed below the title.
    /// - Returns: the number of rows.
    package static func write(
        _ rows: LedgerStream<LedgerRow>, title: String, filters: String, at: Instant, isDemo: Bool,
        to path: String,
        scratch: String
    ) throws -> Int {
        let book = try Workbook(path: path, created: at, title: title, scratch: scratch)
        let mark = isDemo ? "演示 · 实时台账" : "实时台账"
        let head = SheetHead(
            title: title, subtitle: "\(at.short)　\(filters.isEmpty ? "全部" : filters)　【\(mark)】", mark: mark)
        let sheet = try LedgerSheet(
            book.sheet(.ledger), of: book, head: head, columns: LedgerColumn.allCases, folds: true
        )
        try rows.forEach { try sheet.add(RowTexts($0, since: nil)) }
        let cuts = book.cuts
        try sheet.finish(notes: cuts.isEmpty ? [] : ["超长截断的单元格：\(cuts.joined(separator: "；"))。"])
        try book.close()
        return sheet.rows
    }
}
