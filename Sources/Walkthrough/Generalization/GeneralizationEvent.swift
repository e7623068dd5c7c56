/// A unit is asked to look whether it has the problem of a closed row, too.
public struct GeneralizationOpened: EventPayload {
    public static let kind = "generalization.opened.1"

    public let number: String
    public let origin: Opened
    public let unit: UnitCode
    public let due: CountedDue
    public let entry: Entry

    public init(number: String, origin: Opened, unit: UnitCode, due: CountedDue, entry: Entry) {
        self.number = number
        self.origin = origin
        self.unit = unit
        self.due = due
        self.entry = entry
    }
}

/// What the unit found; `row` is the row that it has become.
public struct GeneralizationReported: EventPayload {
    public static let kind = "generalization.reported.1"

    public let text: Prose
    public let row: Opened?
    public let entry: Entry

    public init(text: Prose, row: Opened?, entry: Entry) {
        self.text = text
        self.row = row
        self.entry = entry
    }
}

public enum GeneralizationEvent: EventFamily {
    case opened(GeneralizationOpened)
    case reported(GeneralizationReported)

    public static let forms: [EventForm<GeneralizationEvent>] = [
        EventForm(GeneralizationEvent.opened), EventForm(GeneralizationEvent.reported),
    ]

    public var payload: any EventPayload {
        switch self {
        case .opened(let payload): payload
        case .reported(let payload): payload
        }
    }
}
