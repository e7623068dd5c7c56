/// The check items of one theme, in the order in which they are asked. One file, one checklist.
public struct Checklist: Hashable, Sendable, Identifiable {
    /// 2 to 40 of a–z, 0–9 and hyphen, beginning with a letter: `coverage`, `qh-bus`.
    public let id: String
    public let title: Wording
    public let items: [CheckItem]

    /// - Throws: `Invalid` for a malformed id, no items, or two items of one id.
    public init(id: String, title: Wording, items: [CheckItem]) throws(Invalid) {
        try Self.check(id: id)
        guard !items.isEmpty else { throw Invalid("检查项", "清单 \(id) 没有检查项", mend: "请至少写一项") }
        var seen: Set<CheckItemID> = []
        for item in items where !seen.insert(item.id).inserted {
            throw Invalid("检查项编号", "\(item.id) 重复", mend: "请换一个没有用过的编号")
        }
        self.id = id
        self.title = title
        self.items = items
    }

    /// - Throws: `Invalid` unless `id` has the form of a checklist's id.
    public static func check(id: String) throws(Invalid) {
        guard (2...40).contains(id.utf8.count), id.utf8.first.map({ (97...122).contains($0) }) == true,
            id.utf8.allSatisfy({ (97...122).contains($0) || (48...57).contains($0) || $0 == 45 })
        else {
            throw Invalid("清单编号", "“\(id.prefix(60))”不合规", mend: "请用 2 到 40 位小写字母、数字或连字符，以字母开头")
        }
    }

    /// The bytes whose SHA-256 names this content: each field preceded by its length, each list by its count, both
    /// as 8 bytes big-endian, beginning with the version of this form. Equal content gives equal bytes for ever.
    public var canonicalBytes: [UInt8] {
        var form = CanonicalForm("peizou.checklist.1")
        form.append(id)
        form.append(title.text)
        form.append(items) { form, item in
            form.append(item.id.text)
            form.append(item.dimension.rawValue)
            form.append(item.text.text)
            form.append(item.fail.text)
            form.append(item.evidence.text)
            form.append(item.channels) { $0.append($1.rawValue) }
            form.append(item.kinds) { $0.append($1.rawValue) }
            form.append(item.core) { $0.append($1.rawValue) }
            form.append(item.clue ? "1" : "0")
            form.append(item.traits) { $0.append($1.rawValue) }
            form.append(item.groups) { $0.append($1.rawValue) }
            form.append(item.seeAlso) { $0.append($1.text) }
            form.append(item.source) { $0.append($1.text) }
        }
        return form.bytes
    }
}

extension Checklist: Codable {
    enum CodingKeys: String, CodingKey { case id, title, items }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            id: container.decode(String.self, forKey: .id),
            title: container.decode(Wording.self, forKey: .title),
            items: container.decode([CheckItem].self, forKey: .items))
    }
}

private struct CanonicalForm {
    private(set) var bytes: [UInt8] = []

    init(_ version: String) { append(version) }

    mutating func append(_ text: String) {
        append(count: text.utf8.count)
        bytes.append(contentsOf: text.utf8)
    }

    mutating func append<Element>(_ list: [Element], _ each: (inout CanonicalForm, Element) -> Void) {
        append(count: list.count)
        for element in list { each(&self, element) }
    }

    private mutating func append(count: Int) {
        let number = UInt64(count)
        for shift in stride(from: UInt64(56), through: 0, by: -8) {
            bytes.append(UInt8(truncatingIfNeeded: number >> shift))
        }
    }
}
