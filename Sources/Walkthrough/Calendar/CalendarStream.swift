/// `calendar.loaded.1`: a year's notice was loaded, or replaced by an amended one.
public struct CalendarLoaded: EventPayload {
    public static let kind = "calendar.loaded.1"

    public struct Range: Codable, Hashable, Sendable {
        public let name: String
        public let first: Day
        public let last: Day

        public init(name: String, first: Day, last: Day) {
            self.name = name
            self.first = first
            self.last = last
        }
    }

    public let year: Int
    public let holidays: [Range]
    public let makeUps: [Day]
    public let notice: Prose

    public init(year: Int, holidays: [Range], makeUps: [Day], notice: Prose) {
        self.year = year
        self.holidays = holidays
        self.makeUps = makeUps
        self.notice = notice
    }

    public init(_ year: CalendarYear) {
        self.init(
            year: year.year,
            holidays: year.holidays.map { Range(name: $0.name, first: $0.first, last: $0.last) },
            makeUps: year.makeUps, notice: year.notice)
    }
}

/// The events of the county's calendar: one stream holds all its years.
public enum CalendarEvent: EventFamily {
    case loaded(CalendarLoaded)

    public static var forms: [EventForm<CalendarEvent>] { [EventForm(CalendarEvent.loaded)] }

    public var payload: any EventPayload {
        switch self {
        case .loaded(let payload): payload
        }
    }
}

public enum CalendarCommand: Hashable, Sendable {
    case load(CalendarYear)
}

/// The county's calendar: the years loaded so far.
public struct CalendarStream: Codable, Equatable, Sendable {
    /// The one stream of a county's calendar.
    public static let stream = StreamID(.calendar, "work")

    /// In order, one each.
    public let years: [CalendarYear]
    /// How many loads made this state.
    public let loads: Int

    /// The calendar to count with, named by the number of loads.
    public let calendar: WorkCalendar

    public init(years: [CalendarYear], loads: Int) {
        self.years = years
        self.loads = loads
        calendar = WorkCalendar(years: years, revision: "calendar@\(loads)")
    }

    private enum CodingKeys: CodingKey { case years, loads }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            years: try container.decode([CalendarYear].self, forKey: .years),
            loads: try container.decode(Int.self, forKey: .loads))
    }

    /// The same after `event`; loading a year again replaces it.
    public static func apply(_ event: CalendarEvent, to state: CalendarStream?) -> CalendarStream {
        switch event {
        case .loaded(let loaded):
            let others = (state?.years ?? []).filter { $0.year != loaded.year }
            return CalendarStream(
                years: (others + [CalendarYear(loaded)]).sorted { $0.year < $1.year },
                loads: (state?.loads ?? 0) + 1)
        }
    }

    /// - Parameter actor: a proved coordinator, since days move with it; `nil` where the county is founded.
    /// - Throws: `Refusal.notPermitted`; `.notPossible` for a year that is loaded with the same days and notice, and `.invalid` where
    ///   it calls a day off that a neighbouring year makes a working day, or the reverse.
    public static func decide(
        _ command: CalendarCommand, on state: CalendarStream?, by actor: Actor?
    ) throws(Refusal) -> NonEmpty<CalendarEvent> {
        try actor?.must(.keepReference)
        switch command {
        case .load(let year):
            let others = state?.years ?? []
            if others.contains(year) {
                throw .notPossible("\(year.year)年的工作日历已导入，内容相同，无需再次导入。")
            }
            for other in others where other.year != year.year {
                if let day = year.contradiction(with: other) {
                    throw .invalid(
                        "日期", "\(day) 在\(year.year)年与\(other.year)年的安排里一处放假、一处上班", mend: "请对照两年的放假通知改正")
                }
            }
            return NonEmpty(.loaded(CalendarLoaded(year)))
        }
    }
}

extension CalendarYear {
    /// A year that was checked before it was stored.
    init(_ loaded: CalendarLoaded) {
        year = loaded.year
        holidays = loaded.holidays.map { Holiday(stored: $0) }
        makeUps = loaded.makeUps
        notice = loaded.notice
    }

    /// A day that one of the two years gives off and the other makes a working day.
    func contradiction(with other: CalendarYear) -> Day? {
        makeUps.first { day in other.holidays.contains { $0.contains(day) } }
            ?? other.makeUps.first { day in holidays.contains { $0.contains(day) } }
    }
}

extension CalendarYear.Holiday {
    init(stored range: CalendarLoaded.Range) {
        name = range.name
        first = range.first
        last = range.last
    }
}
