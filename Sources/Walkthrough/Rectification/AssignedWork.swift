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

/// An institution that was given the row in this round: since when, and the day that it had last.
public struct Owner: Hashable, Sendable, Codable {
    public let institution: UnitCode
    public let since: Day
    public internal(set) var due: Day
}

/// 退回派单: the owner unit says the row is not its own.
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
