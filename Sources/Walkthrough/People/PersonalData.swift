/// Finds personal data that people type into free text, and masks it (domain §8.15).
public enum PersonalData {
    public struct Match: Hashable, Sendable {
        public let kind: String
        public let masked: String
    }

    /// The first mobile number (11 digits from 13 to 19) or ID number (17 digits and a digit or X) in `text`.
    public static func first(in text: String) -> Match? {
        var match: Match?
        _ = replace(in: text) { kind, masked in match = match ?? Match(kind: kind, masked: masked) }
        return match
    }

    /// `text` with each such number's middle digits replaced by `*`.
    public static func masked(_ text: String) -> String { replace(in: text) { _, _ in } }

    private static func replace(in text: String, found: (String, String) -> Void) -> String {
        guard mayHoldNumber(text) else { return text }
        var result: [Character] = []
        var run: [Character] = []
        func flush() {
            let digits = run.filter { $0 != "-" }
            let isID = digits.count == 18
            let isPhone = digits.count == 11 && digits[0] == "1" && ("3"..."9").contains(digits[1])
            if isID || isPhone {
                let keep = isID ? (3, 2) : (3, 4)
                let stars = String(repeating: "*", count: digits.count - keep.0 - keep.1)
                let masked = String(digits.prefix(keep.0)) + stars + String(digits.suffix(keep.1))
                found(isID ? "身份证号" : "手机号", masked)
                result += Array(masked)
            } else {
                result += run
            }
            run = []
        }
        for character in text {
            let isDigit = ("0"..."9").contains(character)
            let isCheck = (character == "X" || character == "x") && run.count == 17
            if isDigit || isCheck || (character == "-" && !run.isEmpty) {
                run.append(character)
            } else {
                flush()
                result.append(character)
            }
        }
        flush()
        return String(result)
    }

    /// Whether there are eleven digits with no other letter of ASCII between them: nearly no text has, and looking at its
    /// characters one by one costs much more.
    private static func mayHoldNumber(_ text: String) -> Bool {
        var digits = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"):
                digits += 1
                if digits == 11 { return true }
            case UInt8(ascii: "-"), 0x80...: break
            default: digits = 0
            }
        }
        return false
    }
}
