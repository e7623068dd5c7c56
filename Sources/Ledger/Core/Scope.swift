package import Walkthrough

/// Where an actor sees records: at a unit and below it, in the county, or his own (`person:<id>`); of a period, where his
/// grant has one.
package struct Scope: Hashable, Sendable {
    package let name: String
    package let period: AuditPeriod?

    package init(_ name: String, during period: AuditPeriod? = nil) {
        self.name = name
        self.period = period
    }

    package init(of person: ID<Person>) { self.init("person:\(person.text)") }
}
