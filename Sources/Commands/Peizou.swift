import ArgumentParser

/// The root of the command line.
struct Peizou: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "peizou",
        abstract: "陪走：记录“我陪群众走流程”，把发现的问题记入台账，一直跟到销号",
        version: "peizou 0.1.0",
        groupedSubcommands: [
            CommandGroup(name: "清单与日历", subcommands: [ChecklistCommand.self, CalendarCommand.self]),
            CommandGroup(name: "其他", subcommands: [Completions.self]),
        ])

    /// Here too, so that the options may stand before the command's name.
    @OptionGroup var global: GlobalOptions
}
