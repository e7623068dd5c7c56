/// The days whose records a 上级督查/审计 was sent to read, both ends included (decisions 7): what was registered by
/// its end, and was open or touched at or after its beginning; figures and weeks of those days.
public struct AuditPeriod: Hashable, Sendable, Codable, CustomStringConvertible {
    public let from: Day
    public let through: Day

    /// - Throws: `Invalid` for a beginning after the end.
    public init(from: Day, through: Day) throws(Invalid) {
        guard from <= through else {
            throw Invalid("查看期间", "开始日期 \(from) 晚于结束日期 \(through)", mend: "请对调或改正日期")
        }
        self.from = from
        self.through = through
    }

    /// As somebody wrote it: both days, or none.
    public init?(from: Day?, through: Day?) throws(Invalid) {
        switch (from, through) {
        case (nil, nil): return nil
        case (let from?, let through?): try self.init(from: from, through: through)
        case (nil, _?): throw Invalid("查看期间", "没有开始日期", mend: "请填从哪天起")
        case (_?, nil): throw Invalid("查看期间", "没有结束日期", mend: "请填到哪天止")
        }
    }

    /// The first instant.
    public var start: Instant { Instant(from, hour: 0) }
    /// The first instant after it.
    public var end: Instant { Instant(through.adding(1), hour: 0) }

    /// Whether it has one of the days.
    public func overlaps(_ days: ClosedRange<Day>) -> Bool { (from...through).overlaps(days) }

    public var description: String { "\(from) 至 \(through)" }
}
