package import Walkthrough

/// The main sheet as CSV: UTF-8 with a byte order mark, lines ended by CRLF (RFC 4180).
package final class LedgerCSV {
    private let file: OutputFile
    private(set) package var rows = 0

    package init(
        path: String, observe: ((UnsafeRawBufferPointer) -> Void)? = nil
    ) throws(ExportError) {
        file = try OutputFile(path: path, observe: observe)
        try file.write("\u{FEFF}" + LedgerColumn.allCases.map(\.title).joined(separator: ",") + "\r\n")
    }

    package func add(_ texts: RowTexts) throws(ExportError) {
        rows += 1
        var line = String(rows)
        for column in LedgerColumn.allCases.dropFirst() {
            line += ","
            line += CSVText.cell(texts[column].text)
        }
        try file.write(line + "\r\n")
    }

    package func finish() throws(ExportError) { try file.finish() }
}
