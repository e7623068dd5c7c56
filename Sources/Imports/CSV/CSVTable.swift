public import Walkthrough

/// The columns that a kind of row reads, by their Chinese titles.
public struct CSVLayout: Sendable {
    public let required: [String]
    public let optional: [String]
    /// A column whose value may stand only once in a file.
    public let unique: String?

    public init(required: [String], optional: [String] = [], unique: String? = nil) {
        self.required = required
        self.optional = optional
        self.unique = unique
    }
}

/// A row that a CSV file is read into.
public protocol CSVRow: Sendable {
    static var layout: CSVLayout { get }
    /// The physical line that the row begins on.
    var line: Int { get }
    /// `nil` if a cell is wrong; `cells` has then collected each fault.
    init?(_ cells: inout CSVCells)
}

/// The rows of a CSV file: all of them, or none and every fault.
public struct CSVTable<Row: CSVRow>: Sendable {
    public let rows: [Row]
    /// What is wrong in the rows that are not among `rows`; none in a table that was read whole.
    public let faults: [RowFault]
    /// As in `CSVRefused`.
    public let stoppedEarly: Bool
    /// Titles that were read, in the file's order.
    public let read: [String]
    /// Titles that may stand in such a file and do not.
    public let absent: [String]
    /// Titles that such a file does not have and that were not taken; to be told to the user.
    public let ignored: [String]
    public let encoding: CSVEncoding
    /// Rows without any text, left out.
    public let blankRows: Int

    private let columns: [String: Int]

    /// Reads a file in UTF-8 or GB18030, with or without a byte order mark.
    public init(_ file: [UInt8]) throws(CSVRefused) {
        try self.init(keepingFaultsOf: file)
        if let faults = NonEmpty(faults) { throw CSVRefused(faults, stoppedEarly: stoppedEarly) }
    }

    /// Reads what can be read, so that later checks can name the faults of the good rows as well.
    /// - Throws: `CSVRefused` for a file without a usable header.
    public init(keepingFaultsOf file: [UInt8]) throws(CSVRefused) {
        var reader: CSVReader
        let header: CSVHeader
        do throws(RowFault) {
            let text = try CSVText(decoding: file)
            encoding = text.encoding
            reader = CSVReader(text)
            header = try CSVHeader(Row.layout, &reader)
        } catch { throw CSVRefused(error) }
        (read, absent, ignored) = (header.read, header.absent, header.ignored)

        var rows: [Row] = []
        var faults: [RowFault] = []
        var seen: [String: Int] = [:]
        var blank = 0
        var stopped = false
        do throws(RowFault) {
            while let record = try reader.next() {
                if record.isBlank {
                    blank += 1
                    continue
                }
                var cells = CSVCells(record, header)
                if cells.faults.isEmpty {
                    let row = Row(&cells)
                    cells.checkUnique(Row.layout.unique, &seen)
                    if let row, cells.faults.isEmpty { rows.append(row) }
                }
                faults += cells.faults
                guard faults.count < CSVRefused.mostFaults else {
                    stopped = true
                    break
                }
            }
        } catch {
            faults.append(error)
            stopped = true
        }
        self.rows = rows
        self.faults = Array(faults.prefix(CSVRefused.mostFaults))
        stoppedEarly = stopped
        blankRows = blank
        columns = header.index
    }

    /// A fault that a later check finds in the row of `line`, such as a parent that does not exist; it names the
    /// column that `invalid.field` is the title of.
    public func fault(line: Int, _ invalid: Invalid) -> RowFault {
        let column = columns[invalid.field].map { $0 + 1 }
        guard column != nil else { return RowFault(line: line, column: nil, message: invalid.description) }
        return RowFault(line: line, column: column, title: invalid.field, invalid)
    }
}

/// The first row of a file, matched with a layout.
struct CSVHeader {
    let line: Int
    let titles: [String]
    let index: [String: Int]
    let read: [String]
    let absent: [String]
    let ignored: [String]

    init(_ layout: CSVLayout, _ reader: inout CSVReader) throws(RowFault) {
        var record = try reader.next()
        while let blank = record, blank.isBlank { record = try reader.next() }
        guard let record else {
            throw RowFault(
                line: 1, column: nil, "没有表头", mend: "第一行请写列名：\(layout.required.joined(separator: "、"))")
        }
        line = record.line
        titles = record.cells.map { trimmed($0.text) }
        let known = layout.required + layout.optional
        var index: [String: Int] = [:]
        for (column, title) in titles.enumerated() where known.contains(title) {
            if let first = index[title] {
                throw RowFault(
                    line: line, column: column + 1, title: title, "“\(title)”列出现两次，先在第\(first + 1)列",
                    mend: "请只留一列")
            }
            index[title] = column
        }
        let missing = layout.required.filter { index[$0] == nil }
        guard missing.isEmpty else {
            throw RowFault(
                line: line, column: nil, "缺少列：\(missing.joined(separator: "、"))",
                mend: Self.mend(titles, missing))
        }
        self.index = index
        read = titles.filter { index[$0] != nil }
        absent = layout.optional.filter { index[$0] == nil }
        ignored = titles.filter { !$0.isEmpty && index[$0] == nil }
    }

    private static func mend(_ titles: [String], _ missing: [String]) -> String {
        if titles.count == 1, let separator = titles[0].first(where: { "\t;；，|".contains($0) }) {
            let name = separator == "\t" ? "制表符" : "“\(separator)”"
            return "这个文件像是用\(name)分隔，请另存为用英文逗号分隔的 CSV"
        }
        return "请在表头补上这些列名（读到的是：\(titles.prefix(12).joined(separator: "、").prefix(200))）"
    }
}

/// `text` without white space at both ends.
func trimmed(_ text: some StringProtocol) -> String {
    let body = text.drop(while: \.isWhitespace)
    guard let last = body.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(body[...last])
}
