/// What one edition covers: decided when the week is fixed, and kept in that event, so that a later calendar or
/// reporting rule changes no edition that stands (decisions 23–24).
public struct WeekPeriod: Hashable, Sendable, Codable {
    public let week: Week
    /// n of 2026年第n期.
    public let issue: Int
    /// T of the edition before; `nil` for the county's first.
    public let from: Instant?
    /// T: 数据截止. Its own millisecond still belongs to the edition.
    public let to: Instant
    /// 报送时限.
    public let reportBy: Instant
    /// 起 and 止: the day after the T before (the Monday of the first week held, for the first edition), and T's day.
    public let first: Day
    public let last: Day
    /// Weeks without an edition of their own that this one holds.
    public let mergedWeeks: [Week]
    /// The reporting day was a day off, so that T came earlier.
    public let isShifted: Bool
    /// The days were counted without the year's notice.
    public let provisional: Bool

    /// 起 to 止.
    public var days: ClosedRange<Day> { first...last }

    /// - Parameter previous: the last frozen edition; the weeks after it that have none of their own are held, too.
    public init(_ edition: WeekEdition, after previous: PreviousEdition?, in schedule: WeekSchedule) {
        var held = schedule.weeks(heldBy: edition)
        if let previous { held.removeAll { $0 <= previous.week } }
        week = edition.week
        issue = schedule.issueNumber(of: edition.week)
        from = previous?.to
        to = edition.cutoff
        reportBy = edition.reportBy
        first = min(previous?.to.day.adding(1) ?? held.first?.monday ?? edition.week.monday, edition.day)
        last = edition.day
        mergedWeeks = held.filter { $0 != edition.week }
        isShifted = edition.isShifted
        provisional = edition.provisional
    }
}

/// The frozen edition that the next one continues.
public struct PreviousEdition: Hashable, Sendable {
    public let week: Week
    /// Its T.
    public let to: Instant
    /// The manifest that it last published; `nil` if its files are still to be rendered.
    public let manifest: Digest?
    /// Its rows open at T, as it printed them; `nil` like `manifest`.
    public let closing: Int?

    public init(week: Week, to: Instant, manifest: Digest?, closing: Int?) {
        self.week = week
        self.to = to
        self.manifest = manifest
        self.closing = closing
    }

    public init(_ ledger: WeekLedger) {
        self.init(
            week: ledger.week, to: ledger.period.to, manifest: ledger.latest?.manifest,
            closing: ledger.latest?.closing)
    }
}

extension WeekSchedule {
    /// The editions before `week` that must be frozen first, oldest first: those after the last frozen week, or from the
    /// week in which the county began.
    public func editions(before week: Week, lastFrozen: Week?, begun: Week) -> [WeekEdition] {
        var editions: [WeekEdition] = []
        var next = lastFrozen.map { $0.advanced(by: 1) } ?? begun
        while next < week {
            if let edition = ownEdition(of: next) { editions.append(edition) }
            next = next.advanced(by: 1)
        }
        return editions
    }

    /// The first week with an edition of a county whose ledger was made at `founded`: an edition that closed before
    /// would be empty.
    public func firstWeek(of founded: Instant) -> Week {
        let edition = edition(holding: Week(containing: founded.day))
        return edition.cutoff >= founded
            ? edition.week : self.edition(holding: edition.week.advanced(by: 1)).week
    }
}
