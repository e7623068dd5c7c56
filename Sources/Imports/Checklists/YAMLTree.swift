internal import Yams

/// A YAML document as this project reads it: texts, lists and maps, each with its place; no anchors, no tags.
struct YAMLTree {
    struct Place: Hashable {
        let line: Int
        let column: Int
    }

    enum Value {
        /// `isPlain` texts have no quotes, so that `true` and `12` there are no texts.
        case text(String, isPlain: Bool)
        case list([YAMLTree])
        case map([(key: String, place: Place, value: YAMLTree)])
    }

    let place: Place
    let value: Value

    static let depthLimit = 8
    /// How many repeated keys are found in one reading; fewer in a big file, where each costs a parse.
    private static func roundLimit(_ byteCount: Int) -> Int { max(2, min(20, 1_000_000 / max(1, byteCount))) }

    /// The document in `bytes`, or nil; what is wrong is added to `faults`.
    static func read(file: String, bytes: [UInt8], faults: inout [FileFault]) -> YAMLTree? {
        guard let text = YAMLText(file: file, bytes: bytes, faults: &faults) else { return nil }
        var reading = Reading(file: file, text: text, roundLimit: roundLimit(bytes.count))
        defer { faults += reading.faults }
        guard let root = reading.compose() else { return nil }
        return reading.tree(root, depth: 1)
    }

    /// Yams stops at a repeated key. The repeats are therefore renamed in a copy, one a round, until it passes, and
    /// get their names back in the tree, where all of them are seen.
    private struct Reading {
        let file: String
        var text: YAMLText
        var faults: [FileFault] = []
        var renamed: [Place: Unicode.Scalar] = [:]
        let roundLimit: Int

        init(file: String, text: YAMLText, roundLimit: Int) {
            self.file = file
            self.text = text
            self.roundLimit = roundLimit
        }

        mutating func compose() -> Node? {
            for round in 1...roundLimit {
                do {
                    let parser = try Parser(yaml: text.text, resolver: .basic, encoding: .utf8)
                    guard let root = try parser.singleRoot() else {
                        fault(Place(line: 1, column: 1), "文件是空的", "请写入内容，或删去这个文件")
                        return nil
                    }
                    return root
                } catch YamlError.duplicatedKeysInMapping(let names, let context) {
                    let place = Place(line: context.mark.line, column: context.mark.column)
                    guard round < roundLimit, rename(at: place) else {
                        let name = original(names.first ?? "", at: place)
                        fault(place, "键“\(name.prefix(40))”在后面又出现", "请只留一个，改好后再检查一遍")
                        return nil
                    }
                } catch {
                    report(error)
                    return nil
                }
            }
            return nil
        }

        private mutating func rename(at place: Place) -> Bool {
            guard text.lines.indices.contains(place.line - 1) else { return false }
            let line = text.lines[place.line - 1]
            var column = place.column - 1
            if column < line.count, line[column] == "\"" || line[column] == "'" { column += 1 }
            guard column < line.count, let mark = Unicode.Scalar(UInt32(0xE000 + renamed.count)),
                renamed[place] == nil, !"\"' :{}[],?".unicodeScalars.contains(line[column])
            else { return false }
            renamed[place] = line[column]
            text.lines[place.line - 1][column] = mark
            return true
        }

        private mutating func report(_ error: any Error) {
            switch error as? YamlError {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                let line = min(mark.line, max(1, text.lines.count - 1))
                fault(
                    Place(line: line, column: mark.column), YAMLTree.explain(problem),
                    "请对照 Checklists/README.md 的例子改正")
            case .no, .memory, .reader, .writer, .emitter, .representer, .dataCouldNotBeDecoded,
                .duplicatedKeysInMapping, nil:
                fault(Place(line: 1, column: 1), "读不懂这个文件", "请对照 Checklists/README.md 的例子改正")
            }
        }

