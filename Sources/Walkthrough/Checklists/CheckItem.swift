/// The stable code of a check item, such as `COV-01`: a theme of 2 to 5 capitals, a hyphen, and 2 or 3
/// digits. A code is never given to another question.
public struct CheckItemID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public let text: String

    public init(_ text: String) throws(Invalid) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 2, (2...5).contains(parts[0].utf8.count), (2...3).contains(parts[1].utf8.count),
            parts[0].utf8.allSatisfy({ (65...90).contains($0) }),
            parts[1].utf8.allSatisfy({ (48...57).contains($0) })
        else {
            throw Invalid(
                "检查项编号", "“\(text.prefix(40))”不合规", mend: "请用 2 到 5 位大写字母、连字符、2 到 3 位数字，如 COV-01")
        }
        self.text = text
    }

    public static func < (a: Self, b: Self) -> Bool { a.text < b.text }
    public var description: String { text }

    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// One question that a walker answers on the spot.
public struct CheckItem: Hashable, Sendable, Identifiable {
    public let id: CheckItemID
    public let dimension: Dimension
    /// The question, so put that 是 means 通过.
    public let text: Wording
    /// When the answer is 有问题.
    public let fail: Wording
    /// What photo, screenshot or record to bring home.
    public let evidence: Wording
    /// Where it can be asked, in the order of `Channel.allCases`; never empty.
    public let channels: [Channel]
    /// The kinds of session that ask it, in the order of `SessionKind.allCases`; never empty.
    public let kinds: [SessionKind]
    /// The kinds of session that offer it unasked: a part of `kinds`, empty for an item that is only on request.
    public let core: [SessionKind]
    /// An answer 有问题 opens a sealed case and no ledger row (decisions 4).
    public let clue: Bool
    /// The service item must have all of these.
    public let traits: [ServiceTrait]
    /// Asked for these groups; empty for everybody.
    public let groups: [SpecialGroup]
    /// Items that ask much the same, so that one answer is enough (decisions 10).
    public let seeAlso: [CheckItemID]
    /// The documents that it comes from, such as `S4（五）` (domain §3).
    public let source: [Wording]

    /// Lists are put into the order of their type and freed of repeats.
    /// - Throws: `Invalid` if `channels`, `kinds` or `source` is empty, `core` names a kind that `kinds` lacks, or
    ///   the item names itself in `seeAlso`.
    public init(
        id: CheckItemID, dimension: Dimension, text: Wording, fail: Wording, evidence: Wording,
        channels: [Channel], kinds: [SessionKind], core: [SessionKind] = [], clue: Bool = false,
        traits: [ServiceTrait] = [], groups: [SpecialGroup] = [], seeAlso: [CheckItemID] = [],
        source: [Wording]
    ) throws(Invalid) {
        guard !channels.isEmpty else { throw Invalid("渠道", "\(id) 没有渠道", mend: "请至少填一个") }
        guard !kinds.isEmpty else { throw Invalid("活动类型", "\(id) 没有活动类型", mend: "请至少填一个") }
        guard !source.isEmpty else { throw Invalid("出处", "\(id) 没有出处", mend: "请填文件名和章节") }
        if let stray = core.first(where: { !kinds.contains($0) }) {
            throw Invalid("必选活动", "\(id) 的 core 有 kinds 里没有的 \(stray.rawValue)", mend: "请先把它写进 kinds")
        }
        guard !seeAlso.contains(id) else { throw Invalid("相近项", "\(id) 指向了自己", mend: "请删去") }
        self.id = id
        self.dimension = dimension
        self.text = text
        self.fail = fail
        self.evidence = evidence
        self.channels = Channel.allCases.filter(channels.contains)
        self.kinds = SessionKind.allCases.filter(kinds.contains)
        self.core = SessionKind.allCases.filter(core.contains)
        self.clue = clue
        self.traits = ServiceTrait.allCases.filter(traits.contains)
        self.groups = SpecialGroup.allCases.filter(groups.contains)
        self.seeAlso = Set(seeAlso).sorted()
        self.source = source
    }

    public func isCore(in kind: SessionKind) -> Bool { core.contains(kind) }
}

extension CheckItem: Codable {
    enum CodingKeys: String, CodingKey {
        case id, dimension, text, fail, evidence, channels, kinds, core, clue, traits, groups, seeAlso, source
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            id: container.decode(CheckItemID.self, forKey: .id),
            dimension: container.decode(Dimension.self, forKey: .dimension),
            text: container.decode(Wording.self, forKey: .text),
            fail: container.decode(Wording.self, forKey: .fail),
            evidence: container.decode(Wording.self, forKey: .evidence),
            channels: container.decode([Channel].self, forKey: .channels),
            kinds: container.decode([SessionKind].self, forKey: .kinds),
            core: container.decode([SessionKind].self, forKey: .core),
            clue: container.decode(Bool.self, forKey: .clue),
            traits: container.decode([ServiceTrait].self, forKey: .traits),
            groups: container.decode([SpecialGroup].self, forKey: .groups),
            seeAlso: container.decode([CheckItemID].self, forKey: .seeAlso),
            source: container.decode([Wording].self, forKey: .source))
    }
}
