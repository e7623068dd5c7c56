package import Walkthrough

/// The main sheet as CSV: UTF-8 with a byte order mark, lines ended by CRLF (RFC 4180).
package final class LedgerCSV {
    private let file: OutputFile
    private let since: Instant?
    private(set) package var rows = 0

    /// - Parameter since: as in `LedgerRow.text(of:since:)`.
    package init(
        path: String, since: Instant?, observe: ((UnsafeRawBufferPointer) -> Void)? = nil
    ) throws(ExportError) {
        file = try OutputFile(path: path, observe: observe)
        self.since = since
        try file.write("\u{FEFF}" + LedgerColumn.allCases.map(\.title).joined(separator: ",") + "\r\n")
    }

    package func add(_ row: LedgerRow) throws(ExportError) {
        rows += 1
        var line = String(rows)
        for column in LedgerColumn.allCases.dropFirst() {
            line += ","
            line += CSVText.cell(row.text(of: column, since: since))
        }
        try file.write(line + "\r\n")
    }

    package func finish() throws(ExportError) { try file.finish() }
}
