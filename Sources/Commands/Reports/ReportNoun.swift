import ArgumentParser

struct ReportNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "统计：整改、办结、销号、满意、检查、必走等各项指标",
        subcommands: [ReportStats.self])
}
