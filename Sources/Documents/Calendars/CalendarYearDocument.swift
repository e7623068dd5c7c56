package import Walkthrough

/// A year's holidays and make-up days, as JSON.
package struct CalendarYearDocument: Codable, Sendable {
    package struct Holiday: Codable, Sendable {
        package let name: String
        package let from: Day
        package let to: Day
        package let days: Int
    }

    package let year: Int
    package let notice: String
    package let workdays: Int
    package let holidays: [Holiday]
    package let makeUpDays: [Day]

    package init(_ shown: CalendarYear, workdays: Int) {
        year = shown.year
        notice = shown.notice.description
        self.workdays = workdays
        holidays = shown.holidays.map {
            Holiday(name: $0.name, from: $0.first, to: $0.last, days: $0.last.number - $0.first.number + 1)
        }
        makeUpDays = shown.makeUps
    }
}
