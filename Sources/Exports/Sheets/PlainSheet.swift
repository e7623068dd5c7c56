import CXLSXWriter
import Walkthrough

/// A table of texts and numbers under a head.
final class PlainSheet {
    enum Cell {
        case text(String)
        case number(Int)
    }

    private let sheet: Sheet
    private let widths: [Double]
    private let formats: [UnsafeMutablePointer<lxw_format>]
    private(set) var lines = 0

    init(
        _ sheet: Sheet, of book: Workbook, head: SheetHead,
        columns: [(title: String, width: Double, face: CellStyle.Face)], frozenColumns: Int = 2
    ) throws(ExportError) {
        self.sheet = sheet
        widths = columns.map(\.width)
        var formats: [UnsafeMutablePointer<lxw_format>] = []
        for column in columns { formats.append(try book.format(CellStyle(face: column.face))) }
        self.formats = formats
        try sheet.setColumns(columns.map { ($0.width, false) })
        try head.write(to: sheet, titles: columns.map(\.title), frozenColumns: frozenColumns)
    }

    func add(_ cells: [Cell]) throws(ExportError) {
        lines += 1
        var height = 1
        for (index, cell) in cells.enumerated() {
            if case .text(let text) = cell {
                height = max(height, CellText.lines(text, width: widths[index]))
            }
        }
        try sheet.setLines(height)
        for (index, cell) in cells.enumerated() {
            switch cell {
            case .text(let text): try sheet.writeText(text, at: index, formats[index])
            case .number(let number): try sheet.writeNumber(number, at: index, formats[index])
            }
        }
        try sheet.nextLine()
    }

    func finish(notes: [String] = []) throws(ExportError) {
        try sheet.endTable()
        for note in notes {
            // Merged cells do not grow with their text: a line of A4 landscape takes about 75 characters.
            let lines = note.split(separator: "\n", omittingEmptySubsequences: false)
                .reduce(0) { $0 + 1 + $1.count / 75 }
            try sheet.writeBanner(
                note, CellStyle(face: .foot), width: formats.count, height: Double(min(lines, 25)) * 15 + 6)
        }
    }
}
