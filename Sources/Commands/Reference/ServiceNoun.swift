import ArgumentParser

struct ServiceNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "service", abstract: "服务事项：导入、列出",
        subcommands: [ServiceImport.self, ServiceList.self])
}
