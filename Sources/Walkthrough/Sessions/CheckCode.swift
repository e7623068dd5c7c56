/// The form of a check point's id, such as `COV-01`: a theme of 2 to 8 capitals and digits that begins with a
/// capital, a hyphen, 2 or 3 digits.
enum CheckCode {
    static func isValid(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, (2...8).contains(parts[0].utf8.count), (2...3).contains(parts[1].utf8.count)
        else {
            return false
        }
        return parts[0].utf8.first.map(isCapital) == true
            && parts[0].utf8.allSatisfy { isCapital($0) || isDigit($0) }
            && parts[1].utf8.allSatisfy(isDigit)
    }

    private static func isCapital(_ byte: UInt8) -> Bool { (65...90).contains(byte) }
    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    /// `COV` of `COV-01`.
    static func theme(_ code: String) -> Substring { code.prefix { $0 != "-" } }

    /// `ESC-01` to `ESC-05` for `("ESC", 5)`.
    static func series(_ theme: String, _ count: Int) -> [String] {
        (1...count).map { "\(theme)-\(padded($0, 2))" }
    }
}
