import ArgumentParser

struct SuggestionNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suggestion", abstract: "工作建议：登记、分办、答复、告知",
        subcommands: [
            SuggestionFile.self, SuggestionList.self, SuggestionShow.self, SuggestionAssign.self,
            SuggestionAnswer.self,
            SuggestionTell.self,
        ])
}
