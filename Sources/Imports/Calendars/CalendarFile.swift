public import Walkthrough
import Yams

/// What is wrong in one line of a file, with how to mend it.
public struct CalendarFileFault: Error, Hashable, Sendable, CustomStringConvertible {
    public let file: String
    /// 1 is the first.
    public let line: Int
    /// Chinese, with the mend.
    public let message: String

    /// `2027.yaml:4: …`.
    public var description: String { "\(file):\(line): \(message)" }
}

/// Reads a year's holidays, YAML as in `Calendars/2026.yaml`: `year`, `notice`, `holidays` with `name`, `from`, `to`,
/// and `makeUpDays`.
public enum CalendarFile {
    /// A year takes less than 2 KB.
    static let mostBytes = 64 << 10

    public static func read(name: String, bytes: [UInt8]) throws(CalendarFileFault) -> CalendarYear {
        let reader = CalendarFileReader(file: name)
        return try reader.year(reader.root(bytes))
    }
}

private struct CalendarFileReader {
    let file: String

    func fault(_ node: Node?, _ what: String, _ mend: String) -> CalendarFileFault {
        fault(line: node?.mark?.line ?? 1, what, mend)
    }

    func fault(line: Int, _ what: String, _ mend: String) -> CalendarFileFault {
        CalendarFileFault(file: file, line: line, message: "\(what)。\(mend)。")
    }

    func fault(_ node: Node, _ invalid: Invalid) -> CalendarFileFault {
        fault(node, "\(invalid.field)：\(invalid.what)", invalid.mend)
    }

    func root(_ bytes: [UInt8]) throws(CalendarFileFault) -> Node {
        guard bytes.count <= CalendarFile.mostBytes else {
            throw fault(line: 1, "文件超过 \(CalendarFile.mostBytes >> 10) KB", "工作日历一年一个文件，请核对是否选错")
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw fault(line: 1, "不是 UTF-8 文字", "请另存为 UTF-8 编码")
        }
        try refuseAliases(in: text)
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw fault(error)
        } catch {
            throw fault(line: 1, "不是有效的 YAML", "请对照 2026.yaml 的写法")
        }
        guard let root else { throw fault(line: 1, "文件是空的", "请对照 2026.yaml 的写法填写") }
        return root
    }

    /// Anchors and aliases can make a small file enormous, and a year needs none: `&` and `*` may stand only in lines
    /// that are comments.
    private func refuseAliases(in text: String) throws(CalendarFileFault) {
        for (index, line) in text.utf8.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
            guard line.first(where: { $0 != 32 && $0 != 9 }) != UInt8(ascii: "#") else { continue }
            if line.contains(where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "*") }) {
                throw fault(line: index + 1, "含有 & 或 *（YAML 锚点、别名）", "请把内容逐项写出，不用引用")
            }
        }
    }

    private func fault(_ error: YamlError) -> CalendarFileFault {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _):
            fault(line: mark.line, "YAML 写法有误", "请检查这一行的缩进、冒号、引号和括号")
        case .duplicatedKeysInMapping(let keys, let context):
            fault(
                line: context.mark.line, "“\(keys.joined(separator: "、").prefix(60))”写了两次", "请只留一处")
        case .reader, .memory, .no, .writer, .emitter, .representer, .dataCouldNotBeDecoded:
            fault(line: 1, "不是有效的 YAML", "请检查文件里有没有控制字符，对照 2026.yaml 的写法")
        }
    }

    func year(_ root: Node) throws(CalendarFileFault) -> CalendarYear {
        let fields = try fields(
            root, "文件", required: ["year", "notice", "holidays"], optional: ["makeUpDays"])
        guard let yearNode = fields["year"], let noticeNode = fields["notice"],
            let holidayNode = fields["holidays"]
        else { throw fault(root, "内容不全", "请对照 2026.yaml 的写法") }
        let yearText = try scalar(yearNode, "year")
        guard yearText.utf8.count == 4, let number = Int(yearText) else {
            throw fault(yearNode, "year “\(yearText.prefix(20))”不是年份", "请填四位年份，如 2027")
        }
        var holidays: [CalendarYear.Holiday] = []
        for node in try list(holidayNode, "holidays") { holidays.append(try holiday(node)) }
        var makeUps: [Day] = []
        if let makeUpNode = fields["makeUpDays"] {
            for node in try list(makeUpNode, "makeUpDays") { makeUps.append(try day(node, "makeUpDays")) }
        }
        let noticeText = try scalar(noticeNode, "notice")
        do throws(Invalid) {
            let notice = try Prose(noticeText, "notice", limit: Prose.titleLimit)
            return try CalendarYear(year: number, holidays: holidays, makeUps: makeUps, notice: notice)
        } catch { throw fault(error.field == "notice" ? noticeNode : holidayNode, error) }
    }

    private func holiday(_ node: Node) throws(CalendarFileFault) -> CalendarYear.Holiday {
        let fields = try fields(node, "假期", required: ["name", "from", "to"], optional: [])
        guard let name = fields["name"], let from = fields["from"], let to = fields["to"] else {
            throw fault(node, "假期内容不全", "请写 name、from、to")
        }
        let (label, first, last) = (try scalar(name, "name"), try day(from, "from"), try day(to, "to"))
        do throws(Invalid) {
            return try CalendarYear.Holiday(label, from: first, through: last)
        } catch { throw fault(node, error) }
    }

    private func day(_ node: Node, _ key: String) throws(CalendarFileFault) -> Day {
        let text = try scalar(node, key)
        do throws(Invalid) { return try Day(text) } catch { throw fault(node, error) }
    }

    private func scalar(_ node: Node, _ key: String) throws(CalendarFileFault) -> String {
        guard let text = node.scalar?.string, !text.isEmpty else {
            throw fault(node, "\(key) 应是一个值", "请对照 2026.yaml 的写法")
        }
        return text
    }

    private func list(_ node: Node, _ key: String) throws(CalendarFileFault) -> Node.Sequence {
        guard let list = node.sequence else {
            throw fault(node, "\(key) 应是列表", "请每项一行，以“- ”开头")
        }
        return list
    }

    private func fields(
        _ node: Node, _ what: String, required: [String], optional: [String]
    ) throws(CalendarFileFault) -> [String: Node] {
        guard let mapping = node.mapping else { throw fault(node, "\(what)应由“键: 值”组成", "请对照 2026.yaml 的写法") }
        var fields: [String: Node] = [:]
        for (key, value) in mapping {
            guard let name = key.scalar?.string, required.contains(name) || optional.contains(name) else {
                throw fault(
                    key, "不认识“\(key.scalar?.string.prefix(40) ?? "")”",
                    "可用的键：\((required + optional).joined(separator: "、"))")
            }
            fields[name] = value
        }
        for name in required where fields[name] == nil {
            throw fault(node, "\(what)缺少 \(name)", "请补上 \(name)")
        }
        return fields
    }
}
