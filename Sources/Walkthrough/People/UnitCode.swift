/// The code of a unit, such as `QH-D27`: 1 to 40 of A–Z, a–z, 0–9, hyphen and underscore.
public struct UnitCode: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public let text: String

    public init(_ text: String) throws(Invalid) {
        guard (1...40).contains(text.utf8.count), text.utf8.allSatisfy(Self.isAllowed) else {
            throw Invalid("单位编码", "“\(text.prefix(60))”不合规", mend: "请用 1 到 40 位字母、数字、- 或 _，如 QH-D27")
        }
        self.text = text
    }

    static func isAllowed(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45
            || byte == 95
    }

    public var description: String { text }
    public static func < (a: Self, b: Self) -> Bool { a.text < b.text }

    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
