package import Ledger
package import Walkthrough

/// Who is signed in, as JSON.
package struct ActorDocument: Codable, Sendable {
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
    package let grants: [GrantDocument]
    package let rights: [Right]
    /// What the token was issued for; absent where it reaches as far as the grants.
    package let scopes: [TokenScope]?

    package init(_ answer: ShowMe.Answer) {
        account = answer.account
        label = answer.person
        authentication = answer.authentication
        demo = answer.isDemo
        grants = answer.grants.map(GrantDocument.init)
        rights = answer.reach.map {
            Right(action: $0.key, reach: "\($0.value)", title: "\($0.key.title)：\($0.value.title)")
        }
        .sorted { $0.action.rawValue < $1.action.rawValue }
        scopes = answer.scopes
    }
}
