package import Ledger
package import Walkthrough

/// A suggestion as JSON.
package struct SuggestionDocument: Codable, Sendable {
    package let id: String
    package let number: String
    package let kind: Suggestion.Kind
    package let state: Suggestion.State.Kind
    package let stateTitle: String
    package let text: String
    package let reason: String?
    package let session: String?
    package let code: String?
    package let unit: String?
    package let unitName: String?
    package let filedAt: Instant
    package let due: Day?
    package let provisional: Bool?
    package let late: Bool
    package let outcome: Suggestion.Outcome.Kind?
    package let outcomeTitle: String?
    package let note: String?
    package let row: String?
    package let toldOn: Day?
    package let version: Int

    package init(_ line: ListSuggestions.Line) {
        let found = line.suggestion
        id = line.id
        number = found.number
        kind = found.kind
        state = found.state.kind
        stateTitle = found.state.title
        text = PersonalData.masked(found.text.description)
        reason = found.reason.map { PersonalData.masked($0.description) }
        session = found.origin.session?.number
        code = found.origin.code
        unit = (found.assignment?.unit ?? found.wished)?.text
        unitName = line.unitName
        filedAt = found.filed.receivedAt
        due = found.assignment?.due.due
        provisional = found.assignment?.due.isProvisional
        late = line.isLate
        outcome = found.answered?.outcome.kind
        outcomeTitle = found.answered?.outcome.title
        let note: String? =
            switch found.answered?.outcome {
            case .adopted(_, let note): note?.description
            case .partlyAdopted(_, let reason), .notAdopted(let reason): reason.description
            case .reportedUp(let to, let note): "报 \(to)" + (note.map { "：\($0)" } ?? "")
            case nil: nil
            }
        self.note = note.map(PersonalData.masked)
        row = found.answered?.outcome.row?.number
        toldOn = found.toldOn
        version = line.version
    }
}
