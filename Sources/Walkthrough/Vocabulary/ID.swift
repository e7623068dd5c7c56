/// The identity of an `Entity`: a UUID of version 7 as lower-case text, so that ids sort by the time they were made.
///
/// Clients that work offline make their own; the server checks the form only.
public struct ID<Entity>: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public let text: String

    /// - Throws: `Invalid` unless `text` is a lower-case UUIDv7 such as `0199a1b2-…-7…-8…-…`.
    public init(_ text: String) throws(Invalid) {
        guard Self.isUUIDv7(text) else {
            throw Invalid("编号", "“\(text.prefix(60))”不是有效的内部编号", mend: "请使用小写 UUIDv7，或改用台账编号")
        }
        self.text = text
    }

    /// A new id for the instant `at`, from 74 random bits (the rest of `random` is not used).
    public init(at: Instant, random: (UInt64, UInt64)) {
        let milliseconds = UInt64(max(0, at.milliseconds)) & 0xFFFF_FFFF_FFFF
        let high = milliseconds << 16 | 0x7000 | random.0 & 0x0FFF
        let low = 0x8000_0000_0000_0000 | random.1 & 0x3FFF_FFFF_FFFF_FFFF
        var bytes: [UInt8] = []
        bytes.reserveCapacity(36)
        for index in 0..<16 {
            if index == 4 || index == 6 || index == 8 || index == 10 { bytes.append(UInt8(ascii: "-")) }
            let word = index < 8 ? high : low
            let byte = UInt8(truncatingIfNeeded: word >> UInt64((7 - index % 8) * 8))
            bytes.append(Self.hexDigits[Int(byte >> 4)])
            bytes.append(Self.hexDigits[Int(byte & 15)])
        }
        text = String(decoding: bytes, as: UTF8.self)
    }

    private static var hexDigits: [UInt8] { Array("0123456789abcdef".utf8) }

    private static func isUUIDv7(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count == 36, bytes[14] == UInt8(ascii: "7") else { return false }
        guard
            [UInt8(ascii: "8"), UInt8(ascii: "9"), UInt8(ascii: "a"), UInt8(ascii: "b")].contains(bytes[19])
        else { return false }
        for (index, byte) in bytes.enumerated() {
            let dash = index == 8 || index == 13 || index == 18 || index == 23
            let hex = (48...57).contains(byte) || (97...102).contains(byte)
            if dash ? byte != 45 : !hex { return false }
        }
        return true
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
