package import Ledger
package import Walkthrough

/// A row of a list as JSON.
package struct ItemDocument: Codable, Sendable {
    package let id: String
    package let number: String
    package let state: StateKind
    package let unit: String?
    package let unitName: String?
    package let due: Day?
    package let provisional: Bool
    package let light: Light
    package let mode: RectifyMode?
    package let source: String
    package let title: String
    package let escalated: Bool
    package let round: Int
    package let registeredAt: Instant
    package let changedAt: Instant
    package let version: Int
    package let evidencePending: Int

    package init(_ line: ListItems.Line) {
        let item = line.item
        id = item.id
        number = item.number
        state = item.state
        unit = item.unit?.text
        unitName = line.unitName
        due = item.due
        provisional = item.isProvisional
        light = line.light
        mode = item.mode
        source = item.source
        title = line.title
        escalated = item.isEscalated
        round = item.round
        registeredAt = item.registeredAt
        changedAt = item.changedAt
        version = item.version
        evidencePending = item.evidencePending
    }
}
