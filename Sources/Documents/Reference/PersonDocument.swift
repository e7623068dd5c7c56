package import Ledger
package import Walkthrough

/// A person as JSON, for those who keep the list.
package struct PersonDocument: Codable, Sendable {
    package let id: String
    package let staffNumber: String?
    package let name: String
    package let units: [String]
    package let jobTitle: String?
    package let experiencer: String?
    package let termEnds: Day?
    /// An early end of the term waits for a second person.
    package let endProposed: Day?
    package let active: Bool
    package let version: Int

    package init(_ person: Versioned<Person>) {
        let state = person.state
        id = state.id.text
        staffNumber = state.record.staffNumber?.text
        name = state.name.description
        units = state.units.map(\.text)
        jobTitle = state.record.jobTitle?.description
        experiencer = state.appointment?.record.number.description
        termEnds = state.appointment?.lastDay
        endProposed = state.appointment?.proposal?.lastDay
        active = state.isActive
        version = person.version
    }
}
