/// Who did something to a row, and whether for its responsible line.
public struct Act: Hashable, Sendable, Codable {
    public let account: String
    public let person: ID<Person>?
    public let forLine: Bool

    public init(account: String, person: ID<Person>?, forLine: Bool) {
        self.account = account
        self.person = person
        self.forLine = forLine
    }

    /// The same person, whichever account was used; two acts without persons are one if the account is.
    public func isSamePerson(as other: Act) -> Bool {
        if let person, let theirs = other.person { return person == theirs }
        return account == other.account
    }
}

/// What the supervisor learnt by asking (谁办理、谁负责; domain §4.3).
public struct Verification: Hashable, Sendable, Codable {
    public enum Result: String, Sendable, Codable, CaseIterable {
        case confirmed, partly, refuted

        public var title: String {
            switch self {
            case .confirmed: "属实"
            case .partly: "部分属实"
            case .refuted: "不属实"
            }
        }
    }

    public let result: Result
    public let note: Prose
    /// The window's 情况说明 was read before the verdict; `nil` if there was none.
    public let statementRead: Bool?
    public let on: Day
    public let by: Act

    public init(result: Result, note: Prose, statementRead: Bool?, on: Day, by: Act) {
        self.result = result
        self.note = note
        self.statementRead = statementRead
        self.on = on
        self.by = by
    }
}

/// Who mends a row, how and since when.
public struct Assignment: Hashable, Sendable, Codable {
    public let lead: UnitCode
    /// Both lines at the time: nobody of them may check (decisions 5, architecture 13).
    public let line: Line
    public let partners: [UnitCode]
    public let mode: RectifyMode
    public let goal: Prose?
    /// 责任领导.
    public let leader: Prose?
    /// 整改责任人: who mends, not who is guilty (decisions 8).
    public let responsible: Prose?
    /// 包办领导.
    public let sponsor: Prose?
    public let on: Day
    public let by: Act
    /// A unit classified what its own people found; the supervisor may change that for some days.
    public let isByUnit: Bool

    public init(
        lead: UnitCode, line: Line, partners: [UnitCode], mode: RectifyMode, goal: Prose?, leader: Prose?,
        responsible: Prose?, sponsor: Prose?, on: Day, by: Act, isByUnit: Bool
    ) {
        self.lead = lead
        self.line = line
        self.partners = partners
        self.mode = mode
        self.goal = goal
        self.leader = leader
        self.responsible = responsible
        self.sponsor = sponsor
        self.on = on
        self.by = by
        self.isByUnit = isByUnit
    }
}

/// 退回派单: the owner unit says the row is not its own.
/// An institution that was given the row in this round: since when, and the day that it had last.
public struct Owner: Hashable, Sendable, Codable {
    public let institution: UnitCode
    public let since: Day
    public internal(set) var due: Day
}

public struct Dispute: Hashable, Sendable, Codable {
    public let reason: Prose
    public let on: Day
    public let by: Act

    public init(reason: Prose, on: Day, by: Act) {
        self.reason = reason
        self.on = on
        self.by = by
    }
}

public struct Milestone: Hashable, Sendable, Codable {
    public let title: Prose
    public let due: Day
    public var doneOn: Day?

    public init(title: Prose, due: Day, doneOn: Day? = nil) {
        self.title = title
        self.due = due
        self.doneOn = doneOn
    }
}

/// 原因、措施、目标 as the owner unit states them.
public struct Plan: Hashable, Sendable, Codable {
    public let cause: Prose
    public let measures: Prose
    public let goal: Prose
    public var milestones: [Milestone]
    public let leader: Prose?
    public let responsible: Prose?

    public init(
        cause: Prose, measures: Prose, goal: Prose, milestones: [Milestone] = [], leader: Prose? = nil,
        responsible: Prose? = nil
    ) {
        self.cause = cause
        self.measures = measures
        self.goal = goal
        self.milestones = milestones
        self.leader = leader
        self.responsible = responsible
    }
}

/// 进展 of the lead or of one partner.
public struct Progress: Hashable, Sendable, Codable {
    public let unit: UnitCode
    public let text: Prose
    public let on: Day
    public let by: Act

    public init(unit: UnitCode, text: Prose, on: Day, by: Act) {
        self.unit = unit
        self.text = text
        self.on = on
        self.by = by
    }
}

/// What the owner unit claims when it asks for 销号.
public struct CloseRequest: Hashable, Sendable, Codable {
    public let note: Prose
    public let generalization: Answered
    public let publication: Answered
    public let result: InstitutionalResult
    /// 当场整改: mended while it was being walked.
    public let isOnTheSpot: Bool
    public let on: Day
    public let by: Act

