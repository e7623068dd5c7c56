import ArgumentParser

struct ClueNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clue", abstract: "违纪线索：密封登记、受理、移送",
        discussion: "线索不进台账。只有登记人和两名受理人看得到，每次查看都记入访问日志。",
        subcommands: [
            ClueOpen.self, ClueList.self, ClueShow.self, ClueNote.self, ClueTransfer.self, ClueOfficers.self,
            ClueReassign.self,
        ])
}
