import ArgumentParser

struct NoticeNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notice", abstract: "坐班预告：登记、公开",
        subcommands: [NoticeDraft.self, NoticeDecide.self, NoticeList.self])
}
