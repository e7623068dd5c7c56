public import Walkthrough

/// Who the caller is, and what he is trusted with.
public struct WhoAmI: LedgerQuery {
    public static let act = "查看本人账号"

    public struct Answer: Sendable {
        public let actor: Actor
        /// The person's name, or a volunteer's number.
        public let label: String
        public let county: String
        public let countyName: String?
        public let unitNames: [String: String]
    }

    public init() {}

    public func answer(in view: QueryTransaction) throws -> Answer {
        let person = try view.actor.person.flatMap { try view.read.state(Person.self, $0.text)?.state }
        let units = Set(view.actor.grants.map(\.unit) + view.actor.posts)
        return Answer(
            actor: view.actor, label: view.label(of: person), county: view.read.county.code,
            countyName: (try? UnitCode(view.read.county.code)).flatMap {
                view.read.unit($0)?.name.description
            },
            unitNames: Dictionary(
                uniqueKeysWithValues: units.map { ($0.text, view.read.unit($0)?.name.description ?? $0.text) }
            ))
    }
}

extension Ledger {
    /// Throws unless the store takes writes now.
    package func checkWritable() async throws(LedgerError) {
        do {
            try await store.write { _ in }
        } catch { throw Self.fault(error, environment) }
    }
}
