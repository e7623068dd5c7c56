/// A digest that names its algorithm, such as `sha256:` and 64 hexadecimal digits; SM3 can follow beside it.
public struct Digest: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public let text: String

    public init(_ text: String) throws(Invalid) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, parts[0] == "sha256", parts[1].utf8.count == 64,
            parts[1].utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else { throw Invalid("摘要", "“\(text.prefix(80))”不是摘要", mend: "请使用 sha256: 加 64 位小写十六进制") }
        self.text = text
    }

    /// - Parameter sha256: the 32 bytes of the digest.
    public init(sha256: some Sequence<UInt8>) {
        let digits = Array("0123456789abcdef".utf8)
        var bytes = Array("sha256:".utf8)
        bytes.reserveCapacity(71)
        for byte in sha256 {
            bytes.append(digits[Int(byte >> 4)])
            bytes.append(digits[Int(byte & 15)])
        }
        text = String(decoding: bytes, as: UTF8.self)
    }

    /// The hexadecimal digits alone, for file names.
    public var hex: Substring { text.dropFirst(7) }

    public static func < (a: Digest, b: Digest) -> Bool { a.text < b.text }
    public var description: String { text }

    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
