package import Ledger
import Walkthrough

/// An account as administrators see it, as JSON.
package struct AccountDocument: Codable, Sendable {
    package let name: String
    package let person: String?
    package let grants: [GrantDocument]
    package let disabled: Bool
    package let locked: Bool
    package let hasCard: Bool
    package let tokens: [String]
    package let version: Int

    package init(_ line: ListAccounts.Line) {
        name = line.name
        person = line.person
        grants = line.grants.map(GrantDocument.init)
        disabled = line.isDisabled
        locked = !line.hasPassword
        hasCard = line.card != nil
        tokens = line.tokens.map(\.id.text)
        version = line.version
    }
}
