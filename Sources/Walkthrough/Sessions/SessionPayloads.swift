/// A walk begins: who walks, in which capacity, along which revisions of the checklists.
public struct SessionOpened: EventPayload {
    public static let kind = "session.opened.1"

    /// The serial that people see.
    public let number: String
    public let kind: SessionKind
    /// Absent means 常态化 (decisions 15).
    public let campaign: String?
    public let walker: ID<Person>
    public let role: ExperienceSession.ObserverRole
    public let basis: EntryBasis
    /// The photo of the paper form, where the basis is one.
    public let form: Digest?
    /// The exact revisions that were used.
    public let checklists: [Digest]
    /// The core check points that the walker was offered, at most 12 (decisions 9).
    public let offered: [String]
    public let details: ExperienceSession.Details
    public let entry: Entry

    public init(
        number: String, kind: SessionKind, campaign: String?, walker: ID<Person>,
        role: ExperienceSession.ObserverRole, basis: EntryBasis, form: Digest?,
        checklists: [Digest], offered: [String], details: ExperienceSession.Details, entry: Entry
    ) {
        self.number = number
        self.kind = kind
        self.campaign = campaign
        self.walker = walker
        self.role = role
        self.basis = basis
        self.form = form
        self.checklists = checklists
        self.offered = offered
        self.details = details
        self.entry = entry
    }
}

/// The details as a whole, anew.
public struct SessionChanged: EventPayload {
    public static let kind = "session.changed.1"

    public let details: ExperienceSession.Details
    public let entry: Entry

    public init(details: ExperienceSession.Details, entry: Entry) {
        self.details = details
        self.entry = entry
    }
}

/// An answer; it replaces an earlier one of the same code.
public struct SessionAnswered: EventPayload {
    public static let kind = "session.answered.1"

    public let answer: Answer
    /// Whether the checklist marked the point as a clue of misconduct when it was answered (decisions 4).
    public let isClue: Bool
    public let entry: Entry

    public init(answer: Answer, isClue: Bool, entry: Entry) {
        self.answer = answer
        self.isClue = isClue
        self.entry = entry
    }
}

/// A visit; one with the same start is ended by it.
public struct SessionVisitAdded: EventPayload {
    public static let kind = "session.visitAdded.1"

    public let visit: ExperienceSession.Visit
    public let entry: Entry

    public init(visit: ExperienceSession.Visit, entry: Entry) {
        self.visit = visit
        self.entry = entry
    }
}

/// Evidence for the walk, for an answer or for a finding outside the checklist.
public struct SessionAttached: EventPayload {
    public static let kind = "session.attached.1"

    public let evidence: EvidenceRef
    /// The code of the answer.
    public let answer: String?
    /// The key of the finding.
    public let finding: String?
    /// Evidence of a clue is sealed with it.
    public let isClue: Bool
    public let entry: Entry

    public init(evidence: EvidenceRef, answer: String?, finding: String?, isClue: Bool, entry: Entry) {
        self.evidence = evidence
        self.answer = answer
        self.finding = finding
        self.isClue = isClue
        self.entry = entry
    }
}

/// A group of faults; it replaces the group of the same key and takes its codes out of all others.
public struct SessionFindingGrouped: EventPayload {
    public static let kind = "session.findingGrouped.1"

    public let finding: Finding
    public let entry: Entry

    public init(finding: Finding, entry: Entry) {
        self.finding = finding
        self.entry = entry
    }
}

/// A suggestion; it replaces the one of the same key.
public struct SessionSuggestionAdded: EventPayload {
    public static let kind = "session.suggestionAdded.1"

    public let suggestion: SessionSuggestion
    public let entry: Entry

    public init(suggestion: SessionSuggestion, entry: Entry) {
        self.suggestion = suggestion
        self.entry = entry
    }
}

/// The record of a 座谈; it replaces an earlier one.
public struct SessionMeetingRecorded: EventPayload {
    public static let kind = "session.meetingRecorded.1"

    public let meeting: MeetingRecord
    public let entry: Entry

    public init(meeting: MeetingRecord, entry: Entry) {
        self.meeting = meeting
        self.entry = entry
    }
}

/// A line of the help log.
public struct SessionHelped: EventPayload {
    public static let kind = "session.helped.1"

    public let help: ExperienceSession.Help
    public let entry: Entry

    public init(help: ExperienceSession.Help, entry: Entry) {
        self.help = help
        self.entry = entry
    }
}

/// A call by a third party.
public struct SessionCalled: EventPayload {
    public static let kind = "session.called.1"

    public let call: ExperienceSession.Call
    public let entry: Entry

    public init(call: ExperienceSession.Call, entry: Entry) {
        self.call = call
        self.entry = entry
    }
}

/// A case that the director on duty followed.
public struct SessionCaseFollowed: EventPayload {
    public static let kind = "session.caseFollowed.1"

    public let followed: ExperienceSession.FollowedCase
    public let entry: Entry

    public init(followed: ExperienceSession.FollowedCase, entry: Entry) {
        self.followed = followed
        self.entry = entry
    }
}

/// What the walk felt like, in the walker's words.
public struct SessionFeelingsRecorded: EventPayload {
    public static let kind = "session.feelingsRecorded.1"

    public let feelings: Prose
    public let entry: Entry

    public init(feelings: Prose, entry: Entry) {
        self.feelings = feelings
        self.entry = entry
    }
}

/// A part that was entered by mistake is taken out before the walk is submitted.
public struct SessionPartRemoved: EventPayload {
    public static let kind = "session.partRemoved.1"

    public let part: ExperienceSession.Part
    /// A visit's start in milliseconds, an evidence's digest, the key of a finding or suggestion.
    public let key: String
    /// Whether it was evidence of a clue.
    public let isClue: Bool
    public let entry: Entry

    public init(part: ExperienceSession.Part, key: String, isClue: Bool, entry: Entry) {
        self.part = part
        self.key = key
        self.isClue = isClue
        self.entry = entry
    }
}
