package import Ledger
package import Walkthrough

/// A walk as JSON: what its reader may see, without the accounts that typed it.
package struct SessionDocument: Codable, Sendable {
    package struct Missing: Codable, Sendable {
        package let field: String
        package let message: String
        package let mend: String
    }

    package struct Evidence: Codable, Sendable {
        package let digest: String
        package let kind: EvidenceRef.Kind
        package let mediaType: String
        package let byteCount: Int
        package let stage: EvidenceRef.Stage
        /// The check point or the group that it stands beside; neither for the walk as a whole.
        package let answer: String?
        package let finding: String?
        /// 证据待传.
        package let pending: Bool

        init(_ attachment: ExperienceSession.Attachment) {
            let file = attachment.evidence
            digest = file.digest.text
            kind = file.kind
            mediaType = file.mediaType.text
            byteCount = file.byteCount
            stage = file.stage
            answer = attachment.answer
            finding = attachment.finding
            pending = file.isPromised
        }
    }

    package struct Signal: Codable, Sendable {
        package let kind: IntegritySignal.Kind
        package let title: String
        package let question: String
        package let explanation: String?
    }

    package let id: String
    package let number: String
    package let version: Int
    package let kind: SessionKind
    package let state: ExperienceSession.Phase.Kind
    package let stateTitle: String
    package let counts: Bool
    package let campaign: String?
    package let walker: String
    package let role: ExperienceSession.ObserverRole
    package let basis: EntryBasis
    package let openedAt: Instant
    package let details: ExperienceSession.Details
    package let visits: [ExperienceSession.Visit]
    package let offered: [String]
    package let answers: [AnswerDocument]
    package let evidence: [Evidence]
    package let findings: [Finding]
    package let suggestions: [SessionSuggestion]
    package let meeting: MeetingRecord?
    package let helpLog: [ExperienceSession.Help]
    package let calls: [ExperienceSession.Call]
    package let followed: [ExperienceSession.FollowedCase]
    package let feelings: String?
    package let rows: [String]
    package let openedSuggestions: [String]
    package let clues: [String]
    package let missing: [Missing]
    package let signals: [Signal]

    package init(_ answer: ShowSession.Answer) {
        let walk = answer.session
        id = answer.id
        number = walk.number
        version = answer.version
        kind = walk.kind
        state = walk.phase.kind
        stateTitle = walk.phase.title
        counts = walk.counts
        campaign = walk.campaign
        walker = answer.walkerLabel
        role = walk.role
        basis = walk.basis
        openedAt = walk.opened.receivedAt
        details = walk.details
        visits = walk.visits
        offered = walk.offered
        answers = walk.answers.map { AnswerDocument($0, of: walk) }
        evidence = walk.attachments.map(Evidence.init)
        findings = walk.completedFindings()
        suggestions = walk.suggestions
        meeting = walk.meeting
        helpLog = walk.helpLog
        calls = walk.calls
        followed = walk.followed
        feelings = walk.feelings?.description
        rows = (walk.submitted?.rows ?? []).map(\.row.number)
        openedSuggestions = (walk.submitted?.suggestions ?? []).map(\.suggestion.number)
        clues = (walk.submitted?.clues ?? []).map(\.clue.number)
        missing = answer.missing.map { Missing(field: $0.field, message: $0.what, mend: $0.mend) }
        signals = answer.signals.map {
            Signal(
                kind: $0.kind, title: $0.kind.title, question: $0.question,
                explanation: $0.explanation?.description)
        }
    }
}
