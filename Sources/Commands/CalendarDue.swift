import ArgumentParser
import Documents
import Walkthrough

struct CalendarDue: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "due", abstract: "从收到之日起数若干个工作日，逐日说明",
        discussion: "收到当日不计；法定节假日和周末不计，调休上班的周末要计。年份的放假安排还没有导入时，结果是暂定的。")

    @Option(help: ArgumentHelp("收到之日，如 2026-09-30", valueName: "day"))
    var from: Day

    @Option(help: ArgumentHelp("工作日数", valueName: "n"))
    var workdays: Int

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let deadline = try await context.calendars.calendar(global).deadline(from: from, workdays: workdays)
        if global.json {
            return try context.console.printJSON(DueDocument(from: from, workdays: workdays, deadline))
        }
        try present(deadline, on: context.console)
    }

    private func present(_ deadline: Deadline, on console: Console) throws {
        let mark = deadline.provisional ? "（暂定，有年份的放假安排未导入）" : ""
        try console.printLine("到期日 \(deadline.due) \(deadline.due.weekdayName)\(mark)\n")
        var table = TextTable([.init("日期"), .init("星期"), .init("计入"), .init("说明")])
        for day in deadline.days {
            let style: Style = day.counts ? .plain : .dim
            table.append([
                .init(day.day.description, style), .init(day.day.weekdayName, style),
                .init(day.counts ? "是" : "否", style),
                .init(day.why, style),
            ])
        }
        try console.print(table)
    }
}
