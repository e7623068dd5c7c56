public import Walkthrough

/// Suggestions that the actor may see, newest first.
public struct ListSuggestions: LedgerQuery {
    public static let act = "查看建议"

    public struct Line: Sendable {
        public let id: String
        public let suggestion: Suggestion
        public let version: Int
        public let unitName: String?
        public let isLate: Bool
    }

    public var kind: Suggestion.Kind?
    public var state: Suggestion.State.Kind?
    /// The 承办单位, or the one wished while there is none, or a unit above it.
    public var unit: UnitCode?
    public var limit = 50
    public var after: String?

    public init() {}

    public var action: Action { .readSuggestions }

    public func answer(in view: QueryTransaction) throws -> Page<Line> {
        var query = DocumentQuery(
            .suggestion, scopes: view.read.scopes(of: view.actor, for: .readSuggestions))
        if let unit, view.read.unit(unit) == nil {
            throw LedgerError.unknown("没有编码为 \(unit) 的单位；请在单位目录里查编码")
        }
        query.within = unit?.text
        query.subkind = kind?.rawValue
        query.state = state?.rawValue
        query.limit = limit
        query.after = after
        return try view.page(query) { id in
            try view.read.state(Suggestion.self, id).map { view.line(id, $0) }
        }
    }
}

/// One suggestion, by number or id.
public struct ShowSuggestion: LedgerQuery {
    public static let act = "查看建议"

    public let suggestion: String

    public init(_ suggestion: String) { self.suggestion = suggestion }

    public var subject: String { suggestion }
    public var action: Action { .readSuggestions }

    public func answer(in view: QueryTransaction) throws -> ListSuggestions.Line {
        let (id, found) = try view.visibleSuggestion(suggestion)
        return view.line(id, found)
    }
}

extension QueryTransaction {
    fileprivate func line(_ id: String, _ found: Versioned<Suggestion>) -> ListSuggestions.Line {
        let unit = found.state.assignment?.unit ?? found.state.wished
        return ListSuggestions.Line(
            id: id, suggestion: found.state, version: found.version,
            unitName: unit.flatMap { read.unit($0)?.name.description },
            isLate: found.state.isLate(today: today))
    }
}
