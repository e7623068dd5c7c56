/// The text of a YAML file that is safe to hand to the parser.
///
/// Refused here are: more than 1 MB, bytes that are not UTF-8, NUL and other control characters, brackets nested
/// deeper than 32, and everything that could be an anchor or an alias, because aliases make a small file a huge tree.
/// The last check looks at characters only, so it also refuses ` *x` inside quotes and comments.
struct YAMLText {
    static let byteLimit = 1_000_000
    static let bracketLimit = 32

    /// Lines without their ends; CRLF and CR have become LF, a byte order mark is gone.
    var lines: [[Unicode.Scalar]]

    var text: String {
        var view = String.UnicodeScalarView()
        for line in lines {
            view.append(contentsOf: line)
            view.append("\n")
        }
        return String(view)
    }

    /// Adds what is wrong to `faults`; nil if anything is.
    init?(file: String, bytes: [UInt8], faults: inout [FileFault]) {
        guard bytes.count <= Self.byteLimit else {
            faults.append(
                FileFault(
                    file: file, line: 1, what: "文件有 \(bytes.count) 字节，超过 \(Self.byteLimit) 字节",
                    mend: "请拆成几个文件"))
            return nil
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            let line = Self.lineOfFirstError(bytes)
            faults.append(FileFault(file: file, line: line, what: "不是 UTF-8 编码", mend: "请另存为 UTF-8 再试"))
            return nil
        }
        lines = Self.split(text)
        let before = faults.count
        var depth = 0
        for (index, line) in lines.enumerated() {
            Self.inspect(line, number: index + 1, depth: &depth, file: file, faults: &faults)
        }
        if faults.count > before { return nil }
    }

    private static func inspect(
        _ line: [Unicode.Scalar], number: Int, depth: inout Int, file: String, faults: inout [FileFault]
    ) {
        func fault(_ column: Int, _ what: String, _ mend: String) {
            faults.append(FileFault(file: file, line: number, column: column + 1, what: what, mend: mend))
        }
        for (column, scalar) in line.enumerated() {
            switch scalar {
            case "\t": break
            case "*", "&":
                let next = column + 1 < line.count ? line[column + 1] : " "
                if next != " ", next != "\t", column == 0 || opensToken(line[column - 1]) {
                    return fault(column, "不支持锚点和别名（\(scalar)\(next)）", "请把内容写全；若是文字，请改用全角＊或＆")
                }
            case "[", "{":
                depth += 1
                if depth == bracketLimit + 1 { fault(column, "括号套了 \(depth) 层", "请检查括号是否配对") }
            case "]", "}": depth = max(0, depth - 1)
            default:
                if isForbidden(scalar) {
                    return fault(column, "含有控制字符 U+\(hex(scalar))", "请删去这个不可见字符")
                }
            }
        }
    }

    /// After these characters a token can begin, so that `*` or `&` may be an alias or an anchor.
    private static func opensToken(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "\t", "[", "]", "{", "}", ",", ":", "?", "-", "\"", "'": true
        default: false
        }
    }

    private static func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<32, 127..<160, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFFE, 0xFFFF: true
        default: false
        }
    }

    private static func hex(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private static func split(_ text: String) -> [[Unicode.Scalar]] {
        var lines: [[Unicode.Scalar]] = [[]]
        var previous: Unicode.Scalar?
        for (index, scalar) in text.unicodeScalars.enumerated() {
            switch scalar {
            case "\u{FEFF}" where index == 0: break
            case "\n" where previous == "\r": break
            case "\n", "\r": lines.append([])
            default: lines[lines.count - 1].append(scalar)
            }
            previous = scalar
        }
        return lines
    }

    private static func lineOfFirstError(_ bytes: [UInt8]) -> Int {
        var decoder = UTF8()
        var iterator = bytes.makeIterator()
        var line = 1
        while case .scalarValue(let scalar) = decoder.decode(&iterator) {
            if scalar == "\n" { line += 1 }
        }
        return line
    }
}
