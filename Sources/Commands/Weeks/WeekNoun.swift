import ArgumentParser

struct WeekNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "week", abstract: "周台账：进度、审签、预览、定稿、更正",
        groupedSubcommands: [
            CommandGroup(
                name: "单位",
                subcommands: [
                    WeekFill.self, WeekSign.self, WeekSubmit.self, WeekZeroReport.self, WeekRecall.self,
                ]),
            CommandGroup(
                name: "全县",
                subcommands: [
                    WeekStatusCommand.self, WeekPreview.self, WeekFreeze.self, WeekCorrect.self,
                    WeekWithhold.self,
                ]),
        ])
}
