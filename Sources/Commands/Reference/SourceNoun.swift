import ArgumentParser

struct SourceNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "source", abstract: "问题来源：列出、修改",
        subcommands: [SourceList.self, SourceLoad.self])
}
