/// Text that somebody typed, and that can be erased by law although history cannot (decisions 1).
///
/// In an event it stands as a salted digest; the text itself lies in the event's text record. `apply`, queries and
/// projections see the text, or that it was erased, and never the digest.
public enum Prose: Hashable, Sendable, CustomStringConvertible {
    case text(String)
    case erased

    /// The most characters that a title and a description may have.
    public static let titleLimit = 200
    public static let bodyLimit = 4_000

    /// Trims white space at both ends.
    /// - Throws: `Invalid` if nothing is left that can be seen, it is longer than `limit` characters, or it holds NUL or another
    ///   control character than newline and tab.
    public init(_ text: String, _ field: String, limit: Int = Prose.bodyLimit) throws(Invalid) {
        guard text.utf8.count <= limit * 64 else {
            throw Invalid(field, "太长，超过 \(limit) 字", mend: "请精简，或把全文作为附件上传")
        }
        let normal = Prose.unixLines(text)
        let trimmed = Prose.trimmed(normal)
        guard !Prose.isBlank(trimmed) else {
            throw Invalid(field, trimmed.isEmpty ? "是空的" : "没有看得见的文字", mend: "请填写内容")
        }
        guard trimmed.count <= limit else {
            throw Invalid(field, "有 \(trimmed.count) 字，超过 \(limit) 字", mend: "请精简，或把全文作为附件上传")
        }
        for scalar in trimmed.unicodeScalars where Prose.isForbidden(scalar) {
            throw Invalid(
                field, "含有控制字符 U+\(padded(hex: scalar.value))", mend: "请删去不可见字符后再填，换行和制表符可以保留")
        }
        self = .text(trimmed)
    }

    /// `nil` for missing or blank text, which means unknown and stays so.
    public static func optional(_ text: String?, _ field: String, limit: Int = Prose.bodyLimit)
        throws(Invalid) -> Prose?
    {
        guard let text, !isBlank(text) else { return nil }
        return try Prose(text, field, limit: limit)
    }

    /// As it is searched: trimmed, lower case, full-width letters and digits as ASCII.
    public static func folded(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in trimmed(text).unicodeScalars {
            let isWide = (0xFF01...0xFF5E).contains(scalar.value)
            result.append(isWide ? Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar : scalar)
        }
        return String(result).lowercased()
    }

    /// Spaces, and what takes no room at all (zero-width characters, fillers, soft hyphens).
    private static func isBlank(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy {
            $0.properties.isWhitespace || $0.properties.isDefaultIgnorableCodePoint || $0.value == 0x2800
        }
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 9, 10: false
        case 0..<32, 127..<160, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    private static func unixLines(_ text: String) -> String {
        guard text.utf8.contains(13) else { return text }
        var result = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if scalar == "\n", previous == "\r" { previous = scalar; continue }
            result.append(scalar == "\r" ? "\n" : scalar)
            previous = scalar
        }
        return String(result)
    }

    static func trimmed(_ text: String) -> String {
        let body = text.drop(while: \.isWhitespace)
        guard let last = body.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(body[...last])
    }

    /// The text, or `已依法删除`.
    public var description: String {
        switch self {
        case .text(let text): text
        case .erased: "已依法删除"
        }
    }

    public var text: String? {
        switch self {
        case .text(let text): text
        case .erased: nil
        }
    }
}

private func padded(hex value: UInt32) -> String {
    let text = String(value, radix: 16, uppercase: true)
    return String(repeating: "0", count: max(0, 4 - text.count)) + text
}

/// Where an encoder puts the texts of an event: it takes a field and its text, and gives the digest to write instead.
public protocol ProseSink: Sendable {
    func take(_ text: String, field: String) -> Digest
}

/// Where a decoder finds the texts of an event by field; `nil` means erased.
public protocol ProseSource: Sendable {
    func text(field: String, digest: Digest) -> String?
}

extension CodingUserInfoKey {
    /// Set to a `ProseSink` to encode an event; without it `Prose` encodes as its text (projections).
    public static let proseSink = CodingUserInfoKey(rawValue: "peizou.proseSink")!
    /// Whatever it is set to, phone and ID numbers are masked in what is decoded.
    public static let masksProse = CodingUserInfoKey(rawValue: "peizou.masksProse")!
    /// Set to a `ProseSource` to decode an event.
    public static let proseSource = CodingUserInfoKey(rawValue: "peizou.proseSource")!
}

extension Prose: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let source = decoder.userInfo[.proseSource] as? any ProseSource {
            let digest = try Digest(container.decode(String.self))
            self = source.text(field: decoder.codingPath.field, digest: digest).map(Prose.text) ?? .erased
        } else if let text = try? container.decode(String.self) {
            self = .text(decoder.userInfo[.masksProse] == nil ? text : PersonalData.masked(text))
        } else {
            _ = try container.decode(Bool.self)
            self = .erased
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        guard case .text(let text) = self else {
            if encoder.userInfo[.forReaders] != nil { return try container.encode(description) }
            return try container.encode(false)
        }
        if let sink = encoder.userInfo[.proseSink] as? any ProseSink {
            try container.encode(sink.take(text, field: encoder.codingPath.field))
        } else {
            try container.encode(text)
        }
    }
}

extension [any CodingKey] {
    /// `answers.3.note`: the name of a text in its event's text record.
    fileprivate var field: String {
        map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: ".")
    }
}
