package import Ledger
package import Walkthrough

/// One row as JSON: what its reader may see.
package struct ItemDetail: Codable, Sendable {
    package let id: String
    package let number: String
    package let version: Int
    package let state: StateKind
    package let unit: String?
    package let due: Day?
    package let light: Light
    package let mode: RectifyMode?
    package let round: Int
    package let source: String
    package let description: String
    package let foundOn: String?
    package let place: String?
    package let completedOn: Day?
    package let clocks: [Clock]
    package let fields: [Field]
    /// What the owner unit and the checkers do about it; absent for whoever sees only his own reports.
    package let work: ItemWork?
    package let evidence: [Evidence]
    package let availableCommands: [String]

    package struct Field: Codable, Sendable {
        package let label: String
        package let text: String
    }

    package struct Evidence: Codable, Sendable {
        package let digest: String
        package let mediaType: String
        package let byteCount: Int
        package let stage: EvidenceRef.Stage
        package let caption: String?
        /// Named, and not arrived yet.
        package let pending: Bool
    }

    package init(_ answer: ShowItem.Answer) {
        let item = answer.item
        id = item.id.text
        number = item.report.number
        version = answer.version
        state = item.state.kind
        unit = item.unit?.text
        due = item.due
        light = answer.light
        mode = item.state.assignment?.mode
        round = item.round
        source = item.report.source.text
        description = item.masked(item.report.description.description)
        foundOn = item.report.foundOn?.description
        place = item.report.place?.text
        completedOn = item.completedOn
        clocks = item.clocks
        fields = ItemLines.of(answer).map { Field(label: $0.0, text: $0.1) }
        work = answer.isLimited ? nil : ItemWork(answer.item)
        evidence = answer.evidence.map {
            Evidence(
                digest: $0.digest.text, mediaType: $0.mediaType.text, byteCount: $0.byteCount,
                stage: $0.stage, caption: $0.caption.map { item.masked($0.description) },
                pending: $0.isPromised)
        }
        availableCommands = answer.availableCommands
    }
}
