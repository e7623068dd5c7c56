import ArgumentParser

struct ExportNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "导出：周台账、报送包、当前台账",
        subcommands: [])
}
