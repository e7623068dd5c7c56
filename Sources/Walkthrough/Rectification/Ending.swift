/// Ends without rectification; each needs two persons (decisions 6, 16).
public enum Ending: Hashable, Sendable {
    /// 解释说明: no legal basis; cites the rule.
    case explained(rule: Prose)
    /// 不予采纳: ratings only.
    case notAdopted
    /// 核实不属实: the reporter is told.
    case unfounded
    /// 并案.
    case merged(into: ID<RectificationItem>, number: String)
    /// 转办: another body has it.
    case transferred(to: Prose, paper: Prose, on: Day)

    public var state: StateKind {
        switch self {
        case .explained: .explained
        case .notAdopted: .notAdopted
        case .unfounded: .unfounded
        case .merged: .merged
        case .transferred: .transferred
        }
    }
}

extension Ending: Codable {
    private enum Key: String, CodingKey { case kind, rule, into, number, to, paper, on }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        switch try container.decode(String.self, forKey: .kind) {
        case "explained": self = .explained(rule: try container.decode(Prose.self, forKey: .rule))
        case "notAdopted": self = .notAdopted
        case "unfounded": self = .unfounded
        case "merged":
            self = .merged(
                into: try container.decode(ID<RectificationItem>.self, forKey: .into),
                number: try container.decode(String.self, forKey: .number))
        case "transferred":
            self = .transferred(
                to: try container.decode(Prose.self, forKey: .to),
                paper: try container.decode(Prose.self, forKey: .paper),
                on: try container.decode(Day.self, forKey: .on))
        case let other:
            throw DecodingError.dataCorruptedError(forKey: .kind, in: container, debugDescription: other)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(state.rawValue, forKey: .kind)
        switch self {
        case .explained(let rule): try container.encode(rule, forKey: .rule)
        case .notAdopted, .unfounded: break
        case .merged(let into, let number):
            try container.encode(into, forKey: .into)
            try container.encode(number, forKey: .number)
        case .transferred(let to, let paper, let on):
            try container.encode(to, forKey: .to)
            try container.encode(paper, forKey: .paper)
            try container.encode(on, forKey: .on)
        }
    }
}

public struct EndingProposal: Hashable, Sendable, Codable {
    public let ending: Ending
    public let reason: Prose
    public let on: Day
    public let by: Act

    public init(ending: Ending, reason: Prose, on: Day, by: Act) {
        self.ending = ending
        self.reason = reason
        self.on = on
        self.by = by
    }
}
