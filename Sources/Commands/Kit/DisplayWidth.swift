/// How many columns of a terminal a text takes: CJK characters and emoji two, combining marks none.
enum DisplayWidth {
    static func of(_ text: some StringProtocol) -> Int {
        // Most texts are ASCII, where each byte is one column.
        text.utf8.allSatisfy { (32..<127).contains($0) } ? text.utf8.count : text.reduce(0) { $0 + of($1) }
    }

    /// A character is as wide as its widest scalar; the emoji selector U+FE0F makes it two columns wide.
    static func of(_ character: Character) -> Int {
        if let ascii = character.asciiValue { return ascii < 32 || ascii == 127 ? 0 : 1 }
        return character.unicodeScalars.reduce(0) { max($0, $1 == "\u{FE0F}" ? 2 : of($1)) }
    }

    static func of(_ scalar: Unicode.Scalar) -> Int {
        if isWide(scalar) { return 2 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .control, .format, .lineSeparator, .paragraphSeparator: return 0
        default: return 1
        }
    }

    /// The longest beginning of `text` that fits into `width` columns.
    static func prefix(_ text: String, width: Int) -> Substring {
        var used = 0
        var end = text.startIndex
        while end < text.endIndex {
            used += of(text[end])
            if used > width { break }
            end = text.index(after: end)
        }
        return text[..<end]
    }

    /// `text` cut to `width` columns, with `…` as the last of them where something was cut.
    static func truncated(_ text: String, to width: Int) -> String {
        if of(text) <= width { return text }
        return width < 1 ? "" : prefix(text, width: width - 1) + "…"
    }

    /// East Asian Wide and Fullwidth (Unicode Standard Annex 11), by block; scattered emoji by their own property.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        guard scalar.value >= 0x1100 else { return false }
        switch scalar.value {
        case 0x302A...0x302D, 0x303F, 0x3099...0x309A: return false
        case 0x1100...0x115F, 0x2329...0x232A, 0x2E80...0x303E, 0x3041...0x4DBF, 0x4E00...0xA4CF,
            0xA960...0xA97F,
            0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
            0xFFE0...0xFFE6,
            0x16FE0...0x16FE3, 0x17000...0x18D08, 0x1AFF0...0x1B2FB, 0x1F200...0x1F265, 0x20000...0x3FFFD:
            return true
        default: return scalar.properties.isEmojiPresentation
        }
    }
}
