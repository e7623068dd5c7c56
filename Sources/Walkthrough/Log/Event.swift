/// The identity of one chain of events: a kind and an id, such as `item:0199…` or `unit:QH-D27`.
public struct StreamID: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case account, calendar, campaign, checklist, clue, generalization, item, notice, oneThing, person,
            service, session
        case setting, source, store, suggestion, unit, unitWeek, week
    }

    public let kind: Kind
    public let id: String

    public init(_ kind: Kind, _ id: String) {
        self.kind = kind
        self.id = id
    }

    public init?(_ text: String) {
        guard let colon = text.firstIndex(of: ":"), let kind = Kind(rawValue: String(text[..<colon])) else {
            return nil
        }
        self.init(kind, String(text[text.index(after: colon)...]))
    }

    public var description: String { "\(kind.rawValue):\(id)" }
    public static func < (a: Self, b: Self) -> Bool { a.description < b.description }
}

/// What an event says: codes, days, numbers, digests, and texts as `Prose`.
///
/// A payload is a versioned document: its `kind` ends in the version (`item.assigned.1`), its properties are never
/// renamed or given another meaning, and a changed shape is a new kind with an upcaster in `apply`.
public protocol EventPayload: Codable, Equatable, Sendable {
    static var kind: String { get }
}

/// The events of one kind of stream: one case a payload.
public protocol EventFamily: Equatable, Sendable {
    /// One form a case; a kind that no form names refuses to replay.
    static var forms: [EventForm<Self>] { get }
    var payload: any EventPayload { get }
}

/// How one payload becomes an event of its family.
public struct EventForm<Family: Sendable>: Sendable {
    public let kind: String
    public let read: @Sendable (any EventReader) throws -> Family

    public init<Payload: EventPayload>(_ make: @escaping @Sendable (Payload) -> Family) {
        kind = Payload.kind
        read = { reader in make(try reader.read(Payload.self)) }
    }
}

/// A stored payload, ready to be decoded as the type that its kind names.
public protocol EventReader {
    func read<Payload: EventPayload>(_ type: Payload.Type) throws -> Payload
}
