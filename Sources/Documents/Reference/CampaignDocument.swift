package import Ledger
package import Walkthrough

/// A campaign as JSON.
package struct CampaignDocument: Codable, Sendable {
    package struct Stage: Codable, Sendable {
        package let name: CampaignStage.Name
        package let title: String
        package let from: Day
        package let to: Day
    }

    package struct Action: Codable, Sendable {
        package let action: SessionKind
        package let title: String
        package let leader: String?
        package let office: UnitCode?
        package let partners: [UnitCode]
        /// The filed plan and the day on which it was filed.
        package let plan: Digest?
        package let planFiledOn: Day?
    }

    package struct List: Codable, Sendable {
        package let title: String
        package let columns: [String]

        fileprivate init(_ layout: ListLayout) {
            title = layout.title.text
            columns = layout.columns.map(\.text)
        }
    }

    package let id: String
    package let name: String
    package let issuer: UnitCode
    package let stages: [Stage]
    package let actions: [Action]
    package let hallSuggestions: Int
    package let internalSuggestions: Int
    package let issuesList: List
    package let measuresList: List
    package let suggestionsList: List
    package let mustWalk: [String]
    package let endedOn: Day?
    package let endReason: String?
    package let version: Int

    package init(_ campaign: Versioned<Campaign>) {
        let (state, record) = (campaign.state, campaign.state.record)
        id = record.id.text
        name = record.name.description
        issuer = record.issuer
        stages = record.stages.map { Stage(name: $0.name, title: $0.name.title, from: $0.from, to: $0.to) }
        actions = record.actions.map { action in
            let plan = state.plan(action.action)
            return Action(
                action: action.action, title: action.action.title, leader: action.leader?.text,
                office: action.office, partners: action.partners, plan: plan?.plan, planFiledOn: plan?.on)
        }
        hallSuggestions = record.hallSuggestions
        internalSuggestions = record.internalSuggestions
        issuesList = List(record.issuesList)
        measuresList = List(record.measuresList)
        suggestionsList = List(record.suggestionsList)
        mustWalk = record.mustWalk.map(\.text)
        endedOn = state.ended?.on
        endReason = state.ended?.reason.description
        version = campaign.version
    }
}
