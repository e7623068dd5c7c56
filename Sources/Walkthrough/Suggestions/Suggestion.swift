/// A suggestion, followed from its filing to the day its author was told the outcome (decisions 12).
public struct Suggestion: Hashable, Sendable, Codable {
    /// Whom it is for: one's own work, the hall, or a higher level.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case `internal`, hall, superior

        public var title: String {
            switch self {
            case .internal: "内部"
            case .hall: "大厅"
            case .superior: "上级"
            }
        }

        /// For a 可优化 answer that nobody worded: points about hall, staff and rating concern the hall, the others
        /// the unit's own work.
        static func proposed(for code: String) -> Kind {
            ["HALL", "STF", "RAT"].contains(CheckCode.theme(code)) ? .hall : .internal
        }
    }

    /// Where it comes from.
    public struct Origin: Hashable, Sendable, Codable {
        /// The walk, and the key or the check point of the suggestion in it.
        public let session: Opened?
        public let key: String?
        public let code: String?
        /// The code of the source (decisions 19), for one that came by another door.
        public let source: String?

        public init(session: Opened?, key: String? = nil, code: String? = nil, source: String? = nil) {
            self.session = session
            self.key = key
            self.code = code
            self.source = source
        }
    }

    public enum Outcome: Hashable, Sendable, Codable {
        /// It enters the ledger as a row.
        case adopted(row: Opened, note: Prose?)
        case partlyAdopted(row: Opened?, reason: Prose)
        case notAdopted(reason: Prose)
        case reportedUp(to: Prose, note: Prose?)

        /// The outcome by its name in requests and documents.
        public typealias Kind = SuggestionAnswered.Outcome

        public var kind: Kind {
            switch self {
            case .adopted: .adopted
            case .partlyAdopted: .partlyAdopted
            case .notAdopted: .notAdopted
            case .reportedUp: .reportedUp
            }
        }

        public var title: String { kind.title }

        public var row: Opened? {
            switch self {
            case .adopted(let row, _): row
            case .partlyAdopted(let row, _): row
            case .notAdopted, .reportedUp: nil
            }
        }
    }

    public struct Assignment: Hashable, Sendable, Codable {
        public let unit: UnitCode
        public let due: CountedDue
        public let entry: Entry
    }

    public struct Answered: Hashable, Sendable, Codable {
        public let outcome: Outcome
        public let entry: Entry
    }

    /// Each state holds what it cannot be without.
    public enum State: Hashable, Sendable, Codable {
        case filed
        case assigned(Assignment)
        case answered(Assignment, Answered)
        case told(Assignment, Answered, on: Day)

        /// The state by its name in lists, documents and stored rows.
        public enum Kind: String, Sendable, CaseIterable, Codable {
            case filed, assigned, answered, told

            /// Whether something is still to come.
            public var isOpen: Bool { self != .told }

            public var title: String {
                switch self {
                case .filed: "待分办"
                case .assigned: "待答复"
                case .answered: "待告知"
                case .told: "已告知"
                }
            }
        }

        public var kind: Kind {
            switch self {
            case .filed: .filed
            case .assigned: .assigned
            case .answered: .answered
            case .told: .told
            }
        }

        public var title: String {
            switch self {
            case .answered: "已答复，待告知"
            case .filed, .assigned, .told: kind.title
            }
        }
    }

    public let number: String
    public let kind: Kind
    public let text: Prose
    public let reason: Prose?
    public let origin: Origin
    public let campaign: String?
    /// The unit that the author thinks should take it up.
    public let wished: UnitCode?
    /// Who suggested, where it is known; the entry says who typed.
    public let author: ID<Person>?
    public let filed: Entry
    public internal(set) var state: State = .filed

    public var assignment: Assignment? {
        switch state {
        case .filed: nil
        case .assigned(let assignment): assignment
        case .answered(let assignment, _): assignment
        case .told(let assignment, _, _): assignment
        }
    }

    public var answered: Answered? {
        switch state {
        case .filed, .assigned: nil
        case .answered(_, let answered): answered
        case .told(_, let answered, _): answered
        }
    }

    public var toldOn: Day? {
        switch state {
        case .filed, .assigned, .answered: nil
        case .told(_, _, let day): day
        }
    }

    /// Whether the reply is late on `today`: the due day itself is in time.
    public func isLate(today: Day) -> Bool {
        guard let assignment else { return false }
        return (answered?.entry.receivedAt.day ?? today) > assignment.due.due
    }
}
