import ArgumentParser

struct OneThingNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "one-thing", abstract: "一件事：导入、列出",
        subcommands: [OneThingImport.self, OneThingList.self])
}
