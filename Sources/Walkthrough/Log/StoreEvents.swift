public struct StoreFounded: EventPayload {
    public static let kind = "store.founded.1"
    public let county: String
    public let isDemo: Bool

    public init(county: String, isDemo: Bool) {
        self.county = county
        self.isDemo = isDemo
    }
}

/// The Merkle root over the heads of all streams as of `through` (architecture 5).
public struct StoreSealed: EventPayload {
    public static let kind = "store.sealed.1"
    public let root: Digest
    public let streams: Int
    public let through: Instant

    public init(root: Digest, streams: Int, through: Instant) {
        self.root = root
        self.streams = streams
        self.through = through
    }
}

/// The store was put back from a backup (decisions 24).
public struct StoreRestored: EventPayload {
    public static let kind = "store.restored.1"
    /// When the backup was made.
    public let madeAt: Instant
    /// The last 定稿 that the backup knows.
    public let lastWeek: Week?

    public init(madeAt: Instant, lastWeek: Week?) {
        self.madeAt = madeAt
        self.lastWeek = lastWeek
    }
}

public struct ErasureProposed: EventPayload {
    public static let kind = "store.erasureProposed.1"
    public let number: Int
    public let target: ErasureTarget
    public let reason: Prose
    /// The law or order that demands it.
    public let ground: Prose
    public let by: Act

    public init(number: Int, target: ErasureTarget, reason: Prose, ground: Prose, by: Act) {
        self.number = number
        self.target = target
        self.reason = reason
        self.ground = ground
        self.by = by
    }
}

public struct ErasureConfirmed: EventPayload {
    public static let kind = "store.erasureConfirmed.1"
    public let number: Int
    public let by: Act
    public let on: Day

    public init(number: Int, by: Act, on: Day) {
        self.number = number
        self.by = by
        self.on = on
    }
}

public struct ErasureDeclined: EventPayload {
    public static let kind = "store.erasureDeclined.1"
    public let number: Int
    public let reason: Prose
    public let by: Act

    public init(number: Int, reason: Prose, by: Act) {
        self.number = number
        self.reason = reason
        self.by = by
    }
}

/// The two who receive new clues; cases that are open keep theirs.
public struct ClueOfficersAppointed: EventPayload {
    public static let kind = "store.clueOfficersAppointed.1"
    public let officers: ClueCase.Officers
    public let reserves: [ID<Person>]
    public let by: Act

    public init(officers: ClueCase.Officers, reserves: [ID<Person>], by: Act) {
        self.officers = officers
        self.reserves = reserves
        self.by = by
    }
}

public enum StoreEvent: EventFamily {
    case founded(StoreFounded)
    case sealed(StoreSealed)
    case restored(StoreRestored)
    case erasureProposed(ErasureProposed)
    case erasureConfirmed(ErasureConfirmed)
    case erasureDeclined(ErasureDeclined)
    case clueOfficersAppointed(ClueOfficersAppointed)

    public static var forms: [EventForm<StoreEvent>] {
        [
            EventForm(StoreEvent.founded), EventForm(StoreEvent.sealed), EventForm(StoreEvent.restored),
            EventForm(StoreEvent.erasureProposed), EventForm(StoreEvent.erasureConfirmed),
            EventForm(StoreEvent.erasureDeclined), EventForm(StoreEvent.clueOfficersAppointed),
        ]
    }

    public var payload: any EventPayload {
        switch self {
        case .founded(let payload): payload
        case .sealed(let payload): payload
        case .restored(let payload): payload
        case .erasureProposed(let payload): payload
        case .erasureConfirmed(let payload): payload
        case .erasureDeclined(let payload): payload
        case .clueOfficersAppointed(let payload): payload
        }
    }
}
