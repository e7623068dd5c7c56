import Walkthrough

/// Reads typed values out of a YAML tree and collects every fault with its place.
struct YAMLFields {
    typealias Fields = [String: YAMLTree]

    let file: String
    var faults: [FileFault] = []

    init(file: String) { self.file = file }

    mutating func fault(_ place: YAMLTree.Place, _ what: String, _ mend: String) {
        faults.append(FileFault(file: file, line: place.line, column: place.column, what: what, mend: mend))
    }

    /// The fields of a map; names outside `known` and missing `required` ones are faults.
    mutating func map(_ tree: YAMLTree, _ what: String, known: [String], required: [String]) -> Fields? {
        guard case .map(let entries) = tree.value else {
            fault(tree.place, "\(what)应当是“键: 值”的形式", "请对照 Checklists/README.md 的例子改正")
            return nil
        }
        var fields: Fields = [:]
        for entry in entries {
            if known.contains(entry.key) {
                if fields[entry.key] == nil { fields[entry.key] = entry.value }
            } else {
                fault(
                    entry.place, "\(what)没有“\(entry.key.prefix(40))”这个键",
                    "可用的键：\(known.joined(separator: "、"))")
            }
        }
        for key in required where fields[key] == nil {
            fault(tree.place, "\(what)缺少 \(key)", "请补上")
        }
        return fields
    }

    mutating func list(_ tree: YAMLTree, _ key: String) -> [YAMLTree]? {
        guard case .list(let elements) = tree.value else {
            fault(tree.place, "\(key) 应当是列表", "请写成 [甲, 乙] 或每行一个短横")
            return nil
        }
        return elements
    }

    /// A text; an unquoted number, truth value or null is none.
    mutating func text(_ tree: YAMLTree, _ key: String) -> String? {
        guard case .text(let text, let isPlain) = tree.value else {
            fault(tree.place, "\(key) 应当是文字", "请写成一行文字")
            return nil
        }
        if isPlain, ["", "~", "null", "Null", "NULL"].contains(text) {
            fault(tree.place, "\(key) 是空的", "请填写内容")
            return nil
        }
        if isPlain, Self.truth(text) != nil || Double(text) != nil {
            fault(tree.place, "\(key) 应当是文字，写的却是 \(text)", "请写成文字；若就是要它，请加引号")
            return nil
        }
        return text
    }

    /// A text that `make` turns into a value, or the fault that `make` throws.
    mutating func value<Value>(
        _ tree: YAMLTree, _ key: String, _ make: (String) throws(Invalid) -> Value
    ) -> Value? {
        guard let text = text(tree, key) else { return nil }
        do throws(Invalid) {
            return try make(text)
        } catch {
            fault(tree.place, "\(key)（\(error.field)）：\(error.what)", error.mend)
            return nil
        }
    }

    mutating func values<Value: Hashable>(
        _ tree: YAMLTree, _ key: String, _ make: (String) throws(Invalid) -> Value
    ) -> [Value]? {
        guard let elements = list(tree, key) else { return nil }
        var values: [Value] = []
        for element in elements {
            guard let value = value(element, key, make) else { continue }
            if values.contains(value) {
                fault(element.place, "\(key) 里的“\(value)”写了两次", "请只留一个")
            } else {
                values.append(value)
            }
        }
        return values.count == elements.count ? values : nil
    }

    /// A case of an enum by its raw value.
    mutating func choice<Choice>(_ tree: YAMLTree, _ key: String, of type: Choice.Type) -> Choice?
    where Choice: RawRepresentable<String> & CaseIterable {
        value(tree, key) { text throws(Invalid) in try Self.choice(text, key, of: type) }
    }

    mutating func choices<Choice>(_ tree: YAMLTree, _ key: String, of type: Choice.Type) -> [Choice]?
    where Choice: RawRepresentable<String> & CaseIterable & Hashable {
        values(tree, key) { text throws(Invalid) in try Self.choice(text, key, of: type) }
    }

    private static func choice<Choice>(
        _ text: String, _ key: String, of type: Choice.Type
    ) throws(Invalid) -> Choice where Choice: RawRepresentable<String> & CaseIterable {
        if let choice = Choice(rawValue: text) { return choice }
        let all = Choice.allCases.map(\.rawValue).joined(separator: "、")
        throw Invalid(key, "不认识“\(text.prefix(40))”", mend: "可用的有：\(all)")
    }

    mutating func flag(_ tree: YAMLTree, _ key: String) -> Bool? {
        if case .text(let text, true) = tree.value, let truth = Self.truth(text) { return truth }
        fault(tree.place, "\(key) 应当是 true 或 false", "请改成其中一个")
        return nil
    }

    private static func truth(_ text: String) -> Bool? {
        switch text.lowercased() {
        case "true", "yes", "on": true
        case "false", "no", "off": false
        default: nil
        }
    }
}