        private mutating func fault(_ place: Place, _ what: String, _ mend: String) {
            faults.append(
                FileFault(file: file, line: place.line, column: place.column, what: what, mend: mend))
        }

        mutating func tree(_ node: Node, depth: Int) -> YAMLTree? {
            let place = Place(line: node.mark?.line ?? 1, column: node.mark?.column ?? 1)
            guard depth <= YAMLTree.depthLimit else {
                fault(place, "嵌套超过 \(YAMLTree.depthLimit) 层", "请对照 Checklists/README.md 的例子改正")
                return nil
            }
            switch node {
            case .scalar(let scalar):
                guard isUntagged(scalar.tag, or: .str, place) else { return nil }
                return YAMLTree(place: place, value: .text(scalar.string, isPlain: scalar.style == .plain))
            case .sequence(let sequence):
                guard isUntagged(sequence.tag, or: .seq, place) else { return nil }
                let list = sequence.map { tree($0, depth: depth + 1) }
                return list.contains { $0 == nil }
                    ? nil : YAMLTree(place: place, value: .list(list.compactMap(\.self)))
            case .mapping(let mapping):
                guard isUntagged(mapping.tag, or: .map, place) else { return nil }
                return map(mapping, place, depth: depth)
            case .alias:
                fault(place, "不支持别名", "请把内容写全")
                return nil
            }
        }

        private mutating func map(_ mapping: Node.Mapping, _ place: Place, depth: Int) -> YAMLTree? {
            var fields: [(key: String, place: Place, value: YAMLTree)] = []
            var lines: [String: Int] = [:]
            var isWhole = true
            for (key, value) in mapping {
                guard let read = tree(key, depth: depth + 1) else { isWhole = false; continue }
                guard case .text(let text, _) = read.value else {
                    fault(read.place, "键不是文字", "键只能是 README 列出的名称")
                    isWhole = false
                    continue
                }
                let name = original(text, at: read.place)
                if let line = lines[name] {
                    fault(read.place, "键“\(name)”与第 \(line) 行的重复", "请只留一个")
                } else {
                    lines[name] = read.place.line
                }
                guard let child = tree(value, depth: depth + 1) else { isWhole = false; continue }
                fields.append((name, read.place, child))
            }
            return isWhole ? YAMLTree(place: place, value: .map(fields)) : nil
        }

        private func original(_ name: String, at place: Place) -> String {
            guard let scalar = renamed[place] else { return name }
            var scalars = Array(name.unicodeScalars)
            if let index = scalars.firstIndex(where: { (0xE000..<0xE100).contains($0.value) }) {
                scalars[index] = scalar
            }
            return String(String.UnicodeScalarView(scalars))
        }

        private mutating func isUntagged(_ tag: Tag, or usual: Tag.Name, _ place: Place) -> Bool {
            let name = Tag.Name(rawValue: tag.rawValue)
            guard name == .implicit || name == .nonSpecific || name == usual else {
                fault(place, "不支持标签（!）", "请删去标签")
                return false
            }
            return true
        }
    }

    private static func explain(_ problem: String) -> String {
        let known = [
            ("mapping values are not allowed", "冒号的位置不对，多半是缩进不齐，或文字里有半角冒号加空格"),
            ("could not find expected ':'", "这一行少了冒号"),
            ("did not find expected key", "缩进不齐，或少了键"),
            ("did not find expected '-' indicator", "缩进不齐，或少了列表的短横"),
            ("did not find expected ',' or ']'", "方括号没有配对，或少了逗号"),
            ("did not find expected ',' or '}'", "花括号没有配对，或少了逗号"),
            ("found unexpected end of stream", "引号没有配对"),
            ("found character that cannot start any token", "有不能用来开头的字符，如制表符、@ 或反引号"),
            ("but found another document", "一个文件只能有一份文档"),
            ("block sequence entries are not allowed", "列表的短横放错了位置"),
        ]
        return known.first { problem.contains($0.0) }?.1 ?? "写法不合 YAML 规则"
    }
}
