import Testing
import Walkthrough

@Suite struct `The week's two times` {
    let schedule = WeekSchedule(calendar: Years.calendar)

    @Test(arguments: [
        ("2026-W38", "2026-09-17 15:00", "2026-09-17 17:30"),
        ("2026-W40", "2026-09-30 15:00", "2026-09-30 17:30"),
        ("2026-W41", "2026-10-08 15:00", "2026-10-08 17:30"),
        ("2023-W39", "2023-09-28 15:00", "2023-09-28 17:30"),
        ("2026-W01", "2025-12-31 15:00", "2025-12-31 17:30"),
    ])
    func `an edition closes on Thursday, or on the last working day before it in that week`(
        _ name: String, _ cutoff: String, _ report: String
    ) throws {
        let edition = try #require(schedule.plan(of: week(name)).edition)
        #expect(edition.cutoff.short == cutoff)
        #expect(edition.reportBy.short == report)
        #expect(edition.isShifted == (edition.day.weekday != 4))
    }

    @Test(arguments: [
        ("2023-W04", "2023-W05"), ("2023-W40", "2023-W41"), ("2024-W07", "2024-W08"),
        ("2026-W08", "2026-W09"),
    ])
    func `a week without a working day up to Thursday is reported with the next`(
        _ name: String, _ holder: String
    ) {
        #expect(schedule.plan(of: week(name)) == .mergedInto(week(holder)))
        let edition = schedule.edition(holding: week(name))
        #expect(edition.week == week(holder))
        #expect(edition.day.weekday == 4)
        #expect(schedule.weeks(heldBy: edition) == [week(name), week(holder)])
        #expect(schedule.edition(before: week(holder)).week == week(name).advanced(by: -1))
    }

    @Test func `every other week of the four years has its own edition`() {
        var merged: [String] = []
        var week = week("2023-W01")
        while week <= Walkthrough.Week(containing: day("2026-12-31")) {
            if schedule.plan(of: week).edition == nil { merged.append(week.description) }
            week = week.advanced(by: 1)
        }
        #expect(merged == ["2023-W04", "2023-W40", "2024-W07", "2026-W08"])
    }

    @Test func `the last edition that closed`() {
        func last(_ day: String, _ hour: Int, _ minute: Int = 0, _ second: Int = 0) -> String {
            schedule.lastClosed(at: Instant(try! Day(day), hour: hour, minute: minute, second: second))
                .week.description
        }
        #expect(last("2026-09-30", 14, 59) == "2026-W39")
        #expect(last("2026-09-30", 15, 0, 1) == "2026-W40")
        #expect(last("2026-10-08", 15) == "2026-W40")
        #expect(last("2026-10-08", 15, 1) == "2026-W41")
        #expect(last("2026-02-20", 12) == "2026-W07")
        #expect(last("2026-02-26", 16) == "2026-W09")
        #expect(last("2026-03-01", 23) == "2026-W09")
    }

    @Test func `the edition that is open is the next to close`() {
        #expect(schedule.nextOpen(at: Instant(day("2026-09-30"), hour: 16)).week == week("2026-W41"))
        #expect(schedule.nextOpen(at: Instant(day("2026-02-16"), hour: 9)).week == week("2026-W09"))
        #expect(schedule.nextOpen(at: Instant(day("2026-09-30"), hour: 14)).week == week("2026-W40"))
    }

    @Test func `issues are numbered through the year, merged weeks without a number`() {
        #expect(schedule.issueNumber(of: week("2026-W01")) == 1)
        #expect(schedule.issueNumber(of: week("2026-W07")) == 7)
        #expect(schedule.issueNumber(of: week("2026-W08")) == 8)
        #expect(schedule.issueNumber(of: week("2026-W09")) == 8)
        #expect(schedule.issueNumber(of: week("2026-W40")) == 39)
    }

    @Test func `the county may set another day and other times`() throws {
        let rule = try ReportingRule(weekday: 5, cutoff: 10 * 60, report: 11 * 60)
        let edition = WeekSchedule(calendar: Years.calendar, rule: rule).edition(holding: week("2026-W39"))
        #expect(edition.cutoff.short == "2026-09-24 10:00")
        #expect(throws: Invalid.self) { try ReportingRule(weekday: 8, cutoff: 0, report: 0) }
        #expect(throws: Invalid.self) { try ReportingRule(weekday: 4, cutoff: 60, report: 30) }
        #expect(throws: Invalid.self) { try ReportingRule(weekday: 4, cutoff: 60, report: 1440) }
    }

    @Test func `a week of a year without a notice is planned provisionally`() {
        let edition = schedule.edition(holding: week("2027-W10"))
        #expect(edition.provisional)
        #expect(edition.day.weekday == 4)
    }
}
