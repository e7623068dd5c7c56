/// The form of a check point's id, such as `COV-01`: a theme of 2 to 5 capitals, a hyphen, 2 or 3 digits.
enum CheckCode {
    static func isValid(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.count == 2 && (2...5).contains(parts[0].utf8.count)
            && (2...3).contains(parts[1].utf8.count)
            && parts[0].utf8.allSatisfy { (65...90).contains($0) }
            && parts[1].utf8.allSatisfy { (48...57).contains($0) }
    }

    /// `COV` of `COV-01`.
    static func theme(_ code: String) -> Substring { code.prefix { $0 != "-" } }

    /// `ESC-01` to `ESC-05` for `("ESC", 5)`.
    static func series(_ theme: String, _ count: Int) -> [String] {
        (1...count).map { "\(theme)-\(padded($0, 2))" }
    }
}
