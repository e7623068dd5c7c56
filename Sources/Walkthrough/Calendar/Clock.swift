/// What a row is timed for (decisions 17).
public enum ClockPurpose: String, Sendable, Codable, CaseIterable {
    case firstResponse, acceptance, reply, rectification, check, recheck

    public var title: String {
        switch self {
        case .firstResponse: "首次响应"
        case .acceptance: "签收"
        case .reply: "答复"
        case .rectification: "整改"
        case .check: "核查"
        case .recheck: "复查"
        }
    }
}

/// One clock of a row, decided once: it holds every value that the decision used, so that a later calendar or
/// setting never moves it unseen.
public struct Clock: Hashable, Sendable, Codable {
    public let purpose: ClockPurpose
    /// The rule's short code, such as `immediate` or `reply.complex`: 1 to 40 of a–z, A–Z, 0–9, `.`, `-`, `_`.
    public let rule: String
    /// The day of receipt or of the act that started it; not counted.
    public let day0: Day
    /// N of a limit in working days; `nil` where a day was asked for.
    public let workdays: Int?
    /// The day asked for, by a plan or an extension; it moves on from a day off.
    public private(set) var asked: Day?
    /// The calendar that `due` was counted with.
    public private(set) var calendar: String
    public private(set) var due: Day
    /// `due` may move when a year's notice is loaded.
    public private(set) var provisional: Bool
    /// Working days to aim at within the limit: 3 of 3–5.
    public let targetWorkdays: Int?
    public private(set) var target: Day?
    /// The due day before the first extension.
    public private(set) var originalDue: Day?
    /// The day the work was handed in, if that was accepted or is being checked.
    public private(set) var metOn: Day?
    /// 1, and one more for each reopening.
    public let round: Int

    /// A limit of `workdays` after `day0`, with an earlier `target` to aim at if the rule has one.
    ///
    /// - Throws: `Invalid` unless 0 ≤ `workdays` ≤ `WorkCalendar.longestLimit` and the target is within it.
    public static func start(
        _ purpose: ClockPurpose, rule: String, from day0: Day, workdays: Int, target: Int? = nil,
        round: Int = 1,
        in calendar: WorkCalendar
    ) throws(Invalid) -> Clock {
        guard (0...WorkCalendar.longestLimit).contains(workdays) else {
            throw Invalid(
                "\(purpose.title)时限", "\(workdays) 个工作日不在 0 到 \(WorkCalendar.longestLimit) 之间", mend: "请核对设置")
        }
        if let target, !(0...workdays).contains(target) {
            throw Invalid("\(purpose.title)目标", "\(target) 个工作日不在时限 \(workdays) 之内", mend: "请核对设置")
        }
        return try Clock(
            purpose, rule, day0, workdays: workdays, asked: nil, target: target, round, in: calendar)
    }

    /// A limit on a day that somebody asked for or promised.
    ///
    /// - Throws: `Invalid` if `asked` is before `day0`.
    public static func start(
        _ purpose: ClockPurpose, rule: String, from day0: Day, until asked: Day, round: Int = 1,
        in calendar: WorkCalendar
    ) throws(Invalid) -> Clock {
        guard asked >= day0 else {
            throw Invalid("\(purpose.title)时限", "\(asked) 早于起算日 \(day0)", mend: "请填 \(day0) 或以后的日期")
        }
        return try Clock(purpose, rule, day0, workdays: nil, asked: asked, target: nil, round, in: calendar)
    }

    private init(
        _ purpose: ClockPurpose, _ rule: String, _ day0: Day, workdays: Int?, asked: Day?, target: Int?,
        _ round: Int,
        in calendar: WorkCalendar
    ) throws(Invalid) {
        guard (1...40).contains(rule.utf8.count),
            rule.utf8.allSatisfy({ UnitCode.isAllowed($0) || $0 == UInt8(ascii: ".") })
        else { throw Invalid("时限规则", "“\(rule.prefix(60))”不合规", mend: "请用 1 到 40 位字母、数字、点、- 或 _") }
        guard round >= 1 else { throw Invalid("轮次", "\(round) 小于 1", mend: "第一轮填 1") }
        self.purpose = purpose
        self.rule = rule
        self.day0 = day0
        self.workdays = workdays
        self.asked = asked
        self.round = round
        targetWorkdays = target
        self.calendar = calendar.revision
        (due, provisional, self.target) = Self.reckoned(day0, workdays, asked, target, in: calendar)
    }

    private static func reckoned(
        _ day0: Day, _ workdays: Int?, _ asked: Day?, _ target: Int?, in calendar: WorkCalendar
    ) -> (due: Day, provisional: Bool, target: Day?) {
        guard let asked else {
            let limit = calendar.due(from: day0, workdays: workdays ?? 0)
            return (limit.day, limit.provisional, target.map { calendar.due(from: day0, workdays: $0).day })
        }
        let due = calendar.rollForward(asked)
        return (due, calendar.isProvisional(after: asked.adding(-1), through: due), nil)
    }
}

extension Clock {
    public var isRunning: Bool { metOn == nil }
    public var isExtended: Bool { originalDue != nil }

    /// Late: handed in after the due day, or not handed in and `today` is past it.
    public func isLate(on today: Day) -> Bool { (metOn ?? today) > due }

    /// Whether it was met in time; `nil` while it runs.
    public var isOnTime: Bool? { metOn.map { $0 <= due } }

    /// Stopped on the day of the request that is being checked (decisions 18).
    public func met(on day: Day) -> Clock {
        var clock = self
        clock.metOn = day
        return clock
    }

    /// Running again after a return: the time that passed counts as used, so the due day stays.
    public func unmet() -> Clock {
        var clock = self
        clock.metOn = nil
        return clock
    }

    /// A later due day. The first due day is kept as `originalDue`; a target of the old limit falls away.
    ///
    /// - Throws: `Invalid` if the clock has stopped, or `asked` does not lie after the due day.
    public func extended(to asked: Day, in calendar: WorkCalendar) throws(Invalid) -> Clock {
        guard isRunning else { throw Invalid("延期", "\(purpose.title)已完成，不能再延期", mend: "请核对台账编号") }
        guard asked > due else {
            throw Invalid("延期", "\(asked) 不晚于现时限 \(due)", mend: "请填 \(due) 以后的日期")
        }
        var clock = self
        clock.originalDue = originalDue ?? due
        clock.asked = asked
        clock.calendar = calendar.revision
        (clock.due, clock.provisional, clock.target) = Self.reckoned(day0, workdays, asked, nil, in: calendar)
        return clock
    }

    /// The clock counted again with another calendar, if that changes its due day, its target or its being
    /// provisional; `nil` if nothing changes or the clock has stopped.
    public func settled(in calendar: WorkCalendar) -> Clock? {
        guard isRunning else { return nil }
        let new = Self.reckoned(day0, workdays, asked, isExtended ? nil : targetWorkdays, in: calendar)
        guard new.due != due || new.provisional != provisional || new.target != target else { return nil }
        var clock = self
        clock.calendar = calendar.revision
        (clock.due, clock.provisional, clock.target) = new
        return clock
    }
}
