public import Walkthrough

/// One checklist file. `Checklists/README.md` tells its form.
public struct ChecklistFile: Sendable {
    public let name: String
    public let origin: ChecklistOrigin
    public let bytes: [UInt8]

    public init(name: String, origin: ChecklistOrigin, bytes: [UInt8]) {
        self.name = name
        self.origin = origin
        self.bytes = bytes
    }

    /// What a file says: its checklist if it is without fault, and what other files must know of it.
    public struct Reading: Sendable {
        public let name: String
        public let origin: ChecklistOrigin
        /// Nil if there is any fault.
        public let checklist: Checklist?
        /// All faults that the file shows by itself, in order of place.
        public let faults: [FileFault]
        /// The checklist's id and where it stands, also in a faulty file.
        let identity: Named<String>?
        let items: [Named<CheckItemID>]
        let references: [Named<CheckItemID>]
    }

    /// A name in a file, and its place.
    struct Named<Name: Sendable>: Sendable {
        let name: Name
        let line: Int
        let column: Int
    }

    /// Reads a file by itself; `ChecklistLibrary` then looks at the files together.
    public static func read(name: String, origin: ChecklistOrigin = .office, bytes: [UInt8]) -> Reading {
        var reader = ChecklistReader(file: name)
        let checklist = reader.read(bytes)
        let faults = reader.fields.faults.sorted()
        return Reading(
            name: name, origin: origin, checklist: faults.isEmpty ? checklist : nil, faults: faults,
            identity: reader.identity, items: reader.items, references: reader.references)
    }
}

private struct ChecklistReader {
    var fields: YAMLFields
    var identity: ChecklistFile.Named<String>?
    var items: [ChecklistFile.Named<CheckItemID>] = []
    var references: [ChecklistFile.Named<CheckItemID>] = []

    static let itemKeys = [
        "id", "text", "fail", "evidence", "channels", "kinds", "core", "clue", "traits", "groups", "seeAlso",
        "dimension", "source",
    ]

    init(file: String) { fields = YAMLFields(file: file) }

    mutating func read(_ bytes: [UInt8]) -> Checklist? {
        guard let root = YAMLTree.read(file: fields.file, bytes: bytes, faults: &fields.faults),
            let map = fields.map(
                root, "清单", known: ["id", "title", "dimension", "items"],
                required: ["id", "title", "dimension", "items"])
        else { return nil }
        let id = map["id"].flatMap { tree in
            fields.value(tree, "id") { text throws(Invalid) in
                try Checklist.check(id: text)
                return text
            }
        }
        if let id, let place = map["id"]?.place {
            identity = .init(name: id, line: place.line, column: place.column)
        }
        let title = map["title"].flatMap { wording($0, "title") }
        let dimension = map["dimension"].flatMap { fields.choice($0, "dimension", of: Dimension.self) }
        let elements = map["items"].flatMap { fields.list($0, "items") }
        if let elements, elements.isEmpty, let place = map["items"]?.place {
            fields.fault(place, "items 是空的", "请至少写一项")
        }
        // Without the file's theme its items are still looked at, so that all faults show at once.
        let read = (elements ?? []).compactMap { item($0, dimension ?? .coverage) }
        repeatedIDs()
        guard fields.faults.isEmpty, let id, let title else { return nil }
        return make(at: root.place) { () throws(Invalid) in try Checklist(id: id, title: title, items: read) }
    }

