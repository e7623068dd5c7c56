package import Ledger
package import Walkthrough

/// Who is signed in, as JSON.
package struct ActorDocument: Codable, Sendable {
    package struct Grant: Codable, Sendable {
        package let role: Role
        package let title: String
        package let unit: UnitCode
        /// The first and the last day that a 上级督查/审计 reads; absent for other roles.
        package let from: Day?
        package let to: Day?
    }

    /// How far an action is open.
    package struct Right: Codable, Sendable {
        package let action: Action
        /// `ownRecords`, `assigned`, `subtree` or `county`.
        package let reach: String
        package let title: String
    }

    package let account: String
    package let label: String?
    package let authentication: Authentication
    package let demo: Bool
    package let grants: [Grant]
    package let rights: [Right]
    /// What the token was issued for; absent where it reaches as far as the grants.
    package let scopes: [TokenScope]?

    package init(_ answer: ShowMe.Answer) {
        account = answer.account
        label = answer.person
        authentication = answer.authentication
        demo = answer.isDemo
        grants = answer.grants.map {
            Grant(
                role: $0.role, title: $0.role.title, unit: $0.unit, from: $0.period?.from,
                to: $0.period?.through)
        }
        rights = answer.reach.map {
            Right(action: $0.key, reach: "\($0.value)", title: "\($0.key.title)：\($0.value.title)")
        }
        .sorted { $0.action.rawValue < $1.action.rawValue }
        scopes = answer.scopes
    }
}
