import ArgumentParser

struct UnitNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unit", abstract: "单位：导入、列出、撤销",
        subcommands: [UnitImport.self, UnitList.self, UnitClose.self, UnitReopen.self])
}
