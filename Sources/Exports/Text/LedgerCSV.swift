import Walkthrough

/// The main sheet as CSV: UTF-8 with a byte order mark, lines ended by CRLF (RFC 4180).
package final class LedgerCSV {
    private let file: OutputFile
    private let mark: String
    private(set) package var rows = 0

    /// - Parameter isDemo: adds a last column that says so (decisions 7).
    package init(
        path: String, isDemo: Bool = false, observe: ((UnsafeRawBufferPointer) -> Void)? = nil
    ) throws(ExportError) {
        file = try OutputFile(path: path, observe: observe)
        mark = isDemo ? ",演示" : ""
        try file.write("\u{FEFF}" + LedgerColumn.allCases.map(\.title).joined(separator: ",") + mark + "\r\n")
    }

    package func add(_ texts: RowTexts) throws(ExportError) {
        rows += 1
        var line = String(rows)
        for column in LedgerColumn.allCases.dropFirst() {
            line += ","
            line += CSVText.cell(texts[column].text)
        }
        try file.write(line + mark + "\r\n")
    }

    package func finish() throws(ExportError) { try file.finish() }
}