    private mutating func item(_ tree: YAMLTree, _ dimension: Dimension) -> CheckItem? {
        let required = ["id", "text", "fail", "evidence", "channels", "kinds", "source"]
        guard let map = fields.map(tree, "检查项", known: Self.itemKeys, required: required) else { return nil }
        let id = map["id"].flatMap { tree in
            fields.value(tree, "id") { text throws(Invalid) in try CheckItemID(text) }
        }
        if let id, let place = map["id"]?.place {
            items.append(.init(name: id, line: place.line, column: place.column))
        }
        let text = map["text"].flatMap { wording($0, "text") }
        let fail = map["fail"].flatMap { wording($0, "fail") }
        let evidence = map["evidence"].flatMap { wording($0, "evidence") }
        let channels = map["channels"].flatMap { some($0, "channels", of: Channel.self) }
        let kinds = map["kinds"].flatMap { some($0, "kinds", of: SessionKind.self) }
        let core = map["core"].map { self.core($0, kinds ?? SessionKind.allCases) }
        let clue = map["clue"].map { fields.flag($0, "clue") ?? false }
        let traits = map["traits"].map { fields.choices($0, "traits", of: ServiceTrait.self) ?? [] }
        let groups = map["groups"].map { fields.choices($0, "groups", of: SpecialGroup.self) ?? [] }
        let own = map["dimension"].flatMap { fields.choice($0, "dimension", of: Dimension.self) }
        let seeAlso = map["seeAlso"].map { self.seeAlso($0, of: id) }
        let source = map["source"].flatMap { tree in
            fields.values(tree, "source") { text throws(Invalid) in try Wording(text, "出处") }
        }
        if let source, source.isEmpty, let place = map["source"]?.place {
            fields.fault(place, "source 是空的", "请填文件名和章节")
        }
        guard let id, let text, let fail, let evidence, let channels, let kinds, let source, !source.isEmpty
        else { return nil }
        return make(at: tree.place) { () throws(Invalid) in
            try CheckItem(
                id: id, dimension: own ?? dimension, text: text, fail: fail, evidence: evidence,
                channels: channels,
                kinds: kinds, core: core ?? [], clue: clue ?? false, traits: traits ?? [],
                groups: groups ?? [],
                seeAlso: seeAlso ?? [], source: source)
        }
    }

    /// `true` means every kind of the item; a list must be a part of `kinds`.
    private mutating func core(_ tree: YAMLTree, _ kinds: [SessionKind]) -> [SessionKind] {
        if case .text = tree.value { return fields.flag(tree, "core") == true ? kinds : [] }
        guard let core = fields.choices(tree, "core", of: SessionKind.self) else { return [] }
        for kind in core where !kinds.contains(kind) {
            fields.fault(tree.place, "core 里的 \(kind.rawValue) 不在 kinds 里", "请先把它写进 kinds，或从 core 删去")
        }
        return core.filter(kinds.contains)
    }

    private mutating func seeAlso(_ tree: YAMLTree, of id: CheckItemID?) -> [CheckItemID] {
        guard let elements = fields.list(tree, "seeAlso") else { return [] }
        return elements.compactMap { element in
            guard
                let other = fields.value(
                    element, "seeAlso", { text throws(Invalid) in try CheckItemID(text) })
            else { return nil }
            guard other != id else {
                fields.fault(element.place, "seeAlso 指向了自己", "请删去")
                return nil
            }
            references.append(.init(name: other, line: element.place.line, column: element.place.column))
            return other
        }
    }

    private mutating func wording(_ tree: YAMLTree, _ key: String) -> Wording? {
        fields.value(tree, key) { text throws(Invalid) in try Wording(text, key) }
    }

    private mutating func some<Choice>(_ tree: YAMLTree, _ key: String, of type: Choice.Type) -> [Choice]?
    where Choice: RawRepresentable<String> & CaseIterable & Hashable {
        let choices = fields.choices(tree, key, of: type)
        guard choices?.isEmpty == true else { return choices }
        fields.fault(tree.place, "\(key) 是空的", "请至少填一个")
        return nil
    }

    private mutating func repeatedIDs() {
        var first: [CheckItemID: Int] = [:]
        for item in items {
            if let line = first[item.name] {
                fields.fault(
                    .init(line: item.line, column: item.column), "编号 \(item.name) 与第 \(line) 行的重复",
                    "请换一个没有用过的编号")
            } else {
                first[item.name] = item.line
            }
        }
    }

    private mutating func make<Value>(at place: YAMLTree.Place, _ body: () throws(Invalid) -> Value) -> Value?
    {
        do throws(Invalid) {
            return try body()
        } catch {
            fields.fault(place, error.what, error.mend)
            return nil
        }
    }
}
