package import Ledger
package import Walkthrough

/// A walk of a list as JSON.
package struct SessionLine: Codable, Sendable {
    package let id: String
    package let number: String
    package let kind: SessionKind
    package let state: ExperienceSession.Phase.Kind
    package let stateTitle: String
    package let walker: String
    package let place: String?
    package let placeName: String?
    package let findings: Int
    package let openedAt: Instant
    package let version: Int

    package init(_ line: ListSessions.Line) {
        id = line.id
        number = line.session.number
        kind = line.session.kind
        state = line.session.phase.kind
        stateTitle = line.session.phase.title
        walker = line.walkerLabel
        place = line.session.details.place?.text
        placeName = line.placeName
        findings = line.session.completedFindings().count
        openedAt = line.session.opened.receivedAt
        version = line.version
    }
}
