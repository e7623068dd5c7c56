/// A person's number at work, such as a staff number: 1 to 32 of A–Z, a–z, 0–9, hyphen and underscore. Never the
/// number of an identity card, which no field of this system takes.
public struct StaffNumber: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public let text: String

    public init(_ text: String) throws(Invalid) {
        let word = Prose.trimmed(text)
        guard (1...32).contains(word.utf8.count), word.utf8.allSatisfy(UnitCode.isAllowed) else {
            throw Invalid("工号", "“\(text.prefix(40))”不合规", mend: "请用 1 到 32 位字母、数字、- 或 _")
        }
        guard !Self.looksLikeIdentityCard(word) else {
            throw Invalid("工号", "像是身份证号码", mend: "请改用单位自编的工号，本系统不收身份证号码")
        }
        self.text = word
    }

    /// 18 characters, of which 7 to 14 are a day of birth: the form of GB 11643.
    static func looksLikeIdentityCard(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 18, bytes[..<17].allSatisfy({ (48...57).contains($0) }) else { return false }
        guard (48...57).contains(bytes[17]) || bytes[17] == UInt8(ascii: "X") || bytes[17] == UInt8(ascii: "x") else {
            return false
        }
        func number(_ range: Range<Int>) -> Int {
            bytes[range].reduce(0) { $0 * 10 + Int($1 - 48) }
        }
        return (1900...2199).contains(number(6..<10)) && (1...12).contains(number(10..<12))
            && (1...31).contains(number(12..<14))
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

/// The number by which exports name a volunteer instead of the person: 体验员012.
public struct ExperiencerNumber: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public let number: Int

    /// - Throws: `Invalid` unless `number` is 1 to 9999.
    public init(_ number: Int) throws(Invalid) {
        guard (1...9999).contains(number) else {
            throw Invalid("体验员编号", "\(number) 不在 1 到 9999 之间", mend: "请填如 体验员012")
        }
        self.number = number
    }

    /// Parses `体验员012` or `012`.
    public init(_ text: String) throws(Invalid) {
        let word = Prose.trimmed(text)
        let digits = word.hasPrefix("体验员") ? word.dropFirst(3) : word[...]
        guard digits.utf8.count <= 4, let number = Day.digits(digits) else {
            throw Invalid("体验员编号", "“\(text.prefix(40))”不合规", mend: "请填如 体验员012")
        }
        try self.init(number)
    }

    public var description: String { "体验员" + padded(number, 3) }
    public static func < (a: Self, b: Self) -> Bool { a.number < b.number }

    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(Int.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(number)
    }
}
