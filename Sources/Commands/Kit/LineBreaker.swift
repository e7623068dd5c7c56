/// Breaks long lines by display width: at spaces, and between CJK characters but not before closing
/// punctuation or the `<value>` of an option.
enum LineBreaker {
    private static let closing: Set<Character> = [
        "。", "，", "、", "；", "：", "？", "！", "）", "”", "》", ")", ",", ".",
    ]
    private static let opening: Set<Character> = ["（", "“", "《", "("]

    /// - Parameter indent: columns before each line but the first.
    static func wrapped(_ text: String, width: Int, indent: Int) -> String {
        var lines: [Substring] = []
        var rest = text[...]
        var room = width
        while DisplayWidth.of(rest) > room {
            let head = DisplayWidth.prefix(String(rest), width: room).count
            // Not within the label of the first line, which must not stand alone.
            let label = lines.isEmpty ? indent : 0
            let cut = stride(from: head, to: label, by: -1).lazy
                .map { rest.index(rest.startIndex, offsetBy: $0) }.first { isBreak(rest, at: $0) }
            let end = cut ?? rest.index(rest.startIndex, offsetBy: max(1, head))
            lines.append(rest[..<end])
            rest = rest[end...].drop { $0 == " " }
            room = width - indent
        }
        lines.append(rest)
        return lines.map(withoutSpacesAtEnd).joined(separator: "\n" + String(repeating: " ", count: indent))
    }

    private static func withoutSpacesAtEnd(_ line: Substring) -> Substring {
        line[..<(line.lastIndex { $0 != " " }.map(line.index(after:)) ?? line.startIndex)]
    }

    private static func isBreak(_ text: Substring, at index: Substring.Index) -> Bool {
        guard index > text.startIndex, index < text.endIndex else { return false }
        let before = text[text.index(before: index)]
        let after = text[index]
        guard !closing.contains(after), !opening.contains(before), !(before == " " && after == "<") else {
            return false
        }
        return before == " " || after == " " || DisplayWidth.of(before) == 2 || DisplayWidth.of(after) == 2
    }
}
