/// The working days of the loaded years; other years are counted by weekday alone and marked provisional.
public struct WorkCalendar: Sendable, Equatable {
    /// In order.
    public let years: [CalendarYear]
    /// Names this state of the calendar in the events that used it, such as `calendar@4`.
    public let revision: String

    private let special: [Day: DayStatus]
    private let loaded: Set<Int>

    /// Where two years speak of one day, the later year's notice wins, since it was issued later.
    public init(years: [CalendarYear], revision: String) {
        self.years = years.sorted { $0.year < $1.year }
        self.revision = revision
        loaded = Set(years.map(\.year))
        var special: [Day: DayStatus] = [:]
        for year in self.years {
            for holiday in year.holidays {
                for number in holiday.first.number...holiday.last.number {
                    special[Day(number: number)] = .holiday(holiday.name)
                }
            }
            for day in year.makeUps { special[day] = .makeUp }
        }
        self.special = special
    }

    public static func == (a: Self, b: Self) -> Bool { a.years == b.years && a.revision == b.revision }

    /// Whether the notice of `year` is known.
    public func isLoaded(_ year: Int) -> Bool { loaded.contains(year) }

    public func status(of day: Day) -> DayStatus {
        if let status = special[day] { return status }
        let isKnown = loaded.contains(day.year)
        return switch (day.isWeekend, isKnown) {
        case (true, true): .weekend
        case (true, false): .assumedWeekend
        case (false, true): .workday
        case (false, false): .assumedWorkday
        }
    }

    public func isWorkday(_ day: Day) -> Bool { status(of: day).counts }

    /// The number of working days of a whole year.
    public func workdayCount(of year: Int) -> Int {
        workdays(
            after: .unchecked(year: year - 1, month: 12, day: 31),
            through: .unchecked(year: year, month: 12, day: 31))
    }

    /// The first working day after `day`.
    public func nextWorkday(after day: Day) -> Day {
        var day = day.adding(1)
        while !isWorkday(day) { day = day.adding(1) }
        return day
    }

    /// The last working day before `day`.
    public func previousWorkday(before day: Day) -> Day {
        var day = day.adding(-1)
        while !isWorkday(day) { day = day.adding(-1) }
        return day
    }

    /// `day` itself if it is worked, else the next working day (民法典 §203: a last day off moves on).
    public func rollForward(_ day: Day) -> Day { isWorkday(day) ? day : nextWorkday(after: day) }

    /// Working days after `start` up to and including `end`; 0 where `end` ≤ `start`.
    public func workdays(after start: Day, through end: Day) -> Int {
        guard start < end else { return 0 }
        return (start.number + 1...end.number).count { isWorkday(Day(number: $0)) }
    }

    /// Whether a day after `start` up to and including `end` lies in a year that is not loaded.
    public func isProvisional(after start: Day, through end: Day) -> Bool {
        guard start < end else { return false }
        guard !(start.adding(1).year...end.year).allSatisfy(loaded.contains) else { return false }
        return (start.number + 1...end.number).contains { status(of: Day(number: $0)).isProvisional }
    }
}
