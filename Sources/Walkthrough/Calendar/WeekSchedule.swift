/// Which weeks have an edition, and when each closes (decisions 23–24).
public struct WeekSchedule: Sendable {
    public let calendar: WorkCalendar
    public let rule: ReportingRule

    public init(calendar: WorkCalendar, rule: ReportingRule = .standard) {
        self.calendar = calendar
        self.rule = rule
    }

    /// The week's own edition, if its reporting day or a day before it in the same Monday–Sunday week is worked.
    /// Make-up days after the reporting day do not help: 2023-W04 has none.
    public func ownEdition(of week: Week) -> WeekEdition? {
        let nominal = week.monday.adding(rule.weekday - 1)
        var day = nominal
        while !calendar.isWorkday(day) {
            day = day.adding(-1)
            guard day >= week.monday else { return nil }
        }
        return WeekEdition(
            week: week, day: day, cutoff: instant(day, rule.cutoff), reportBy: instant(day, rule.report),
            isShifted: day != nominal,
            provisional: calendar.isProvisional(after: day.adding(-1), through: nominal))
    }

    public func plan(of week: Week) -> WeekPlan {
        if let edition = ownEdition(of: week) { return .own(edition) }
        return .mergedInto(edition(holding: week).week)
    }

    /// The week's own edition, or that of the next week which has one.
    public func edition(holding week: Week) -> WeekEdition {
        var week = week
        // Ends: beyond the loaded years every Thursday counts as worked.
        while true {
            if let edition = ownEdition(of: week) { return edition }
            week = week.advanced(by: 1)
        }
    }

    /// The weeks that the edition of `week` holds: those merged into it, and itself.
    public func weeks(heldBy edition: WeekEdition) -> [Week] {
        let before = self.edition(before: edition.week).week
        var weeks: [Week] = []
        var week = before.advanced(by: 1)
        while week <= edition.week {
            weeks.append(week)
            week = week.advanced(by: 1)
        }
        return weeks
    }

    /// The last edition of an earlier week.
    public func edition(before week: Week) -> WeekEdition {
        var week = week.advanced(by: -1)
        while true {
            if let edition = ownEdition(of: week) { return edition }
            week = week.advanced(by: -1)
        }
    }

    /// The last edition whose 数据截止 has passed.
    public func lastClosed(at: Instant) -> WeekEdition {
        let current = Week(containing: at.day)
        if let edition = ownEdition(of: current), edition.hasClosed(at: at) { return edition }
        return edition(before: current)
    }

    /// The edition that is open: its 数据截止 is the next to come.
    public func nextOpen(at: Instant) -> WeekEdition {
        let current = edition(holding: Week(containing: at.day))
        return current.hasClosed(at: at) ? edition(holding: current.week.advanced(by: 1)) : current
    }

    /// n of 第n期: editions of the week's year up to and with the one that holds `week`.
    public func issueNumber(of week: Week) -> Int {
        let held = edition(holding: week).week
        return (0..<held.number).count { ownEdition(of: held.advanced(by: -$0)) != nil }
    }

    private func instant(_ day: Day, _ minutes: Int) -> Instant {
        Instant(day, hour: minutes / 60, minute: minutes % 60)
    }
}
