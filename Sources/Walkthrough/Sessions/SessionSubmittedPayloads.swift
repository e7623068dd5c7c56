/// An answer group and the row that it opened.
public struct OpenedRow: Hashable, Sendable, Codable {
    public let finding: String
    public let codes: [String]
    public let row: Opened

    public init(finding: String, codes: [String], row: Opened) {
        self.finding = finding
        self.codes = codes
        self.row = row
    }
}

/// A suggestion of the walk and the stream that it opened: named by its key, its code, or both.
public struct OpenedSuggestion: Hashable, Sendable, Codable {
    public let key: String?
    public let code: String?
    public let suggestion: Opened

    public init(key: String?, code: String?, suggestion: Opened) {
        self.key = key
        self.code = code
        self.suggestion = suggestion
    }
}

/// A clue and the sealed case that it opened.
public struct OpenedClue: Hashable, Sendable, Codable {
    public let code: String
    public let clue: Opened

    public init(code: String, clue: Opened) {
        self.code = code
        self.clue = clue
    }
}

/// The id and serial of something opened by a walk.
public struct Opened: Hashable, Sendable, Codable {
    /// A UUIDv7, as `ID` has it.
    public let id: String
    /// The serial that people see, such as `QH-2026-0042`.
    public let number: String

    public init(id: String, number: String) {
        self.id = id
        self.number = number
    }
}

/// What the gate of the walk's kind was judged by, so that a replay never asks a calendar or a setting.
public struct GateFacts: Hashable, Sendable, Codable {
    /// The duty days of a 主官式 walk that were found to be working days.
    public let workdays: [Day]
    public let notice: DutyNotice?
    public let internalQuota: Int?
    public let hallQuota: Int?
    /// Institutions on either line of walker and inspected unit, where the kind forbids that they meet.
    public let walkerInstitutions: [UnitCode]
    public let inspectedInstitutions: [UnitCode]
    /// The codes of the walked items that were high-frequency.
    public let highFrequency: [String]

    public init(
        workdays: [Day] = [], notice: DutyNotice? = nil, internalQuota: Int? = nil, hallQuota: Int? = nil,
        walkerInstitutions: [UnitCode] = [], inspectedInstitutions: [UnitCode] = [],
        highFrequency: [String] = []
    ) {
        self.workdays = workdays
        self.notice = notice
        self.internalQuota = internalQuota
        self.hallQuota = hallQuota
        self.walkerInstitutions = walkerInstitutions
        self.inspectedInstitutions = inspectedInstitutions
        self.highFrequency = highFrequency
    }
}

/// A published announcement of a duty (decisions 21): its record, when it was published and which day it announces.
public struct DutyNotice: Hashable, Sendable, Codable {
    public let record: String
    public let published: Instant
    public let day: Day

    public init(record: String, published: Instant, day: Day) {
        self.record = record
        self.published = published
        self.day = day
    }
}

/// The walk is complete and opened its rows and suggestions.
public struct SessionSubmitted: EventPayload {
    public static let kind = "session.submitted.1"

    public let rows: [OpenedRow]
    public let suggestions: [OpenedSuggestion]
    public let facts: GateFacts
    /// 待本人确认: somebody else typed a leader's walk.
    public let awaitsConfirmation: Bool
    public let entry: Entry

    public init(
        rows: [OpenedRow], suggestions: [OpenedSuggestion], facts: GateFacts, awaitsConfirmation: Bool,
        entry: Entry
    ) {
        self.rows = rows
        self.suggestions = suggestions
        self.facts = facts
        self.awaitsConfirmation = awaitsConfirmation
        self.entry = entry
    }
}

/// Sealed cases that the walk opened. This event is itself sealed: a public list would tell that there is a clue.
public struct SessionCluesOpened: EventPayload {
    public static let kind = "session.cluesOpened.1"

    public let clues: [OpenedClue]
    public let entry: Entry

    public init(clues: [OpenedClue], entry: Entry) {
        self.clues = clues
        self.entry = entry
    }
}

/// The leader confirms, from the leader's own account, the walk that somebody else typed.
public struct SessionConfirmed: EventPayload {
    public static let kind = "session.confirmed.1"

    public let entry: Entry

    public init(entry: Entry) {
        self.entry = entry
    }
}

/// The walker's answer to a question of the system; it stays beside it.
public struct SessionSignalExplained: EventPayload {
    public static let kind = "session.signalExplained.1"

    public let signal: IntegritySignal.Kind
    public let explanation: Prose
    public let entry: Entry

    public init(signal: IntegritySignal.Kind, explanation: Prose, entry: Entry) {
        self.signal = signal
        self.explanation = explanation
        self.entry = entry
    }
}

/// The walk is taken back, or disowned by the leader in whose name it was typed.
public struct SessionWithdrawn: EventPayload {
    public static let kind = "session.withdrawn.1"

    public let reason: Prose
    public let entry: Entry

    public init(reason: Prose, entry: Entry) {
        self.reason = reason
        self.entry = entry
    }
}
