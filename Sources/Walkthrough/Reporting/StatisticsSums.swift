/// What is counted over rows. Each count goes by a day of its own (domain §5: 回访 by receipt, 整改 and 办结 by due day);
/// in a period is what has that day in it.
public enum RowCount: Int, Sendable, CaseIterable {
    // By the day of receipt.
    case open, awaitingCheck, closed, explained
    case unverified, carriedOver, claimedClosed, escalated, notAdopted, unfounded, merged, transferred
    case settledOnce, reopened, requestedOnce, returned
    case calls, satisfied, solved
    // By the due day of round 1.
    case dueForRectification, rectifiedOnTime
    /// The same of 差评 alone.
    case badRatingDue, badRatingOnTime
    case settledOrOverdue, settledOnTime
    // By the due day of the present round.
    case dueNow, dueNowClosed
    // By the 签收 limit.
    case acceptedOrOverdue, acceptedOnTime
    // By the day of 销号.
    case struckOff

    public enum Basis: Sendable, CaseIterable { case registered, due, presentDue, acceptBy, struckOff }

    public var basis: Basis {
        switch self {
        case .open, .awaitingCheck, .closed, .explained, .unverified, .carriedOver, .claimedClosed,
            .escalated, .notAdopted, .unfounded, .merged, .transferred, .settledOnce, .reopened,
            .requestedOnce, .returned, .calls, .satisfied, .solved:
            .registered
        case .dueForRectification, .rectifiedOnTime, .badRatingDue, .badRatingOnTime, .settledOrOverdue,
            .settledOnTime:
            .due
        case .dueNow, .dueNowClosed: .presentDue
        case .acceptedOrOverdue, .acceptedOnTime: .acceptBy
        case .struckOff: .struckOff
        }
    }
}

/// Counts by name, which add up.
public struct Tally<Name: RawRepresentable & CaseIterable & Hashable & Sendable>: Hashable, Sendable
where Name.RawValue == Int {
    private var counts: [Int]

    public init() { counts = Array(repeating: 0, count: Name.allCases.count) }

    public subscript(name: Name) -> Int {
        get { counts[name.rawValue] }
        set { counts[name.rawValue] = newValue }
    }

    public static func += (a: inout Self, b: Self) {
        for index in a.counts.indices { a.counts[index] += b.counts[index] }
    }

    public var isEmpty: Bool { counts.allSatisfy { $0 == 0 } }
}

public typealias RowTally = Tally<RowCount>
public typealias AnswerTally = Tally<WalkFact.Seen.Value>

extension RowTally {
    /// New rows of the period: all but 核实中 and 期初结转 (decisions 8, 19).
    public var new: Int {
        self[.open] + self[.awaitingCheck] + self[.closed] + self[.explained] + self[.escalated]
            + self[.notAdopted] + self[.unfounded] + self[.merged] + self[.transferred]
    }
}

/// A part of a whole, where it is a count of its own and not one of rows.
public struct Share: Hashable, Sendable {
    public var part = 0
    public var whole = 0

    public init(_ part: Int = 0, of whole: Int = 0) {
        self.part = part
        self.whole = whole
    }

    public static func += (a: inout Share, b: Share) {
        a.part += b.part
        a.whole += b.whole
    }
}

/// Everything from which the metrics are formed.
public struct StatisticsSums: Hashable, Sendable {
    public var rows = RowTally()
    public var answers = AnswerTally()
    /// Walked of all 高频∪堵点 items.
    public var mustWalk = Share()
    /// Unit-weeks with a walk of the unit's head, of all.
    public var leaderWeeks = Share()
    /// Unit-weeks handed in on time, of those due.
    public var reports = Share()

    public init() {}

    public static func += (a: inout StatisticsSums, b: StatisticsSums) {
        a.rows += b.rows
        a.answers += b.answers
        a.mustWalk += b.mustWalk
        a.leaderWeeks += b.leaderWeeks
        a.reports += b.reports
    }
}
