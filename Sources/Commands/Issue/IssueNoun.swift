import ArgumentParser

struct IssueNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "issue", abstract: "问题：登记、导入",
        subcommands: [IssueFile.self, IssueImport.self])
}
