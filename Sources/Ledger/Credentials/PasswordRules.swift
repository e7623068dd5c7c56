public import Walkthrough

/// Which passwords are taken (domain §10): long enough, of three kinds of characters, not the account's name, not one of
/// those that everybody tries first.
public enum PasswordRules {
    /// The most characters; more would only cost time.
    public static let limit = 128

    /// - Parameter minimum: the setting `passwordMinLength`.
    /// - Throws: `Invalid` with what is missing. The message never repeats the password.
    public static func check(_ password: String, account: String, minimum: Int) throws(Invalid) {
        let text = normal(password)
        guard text.count >= minimum else {
            throw Invalid("密码", "只有 \(text.count) 位", mend: "请用至少 \(minimum) 位")
        }
        guard text.count <= limit else {
            throw Invalid("密码", "有 \(text.count) 位，太长", mend: "请用不超过 \(limit) 位")
        }
        guard !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            throw Invalid("密码", "含有控制字符", mend: "请只用能看见的字符")
        }
        let kinds = Set(text.map(Kind.init))
        guard kinds.count >= 3 else {
            throw Invalid("密码", "只有 \(kinds.count) 类字符", mend: "请从大写字母、小写字母、数字、符号（含汉字）中至少用三类")
        }
        let plain = text.lowercased()
        let name = account.lowercased()
        if !name.isEmpty {
            guard plain != name, plain != String(name.reversed()), !(name.count >= 4 && plain.contains(name))
            else {
                throw Invalid("密码", "含有账号名", mend: "请不要用账号名作密码")
            }
        }
        guard Set(text).count >= 5 else {
            throw Invalid("密码", "重复的字符太多", mend: "请至少用五个不同的字符")
        }
        let letters = plain.filter(\.isLetter)
        let read = String(plain.map { leet[$0] ?? $0 }.filter { $0.isLetter || $0.isNumber })
        guard !common.contains(letters), !common.contains(where: { $0.count >= 6 && read.hasPrefix($0) })
        else {
            throw Invalid("密码", "太常见，容易被猜中", mend: "请换一个，例如几个不相干的词加数字和符号")
        }
    }

    /// Full-width letters, digits and signs as half-width ones, as Chinese keyboards give either.
    static func normal(_ password: String) -> String {
        var text = String.UnicodeScalarView()
        for scalar in password.unicodeScalars {
            if (0xFF01...0xFF5E).contains(scalar.value), let half = Unicode.Scalar(scalar.value - 0xFEE0) {
                text.append(half)
            } else {
                text.append(scalar == "\u{3000}" ? " " : scalar)
            }
        }
        return String(text)
    }

    private enum Kind {
        case upper, lower, digit, other

        init(_ character: Character) {
            self =
                switch character {
                case "A"..."Z": .upper
                case "a"..."z": .lower
                case "0"..."9": .digit
                default: .other
                }
        }
    }

    private static let leet: [Character: Character] = [
        "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "@": "a", "$": "s",
    ]

    /// Words that open lists of leaked passwords, and those of this work.
    private static let common: Set<String> = [
        "password", "passwd", "passord", "qwerty", "qwertyuiop", "iloveyou", "welcome", "letmein", "admin",
        "administrator", "root", "abc", "abcd", "abcdef", "woaini", "wodemima", "mima", "test", "changeme",
        "huawei",
        "zhengwu", "peizou", "dragon", "master", "sysadmin", "secadmin", "auditadmin", "qazwsx", "asdfgh",
        "zxcvbn",
    ]
}
