public import Walkthrough

/// In which order the ledger is listed; the number breaks ties by registration.
public enum ItemSort: String, Sendable, CaseIterable {
    case due, dueDescending = "-due", registered, registeredDescending = "-registered"
}

/// A filter of the ledger, as every front has it (interface: `ledger list`).
public struct ItemQuery: Hashable, Sendable {
    /// Within which the viewer sees rows; none sees nothing. Set by the library.
    package var scopes: [Scope] = []
    public var unit: UnitCode?
    public var states: [StateKind] = []
    public var isOpen: Bool?
    public var due = DueRange(from: nil, through: nil)
    /// Rows that show this light; of a colour, within `due`. Set by the library.
    package var light: Light?
    public var text: String?
    public var source: String?
    public var sort: ItemSort = .due
    public var limit = 50
    /// The cursor that the page before gave.
    public var after: String?

    public init() {}
}

/// One line of a ledger list.
public struct ItemLine: Hashable, Sendable {
    public let id: String
    public let number: String
    public let state: StateKind
    public let unit: UnitCode?
    public let due: Day?
    public let isProvisional: Bool
    public let isEscalated: Bool
    public let source: String
    public let mode: RectifyMode?
    public let title: String
    public let registeredAt: Instant
    public let changedAt: Instant
    public let round: Int
    public let version: Int
    /// 证据待传: files that are named and have not arrived.
    public let evidencePending: Int

    package init(
        id: String, number: String, state: StateKind, unit: UnitCode?, due: Day?, isProvisional: Bool,
        isEscalated: Bool, source: String, mode: RectifyMode?, title: String, registeredAt: Instant,
        changedAt: Instant, round: Int, version: Int, evidencePending: Int
    ) {
        self.id = id
        self.number = number
        self.state = state
        self.unit = unit
        self.due = due
        self.isProvisional = isProvisional
        self.isEscalated = isEscalated
        self.source = source
        self.mode = mode
        self.title = title
        self.registeredAt = registeredAt
        self.changedAt = changedAt
        self.round = round
        self.version = version
        self.evidencePending = evidencePending
    }
}

public struct ItemPage: Hashable, Sendable {
    public let items: [ItemLine]
    /// The cursor of the next page; `nil` at the end.
    public let next: String?

    package init(items: [ItemLine], next: String?) {
        self.items = items
        self.next = next
    }
}

/// A filter of walks, suggestions or sealed cases.
package struct DocumentQuery: Sendable {
    package let kind: StreamID.Kind
    package let scopes: [Scope]
    /// Only what this scope sees as well.
    package var within: String?
    package var subkind: String?
    package var state: String?
    package var limit = 50
    /// The id of the last one of the page before.
    package var after: String?

    package init(_ kind: StreamID.Kind, scopes: [Scope]) {
        self.kind = kind
        self.scopes = scopes
    }
}
