import ArgumentParser

struct SessionNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "session", abstract: "走流程体验：登记、作答、提交",
        groupedSubcommands: [
            CommandGroup(name: "一步步问", subcommands: [SessionWalk.self]),
            CommandGroup(
                name: "逐项登记",
                subcommands: [
                    SessionOpen.self, SessionChange.self, SessionVisit.self, SessionAnswer.self,
                    SessionAttach.self,
                    SessionGroup.self, SessionSuggest.self, SessionMeeting.self, SessionHelp.self,
                    SessionCall.self,
                    SessionFollow.self, SessionFeelings.self, SessionRemove.self,
                ]),
            CommandGroup(
                name: "提交",
                subcommands: [
                    SessionSubmit.self, SessionConfirm.self, SessionExplain.self, SessionWithdraw.self,
                ]),
            CommandGroup(name: "查询", subcommands: [SessionShow.self, SessionList.self]),
        ])
}
