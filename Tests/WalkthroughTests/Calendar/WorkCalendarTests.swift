import Testing
import Walkthrough

@Suite struct `Working days` {
    let calendar = Years.calendar

    @Test(arguments: [(2, "2026-10-09"), (3, "2026-10-10"), (5, "2026-10-13"), (0, "2026-09-30")])
    func `a bad rating of 30 September is due after National Day, a make-up Saturday counting`(
        _ n: Int, _ due: String
    ) {
        #expect(calendar.due(from: day("2026-09-30"), workdays: n) == (day(due), false))
    }

    @Test(arguments: [(2023, 249), (2024, 251), (2025, 248), (2026, 248)])
    func `each year has the notice's number of working days`(_ year: Int, _ count: Int) {
        #expect(calendar.workdayCount(of: year) == count)
    }

    @Test func `the eve of the Spring Festival of 2024 is worked`() {
        #expect(calendar.status(of: day("2024-02-09")) == .workday)
        #expect(calendar.status(of: day("2024-02-10")) == .holiday("春节"))
        #expect(calendar.status(of: day("2024-02-18")) == .makeUp)
    }

    @Test func `the last day of 2022 is off by the notice of 2023, the day before is only assumed`() {
        #expect(calendar.status(of: day("2022-12-31")) == .holiday("元旦"))
        #expect(calendar.status(of: day("2022-12-30")) == .assumedWorkday)
    }

    @Test func `a Saturday's receipt counts from Monday as day one`() {
        #expect(calendar.due(from: day("2026-09-12"), workdays: 1).day == day("2026-09-14"))
    }

    @Test func `each day passed is explained`() throws {
        let deadline = try calendar.deadline(from: day("2026-09-30"), workdays: 3)
        #expect(deadline.due == day("2026-10-10"))
        #expect(
            deadline.days.map(\.why) == [
                "收到当日，不计", "国庆节放假", "国庆节放假", "国庆节放假", "国庆节放假", "国庆节放假", "国庆节放假", "国庆节放假",
                "第1个工作日", "第2个工作日", "第3个工作日，调休上班",
            ])
        #expect(deadline.days.filter(\.counts).count == 3)
    }

    @Test func `a limit that crosses into a year without a notice is provisional`() throws {
        #expect(calendar.due(from: day("2026-12-30"), workdays: 1) == (day("2026-12-31"), false))
        #expect(calendar.due(from: day("2026-12-30"), workdays: 2) == (day("2027-01-01"), true))
        let deadline = try calendar.deadline(from: day("2026-12-31"), workdays: 1)
        #expect(deadline.provisional)
        #expect(deadline.days.last?.why == "第1个工作日，暂按工作日计（该年放假安排未导入）")
    }

    @Test(arguments: [-1, 2_501, .max])
    func `a limit below zero or beyond ten years is refused`(_ n: Int) {
        #expect(throws: Invalid.self) { try calendar.deadline(from: day("2026-09-30"), workdays: n) }
    }

    @Test func `counting between two days is the inverse of counting forward`() {
        for start in stride(from: day("2025-12-20").number, to: day("2026-11-01").number, by: 3) {
            for n in [0, 1, 2, 3, 5, 15, 60] {
                let due = calendar.due(from: Day(number: start), workdays: n).day
                #expect(calendar.workdays(after: Day(number: start), through: due) == n)
                #expect(n == 0 || calendar.isWorkday(due))
            }
        }
    }

    @Test func `a last day that is off moves on, a working day stays`() {
        #expect(calendar.rollForward(day("2026-10-01")) == day("2026-10-08"))
        #expect(calendar.rollForward(day("2026-10-10")) == day("2026-10-10"))
        #expect(calendar.previousWorkday(before: day("2026-10-08")) == day("2026-09-30"))
    }
}

@Suite struct `A year's notice` {
    private func year(_ holidays: String, _ makeUps: String = "") throws -> CalendarYear {
        try CalendarYear(
            year: 2027,
            holidays: holidays.split(separator: ",").map {
                let parts = $0.split(separator: " ")
                return try CalendarYear.Holiday(
                    "元旦", from: Day(String(parts[0])), through: Day(String(parts[1])))
            },
            makeUps: makeUps.split(separator: " ").map { try Day(String($0)) }, notice: Prose("通知", "通知"))
    }

    @Test(arguments: [
        ("", ""), ("2027-01-03 2027-01-01", ""), ("2027-01-01 2027-01-03,2027-01-03 2027-01-04", ""),
        ("2027-01-01 2027-01-20", ""), ("2026-01-01 2026-01-03", ""), ("2027-01-01 2027-01-03", "2027-01-04"),
        ("2027-01-01 2027-01-03", "2027-01-02"), ("2027-01-01 2027-01-03", "2027-01-09 2027-01-09"),
        ("2027-01-01 2027-01-03", "2028-03-04"),
    ])
    func `nonsense is refused`(_ holidays: String, _ makeUps: String) {
        #expect(throws: Invalid.self) { try year(holidays, makeUps) }
    }

    @Test func `it may reach into the years beside it`() throws {
        let next = try year("2026-12-31 2027-01-03", "2026-12-26")
        let calendar = WorkCalendar(years: [Years.y2026, next], revision: "x")
        #expect(calendar.status(of: day("2026-12-31")) == .holiday("元旦"))
        #expect(calendar.status(of: day("2026-12-26")) == .makeUp)
    }

    @Test func `loading it is one event, and again is refused`() throws {
        let first = try CalendarStream.decide(.load(Years.y2026), on: nil, by: nil)
        let state = CalendarStream.apply(first.first, to: nil)
        #expect(state.years == [Years.y2026])
        #expect(state.calendar.revision == "calendar@1")
        #expect(throws: Refusal.self) { try CalendarStream.decide(.load(Years.y2026), on: state, by: nil) }
    }

    @Test func `an amended notice replaces the year and makes a new revision`() throws {
        let state = CalendarStream(years: [Years.y2026], loads: 1)
        let amended = Years.year(2026, "2026-01-01 2026-01-03 元旦", "")
        let next = CalendarStream.apply(
            try CalendarStream.decide(.load(amended), on: state, by: nil).first, to: state)
        #expect(next.years == [amended])
        #expect(next.calendar.revision == "calendar@2")
    }

    @Test func `two years that contradict each other over one day are refused`() throws {
        let state = CalendarStream(years: [Years.y2026], loads: 1)
        let next = try year("2026-12-26 2027-01-03")
        let other = Years.year(2026, "2026-01-01 2026-01-03 元旦", "2026-12-26")
        #expect(throws: Never.self) { try CalendarStream.decide(.load(next), on: state, by: nil) }
        #expect(throws: Refusal.self) {
            try CalendarStream.decide(.load(next), on: CalendarStream(years: [other], loads: 1), by: nil)
        }
    }
}
