/// A line of our own text on a checklist: one line of 1 to 200 characters. What persons type is `Prose` instead.
public struct Wording: Hashable, Sendable, CustomStringConvertible {
    public static let limit = 200
    public let text: String

    /// Trims white space at both ends.
    /// - Throws: `Invalid` if nothing is left, it is too long, or it holds a line break or a control character.
    public init(_ text: String, _ field: String = "文字") throws(Invalid) {
        let trimmed = Prose.trimmed(text)
        guard !trimmed.isEmpty else { throw Invalid(field, "是空的", mend: "请填写内容") }
        guard trimmed.utf8.count <= Self.limit * 16, trimmed.count <= Self.limit else {
            throw Invalid(field, "超过 \(Self.limit) 字", mend: "请精简")
        }
        guard !trimmed.unicodeScalars.contains(where: Self.isForbidden) else {
            throw Invalid(field, "含有换行或控制字符", mend: "请写成一行，并删去不可见字符")
        }
        self.text = trimmed
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<32, 127..<160, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    public var description: String { text }
}

extension Wording: Codable {
    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
