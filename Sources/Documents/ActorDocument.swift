package import Ledger
package import Walkthrough

/// Who is signed in, as JSON.
package struct ActorDocument: Codable, Sendable {
    package struct Grant: Codable, Sendable {
        package let role: Role
        package let title: String
        package let unit: UnitCode
        package let unitName: String
    }

    package let account: String
    package let label: String
    package let authentication: Authentication
    package let county: String
    package let countyName: String?
    package let demo: Bool
    package let grants: [Grant]
    package let posts: [UnitCode]
    /// What the token was issued for; absent where it reaches as far as the grants.
    package let scopes: [TokenScope]?

    package init(_ answer: WhoAmI.Answer) {
        let actor = answer.actor
        account = actor.account
        label = answer.label
        authentication = actor.authentication
        county = answer.county
        countyName = answer.countyName
        demo = actor.isDemo
        grants = actor.grants.map {
            Grant(
                role: $0.role, title: $0.role.title, unit: $0.unit,
                unitName: answer.unitNames[$0.unit.text] ?? $0.unit.text)
        }
        posts = actor.posts
        scopes = actor.scopes
    }
}
