/// When a week closes and when it is sent in: settings of the county (decisions 23).
public struct ReportingRule: Hashable, Sendable, Codable {
    /// 1 is Monday; Thursday unless the county sets another.
    public let weekday: Int
    /// Minutes after midnight in Beijing: 数据截止, 15:00.
    public let cutoff: Int
    /// Minutes after midnight in Beijing: 报送时限, 17:30.
    public let report: Int

    public static let standard = ReportingRule(unchecked: 4, cutoff: 15 * 60, report: 17 * 60 + 30)

    /// - Throws: `Invalid` unless `weekday` is 1 … 7 and 0 ≤ `cutoff` ≤ `report` < 24 h, in minutes.
    public init(weekday: Int, cutoff: Int, report: Int) throws(Invalid) {
        guard (1...7).contains(weekday) else {
            throw Invalid("报送日", "\(weekday) 不是星期几", mend: "请填 1（周一）到 7（周日）")
        }
        guard (0..<24 * 60).contains(cutoff), (0..<24 * 60).contains(report) else {
            throw Invalid("报送时间", "不在 00:00 到 23:59 之间", mend: "请按 15:00 这样填写")
        }
        guard cutoff <= report else {
            throw Invalid("报送时限", "早于数据截止", mend: "请让报送时限等于或晚于数据截止")
        }
        self.init(unchecked: weekday, cutoff: cutoff, report: report)
    }

    private init(unchecked weekday: Int, cutoff: Int, report: Int) {
        self.weekday = weekday
        self.cutoff = cutoff
        self.report = report
    }
}

/// A week that has a ledger of its own.
public struct WeekEdition: Hashable, Sendable {
    public let week: Week
    /// The day of both times: the reporting day, or the last working day before it in the same week.
    public let day: Day
    /// 数据截止.
    public let cutoff: Instant
    /// 报送时限.
    public let reportBy: Instant
    /// The reporting day was a day off, so the edition comes earlier in the week.
    public let isShifted: Bool
    /// The day lies in a year whose holidays are not loaded.
    public let provisional: Bool

    /// Whether the 数据截止 has passed. The cut-off millisecond itself still belongs to the edition.
    public func hasClosed(at: Instant) -> Bool { at > cutoff }
}

/// Whether a week has an edition (decisions 24).
public enum WeekPlan: Hashable, Sendable {
    case own(WeekEdition)
    /// 合并报送: the later week whose edition holds this one.
    case mergedInto(Week)

    public var edition: WeekEdition? {
        switch self {
        case .own(let edition): edition
        case .mergedInto: nil
        }
    }
}
