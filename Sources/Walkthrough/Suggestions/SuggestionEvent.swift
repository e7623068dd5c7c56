public struct SuggestionFiled: EventPayload {
    public static let kind = "suggestion.filed.1"

    public let number: String
    public let kind: Suggestion.Kind
    public let text: Prose
    public let reason: Prose?
    public let origin: Suggestion.Origin
    public let campaign: String?
    public let wished: UnitCode?
    public let author: ID<Person>?
    public let entry: Entry

    public init(
        number: String, kind: Suggestion.Kind, text: Prose, reason: Prose?, origin: Suggestion.Origin,
        campaign: String?, wished: UnitCode?, author: ID<Person>?, entry: Entry
    ) {
        self.number = number
        self.kind = kind
        self.text = text
        self.reason = reason
        self.origin = origin
        self.campaign = campaign
        self.wished = wished
        self.author = author
        self.entry = entry
    }
}

/// 承办单位 and the day by which it replies; assigning again replaces both while there is no answer.
public struct SuggestionAssigned: EventPayload {
    public static let kind = "suggestion.assigned.1"

    public let unit: UnitCode
    public let due: CountedDue
    public let entry: Entry

    public init(unit: UnitCode, due: CountedDue, entry: Entry) {
        self.unit = unit
        self.due = due
        self.entry = entry
    }
}

/// The outcome. `row`, `note` and `reportedTo` stand as far as the outcome has them; see `Suggestion.Outcome`.
public struct SuggestionAnswered: EventPayload {
    public static let kind = "suggestion.answered.1"

    public enum Outcome: String, Sendable, Codable, CaseIterable {
        case adopted, partlyAdopted, notAdopted, reportedUp

        public var title: String {
            switch self {
            case .adopted: "采纳"
            case .partlyAdopted: "部分采纳"
            case .notAdopted: "不采纳"
            case .reportedUp: "已上报"
            }
        }
    }

    public let outcome: Outcome
    public let row: Opened?
    /// The reason or a remark.
    public let note: Prose?
    public let reportedTo: Prose?
    public let entry: Entry

    public init(outcome: Outcome, row: Opened?, note: Prose?, reportedTo: Prose?, entry: Entry) {
        self.outcome = outcome
        self.row = row
        self.note = note
        self.reportedTo = reportedTo
        self.entry = entry
    }

    init(_ outcome: Suggestion.Outcome, entry: Entry) {
        switch outcome {
        case .adopted(let row, let note):
            self.init(outcome: .adopted, row: row, note: note, reportedTo: nil, entry: entry)
        case .partlyAdopted(let row, let reason):
            self.init(outcome: .partlyAdopted, row: row, note: reason, reportedTo: nil, entry: entry)
        case .notAdopted(let reason):
            self.init(outcome: .notAdopted, row: nil, note: reason, reportedTo: nil, entry: entry)
        case .reportedUp(let to, let note):
            self.init(outcome: .reportedUp, row: nil, note: note, reportedTo: to, entry: entry)
        }
    }

    /// A reason that is not there was erased.
    var value: Suggestion.Outcome {
        switch outcome {
        case .adopted:
            row.map { .adopted(row: $0, note: note) } ?? .partlyAdopted(row: nil, reason: note ?? .erased)
        case .partlyAdopted: .partlyAdopted(row: row, reason: note ?? .erased)
        case .notAdopted: .notAdopted(reason: note ?? .erased)
        case .reportedUp: .reportedUp(to: reportedTo ?? .erased, note: note)
        }
    }
}

/// The author was told the outcome.
public struct SuggestionTold: EventPayload {
    public static let kind = "suggestion.told.1"

    public let day: Day
    public let entry: Entry

    public init(day: Day, entry: Entry) {
        self.day = day
        self.entry = entry
    }
}

public enum SuggestionEvent: EventFamily {
    case filed(SuggestionFiled)
    case assigned(SuggestionAssigned)
    case answered(SuggestionAnswered)
    case told(SuggestionTold)

    public static let forms: [EventForm<SuggestionEvent>] = [
        EventForm(SuggestionEvent.filed), EventForm(SuggestionEvent.assigned),
        EventForm(SuggestionEvent.answered),
        EventForm(SuggestionEvent.told),
    ]

    public var payload: any EventPayload {
        switch self {
        case .filed(let payload): payload
        case .assigned(let payload): payload
        case .answered(let payload): payload
        case .told(let payload): payload
        }
    }

    public var entry: Entry {
        switch self {
        case .filed(let payload): payload.entry
        case .assigned(let payload): payload.entry
        case .answered(let payload): payload.entry
        case .told(let payload): payload.entry
        }
    }
}
