package import Ledger
package import Walkthrough

/// A unit as JSON.
package struct UnitDocument: Codable, Sendable {
    package let code: UnitCode
    package let name: String
    package let kind: UnitKind
    package let kindTitle: String
    package let parent: UnitCode?
    package let posted: UnitCode?
    package let departmentType: String?
    package let deskType: String?
    package let notes: String?
    package let basis: String?
    package let active: Bool
    package let version: Int

    package init(_ unit: Versioned<Unit>) {
        let record = unit.state.record
        code = record.code
        name = record.name.description
        kind = record.kind
        kindTitle = record.kind.title
        parent = record.parent
        posted = record.posted
        departmentType = record.departmentType?.text
        deskType = record.deskType?.text
        notes = record.notes?.description
        basis = record.basis?.description
        active = unit.state.isActive
        version = unit.version
    }
}
