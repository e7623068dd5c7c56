package import Walkthrough

/// What a walker answered at one check point, as JSON. Its version is what its next change names.
package struct AnswerDocument: Codable, Sendable {
    package let code: String
    package let value: Answer.Value
    package let note: String?
    package let noEvidenceReason: String?
    package let unit: String?
    package let item: String?
    package let channels: [Channel]
    package let version: Int
    package let observedAt: Instant
    package let evidence: [String]
    package let clue: Bool

    package init(_ record: AnswerRecord, of walk: ExperienceSession) {
        code = record.code
        value = record.value
        note = record.answer.note?.description
        noEvidenceReason = record.answer.noEvidenceReason?.description
        unit = record.answer.unit?.text
        item = record.answer.item
        channels = record.answer.channels
        version = record.version
        observedAt = record.entry.observed
        evidence = walk.evidence(of: record.code).map(\.digest.text)
        clue = record.isClue
    }
}
