import Walkthrough
import Yams

/// One pass over the entries of a sources file, collecting records and faults.
struct SourceReading {
    let file: String
    private(set) var records: [SourceRecorded] = []
    private(set) var faults: [SourceFile.Fault] = []

    init(file: String) { self.file = file }

    private static let keys = [
        "code", "name", "aliases", "identity", "verify", "classifier", "clue", "rating", "reply",
    ]
    private static let replyKeys = ["firstResponse", "ordinary", "target", "limit"]

    private mutating func fault(_ node: Node, _ message: String) {
        faults.append(
            SourceFile.Fault(
                file: file, line: node.mark?.line ?? 1, column: node.mark?.column ?? 1, message: message))
    }

    mutating func read(_ entry: Node) {
        guard let fields = fields(of: entry, allowed: Self.keys) else { return }
        let before = faults.count
        let code = text(fields, "code", in: entry)
        let name = text(fields, "name", in: entry)
        let identity = choice(fields, "identity", IdentityRule.allCases.map { ($0.rawValue, $0) }, in: entry)
        let verify = flag(fields, "verify", standard: nil, in: entry)
        let bySupervisor = choice(fields, "classifier", [("unit", false), ("supervisor", true)], in: entry)
        let clue = flag(fields, "clue", standard: false, in: entry)
        let rating = flag(fields, "rating", standard: false, in: entry)
        let aliases = list(fields["aliases"])
        let reply = reply(fields["reply"])
        guard faults.count == before, let code, let name, let identity, let verify, let bySupervisor,
            let clue,
            let rating
        else { return }
        do {
            let record = try SourceRecorded(
                code: SourceCode(code), name: Category(name, "name"),
                aliases: aliases.map { text throws(Invalid) in try Category(text, "aliases") },
                identity: identity, needsVerification: verify, classifiedBySupervisor: bySupervisor,
                isClue: clue,
                isRating: rating, reply: reply)
            if let other = records.first(where: { $0.code == record.code }) {
                fault(entry, "编码 \(other.code) 写了两遍，请改用别的编码。")
            }
            for word in [record.name] + record.aliases {
                if let other = records.first(where: { Source($0).isNamed(word.text) }) {
                    fault(entry, "名称“\(word)”已属于来源 \(other.code)，请换一个。")
                }
            }
            records.append(record)
        } catch {
            fault(entry, error.description)
        }
    }

    private mutating func fields(of node: Node, allowed: [String]) -> [String: Node]? {
        guard case .mapping(let mapping) = node else {
            fault(node, "这里应当是“键: 值”，请检查缩进。")
            return nil
        }
        var fields: [String: Node] = [:]
        for (key, value) in mapping {
            guard case .scalar(let scalar) = key, allowed.contains(scalar.string) else {
                fault(key, "不认识的键，可用的有：" + allowed.joined(separator: "、") + "。")
                continue
            }
            fields[scalar.string] = value
        }
        return fields
    }

    private mutating func text(_ fields: [String: Node], _ key: String, in entry: Node) -> String? {
        guard let node = fields[key] else {
            fault(entry, "缺少 \(key)，请补上。")
            return nil
        }
        guard case .scalar(let scalar) = node else {
            fault(node, "\(key) 应当是一个词。")
            return nil
        }
        return scalar.string
    }

    private mutating func choice<Value>(
        _ fields: [String: Node], _ key: String, _ choices: [(String, Value)], in entry: Node
    ) -> Value? {
        guard let word = text(fields, key, in: entry) else { return nil }
        if let choice = choices.first(where: { $0.0 == word }) { return choice.1 }
        fault(fields[key] ?? entry, "\(key) 只能是 " + choices.map(\.0).joined(separator: "、") + "。")
        return nil
    }

    private mutating func flag(_ fields: [String: Node], _ key: String, standard: Bool?, in entry: Node)
        -> Bool?
    {
        if let standard, fields[key] == nil { return standard }
        return choice(fields, key, [("true", true), ("false", false)], in: entry)
    }

    private mutating func list(_ node: Node?) -> [String] {
        guard let node else { return [] }
        guard case .sequence(let nodes) = node else {
            fault(node, "aliases 应当是列表，如 [差评]。")
            return []
        }
        var words: [String] = []
        for node in nodes {
            if case .scalar(let scalar) = node {
                words.append(scalar.string)
            } else {
                fault(node, "别名应当是一个词。")
            }
        }
        return words
    }

    private mutating func reply(_ node: Node?) -> ReplyRule? {
        guard let node else { return nil }
        do {
            if case .scalar(let scalar) = node, scalar.string == "standard" { return try ReplyRule() }
            guard case .mapping = node else {
                fault(node, "reply 只能是 standard，或逐项写 " + Self.replyKeys.joined(separator: "、") + "。")
                return nil
            }
            guard let fields = fields(of: node, allowed: Self.replyKeys) else { return nil }
            var days: [String: Int] = [:]
            for (key, value) in fields {
                guard case .scalar(let scalar) = value, let number = Int(scalar.string) else {
                    fault(value, "\(key) 应当是工作日数。")
                    continue
                }
                days[key] = number
            }
            return try ReplyRule(
                firstResponseWorkdays: days["firstResponse"], workdays: days["ordinary"],
                targetWorkdays: days["target"], limitWorkdays: days["limit"])
        } catch {
            fault(node, error.description)
            return nil
        }
    }
}
