package import Walkthrough

/// How a limit in working days is counted, day by day, as JSON.
package struct DueDocument: Codable, Sendable {
    package let from: Day
    package let workdays: Int
    package let due: Day
    /// The holidays of a year on the way are not loaded yet.
    package let provisional: Bool
    package let days: [Step]

    package struct Step: Codable, Sendable {
        package let day: Day
        package let counts: Bool
        package let why: String
    }

    package init(from: Day, workdays: Int, _ deadline: Deadline) {
        self.from = from
        self.workdays = workdays
        due = deadline.due
        provisional = deadline.provisional
        days = deadline.days.map { Step(day: $0.day, counts: $0.counts, why: $0.why) }
    }
}
