/// How a problem is to be mended (domain §4.3).
public enum RectifyMode: String, Sendable, Codable, CaseIterable {
    case immediate, deadline, longTerm

    public var title: String {
        switch self {
        case .immediate: "立行立改"
        case .deadline: "限期整改"
        case .longTerm: "长期整改"
        }
    }
}

/// Who may learn who reported (decisions 3).
public enum ReporterMode: String, Sendable, Codable, CaseIterable {
    case anonymous, protected, named

    public var title: String {
        switch self {
        case .anonymous: "匿名"
        case .protected: "实名保密"
        case .named: "实名可转办"
        }
    }
}

/// How what somebody walked came to be typed (decisions 2).
public enum EntryBasis: String, Sendable, Codable, CaseIterable {
    case own, dictated, paperForm, onBehalf

    public var title: String {
        switch self {
        case .own: "本人填报"
        case .dictated: "口述"
        case .paperForm: "纸质表"
        case .onBehalf: "代录"
        }
    }

    /// Who may write down what another walked or found: whoever has the right to, and never as if it were his own
    /// (decisions 2). Without proof anybody may, and it is known as such.
    public static func check(
        _ basis: EntryBasis, of walker: ID<Person>?, by actor: Actor, mayEnter: Bool
    ) throws(Refusal) {
        guard let walker, actor.person != walker else { return }
        guard mayEnter || !actor.isProven else {
            throw .notPermitted("只能登记本人走的、本人发现的；代他人登记须由有代录权限的账号办理")
        }
        guard basis != .own else {
            throw .invalid("登记依据", "登记人不是本人，不能写“本人填写”", mend: "请改为口述、纸质表或代录")
        }
    }

    /// Nobody types on behalf of himself.
    public func settled(of walker: ID<Person>?, by actor: Actor) -> EntryBasis {
        self == .onBehalf && walker != nil && walker == actor.person ? .own : self
    }

    /// The basis of an entry whose typist names none.
    public static func assumed(forAnother isForAnother: Bool, hasForm: Bool) -> EntryBasis {
        hasForm ? .paperForm : isForAnother ? .onBehalf : .own
    }
}

/// Why somebody spoke with the reporter (decisions 17).
public enum ContactPurpose: String, Sendable, Codable, CaseIterable {
    case verification, reply, satisfaction

    public var title: String {
        switch self {
        case .verification: "核实回访"
        case .reply: "答复告知"
        case .satisfaction: "满意度回访"
        }
    }
}

/// What came of a contact; refused and unreached ones are not 有效回访 (domain §5.7).
public enum ContactOutcome: String, Sendable, Codable, CaseIterable {
    case solved, unsolved, told, refused, unreached

    public var title: String {
        switch self {
        case .solved: "已解决"
        case .unsolved: "未解决"
        case .told: "已告知"
        case .refused: "拒访"
        case .unreached: "未接通"
        }
    }
}

public enum Satisfaction: String, Sendable, Codable, CaseIterable {
    case satisfied, basic, dissatisfied

    public var title: String {
        switch self {
        case .satisfied: "满意"
        case .basic: "基本满意"
        case .dissatisfied: "不满意"
        }
    }
}

/// 举一反三 and 公开: yes, no, or later with a reason (decisions 20).
public struct Answered: Hashable, Sendable, Codable {
    public enum Value: String, Sendable, Codable, CaseIterable {
        case yes, no, later

        public var title: String {
            switch self {
            case .yes: "是"
            case .no: "否"
            case .later: "暂缓"
            }
        }
    }

    public let value: Value
    public let reason: Prose?

    /// - Throws: `Invalid` for `later` without a reason.
    public init(_ value: Value, reason: Prose?, field: String) throws(Invalid) {
        if value == .later, reason == nil {
            throw Invalid(field, "选了“暂缓”却没有理由", mend: "请写明为什么暂缓、何时再定")
        }
        self.value = value
        self.reason = reason
    }
}

/// 制度成果 at closing (decisions 20).
public enum InstitutionalResult: Hashable, Sendable {
    case none
    case guideChanged
    case ruleIssued(title: Prose, number: Prose?)

    public var title: String {
        switch self {
        case .none: "无"
        case .guideChanged: "修订办事指南"
        case .ruleIssued(let title, let number): "出台制度《\(title)》" + (number.map { "（\($0)）" } ?? "")
        }
    }
}

extension InstitutionalResult: Codable {
    private enum Key: String, CodingKey { case kind, title, number }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        switch try container.decode(String.self, forKey: .kind) {
        case "none": self = .none
        case "guideChanged": self = .guideChanged
        case "ruleIssued":
            self = .ruleIssued(
                title: try container.decode(Prose.self, forKey: .title),
                number: try container.decodeIfPresent(Prose.self, forKey: .number))
        case let other:
            throw DecodingError.dataCorruptedError(forKey: .kind, in: container, debugDescription: other)
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .none: try container.encode("none", forKey: .kind)
        case .guideChanged: try container.encode("guideChanged", forKey: .kind)
        case .ruleIssued(let title, let number):
            try container.encode("ruleIssued", forKey: .kind)
            try container.encode(title, forKey: .title)
            try container.encodeIfPresent(number, forKey: .number)
        }
    }
}

/// The number that another system gave the same problem; one a system, unique in the county (decisions 19).
public struct ExternalReference: Hashable, Sendable, Codable {
    public let system: String
    public let number: String

    public init(system: String, number: String) throws(Invalid) {
        let system = Prose.trimmed(system)
        let number = Prose.trimmed(number)
        guard !system.isEmpty, system.count <= 40 else {
            throw Invalid("外部系统", "名称为空或超过 40 字", mend: "请填系统简称，如 12345")
        }
        guard !number.isEmpty, number.count <= 60 else {
            throw Invalid("外部编号", "为空或超过 60 字", mend: "请填该系统里的工单号")
        }
        for (field, text) in [("外部系统", system), ("外部编号", number)] {
            guard !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) else {
                throw Invalid(field, "含有控制字符", mend: "请重新输入，不要从别处粘贴不可见的字符")
            }
        }
        self.system = system
        self.number = number
    }
}
