import ArgumentParser

struct LedgerNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "整改台账：查询、办理",
        subcommands: [])
}
