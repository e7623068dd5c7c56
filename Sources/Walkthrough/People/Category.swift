/// A word of a vocabulary that an office keeps for itself, such as 公安局 or 部门专区: one line of 1 to 60 characters.
///
/// Rules compare categories, so they stand in events as they are; what describes a person or a case is `Prose`.
public struct Category: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public let text: String

    public static let limit = 60

    /// Trims white space at both ends.
    /// - Throws: `Invalid` if nothing is left, it is longer than 60 characters, or it holds a line break or a control
    ///   character.
    public init(_ text: String, _ field: String) throws(Invalid) {
        let normal = try Prose(text, field, limit: Self.limit)
        guard let word = normal.text, !word.unicodeScalars.contains(where: { $0 == "\n" || $0 == "\t" }) else {
            throw Invalid(field, "不能换行", mend: "请写成一行")
        }
        self.text = word
    }

    /// `nil` for missing or blank text, which means unknown and stays so.
    public static func optional(_ text: String?, _ field: String) throws(Invalid) -> Category? {
        guard let text, !Prose.trimmed(text).isEmpty else { return nil }
        return try Category(text, field)
    }

    public var description: String { text }
    public static func < (a: Self, b: Self) -> Bool { a.text < b.text }

    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self), "类别")
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
