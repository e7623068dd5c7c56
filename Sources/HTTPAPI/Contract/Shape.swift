/// What a JSON text looks like before it is parsed.
enum Shape {
    /// - Parameter members: how many its objects have, those that share a name too.
    case plain(members: Int)
    /// Nested too deep: brackets by the million cost nothing.
    case deep
    /// What Foundation's decoder would take though it is no JSON: a comma before a closing bracket, and UTF-16, which has
    /// NUL bytes.
    case odd

    static func of(_ bytes: [UInt8], deepest: Int) -> Shape {
        var level = 0
        var members = 0
        var isQuoted = false
        var isEscaped = false
        var isAfterComma = false
        for byte in bytes {
            guard byte != 0 else { return .odd }
            if isQuoted {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isQuoted = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\n"), UInt8(ascii: "\r"): continue
            case UInt8(ascii: "\""): isQuoted = true
            case UInt8(ascii: ":"): members += 1
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                level += 1
                if level > deepest { return .deep }
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                if isAfterComma { return .odd }
                level -= 1
            default: break
            }
            isAfterComma = byte == UInt8(ascii: ",")
        }
        return .plain(members: members)
    }
}
