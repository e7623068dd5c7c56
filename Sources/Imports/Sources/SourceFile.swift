public import Walkthrough
import Yams

/// The file of problem sources (decisions 19): a list of entries, whose keys `ProblemSources.yaml` explains.
///
/// Nothing is guessed: an unknown key, a missing one, a doubled code or name, an anchor or an alias is a fault with its
/// place. All faults are given at once.
public enum SourceFile {
    /// The most bytes that a file may have.
    public static let byteLimit = 1_000_000

    /// What is wrong in a file, and where: line and column count from 1.
    public struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
        public let file: String
        public let line: Int
        public let column: Int
        public let message: String

        public var description: String { "\(file):\(line):\(column)：\(message)" }
    }

    /// All faults of a file.
    public struct Faults: Error, Sendable {
        public let faults: NonEmpty<Fault>
    }

    /// - Parameter file: the name to print in faults.
    public static func read(_ yaml: String, file: String) throws(Faults) -> NonEmpty<SourceRecorded> {
        func failed(_ line: Int, _ column: Int, _ message: String) -> Faults {
            Faults(faults: NonEmpty(Fault(file: file, line: line, column: column, message: message)))
        }
        guard yaml.utf8.count <= byteLimit else {
            throw failed(1, 1, "文件超过 \(byteLimit / 1_000_000) MB，请精简。")
        }
        if let place = anchor(in: yaml) {
            throw failed(place.line, place.column, "不能用锚点 & 和别名 *，请把内容写全。")
        }
        let root: Node?
        do {
            root = try compose(yaml: yaml)
        } catch let error as YamlError {
            // What is missing at the end is reported behind the last line.
            let last = max(1, yaml.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).count)
            throw failed(min(error.place.line, last), error.place.column, error.chinese)
        } catch {
            throw failed(1, 1, "读不懂，请检查 YAML 格式。")
        }
        guard case .sequence(let entries)? = root, !entries.isEmpty else {
            throw failed(1, 1, "没有来源，请按“- code: …”逐条填写。")
        }
        var reading = SourceReading(file: file)
        for entry in entries { reading.read(entry) }
        if let faults = NonEmpty(reading.faults) { throw Faults(faults: faults) }
        guard let records = NonEmpty(reading.records) else { throw failed(1, 1, "没有来源，请逐条填写。") }
        return records
    }

    /// The first `&name` or `*name`. Entries nested through aliases can grow without bound, also as keys, so they are
    /// refused before the parser sees them.
    private static func anchor(in yaml: String) -> (line: Int, column: Int)? {
        var line = 1
        for text in yaml.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
            let bytes = Array(text.utf8)
            for (index, byte) in bytes.enumerated() {
                let isFree = index == 0 || " \t[{,".utf8.contains(bytes[index - 1])
                if byte == UInt8(ascii: "#"), isFree { break }
                let isSign = byte == UInt8(ascii: "&") || byte == UInt8(ascii: "*")
                if isSign, isFree, index + 1 < bytes.count, bytes[index + 1] != UInt8(ascii: " ") {
                    return (line, index + 1)
                }
            }
            line += 1
        }
        return nil
    }
}

extension YamlError {
    fileprivate var place: (line: Int, column: Int) {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
            (mark.line, mark.column)
        case .duplicatedKeysInMapping(_, let context): (context.mark.line, context.mark.column)
        case .no, .memory, .reader, .writer, .emitter, .representer, .dataCouldNotBeDecoded: (1, 1)
        }
    }

    fileprivate var chinese: String {
        switch self {
        case .duplicatedKeysInMapping(let keys, _): "同一条里“\(keys.joined(separator: "、"))”写了两遍，请删去一处。"
        case .no, .memory, .reader, .scanner, .parser, .composer, .writer, .emitter, .representer,
            .dataCouldNotBeDecoded:
            "不是有效的 YAML，请检查缩进、冒号和引号。"
        }
    }
}
