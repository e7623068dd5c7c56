import ArgumentParser

struct SessionNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "session", abstract: "走流程体验：登记、作答、提交",
        subcommands: [])
}
