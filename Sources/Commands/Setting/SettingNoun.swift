import ArgumentParser

struct SettingNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "setting", abstract: "设置：列出、修改",
        subcommands: [SettingList.self, SettingSet.self])
}
