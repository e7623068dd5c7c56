import Documents
import HTTPTypes
import Hummingbird
import Ledger
import Walkthrough

/// The working calendar.
struct CalendarRoutes {
    let ledger: Ledger

    func add(to api: API) {
        api.add(
            Operation("calendarDue", .get, "/api/v1/calendar/due", tag: "日历", "从收到之日起数若干个工作日，逐日说明")
                .detail("收到当日不计；法定节假日和周末不计，调休上班的周末要计。年份的放假安排还没有导入时，结果是暂定的。")
                .takes(
                    .query("from", .day, "收到之日", isRequired: true),
                    .query("workdays", .integer(0...WorkCalendar.longestLimit), "工作日数", isRequired: true)
                )
                .answers(DueDocument.self, "到期日和逐日说明")
        ) { [ledger] call in
            let calendar = try await ledger.ask(ReadCalendar(), by: call.caller)
            let (from, workdays) = (try call.query.neededDay("from"), call.query.int("workdays") ?? 0)
            let deadline = try call.query.made("workdays") { () throws(Invalid) in
                try calendar.deadline(from: from, workdays: workdays)
            }
            return try call.reply(DueDocument(from: from, workdays: workdays, deadline))
        }
        api.add(
            Operation("calendarYear", .get, "/api/v1/calendar/{year}", tag: "日历", "一年的放假、调休上班和工作日总数")
                .takes(.path("year", .text(.init(pattern: "^[0-9]{4}$", example: "2026")), "年份"))
                .conditional().answers(CalendarYearDocument.self, "这一年", headers: .etag)
        ) { [ledger] call in
            let calendar = try await ledger.ask(ReadCalendar(), by: call.caller)
            let year = try calendar.loaded(Int(call.path["year"] ?? "") ?? 0)
            return try call.reply(
                CalendarYearDocument(year, workdays: calendar.workdayCount(of: year.year)))
        }
    }
}
