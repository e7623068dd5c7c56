import ArgumentParser

struct LedgerNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger", abstract: "整改台账：查询、办理",
        groupedSubcommands: [
            CommandGroup(
                name: "查询",
                subcommands: [LedgerList.self, LedgerShow.self, LedgerEvidence.self, LedgerHistory.self]),
            CommandGroup(
                name: "核实和分办",
                subcommands: [
                    LedgerVerify.self, LedgerRespond.self, LedgerAssign.self, LedgerDispute.self,
                    LedgerAccept.self,
                ]),
            CommandGroup(
                name: "整改",
                subcommands: [
                    LedgerPlan.self, LedgerProgress.self, LedgerAttach.self, LedgerContact.self,
                    LedgerAssignCaller.self,
                    LedgerAskExtension.self,
                    LedgerGrantExtension.self, LedgerDeclineExtension.self, LedgerEscalate.self,
                ]),
            CommandGroup(
                name: "核查和销号",
                subcommands: [
                    LedgerRequestClose.self, LedgerCheck.self, LedgerReturn.self, LedgerClose.self,
                    LedgerReopen.self,
                ]),
            CommandGroup(
                name: "不经整改办结",
                subcommands: [
                    LedgerProposeEnding.self, LedgerConfirmEnding.self, LedgerDeclineEnding.self,
                    LedgerMerge.self,
                    LedgerTransfer.self,
                ]),
            CommandGroup(
                name: "其他",
                subcommands: [
                    LedgerPublish.self, LedgerInstruct.self, LedgerProposeTolerance.self,
                    LedgerConfirmTolerance.self,
                    LedgerReveal.self,
                ]),
        ])
}
