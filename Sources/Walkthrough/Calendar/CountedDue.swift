/// A day by which something is due, and how it was counted.
public struct CountedDue: Hashable, Sendable, Codable {
    /// The rule or setting that gave the number.
    public let rule: String
    public let dayZero: Day
    public let workdays: Int
    public let due: Day
    /// The calendar of a year in between is not loaded.
    public let isProvisional: Bool

    public init(rule: String, dayZero: Day, workdays: Int, due: Day, isProvisional: Bool) {
        self.rule = rule
        self.dayZero = dayZero
        self.workdays = workdays
        self.due = due
        self.isProvisional = isProvisional
    }

    /// - Throws: `Invalid` as `WorkCalendar.deadline`.
    public init(_ rule: String, from dayZero: Day, workdays: Int, in calendar: WorkCalendar) throws(Invalid) {
        let deadline = try calendar.deadline(from: dayZero, workdays: workdays)
        self.init(
            rule: rule, dayZero: dayZero, workdays: workdays, due: deadline.due,
            isProvisional: deadline.provisional)
    }
}
