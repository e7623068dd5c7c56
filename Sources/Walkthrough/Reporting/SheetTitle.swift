/// The title of a sheet, by Excel's rules.
public struct SheetTitle: Hashable, Sendable, Codable, CustomStringConvertible {
    public let text: String

    /// - Throws: `Invalid` for a blank title, one over 31 UTF-16 units, with one of `[ ] : * ? / \` or a control
    ///   character, with an apostrophe at either end, or the name `History`, which Excel keeps for itself.
    public init(_ text: String) throws(Invalid) {
        let shown = "“\(text.prefix(40))”"
        guard !Prose.trimmed(text).isEmpty else { throw Invalid("工作表名", "是空的", mend: "请填写名称") }
        guard text.utf16.count <= 31 else {
            throw Invalid("工作表名", "\(shown)有 \(text.utf16.count) 字，超过 31 字", mend: "请精简")
        }
        for scalar in text.unicodeScalars {
            let value = scalar.value
            if "[]:*?/\\".unicodeScalars.contains(scalar) || value < 32 || (127..<160).contains(value)
                || value >= 0xFFFE
                    && value <= 0xFFFF
            {
                throw Invalid("工作表名", "\(shown)含有 Excel 不接受的字符", mend: "请删去 [ ] : * ? / \\ 和不可见字符")
            }
        }
        guard text.first != "'", text.last != "'" else {
            throw Invalid("工作表名", "\(shown)以单引号开头或结尾", mend: "请删去首尾的单引号")
        }
        guard text.lowercased() != "history" else {
            throw Invalid("工作表名", "\(shown)是 Excel 保留的名称", mend: "请换一个名称")
        }
        self.text = text
    }

    /// Excel compares titles without regard to case.
    /// - Throws: `Invalid` naming the first title that occurs twice.
    public static func requireUnique(_ titles: [SheetTitle]) throws(Invalid) {
        var seen: Set<String> = []
        for title in titles where !seen.insert(title.text.lowercased()).inserted {
            throw Invalid("工作表名", "“\(title)”用了两次", mend: "请给每张表起不同的名称")
        }
    }

    public var description: String { text }

    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
