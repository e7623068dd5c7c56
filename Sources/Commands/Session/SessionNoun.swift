import ArgumentParser

struct SessionNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "session", abstract: "走流程体验：登记、作答、提交",
        discussion: "第一次用？直接运行 peizou session walk，一问一答地走完并提交。",
        subcommands: [
            SessionWalk.self, SessionOpen.self, SessionChange.self, SessionAnswer.self, SessionVisit.self,
            SessionAttach.self, SessionGroup.self, SessionSuggest.self, SessionMeeting.self,
            SessionHelpLog.self,
            SessionCall.self, SessionFollow.self, SessionFeelings.self, SessionRemove.self,
            SessionSubmit.self,
            SessionConfirm.self, SessionExplain.self, SessionWithdraw.self, SessionShow.self,
            SessionList.self,
        ])
}
