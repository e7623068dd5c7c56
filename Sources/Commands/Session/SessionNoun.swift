import ArgumentParser

struct SessionNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "session", abstract: "走流程体验：登记、作答、提交",
        discussion: "第一次用？直接运行 peizou session walk，一问一答地走完并提交。",
        groupedSubcommands: [
            CommandGroup(name: "一问一答", subcommands: [SessionWalk.self]),
            CommandGroup(
                name: "逐项登记",
                subcommands: [
                    SessionOpen.self, SessionChange.self, SessionVisit.self, SessionAnswer.self,
                    SessionAttach.self,
                    SessionGroup.self, SessionSuggest.self, SessionMeeting.self, SessionHelpLog.self,
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
