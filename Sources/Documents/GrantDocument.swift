package import Walkthrough

/// A role held at a unit, as JSON.
package struct GrantDocument: Codable, Sendable {
    package let role: Role
    package let title: String
    package let unit: UnitCode
    /// The first and the last day that a 上级督查/审计 reads; absent for other roles.
    package let from: Day?
    package let to: Day?

    package init(_ grant: Grant) {
        role = grant.role
        title = grant.role.title
        unit = grant.unit
        from = grant.period?.from
        to = grant.period?.through
    }
}
