import Testing
import Walkthrough

@Suite struct `Lights` {
    let due = day("2026-10-09")

    @Test(arguments: [
        ("2026-10-05", Light.green), ("2026-10-07", .green), ("2026-10-08", .yellow), ("2026-10-09", .yellow),
        ("2026-10-10", .red), ("2026-10-20", .red),
    ])
    func `yellow with one working day left, red once it is past`(_ today: String, _ light: Light) {
        #expect(LightScale(today: day(today), calendar: Years.calendar).light(due: due) == light)
    }

    @Test(arguments: [0, 1, 3])
    func `a filter's range holds exactly the due days of that colour`(_ threshold: Int) {
        for today in day("2026-09-20").number...day("2026-10-15").number {
            let today = Day(number: today)
            let scale = LightScale(today: today, calendar: Years.calendar, threshold: threshold)
            for offset in -20...20 {
                let due = today.adding(offset)
                let light = scale.light(due: due)
                #expect(Light.allCases.filter { scale.range(of: $0)?.contains(due) == true } == [light])
                let left = Years.calendar.workdays(after: today, through: due)
                #expect(light == (due < today ? .red : left <= threshold ? .yellow : .green))
            }
        }
    }

    @Test func `a row that waits for its checker is never red`() {
        let scale = LightScale(today: day("2026-12-01"), calendar: Years.calendar)
        #expect(scale.light(due: due, isAwaitingCheck: true, isEscalated: false) == .awaiting)
        #expect(scale.light(due: due, isAwaitingCheck: false, isEscalated: true) == .escalated)
        #expect(scale.light(due: nil) == .none)
    }
}

@Suite struct `A clock` {
    let calendar = Years.calendar

    private func reply() throws -> Clock {
        try .start(
            .reply, rule: "reply.complex", from: day("2026-09-30"), workdays: 5, target: 3, in: calendar)
    }

    @Test func `holds every value of its decision`() throws {
        let clock = try reply()
        #expect(clock.due == day("2026-10-13"))
        #expect(clock.target == day("2026-10-10"))
        #expect(clock.calendar == "calendar@4")
        #expect(!clock.provisional)
        #expect(clock.round == 1)
    }

    @Test func `stops on the day of the request that passed`() throws {
        let clock = try reply().met(on: day("2026-10-13"))
        #expect(clock.isOnTime == true)
        #expect(!clock.isLate(on: day("2026-12-01")))
        #expect(try reply().met(on: day("2026-10-14")).isOnTime == false)
    }

    @Test func `a return counts the time as used`() throws {
        let clock = try reply().met(on: day("2026-10-13")).unmet()
        #expect(clock.due == day("2026-10-13"))
        #expect(clock.isOnTime == nil)
        #expect(clock.isLate(on: day("2026-10-14")))
    }

    @Test func `an extension granted late takes the red back and keeps the first due day`() throws {
        let clock = try reply()
        #expect(clock.isLate(on: day("2026-10-15")))
        let extended = try clock.extended(to: day("2026-10-17"), in: calendar)
        #expect(!extended.isLate(on: day("2026-10-15")))
        #expect(extended.due == day("2026-10-19"))
        #expect(extended.originalDue == day("2026-10-13"))
        let again = try extended.extended(to: day("2026-10-30"), in: calendar)
        #expect(again.originalDue == day("2026-10-13"))
    }

    @Test func `an extension to the same day, an earlier one, or after the end is refused`() throws {
        let clock = try reply()
        #expect(throws: Invalid.self) { try clock.extended(to: day("2026-10-13"), in: calendar) }
        #expect(throws: Invalid.self) {
            try clock.met(on: day("2026-10-12")).extended(to: day("2026-11-13"), in: calendar)
        }
    }

    @Test func `a day asked for moves on from a holiday`() throws {
        let clock = try Clock.start(
            .rectification, rule: "plan", from: day("2026-09-20"), until: day("2026-10-03"), in: calendar)
        #expect(clock.asked == day("2026-10-03"))
        #expect(clock.due == day("2026-10-08"))
        #expect(throws: Invalid.self) {
            try Clock.start(
                .rectification, rule: "plan", from: day("2026-09-20"), until: day("2026-09-19"), in: calendar)
        }
    }

    @Test func `a provisional clock settles when its year is loaded, others stay`() throws {
        let clock = try Clock.start(
            .rectification, rule: "limit", from: day("2026-12-30"), workdays: 3, in: calendar)
        #expect(clock.provisional)
        #expect(clock.due == day("2027-01-04"))
        let next = Years.year(2027, "2027-01-01 2027-01-03 元旦", "")
        let later = WorkCalendar(years: calendar.years + [next], revision: "calendar@5")
        let settled = try #require(clock.settled(in: later))
        #expect(settled.due == day("2027-01-05"))
        #expect(!settled.provisional)
        #expect(settled.calendar == "calendar@5")
        #expect(settled.settled(in: later) == nil)
        #expect(try reply().settled(in: later) == nil)
        #expect(clock.met(on: day("2027-01-01")).settled(in: later) == nil)
    }

    @Test func `a target beyond the limit and a rule that is no code are refused`() {
        #expect(throws: Invalid.self) {
            try Clock.start(.reply, rule: "r", from: day("2026-09-30"), workdays: 2, target: 3, in: calendar)
        }
        #expect(throws: Invalid.self) {
            try Clock.start(.reply, rule: "一般 答复", from: day("2026-09-30"), workdays: 2, in: calendar)
        }
    }
}
