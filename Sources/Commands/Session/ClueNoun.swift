import ArgumentParser

struct ClueNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clue", abstract: "违纪线索：密封登记、受理、移送",
        subcommands: [])
}
