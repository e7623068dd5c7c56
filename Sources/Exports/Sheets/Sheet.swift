import CXLSXWriter
import Walkthrough

/// One sheet, written from the top; a line once left cannot be changed.
final class Sheet {
    private let worksheet: UnsafeMutablePointer<lxw_worksheet>
    private let title: SheetTitle
    private unowned let book: Workbook
    private var row: lxw_row_t = 0
    private(set) var cuts: [String] = []

    private static let mostCutsNamed = 20

    init(_ worksheet: UnsafeMutablePointer<lxw_worksheet>, title: SheetTitle, in book: Workbook) {
        self.worksheet = worksheet
        self.title = title
        self.book = book
        worksheet_set_landscape(worksheet)
        worksheet_set_paper(worksheet, 9)
        worksheet_fit_to_pages(worksheet, 1, 0)
        worksheet_set_margins(worksheet, 0.4, 0.4, 0.6, 0.6)
        worksheet_center_horizontally(worksheet)
    }

    /// Lines written so far; the next one has this index.
    var lineCount: Int { Int(row) }

    /// - Parameter isFolded: grouped one level deep and folded away, so that it is not printed.
    func setColumns(_ columns: [(width: Double, isFolded: Bool)]) throws(ExportError) {
        var wasFolded = false
        for (index, column) in (columns + [(8.43, false)]).enumerated() {
            var options = lxw_row_col_options(
                hidden: column.isFolded ? 1 : 0, level: column.isFolded ? 1 : 0,
                collapsed: wasFolded && !column.isFolded ? 1 : 0)
            let at = lxw_col_t(index)
            try book.check(worksheet_set_column_opt(worksheet, at, at, column.width, nil, &options))
            wasFolded = column.isFolded
        }
    }

    func setFooter(_ text: String) throws(ExportError) {
        try book.check(worksheet_set_footer(worksheet, text))
    }

    /// One text across `width` columns.
    func writeBanner(_ text: String, _ style: CellStyle, width: Int, height: Double? = nil)
        throws(ExportError)
    {
        let format = try book.format(style)
        if let height { try setHeight(height) }
        let prepared = prepare(text, 0)
        if width > 1 {
            try book.check(
                worksheet_merge_range(worksheet, row, 0, row, lxw_col_t(width - 1), prepared, format))
        } else {
            try book.check(worksheet_write_string(worksheet, row, 0, prepared, format))
        }
        try nextLine()
    }

    /// The titles of the columns; they stay in sight, repeat on each printed page, and filter what is below.
    /// - Parameter frozenColumns: columns at the left that stay in sight, too.
    func writeHead(_ titles: [String], frozenColumns: Int) throws(ExportError) {
        let format = try book.format(CellStyle(face: .head))
        try setHeight(30)
        for (index, title) in titles.enumerated() { try writeText(title, at: index, format) }
        worksheet_freeze_panes(worksheet, row + 1, lxw_col_t(frozenColumns))
        try book.check(worksheet_repeat_rows(worksheet, row, row))
        headRow = row
        headWidth = titles.count
        try nextLine()
    }

    private var headRow: lxw_row_t?
    private var headWidth = 0

    /// Ends the part that the head's filter covers.
    func endTable() throws(ExportError) {
        guard let headRow, headWidth > 0 else { return }
        try book.check(
            worksheet_autofilter(worksheet, headRow, 0, max(headRow, row - 1), lxw_col_t(headWidth - 1)))
    }

    func writeText(
        _ text: String, at column: Int, _ format: UnsafeMutablePointer<lxw_format>
    ) throws(ExportError) {
        let error =
            text.isEmpty
            ? worksheet_write_blank(worksheet, row, lxw_col_t(column), format)
            : worksheet_write_string(worksheet, row, lxw_col_t(column), prepare(text, column), format)
        try book.check(error)
    }

    func writeNumber(
        _ number: Int, at column: Int, _ format: UnsafeMutablePointer<lxw_format>
    ) throws(ExportError) {
        try book.check(worksheet_write_number(worksheet, row, lxw_col_t(column), Double(number), format))
    }

    func nextLine() throws(ExportError) {
        row += 1
        guard row < LXW_ROW_MAX else {
            throw ExportError(.content, "工作表“\(title)”", "超过 Excel 的 1048576 行", mend: "请缩小导出范围，或导出 csv")
        }
    }

    /// Makes the next line high enough for its wrapped texts, in programs that do not fit rows themselves.
    /// - Parameter lines: of text; a row is never higher than Excel allows.
    func setLines(_ lines: Int) throws(ExportError) {
        try setHeight(Double(min(max(lines, 1), 30)) * 13.5 + 3)
    }

    private func setHeight(_ height: Double) throws(ExportError) {
        try book.check(worksheet_set_row(worksheet, row, height, nil))
    }

    private func prepare(_ text: String, _ column: Int) -> String {
        let (prepared, isCut) = CellText.prepared(text)
        if isCut {
            if cuts.count < Self.mostCutsNamed {
                cuts.append("“\(title)”第 \(row + 1) 行第 \(column + 1) 列")
            } else if cuts.count == Self.mostCutsNamed {
                cuts.append("“\(title)”后面还有")
            }
        }
        return prepared
    }
}
