/// How a 体验员 was found (decisions 15).
public enum Recruitment: String, Sendable, Codable, CaseIterable, TitledCase {
    case openCall, recommended, invited

    public var title: String {
        switch self {
        case .openCall: "公开征集"
        case .recommended: "单位推荐"
        case .invited: "定向邀约"
        }
    }
}

/// The age band of a 体验员; no day of birth is kept.
public enum AgeBand: String, Sendable, Codable, CaseIterable, TitledCase {
    case under30, from30to44, from45to59, over60

    public var title: String {
        switch self {
        case .under30: "30岁以下"
        case .from30to44: "30—44岁"
        case .from45to59: "45—59岁"
        case .over60: "60岁及以上"
        }
    }
}

/// Whether a 体验员 sits in the people's congress or the consultative conference.
public enum Mandate: String, Sendable, Codable, CaseIterable, TitledCase {
    case none, deputy, committeeMember

    public var title: String {
        switch self {
        case .none: "无"
        case .deputy: "人大代表"
        case .committeeMember: "政协委员"
        }
    }
}

/// A term as 体验员, and what was decided about ending it early.
public struct Appointment: Codable, Equatable, Sendable {
    public let record: ExperiencerAppointed
    /// An early end that waits for a second person.
    public let proposal: TermEndProposed?
    public let end: TermEndConfirmed?

    public init(
        _ record: ExperiencerAppointed, proposal: TermEndProposed? = nil, end: TermEndConfirmed? = nil
    ) {
        self.record = record
        self.proposal = proposal
        self.end = end
    }

    /// The last day of the term.
    public var lastDay: Day { end.map { min($0.lastDay, record.to) } ?? record.to }
    /// The first moment after the term.
    public var endsAt: Instant { Instant(lastDay.adding(1), hour: 0) }
}

/// A person became 体验员 for a term, both days included.
public struct ExperiencerAppointed: EventPayload {
    public static let kind = "person.appointed.1"
    public let number: ExperiencerNumber
    public let recruitment: Recruitment
    public let recommendedBy: Prose?
    public let ageBand: AgeBand?
    public let trade: Prose?
    public let mandate: Mandate
    public let from: Day
    public let to: Day

    /// - Throws: `Invalid` if the term ends before it begins or lasts more than five years, or a recommended volunteer
    ///   has no recommending unit.
    public init(
        number: ExperiencerNumber, recruitment: Recruitment, recommendedBy: Prose? = nil,
        ageBand: AgeBand? = nil,
        trade: Prose? = nil, mandate: Mandate = .none, from: Day, to: Day
    ) throws(Invalid) {
        guard from <= to else {
            throw Invalid("聘期", "止日 \(to) 早于起日 \(from)", mend: "请核对聘期起止")
        }
        guard to.number - from.number <= 5 * 366 else {
            throw Invalid("聘期", "\(from) 至 \(to) 超过五年", mend: "请按任期分次聘任")
        }
        guard recruitment != .recommended || recommendedBy != nil else {
            throw Invalid("推荐单位", "单位推荐的体验员没有填推荐单位", mend: "请填推荐单位，或改招募方式")
        }
        self.number = number
        self.recruitment = recruitment
        self.recommendedBy = recommendedBy
        self.ageBand = ageBand
        self.trade = trade
        self.mandate = mandate
        self.from = from
        self.to = to
    }

    /// Reads the texts of one row of a person file; `nil` if the row has no number, so names no 体验员.
    /// - Throws: `Invalid` whose `field` is the column's title.
    public static func parse(
        number: String?, recruitment: String?, recommendedBy: String?, ageBand: String?, trade: String?,
        mandate: String?, from: String?, to: String?
    ) throws(Invalid) -> ExperiencerAppointed? {
        guard let number = try number.flatMapped({ text throws(Invalid) in try ExperiencerNumber(text) })
        else {
            return nil
        }
        guard let from = try Day.optional(from, "聘期起"), let to = try Day.optional(to, "聘期止") else {
            throw Invalid("聘期", "\(number) 没有填聘期起止", mend: "请填聘期起和聘期止，如 2026-09-01")
        }
        guard let recruitment = try Recruitment.optional(recruitment, "招募方式") else {
            throw Invalid("招募方式", "\(number) 没有填招募方式", mend: "请填公开征集、单位推荐或定向邀约")
        }
        return try ExperiencerAppointed(
            number: number, recruitment: recruitment,
            recommendedBy: Prose.optional(recommendedBy, "推荐单位", limit: Prose.titleLimit),
            ageBand: AgeBand.optional(ageBand, "年龄段"),
            trade: Prose.optional(trade, "行业", limit: Prose.titleLimit),
            mandate: Mandate.optional(mandate, "代表委员") ?? .none, from: from, to: to)
    }
}

/// Somebody asked to end the term early (decisions 3): it takes a reason and a second person.
public struct TermEndProposed: EventPayload {
    public static let kind = "person.termEndProposed.1"
    public let lastDay: Day
    public let reason: Prose
    public let proposer: ID<Person>

    public init(lastDay: Day, reason: Prose, proposer: ID<Person>) {
        self.lastDay = lastDay
        self.reason = reason
        self.proposer = proposer
    }
}

public struct TermEndConfirmed: EventPayload {
    public static let kind = "person.termEndConfirmed.1"
    public let lastDay: Day
    public let proposer: ID<Person>
    public let confirmer: ID<Person>

    public init(lastDay: Day, proposer: ID<Person>, confirmer: ID<Person>) {
        self.lastDay = lastDay
        self.proposer = proposer
        self.confirmer = confirmer
    }
}

public struct TermEndDeclined: EventPayload {
    public static let kind = "person.termEndDeclined.1"
    public let reason: Prose
    public let proposer: ID<Person>
    public let decliner: ID<Person>

    public init(reason: Prose, proposer: ID<Person>, decliner: ID<Person>) {
        self.reason = reason
        self.proposer = proposer
        self.decliner = decliner
    }
}
