/// What happens to a text before it goes into a cell of a workbook.
enum CellText {
    /// The most UTF-16 units that Excel shows of a cell.
    static let limit = 32_767
    static let cutMark = "……【超长截断，全文见系统】"

    /// - Returns: the text without control characters, with `_xHHHH_` kept as typed, and cut with a visible mark
    ///   where it is longer than Excel takes.
    static func prepared(_ text: String) -> (text: String, isCut: Bool) {
        var text = text
        if needsCleaning(text) { text = cleaned(text) }
        guard text.utf8.count > limit, text.utf16.count > limit else { return (text, false) }
        let keep = limit - cutMark.utf16.count
        var end = text.utf16.index(text.utf16.startIndex, offsetBy: keep)
        // Back to a whole character, so that neither a surrogate pair nor a cluster is torn.
        while end > text.startIndex, end.samePosition(in: text) == nil { end = text.utf16.index(before: end) }
        return (text[..<end] + cutMark, true)
    }

    private static func needsCleaning(_ text: String) -> Bool {
        var (first, second): (UInt8, UInt8) = (0, 0)
        for third in text.utf8 {
            if third < 32 ? third != 10 : third == 127 { return true }
            // C1 controls, U+FFFE and U+FFFF, and what may be Excel's own escape.
            if second == 0xC2, third < 0xA0 { return true }
            if first == 0xEF, second == 0xBF, third >= 0xBE { return true }
            if second == UInt8(ascii: "_"), third == UInt8(ascii: "x") { return true }
            (first, second) = (second, third)
        }
        return false
    }

    private static func cleaned(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 9: result.append(" ")
            case 10: result.append(scalar)
            case 0..<32, 127..<160, 0xFFFE, 0xFFFF: continue
            default: result.append(scalar)
            }
        }
        return escapedHex(String(result))
    }

    /// Excel reads `_x0041_` as A; its own way to say that the underscore is meant is `_x005F_` before it.
    private static func escapedHex(_ text: String) -> String {
        guard text.contains("_x") else { return text }
        let bytes = Array(text.utf8)
        var result: [UInt8] = []
        for (index, byte) in bytes.enumerated() {
            result.append(byte)
            guard byte == UInt8(ascii: "_"), index + 6 < bytes.count, bytes[index + 1] == UInt8(ascii: "x"),
                bytes[index + 6] == UInt8(ascii: "_"), bytes[(index + 2)...(index + 5)].allSatisfy(isHexDigit)
            else { continue }
            result += Array("x005F_".utf8)
        }
        return String(decoding: result, as: UTF8.self)
    }

    private static func isHexDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (65...70).contains(byte) || (97...102).contains(byte)
    }

    /// How many lines a text takes in a column of `width` digits; a Chinese character is two digits wide.
    static func lines(_ text: String, width: Double) -> Int {
        // A little less than the column has: its margins, and characters that do not fit whole.
        let room = max(2, Int(width) - 1)
        var lines = 1
        var column = 0
        for byte in text.utf8 {
            if byte == 10 {
                lines += 1
                column = 0
                continue
            }
            let advance = byte < 0x80 ? 1 : byte < 0xC0 ? 0 : byte < 0xE0 ? 1 : 2
            column += advance
            if column > room {
                lines += 1
                column = advance
            }
        }
        return lines
    }
}
