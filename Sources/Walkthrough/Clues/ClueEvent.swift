/// A sealed case opens, with its two officers.
public struct ClueOpened: EventPayload {
    public static let kind = "clue.opened.1"

    public let number: String
    public let origin: ClueCase.Origin
    public let text: Prose
    public let unit: UnitCode?
    public let evidence: [EvidenceRef]
    public let filer: ID<Person>?
    public let officers: ClueCase.Officers
    public let reporter: ClueCase.Reporter?
    public let entry: Entry

    public init(
        number: String, origin: ClueCase.Origin, text: Prose, unit: UnitCode?, evidence: [EvidenceRef],
        filer: ID<Person>?, officers: ClueCase.Officers, reporter: ClueCase.Reporter? = nil, entry: Entry
    ) {
        self.number = number
        self.origin = origin
        self.text = text
        self.unit = unit
        self.evidence = evidence
        self.filer = filer
        self.officers = officers
        self.reporter = reporter
        self.entry = entry
    }
}

/// Evidence came after the text, or a file that was promised arrived.
public struct ClueAttached: EventPayload {
    public static let kind = "clue.attached.1"

    public let evidence: [EvidenceRef]
    public let entry: Entry

    public init(evidence: [EvidenceRef], entry: Entry) {
        self.evidence = evidence
        self.entry = entry
    }
}

/// Other officers take the case over; the former ones no longer see it.
public struct ClueOfficersNamed: EventPayload {
    public static let kind = "clue.officersNamed.1"

    public let officers: ClueCase.Officers
    public let reason: Prose
    public let entry: Entry

    public init(officers: ClueCase.Officers, reason: Prose, entry: Entry) {
        self.officers = officers
        self.reason = reason
        self.entry = entry
    }
}

public struct ClueNoted: EventPayload {
    public static let kind = "clue.noted.1"

    public let text: Prose
    public let entry: Entry

    public init(text: Prose, entry: Entry) {
        self.text = text
        self.entry = entry
    }
}

/// 移送 to the body that decides.
public struct ClueTransferred: EventPayload {
    public static let kind = "clue.transferred.1"

    public let transfer: ClueCase.Transfer
    public let entry: Entry

    public init(transfer: ClueCase.Transfer, entry: Entry) {
        self.transfer = transfer
        self.entry = entry
    }
}

/// Every event of a case is sealed.
public enum ClueEvent: EventFamily {
    case opened(ClueOpened)
    case officersNamed(ClueOfficersNamed)
    case noted(ClueNoted)
    case transferred(ClueTransferred)
    case attached(ClueAttached)

    public static let forms: [EventForm<ClueEvent>] = [
        EventForm(ClueEvent.opened), EventForm(ClueEvent.officersNamed), EventForm(ClueEvent.noted),
        EventForm(ClueEvent.transferred), EventForm(ClueEvent.attached),
    ]

    public var payload: any EventPayload {
        switch self {
        case .opened(let payload): payload
        case .officersNamed(let payload): payload
        case .noted(let payload): payload
        case .transferred(let payload): payload
        case .attached(let payload): payload
        }
    }

    public var entry: Entry {
        switch self {
        case .opened(let payload): payload.entry
        case .officersNamed(let payload): payload.entry
        case .noted(let payload): payload.entry
        case .transferred(let payload): payload.entry
        case .attached(let payload): payload.entry
        }
    }
}
