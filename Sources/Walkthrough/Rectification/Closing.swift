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
