import ArgumentParser

struct PersonNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "person", abstract: "人员和体验员：导入、列出、聘任",
        subcommands: [
            PersonImport.self, PersonList.self, PersonAppoint.self, PersonLeave.self, PersonEndTerm.self,
            PersonConfirmEnd.self, PersonDeclineEnd.self,
        ])
}