    public init(
        note: Prose, generalization: Answered, publication: Answered, result: InstitutionalResult,
        isOnTheSpot: Bool, on: Day, by: Act
    ) {
        self.note = note
        self.generalization = generalization
        self.publication = publication
        self.result = result
        self.isOnTheSpot = isOnTheSpot
        self.on = on
        self.by = by
    }
}

/// One checker's opinion.
public struct Check: Hashable, Sendable, Codable {
    public let passed: Bool
    public let opinion: Prose
    /// 体验员 check in twos (decisions 5).
    public let isExperiencer: Bool
    /// From outside the line of a row that needs it; the ledger prints 外部核查.
    public let isOutside: Bool
    public let on: Day
    public let by: Act

    public init(passed: Bool, opinion: Prose, isExperiencer: Bool, isOutside: Bool, on: Day, by: Act) {
        self.passed = passed
        self.opinion = opinion
        self.isExperiencer = isExperiencer
        self.isOutside = isOutside
        self.on = on
        self.by = by
    }
}

public struct Closing: Hashable, Sendable, Codable {
    public let note: Prose
    /// The units that look for the same problem at home (举一反三).
    public let generalizedTo: [UnitCode]
    public let on: Day
    public let by: Act

    public init(note: Prose, generalizedTo: [UnitCode] = [], on: Day, by: Act) {
        self.note = note
        self.generalizedTo = generalizedTo
        self.on = on
        self.by = by
    }
}

public struct Contact: Hashable, Sendable, Codable {
    public let purpose: ContactPurpose
    public let outcome: ContactOutcome
    public let satisfaction: Satisfaction?
    public let note: Prose?
    public let on: Day
    public let by: Act

    public init(
        purpose: ContactPurpose, outcome: ContactOutcome, satisfaction: Satisfaction?, note: Prose?, on: Day,
        by: Act
    ) {
        self.purpose = purpose
        self.outcome = outcome
        self.satisfaction = satisfaction
        self.note = note
        self.on = on
        self.by = by
    }
}

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

public struct ExtensionRequest: Hashable, Sendable, Codable {
    public let until: Day
    public let reason: Prose
    public let on: Day
    public let by: Act

    public init(until: Day, reason: Prose, on: Day, by: Act) {
        self.until = until
        self.reason = reason
        self.on = on
        self.by = by
    }
}

/// 情况说明, 批示 and other signed remarks.
public struct Remark: Hashable, Sendable, Codable {
    public let text: Prose
    public let on: Day
    public let by: Act

    public init(text: Prose, on: Day, by: Act) {
        self.text = text
        self.on = on
        self.by = by
    }
}

/// 提请上级解决: open still, and apart in rates (decisions 16).
public struct Escalation: Hashable, Sendable, Codable {
    public let to: Prose
    public let paper: Prose
    public let nextLook: Day
    public let on: Day
    public let by: Act

    public init(to: Prose, paper: Prose, nextLook: Day, on: Day, by: Act) {
        self.to = to
        self.paper = paper
        self.nextLook = nextLook
        self.on = on
        self.by = by
    }
}

/// Nothing is public without one (decisions 21).
public struct PublicationDecision: Hashable, Sendable, Codable {
    public enum Value: String, Sendable, Codable, CaseIterable {
        case publish, withhold, later

        public var title: String {
            switch self {
            case .publish: "公开"
            case .withhold: "不公开"
            case .later: "暂缓"
            }
        }
    }

    public let value: Value
    public let publicText: Prose?
    public let reason: Prose?
    public let on: Day
    public let by: Act

    public init(value: Value, publicText: Prose?, reason: Prose?, on: Day, by: Act) {
        self.value = value
        self.publicText = publicText
        self.reason = reason
        self.on = on
        self.by = by
    }
}

/// 容错: left out of staff scoring; two persons (decisions 8).
public struct Tolerance: Hashable, Sendable, Codable {
    public let reason: Prose
    public let proposedBy: Act
    public var confirmedBy: Act?

    public init(reason: Prose, proposedBy: Act, confirmedBy: Act? = nil) {
        self.reason = reason
        self.proposedBy = proposedBy
        self.confirmedBy = confirmedBy
    }
}

/// A row from before the system: what its papers claim (期初结转, decisions 19).
public struct OpeningClaim: Hashable, Sendable, Codable {
    public let isClosed: Bool
    public let closedOn: PartialDay?
    public let statedState: Prose?
    /// 回访结果 as the older ledger has it.
    public let followUp: Prose?

    public init(isClosed: Bool, closedOn: PartialDay?, followUp: Prose? = nil, statedState: Prose?) {
        self.isClosed = isClosed
        self.closedOn = closedOn
        self.statedState = statedState
        self.followUp = followUp
    }
}
