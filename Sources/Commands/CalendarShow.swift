import ArgumentParser
import Documents
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
        let document = CalendarYearDocument(
            try calendar.loaded(year), workdays: calendar.workdayCount(of: year))
        global.json ? try context.console.printJSON(document) : try present(document, on: context.console)
    }

    private func present(_ shown: CalendarYearDocument, on console: Console) throws {
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
}
