/// One row of a CSV file.
struct CSVRecord {
    struct Cell {
        let text: String
        let line: Int
    }

    /// The line on which it begins.
    let line: Int
    let cells: [Cell]

    var isBlank: Bool { cells.allSatisfy { $0.text.allSatisfy(\.isWhitespace) } }
}

/// Reads RFC 4180 row by row: commas, `"` quotes doubled inside, line breaks within quotes; CRLF, LF or CR.
///
/// Stricter than some: a quote inside a bare cell and text after a closing quote are faults, since what was meant
/// cannot be told.
struct CSVReader {
    /// The most bytes of one cell, and the most columns.
    static let longestCell = 64 << 10
    static let mostColumns = 256

    private let bytes: [UInt8]
    private var position = 0
    private var line = 1

    init(_ text: CSVText) { bytes = text.bytes }

    /// The next row, blank ones included; `nil` at the end.
    mutating func next() throws(RowFault) -> CSVRecord? {
        guard position < bytes.count else { return nil }
        let first = line
        var cells: [CSVRecord.Cell] = []
        while true {
            guard cells.count < Self.mostColumns else {
                throw RowFault(line: line, column: cells.count, "一行超过 \(Self.mostColumns) 列", mend: "请删去多余的列")
            }
            let start = line
            let text = try cell(column: cells.count + 1)
            cells.append(.init(text: text, line: start))
            guard position < bytes.count else { break }
            let byte = bytes[position]
            position += 1
            if byte == UInt8(ascii: ",") { continue }
            endLine(after: byte)
            break
        }
        return CSVRecord(line: first, cells: cells)
    }

    /// Reads up to the separator, the line's end or the file's.
    private mutating func cell(column: Int) throws(RowFault) -> String {
        guard position < bytes.count, bytes[position] == UInt8(ascii: "\"") else {
            return try bareCell(column)
        }
        return try quotedCell(column)
    }

    private mutating func bareCell(_ column: Int) throws(RowFault) -> String {
        let start = position
        scan: while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: ","), 10, 13: break scan
            case UInt8(ascii: "\""):
                throw RowFault(
                    line: line, column: column, "没有用引号括起的格子里有英文双引号",
                    mend: "请用 Excel 另存为 CSV，或把整格括在双引号里并把里面的双引号写两遍")
            case 0: throw nul(column)
            default: position += 1
            }
            if position - start > Self.longestCell { throw tooLong(line, column) }
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func quotedCell(_ column: Int) throws(RowFault) -> String {
        let first = line
        position += 1
        var start = position
        var text: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
                    text += bytes[start..<position]
                    position += 1
                    start = position
                    continue
                }
                text += bytes[start..<position - 1]
                guard position == bytes.count || [UInt8(ascii: ","), 10, 13].contains(bytes[position]) else {
                    throw RowFault(
                        line: line, column: column, "右引号后面还有文字", mend: "请把这一格里的双引号写两遍，或删去引号后的文字")
                }
                return String(decoding: text, as: UTF8.self)
            case 10, 13: endLine(after: byte, keeping: true)
            case 0: throw nul(column)
            default: break
            }
            if text.count + position - start > Self.longestCell { throw tooLong(first, column) }
        }
        throw RowFault(line: first, column: column, "左引号没有对应的右引号", mend: "请在这一格末尾补上双引号")
    }

    /// Counts the line that `byte`, just read, ends; CRLF is one end.
    private mutating func endLine(after byte: UInt8, keeping: Bool = false) {
        if byte == 13, position < bytes.count, bytes[position] == 10 {
            if keeping { return }
            position += 1
        }
        line += 1
    }

    private func nul(_ column: Int) -> RowFault {
        RowFault(line: line, column: column, "这一格里有空字节（NUL）", mend: "请在原软件里重新录入这一格，再另存为 CSV")
    }

    private func tooLong(_ line: Int, _ column: Int) -> RowFault {
        RowFault(
            line: line, column: column, "这一格超过 \(Self.longestCell >> 10) KB",
            mend: "请精简内容；如果内容不长，请检查这一格的引号是否成对")
    }
}
