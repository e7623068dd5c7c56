import ArgumentParser

struct ChecklistCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "checklist", abstract: "检查清单：检查写法、列出、查看",
        subcommands: [ChecklistLint.self, ChecklistList.self, ChecklistShow.self])
}
