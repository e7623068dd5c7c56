/// What one row gives to the statistics, read from the row alone: neither the day on which somebody asks nor the period
/// changes it. So it can be stored beside the row, and a figure is a sum of stored values (domain §5; decisions 16–19).
public struct RowFact: Hashable, Sendable {
    /// Where a row stands as far as rates are concerned. Only the first four are in any rate; the others are counts.
    public enum Standing: Int, Sendable, CaseIterable {
        /// Assigned and being mended.
        case open
        /// 待核查.
        case awaitingCheck
        /// 销号.
        case closed
        /// 解释说明: 办结, but not 整改 (domain §4.3).
        case explained
        /// 核实中 (decisions 8).
        case unverified
        /// 期初结转: neither new nor on time, whatever became of it (decisions 19).
        case carriedOver
        /// 期初结转, 自报已办结.
        case claimedClosed
        /// 提请上级解决, and open still (decisions 16).
        case escalated
        case notAdopted, unfounded, merged, transferred

        /// Whether the row is in rates.
        public var isRated: Bool {
            switch self {
            case .open, .awaitingCheck, .closed, .explained: true
            case .unverified, .carriedOver, .claimedClosed, .escalated, .notAdopted, .unfounded, .merged,
                .transferred:
                false
            }
        }
    }

    /// How a limit was kept.
    public enum Timing: Int, Sendable, CaseIterable {
        /// In no on-time rate: no limit, out of rates, or handed in within the limit and not checked yet.
        case apart
        case onTime
        case late
        /// Not done: late once the due day has passed.
        case running
    }

    public let unit: UnitCode?
    public let source: SourceCode
    public let service: ID<ServiceItem>?
    public let channels: [Channel]
    /// The check points that failed.
    public let checks: [String]
    /// The day of receipt is its day.
    public let registered: Instant
    /// When it was struck off; `nil` for every other row.
    public let struckOff: Instant?
    public let standing: Standing
    /// The 整改 limit of round 1, else its 答复 limit.
    public let due: Day?
    /// 整改 within `due`: what counts is the day of the close request that passed (decisions 18).
    public let rectified: Timing
    /// 办结 (销号 or 解释说明) within `due`.
    public let settled: Timing
    /// The 整改 limit of the present round.
    public let presentDue: Day?
    /// The 签收 limit of round 1.
    public let acceptBy: Day?
    public let accepted: Timing
    public let isReopened: Bool
    /// 办结 at least once.
    public let wasSettled: Bool
    public let isReturned: Bool
    /// 销号 was asked for at least once.
    public let wasRequested: Bool
    /// 有效回访: 满意度回访 that was neither refused nor unreached, and what was said in them.
    public let calls: Int
    public let satisfied: Int
    public let solved: Int
}

extension RowFact {
    public init(of item: RectificationItem) {
        let standing = Standing(of: item)
        let isRated = standing.isRated
        let first = item.firstClock(.rectification)
        let due = isRated ? first?.due ?? item.firstClock(.reply)?.due : nil
        unit = item.unit
        source = item.report.source
        service = item.report.service
        channels = item.report.channels
        checks = (item.report.checkItem ?? "").split(separator: "、").map(String.init)
        registered = item.registeredAt
        struckOff = item.state.kind == .closed ? item.endedAt : nil
        self.standing = standing
        self.due = due
        rectified = isRated ? Self.rectified(item, standing, first) : .apart
        settled = isRated ? Self.settled(item, standing, first, due) : .apart
        presentDue = isRated && standing != .explained ? item.clock(.rectification)?.due : nil
        let acceptance = isRated ? item.firstClock(.acceptance) : nil
        acceptBy = acceptance?.due
        accepted = Self.accepted(item, standing, acceptance)
        isReopened = isRated && item.round > 1
        wasSettled = isRated && (!item.state.kind.isOpen || item.round > 1)
        isReturned = isRated && item.returnedCount > 0
        wasRequested =
            isRated
            && (item.state.requested != nil || item.previousClosing != nil || item.returnedCount > 0)
        let calls = isRated ? item.contacts.filter(\.isValidCall) : []
        self.calls = calls.count
        satisfied = calls.count { $0.satisfaction == .satisfied || $0.satisfaction == .basic }
        solved = calls.count { $0.outcome == .solved }
    }

    /// Round 1 only: what came after a reopening counts in 重办率 (decisions 18).
    private static func rectified(_ item: RectificationItem, _ standing: Standing, _ first: Clock?) -> Timing
    {
        guard standing != .explained, let first else { return .apart }
        // A round that ended without rectification has a clock that was never met.
        if item.round > 1 || standing == .closed { return handedIn(first) ?? .apart }
        guard standing == .awaitingCheck else { return .running }
        guard let handed = handedIn(first) else { return .running }
        return item.state.requested?.isPassed == true || handed == .late ? handed : .apart
    }

    private static func settled(
        _ item: RectificationItem, _ standing: Standing, _ first: Clock?, _ due: Day?
    ) -> Timing {
        guard let due else { return .apart }
        if item.round > 1 { return first.flatMap(handedIn) ?? .apart }
        switch standing {
        case .explained: return item.state.endedOn.map { $0 <= due ? .onTime : .late } ?? .apart
        case .closed: return first.flatMap(handedIn) ?? .apart
        // Not finished before it is struck off; what is being checked is never red.
        case .awaitingCheck: return first.flatMap(handedIn) == .late ? .late : .apart
        case .open, .unverified, .carriedOver, .claimedClosed, .escalated, .notAdopted, .unfounded, .merged,
            .transferred:
            return .running
        }
    }

    private static func accepted(
        _ item: RectificationItem, _ standing: Standing, _ clock: Clock?
    ) -> Timing {
        guard let clock else { return .apart }
        if let isOnTime = clock.isOnTime { return isOnTime ? .onTime : .late }
        return item.round == 1 && standing != .explained ? .running : .apart
    }

    private static func handedIn(_ clock: Clock) -> Timing? {
        clock.isOnTime.map { $0 ? .onTime : .late }
    }
}

extension RowFact.Standing {
    init(of item: RectificationItem) {
        if item.opening != nil {
            self = item.isClosedByClaim ? .claimedClosed : .carriedOver
            return
        }
        guard !item.isEscalated || item.state.kind.isUnverified else {
            self = .escalated
            return
        }
        self =
            switch item.state.kind {
            case .registered, .verifying: .unverified
            case .assigned, .accepted, .inProgress: .open
            case .closeRequested, .checking: .awaitingCheck
            case .closed: .closed
            case .explained: .explained
            case .notAdopted: .notAdopted
            case .unfounded: .unfounded
            case .merged: .merged
            case .transferred: .transferred
            }
    }
}

extension RectificationItem {
    fileprivate func firstClock(_ purpose: ClockPurpose) -> Clock? {
        clocks.last { $0.purpose == purpose && $0.round == 1 }
    }
}

extension State {
    /// The day on which it ended without rectification.
    fileprivate var endedOn: Day? {
        switch self {
        case .explained(let ended), .notAdopted(let ended), .unfounded(let ended), .merged(let ended),
            .transferred(let ended):
            ended.on
        case .registered, .verifying, .assigned, .accepted, .inProgress, .closeRequested, .checking, .closed:
            nil
        }
    }
}

extension Contact {
    /// 有效回访 (domain §5.7).
    var isValidCall: Bool {
        guard purpose == .satisfaction else { return false }
        return switch outcome {
        case .solved, .unsolved, .told: true
        case .refused, .unreached: false
        }
    }
}
