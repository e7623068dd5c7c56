package import Ledger
package import Walkthrough

/// A source of problems as JSON.
package struct SourceDocument: Codable, Sendable {
    /// Working days; absent means as the settings say.
    package struct Reply: Codable, Sendable {
        package let firstResponseWorkdays: Int?
        package let workdays: Int?
        package let targetWorkdays: Int?
        package let limitWorkdays: Int?
    }

    package let code: String
    package let name: String
    package let aliases: [String]
    package let identity: IdentityRule
    package let needsVerification: Bool
    package let classifiedBySupervisor: Bool
    package let isClue: Bool
    package let isRating: Bool
    package let reply: Reply?
    package let active: Bool

    package init(_ source: Versioned<Source>) {
        let record = source.state.record
        code = record.code.text
        name = record.name.text
        aliases = record.aliases.map(\.text)
        identity = record.identity
        needsVerification = record.needsVerification
        classifiedBySupervisor = record.classifiedBySupervisor
        isClue = record.isClue
        isRating = record.isRating
        reply = record.reply.map {
            Reply(
                firstResponseWorkdays: $0.firstResponseWorkdays, workdays: $0.workdays,
                targetWorkdays: $0.targetWorkdays, limitWorkdays: $0.limitWorkdays)
        }
        active = source.state.isActive
    }
}
