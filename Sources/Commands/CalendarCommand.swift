import ArgumentParser

struct CalendarCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar", abstract: "工作日历：算到期日，查放假和调休，导入新年份",
        subcommands: [CalendarDue.self, CalendarShow.self, CalendarLoad.self])
}
