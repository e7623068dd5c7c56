import ArgumentParser

struct CampaignNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "campaign", abstract: "活动：阶段、行动、清单",
        subcommands: [
            CampaignAdd.self, CampaignList.self, CampaignShow.self, CampaignFilePlan.self, CampaignEnd.self,
        ])
}
