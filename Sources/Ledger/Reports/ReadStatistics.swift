public import Walkthrough

/// The metrics of domain §5 within what the actor sees: a row or walk that one may not see is in no figure. For an auditor
/// they are those of his days, as everybody reads them.
///
/// Rows that are no longer what they were count as they are now; the period takes each count by its own day.
public struct ReadStatistics: LedgerQuery {
    public static let act = "查看统计"

    /// The first day; `nil` is the beginning.
    public var from: Day?
    /// The last day; `nil` is today.
    public var through: Day?
    /// Only what belongs to this unit and to those below it on either line; `nil` is everything seen.
    public var unit: UnitCode?
    public var breakdown: StatisticsBreakdown?

    public init(
        from: Day? = nil, through: Day? = nil, unit: UnitCode? = nil,
        by breakdown: StatisticsBreakdown? = nil
    ) {
        self.from = from
        self.through = through
        self.unit = unit
        self.breakdown = breakdown
    }

    public var subject: String { unit.map(\.text) ?? "" }
    public var action: Action { .readStatistics }

    /// - Throws: `invalid` for a beginning after the end, `unknown` for a unit that there is not or that the actor does
    ///   not see.
    public func answer(in view: QueryTransaction) throws -> Statistics {
        let period: StatisticsPeriod
        do throws(Invalid) {
            period = try StatisticsPeriod(from: from, through: through ?? view.today)
        } catch { throw LedgerError.invalid([error]) }
        let desk = try StatisticsDesk(view, period, unit: unit)
        return Statistics(
            period: desk.query.period, asOf: view.at, unit: unit,
            total: StatisticsLine(
                key: unit?.text ?? view.read.county.code, title: desk.title, sums: try desk.total(),
                metrics: Metric.allCases),
            breakdown: breakdown, lines: try breakdown.map(desk.lines) ?? [])
    }
}
