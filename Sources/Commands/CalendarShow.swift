import ArgumentParser
import Ledger
import Walkthrough

struct CalendarShow: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "一年的放假、调休上班和工作日总数")

    @Argument(help: ArgumentHelp("年份，如 2026", valueName: "year"))
    var year: Int

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let calendar = try await context.calendars.calendar(global)
        guard let shown = calendar.years.first(where: { $0.year == year }) else {
            let known = calendar.years.map { String($0.year) }.joined(separator: "、")
            throw LedgerError.unknown("\(year)年的放假安排没有导入，已有：\(known)。请先用 calendar load 导入。")
        }
        let document = Document(shown, workdays: calendar.workdayCount(of: year))
        global.json ? try context.console.printJSON(document) : try present(document, on: context.console)
    }

    private func present(_ shown: Document, on console: Console) throws {
        try console.printLine("\(shown.year)年　\(shown.notice)\n工作日 \(shown.workdays) 天\n")
        var table = TextTable([.init("放假"), .init("起"), .init("止"), .init("天数", .right)])
        for holiday in shown.holidays {
            table.append([
                .init(holiday.name), .init("\(holiday.from) \(holiday.from.weekdayName)"),
                .init("\(holiday.to) \(holiday.to.weekdayName)"), .init(String(holiday.days)),
            ])
        }
        try console.print(table)
        let makeUps = shown.makeUpDays.map { "\($0) \($0.weekdayName)" }.joined(separator: "、")
        try console.printLine("\n调休上班：\(makeUps.isEmpty ? "无" : makeUps)")
    }

    private struct Document: Encodable {
        struct Holiday: Encodable {
            let name: String
            let from: Day
            let to: Day
            let days: Int
        }

        let year: Int
        let notice: String
        let workdays: Int
        let holidays: [Holiday]
        let makeUpDays: [Day]

        init(_ shown: CalendarYear, workdays: Int) {
            year = shown.year
            notice = shown.notice.description
            self.workdays = workdays
            holidays = shown.holidays.map {
                Holiday(
                    name: $0.name, from: $0.first, to: $0.last, days: $0.last.number - $0.first.number + 1)
            }
            makeUpDays = shown.makeUps
        }
    }
}
