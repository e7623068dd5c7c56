/// A limit of N working days from the day of receipt, with every day it passes explained.
public struct Deadline: Hashable, Sendable {
    public struct CountedDay: Hashable, Sendable {
        public let day: Day
        /// Whether the day takes one of the N.
        public let counts: Bool
        /// Chinese: `第1个工作日`, `国庆节放假`, `收到当日，不计`.
        public let why: String

        public init(day: Day, counts: Bool, why: String) {
            self.day = day
            self.counts = counts
            self.why = why
        }
    }

    public let due: Day
    /// A day passed lies in a year whose notice is not loaded.
    public let provisional: Bool
    /// From the day of receipt to the due day.
    public let days: [CountedDay]

    public init(due: Day, provisional: Bool, days: [CountedDay]) {
        self.due = due
        self.provisional = provisional
        self.days = days
    }
}

extension WorkCalendar {
    /// The most working days that a limit may have: about ten years.
    public static let longestLimit = 2_500

    /// The day on which a limit of `count` working days ends. Day 0 is the day of receipt and is not counted
    /// (民法典 §201, 行政许可法 §82); a limit of 0 ends on it.
    ///
    /// - Parameter count: clamped to 0 … `longestLimit`.
    public func due(from day0: Day, workdays count: Int) -> (day: Day, provisional: Bool) {
        var day = day0
        var left = min(max(0, count), Self.longestLimit)
        var provisional = false
        while left > 0 {
            day = day.adding(1)
            let status = status(of: day)
            if status.counts { left -= 1 }
            if status.isProvisional { provisional = true }
        }
        return (day, provisional)
    }

    /// The same with a reason for each day.
    ///
    /// - Throws: `Invalid` unless 0 ≤ `count` ≤ `longestLimit`.
    public func deadline(from day0: Day, workdays count: Int) throws(Invalid) -> Deadline {
        guard (0...Self.longestLimit).contains(count) else {
            throw Invalid("工作日数", "\(count) 不在 0 到 \(Self.longestLimit) 之间", mend: "请填不为负的整数，如 5")
        }
        let (due, provisional) = due(from: day0, workdays: count)
        var days = [Deadline.CountedDay(day: day0, counts: false, why: "收到当日，不计")]
        var number = 0
        for step in stride(from: 1, through: due.number - day0.number, by: 1) {
            let day = day0.adding(step)
            let status = status(of: day)
            if status.counts { number += 1 }
            let note = status == .workday ? "" : "，\(status.why)"
            days.append(
                .init(
                    day: day, counts: status.counts, why: status.counts ? "第\(number)个工作日\(note)" : status.why
                ))
        }
        return Deadline(due: due, provisional: provisional, days: days)
    }
}
