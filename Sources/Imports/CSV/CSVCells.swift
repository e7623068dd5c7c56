public import Walkthrough

/// The cells of one row, read by title; each reading that fails leaves a fault and gives `nil`.
///
/// An empty cell and a column that the file does not have mean unknown: `nil`, and no fault unless required.
public struct CSVCells {
    /// The line on which the row begins.
    public let line: Int
    public private(set) var faults: [RowFault] = []

    private let record: CSVRecord
    private let header: CSVHeader

    init(_ record: CSVRecord, _ header: CSVHeader) {
        self.record = record
        self.header = header
        line = record.line
        let width = header.titles.count
        if record.cells.count < width {
            faults.append(
                RowFault(
                    line: line, column: nil, "只有 \(record.cells.count) 列，表头有 \(width) 列",
                    mend: "请核对这一行是否缺逗号；没有内容的列也要留空位"))
        }
        for (index, cell) in record.cells.enumerated() where !trimmed(cell.text).isEmpty {
            if index >= width {
                faults.append(
                    RowFault(
                        line: cell.line, column: index + 1, "这一行有 \(record.cells.count) 列，表头只有 \(width) 列",
                        mend: "请核对是否多了逗号；内容里有英文逗号的格子要用双引号括起"))
                break
            } else if header.titles[index].isEmpty {
                faults.append(
                    RowFault(line: cell.line, column: index + 1, "这一列没有列名却有内容", mend: "请补上列名，或删去这一列"))
            }
        }
    }

    /// The trimmed text.
    public func text(_ title: String) -> String? {
        guard let index = header.index[title], index < record.cells.count else { return nil }
        let text = trimmed(record.cells[index].text)
        return text.isEmpty ? nil : text
    }

    /// What `parse` makes of the text.
    public mutating func value<Value>(_ title: String, _ parse: (String) throws(Invalid) -> Value) -> Value? {
        guard let text = text(title) else { return nil }
        do throws(Invalid) {
            return try parse(text)
        } catch {
            fail(error, in: title)
            return nil
        }
    }

    /// The same, where empty is a fault.
    public mutating func required<Value>(_ title: String, _ parse: (String) throws(Invalid) -> Value)
        -> Value?
    {
        guard text(title) != nil else {
            fail(Invalid(title, "不能为空", mend: "请填写\(title)"))
            return nil
        }
        return value(title, parse)
    }

    /// Records a fault in the column that `invalid.field` names, or in `title`.
    public mutating func fail(_ invalid: Invalid, in title: String? = nil) {
        let title = title ?? invalid.field
        let index = header.index[title]
        let line = index.flatMap { $0 < record.cells.count ? record.cells[$0].line : nil } ?? line
        faults.append(
            RowFault(line: line, column: index.map { $0 + 1 }, title: index == nil ? nil : title, invalid))
    }

    mutating func checkUnique(_ title: String?, _ seen: inout [String: Int]) {
        guard let title, let text = text(title) else { return }
        if let first = seen.updateValue(line, forKey: text) {
            seen[text] = first
            fail(Invalid(title, "“\(text.prefix(60))”与第\(first)行重复", mend: "请改正其中一个，或删去重复的行"))
        }
    }
}

extension CSVCells {
    /// A typed text: erasable, without control characters.
    public mutating func prose(_ title: String, limit: Int = Prose.bodyLimit) -> Prose? {
        value(title) { text throws(Invalid) in try Prose(text, title, limit: limit) }
    }

    /// A name or title of at most 200 characters.
    public mutating func requiredTitle(_ title: String) -> Prose? {
        required(title) { text throws(Invalid) in try Prose(text, title, limit: Prose.titleLimit) }
    }

    /// A category, such as a kind of department: one line, at most 200 characters.
    public mutating func label(_ title: String) -> String? {
        value(title) { text throws(Invalid) in try Self.label(text, title) }
    }

    static func label(_ text: String, _ title: String) throws(Invalid) -> String {
        guard !text.contains(where: \.isNewline) else {
            throw Invalid(title, "有换行", mend: "请写成一行")
        }
        return try Prose(text, title, limit: Prose.titleLimit).text ?? text
    }

    /// A code of 1 to 64 letters, digits, `-`, `_`, `.`, `/` and `:`.
    public static func code(_ text: String, _ title: String) throws(Invalid) -> String {
        guard text.utf8.count <= 64,
            text.unicodeScalars.allSatisfy({
                $0.isASCII && ($0.properties.isAlphabetic || ("-"..."9" ~= $0) || $0 == "_" || $0 == ":")
            })
        else { throw Invalid(title, "“\(text.prefix(80))”不是编码", mend: "请用 64 位以内的字母、数字、-、_、. 或 /") }
        return text
    }

    public mutating func unit(_ title: String) -> UnitCode? {
        value(title) { text throws(Invalid) in try UnitCode(text) }
    }

    public mutating func integer(_ title: String) -> Int? {
        value(title) { text throws(Invalid) in
            guard text.utf8.count <= 15, text.utf8.allSatisfy({ (48...57).contains($0) }),
                let number = Int(text)
            else {
                throw Invalid(title, "“\(text.prefix(40))”不是整数", mend: "请只填阿拉伯数字，如 120，不要写单位")
            }
            return number
        }
    }

    /// 是 or 否.
    public mutating func flag(_ title: String) -> Bool? {
        value(title) { text throws(Invalid) in
            switch text {
            case "是": true
            case "否": false
            default: throw Invalid(title, "“\(text.prefix(40))”不是“是”或“否”", mend: "请填“是”或“否”，不清楚就留空")
            }
        }
    }

    /// One of `choices` by its printed title.
    public mutating func choice<Choice>(_ title: String, _ choices: [Choice], _ print: (Choice) -> String)
        -> Choice?
    {
        value(title) { text throws(Invalid) in
            guard let choice = choices.first(where: { print($0) == text }) else {
                throw Invalid(
                    title, "不认识“\(text.prefix(40))”",
                    mend: "请填其中之一：\(choices.map(print).joined(separator: "、"))")
            }
            return choice
        }
    }

    /// Several of `choices`, joined by `、`.
    public mutating func choices<Choice>(_ title: String, _ choices: [Choice], _ print: (Choice) -> String)
        -> [Choice]
    {
        value(title) { text throws(Invalid) in
            var found: [Choice] = []
            for part in CSVList.split(text) {
                guard let choice = choices.first(where: { print($0) == part }) else {
                    throw Invalid(
                        title, "不认识“\(part.prefix(40))”",
                        mend: "请填：\(choices.map(print).joined(separator: "、"))；几个之间用“、”")
                }
                found.append(choice)
            }
            return found
        } ?? []
    }
}

/// Several names in one cell.
enum CSVList {
    /// Parts between `；` where there is one, since names may contain `、`; else between `、`.
    static func split(_ text: String) -> [String] {
        let wide: Set<Character> = ["；", ";"]
        return split(text, at: text.contains(where: wide.contains) ? wide : ["、", "，", ",", "\n"])
    }

    static func split(_ text: String, at separators: Set<Character>) -> [String] {
        text.split(whereSeparator: separators.contains).map { trimmed($0) }.filter { !$0.isEmpty }
    }
}
