/// Cells of a CSV file that spreadsheet programs can open without harm.
package enum CSVText {
    /// Characters that make a spreadsheet program take a cell for a formula; the wide ones do in East Asian ones.
    private static let triggers: Set<Character> = [
        "=", "+", "-", "@", "\t", "\r", "\n", "\r\n", "＝", "＋", "－", "＠",
    ]

    /// RFC 4180 quoting, after an apostrophe before whatever could run as a formula. Control characters are dropped.
    package static func cell(_ text: String) -> String {
        var text = text
        if text.utf8.contains(where: { $0 < 32 && $0 != 9 && $0 != 10 && $0 != 13 || $0 == 127 }) {
            text.unicodeScalars.removeAll {
                $0.value < 32 && $0.value != 9 && $0.value != 10 && $0.value != 13 || $0.value == 127
            }
        }
        if let first = text.first, triggers.contains(first) || isBlankThenTrigger(text) { text = "'" + text }
        guard text.utf8.contains(where: { $0 == 44 || $0 == 34 || $0 == 10 || $0 == 13 }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
            + "\""
    }

    /// Some programs trim the blanks before they look.
    private static func isBlankThenTrigger(_ text: String) -> Bool {
        guard let first = text.first, first.isWhitespace, let real = text.first(where: { !$0.isWhitespace })
        else {
            return false
        }
        return triggers.contains(real)
    }
}
