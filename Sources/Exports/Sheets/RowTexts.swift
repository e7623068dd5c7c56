package import Walkthrough

/// A ledger row with the texts of its columns, each worked out once for all sheets and the CSV.
package final class RowTexts {
    package let row: LedgerRow
    private let since: Instant?
    private var cells: [Cell?]

    struct Cell {
        let text: String
        /// How many lines the text takes in its column.
        let lines: Int
    }

    private static let places = Dictionary(
        uniqueKeysWithValues: LedgerColumn.allCases.enumerated().map { ($1, $0) })

    /// - Parameter since: as in `LedgerRow.text(of:since:)`.
    package init(_ row: LedgerRow, since: Instant?) {
        self.row = row
        self.since = since
        cells = Array(repeating: nil, count: LedgerColumn.allCases.count)
    }

    subscript(column: LedgerColumn) -> Cell {
        let place = Self.places[column] ?? 0
        if let cell = cells[place] { return cell }
        let text = row.text(of: column, since: since)
        let cell = Cell(text: text, lines: CellText.lines(text, width: column.width))
        cells[place] = cell
        return cell
    }
}
