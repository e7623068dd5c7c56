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
