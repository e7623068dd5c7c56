package import Ledger
package import Walkthrough

/// An account as administrators see it, as JSON.
package struct AccountDocument: Codable, Sendable {
    package struct Grant: Codable, Sendable {
        package let role: Role
        package let unit: UnitCode
        /// The first and the last day that a 上级督查/审计 reads; absent for other roles.
        package let from: Day?
        package let to: Day?
    }

    package let name: String
    package let person: String?
    package let grants: [Grant]
    package let disabled: Bool
    package let locked: Bool
    package let hasCard: Bool
    package let tokens: [String]
    package let version: Int

    package init(_ line: ListAccounts.Line) {
        name = line.name
        person = line.person
        grants = line.grants.map {
            Grant(role: $0.role, unit: $0.unit, from: $0.period?.from, to: $0.period?.through)
        }
        disabled = line.isDisabled
        locked = !line.hasPassword
        hasCard = line.card != nil
        tokens = line.tokens.map(\.id.text)
        version = line.version
    }
}
