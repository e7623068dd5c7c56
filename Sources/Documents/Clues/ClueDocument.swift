package import Ledger
package import Walkthrough

/// A sealed case as JSON, for one of those who may see it.
package struct ClueDocument: Codable, Sendable {
    package struct Note: Codable, Sendable {
        package let at: Instant
        package let text: String
    }

    package struct Transfer: Codable, Sendable {
        package let to: String
        package let paper: String
        package let day: Day
    }

    /// Who brought it by an e码, as far as he said who he is.
    package struct Reporter: Codable, Sendable {
        package let mode: ReporterMode
        package let name: String?
        package let contact: String?
        package let caseNumber: String?
    }

    package let id: String
    package let number: String
    package let state: ClueCase.State.Kind
    package let stateTitle: String
    package let text: String
    package let unit: String?
    package let session: String?
    package let code: String?
    package let openedAt: Instant
    package let reporter: Reporter?
    package let evidence: [String]
    package let notes: [Note]
    package let transfer: Transfer?
    package let version: Int

    package init(_ line: ReadClues.Line) {
        let clue = line.clue
        id = line.id
        number = clue.number
        state = clue.state.kind
        stateTitle = clue.state.title
        text = clue.text.description
        unit = clue.unit?.text
        session = clue.origin.session?.number
        code = clue.origin.code
        openedAt = clue.opened.receivedAt
        reporter = clue.reporter.map {
            Reporter(
                mode: $0.mode, name: $0.name?.description, contact: $0.contact?.description,
                caseNumber: $0.caseNumber?.description)
        }
        evidence = clue.evidence.map(\.digest.text)
        notes = clue.notes.map { Note(at: $0.entry.receivedAt, text: $0.text.description) }
        transfer =
            switch clue.state {
            case .sealed: nil
            case .transferred(let transfer, _):
                Transfer(
                    to: transfer.to.description, paper: transfer.paper.description, day: transfer.day)
            }
        version = line.version
    }
}
