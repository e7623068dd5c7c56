import ArgumentParser

struct WeekNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "week", abstract: "周台账：进度、审签、预览、定稿、更正",
        subcommands: [])
}
