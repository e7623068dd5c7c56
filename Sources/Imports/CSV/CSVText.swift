import Glibc

/// How the bytes of a CSV file were read.
public enum CSVEncoding: String, Hashable, Sendable {
    case utf8 = "UTF-8"
    /// What Excel on Chinese Windows writes; GBK and GB2312 are parts of it.
    case gb18030 = "GB18030"
}

/// A file's bytes as UTF-8 without a byte order mark.
struct CSVText {
    let bytes: [UInt8]
    let encoding: CSVEncoding

    /// A file may not be larger: a hundred thousand rows of findings take a third of it.
    static let mostBytes = 128 << 20

    /// A byte order mark or valid UTF-8 means UTF-8, anything else GB18030.
    init(decoding file: [UInt8]) throws(RowFault) {
        if let fault = Self.strange(file) { throw fault }
        let hasMark = file.starts(with: [0xEF, 0xBB, 0xBF])
        let body = hasMark ? Array(file.dropFirst(3)) : file
        guard let offset = Self.firstInvalidByte(of: body) else {
            bytes = body
            encoding = .utf8
            return
        }
        // A header that is UTF-8 with Chinese in it is no GB18030: one byte of a UTF-8 file is broken.
        let head = body.prefix { $0 != 10 && $0 != 13 }
        if hasMark || (head.count < offset && head.contains { $0 >= 0x80 }) {
            throw Self.broken(body, at: offset, "这一处字节不是 UTF-8 文字")
        }
        switch Self.fromGB18030(body) {
        case .success(let decoded):
            bytes = decoded
            encoding = .gb18030
        case .failure(let fault):
            throw Self.broken(body, at: fault.offset, "这一处字节既不是 UTF-8 也不是 GB18030（GBK）文字")
        }
    }

    private static func strange(_ file: [UInt8]) -> RowFault? {
        func fault(_ what: String, _ mend: String) -> RowFault {
            RowFault(line: 1, column: nil, what, mend: mend)
        }
        guard !file.isEmpty else { return fault("文件是空的", "请导出带表头的 CSV 文件") }
        guard file.count <= mostBytes else { return fault("文件超过 \(mostBytes >> 20) MB", "请拆成几个文件分次导入") }
        if file.starts(with: [0xFF, 0xFE]) || file.starts(with: [0xFE, 0xFF]) {
            return fault("文件是 UTF-16（Excel 的“Unicode 文本”）", "请在 Excel 里另存为“CSV UTF-8（逗号分隔）”")
        }
        if file.starts(with: [0x50, 0x4B, 3, 4]) || file.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) {
            return fault("文件是 Excel 工作簿，不是 CSV", "请在 Excel 里另存为“CSV UTF-8（逗号分隔）”")
        }
        return nil
    }

    /// The place in the file: separators and line ends are never part of a longer character in either encoding.
    private static func broken(_ bytes: [UInt8], at offset: Int, _ what: String) -> RowFault {
        var line = 1
        var column = 1
        var isQuoted = false
        var previous: UInt8 = 0
        for byte in bytes[..<offset] {
            switch byte {
            case 10 where previous == 13: break
            case 10, 13:
                line += 1
                if !isQuoted { column = 1 }
            case UInt8(ascii: "\""): isQuoted.toggle()
            case UInt8(ascii: ",") where !isQuoted: column += 1
            default: break
            }
            previous = byte
        }
        return RowFault(line: line, column: column, what, mend: "请在原软件里改正这一格，另存为“CSV UTF-8（逗号分隔）”")
    }

    private static func firstInvalidByte(of bytes: [UInt8]) -> Int? {
        do throws(UTF8.ValidationError) {
            _ = try UTF8Span(validating: bytes.span)
            return nil
        } catch {
            return error.byteOffsets.lowerBound
        }
    }

    private struct Undecodable: Error { let offset: Int }

    private static func fromGB18030(_ bytes: [UInt8]) -> Result<[UInt8], Undecodable> {
        guard let converter = iconv_open("UTF-8", "GB18030"), converter != iconv_t(bitPattern: -1) else {
            return .failure(Undecodable(offset: 0))
        }
        defer { iconv_close(converter) }
        var input = bytes
        // Two bytes become three, four stay four at most.
        var output = [UInt8](repeating: 0, count: bytes.count + bytes.count / 2 + 16)
        var left = input.count
        var room = output.count
        let status = input.withUnsafeMutableBytes { source in
            output.withUnsafeMutableBytes { target in
                var from = source.bindMemory(to: CChar.self).baseAddress
                var to = target.bindMemory(to: CChar.self).baseAddress
                return iconv(converter, &from, &left, &to, &room)
            }
        }
        guard status != -1, left == 0 else {
            return .failure(Undecodable(offset: bytes.count - left))
        }
        output.removeLast(room)
        return .success(output)
    }
}
