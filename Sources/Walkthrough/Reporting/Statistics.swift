/// By what figures are broken down.
public enum StatisticsBreakdown: String, Sendable, Codable, CaseIterable {
    case unit, window, service, channel, dimension, week

    public var title: String {
        switch self {
        case .unit: "单位"
        case .window: "窗口"
        case .service: "事项"
        case .channel: "渠道"
        case .dimension: "检查维度"
        case .week: "报送周"
        }
    }

    /// The metrics that a group of this kind has.
    public var metrics: [Metric] {
        Metric.allCases.filter { metric in
            if metric.isOfRowsOrAnswers { return true }
            return switch (self, metric) {
            case (.unit, .mustWalkCoverage), (.unit, .leaderWeeklyWalkRate), (.unit, .reportOnTimeRate),
                (.week, .leaderWeeklyWalkRate), (.week, .reportOnTimeRate):
                true
            case (.unit, _), (.window, _), (.service, _), (.channel, _), (.dimension, _), (.week, _): false
            }
        }
    }
}

/// The days that figures are asked for, both included. Each figure takes a day of its own for it: see `Metric.basis`.
public struct StatisticsPeriod: Hashable, Sendable {
    /// `nil`: from the beginning.
    public let from: Day?
    public let through: Day

    /// - Throws: `Invalid` for a beginning after the end.
    public init(from: Day?, through: Day) throws(Invalid) {
        if let from, from > through {
            throw Invalid("统计期间", "开始日期 \(from) 晚于结束日期 \(through)", mend: "请对调或改正日期")
        }
        self.from = from
        self.through = through
    }

    public func contains(_ day: Day) -> Bool { from.map { $0 <= day } ?? true && day <= through }
}

/// One report week of a trend: what happened after one 数据截止 and up to the next (decisions 23, 24).
public struct StatisticsWeek: Hashable, Sendable {
    public let week: Week
    /// T of the edition before, which does not belong to the week.
    public let after: Instant
    /// T, which does.
    public let cutoff: Instant
    public let reportBy: Instant

    public init(week: Week, after: Instant, cutoff: Instant, reportBy: Instant) {
        self.week = week
        self.after = after
        self.cutoff = cutoff
        self.reportBy = reportBy
    }
}

/// The figures of one group, or of all.
public struct StatisticsLine: Hashable, Sendable {
    /// The unit's code, the service item's id, the channel, dimension or week; `none` for what has none.
    public let key: String
    public let title: String
    public let sums: StatisticsSums
    public let metrics: [Metric]

    public init(key: String, title: String, sums: StatisticsSums, metrics: [Metric]) {
        self.key = key
        self.title = title
        self.sums = sums
        self.metrics = metrics
    }

    /// What stands for rows without a unit, a service item, a channel or a check point.
    public static let none = "none"
}

/// The metrics of domain §5 for a period, as exact fractions, and their breakdown.
public struct Statistics: Hashable, Sendable {
    public let period: StatisticsPeriod
    /// Lateness is judged by its day.
    public let asOf: Instant
    public let unit: UnitCode?
    public let total: StatisticsLine
    public let breakdown: StatisticsBreakdown?
    /// In the order of codes, titles or time: never of rates (decisions 14).
    public let lines: [StatisticsLine]

    public init(
        period: StatisticsPeriod, asOf: Instant, unit: UnitCode?, total: StatisticsLine,
        breakdown: StatisticsBreakdown?, lines: [StatisticsLine]
    ) {
        self.period = period
        self.asOf = asOf
        self.unit = unit
        self.total = total
        self.breakdown = breakdown
        self.lines = lines
    }

    /// How every figure is rounded (domain §5).
    public static let rounding = "四舍五入到两位小数；分子小于分母时不印 100.00%，分子大于零时不印 0.00%，分母为零印“—”"
}
