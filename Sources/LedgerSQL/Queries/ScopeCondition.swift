import Ledger
import Walkthrough

/// Which table `s` is: who sees the rows, or who sees the other documents.
enum ScopeTable { case items, documents }

extension Scope {
    /// What the scope `s` sees: all at its place, or what was registered by the end of its period and was open or touched
    /// at or after its beginning.
    func condition(of table: ScopeTable) -> SQL {
        guard let period else { return "s.scope = \(name)" }
        let (start, end) = (period.start.milliseconds, period.end.milliseconds)
        return switch table {
        case .items:
            """
            s.scope = \(name) AND EXISTS (
                SELECT 1 FROM item p WHERE p.county = s.county AND p.id = s.item AND p.registered < \(end)
                    AND (s.is_open = \(true) OR p.changed >= \(start))
            )
            """
        case .documents:
            """
            s.scope = \(name) AND EXISTS (
                SELECT 1 FROM stream p
                JOIN event b ON b.county = p.county AND b.stream = p.id AND b.version = 1
                WHERE p.county = s.county AND p.id = s.kind || ':' || s.id AND b.at < \(end)
                    AND (p.at >= \(start) OR \(Self.unfinished))
            )
            """
        }
    }

    /// The documents of which something is still to come.
    private static let unfinished: SQL = .any([
        unfinished(.session, ExperienceSession.Phase.Kind.allCases.filter(\.isOpen).map(\.rawValue)),
        unfinished(.suggestion, Suggestion.State.Kind.allCases.filter(\.isOpen).map(\.rawValue)),
        unfinished(.generalization, GeneralizationTask.State.Kind.allCases.filter(\.isOpen).map(\.rawValue)),
        unfinished(.notice, [PublishedNotice.undecided, PublicationDecision.Value.later.rawValue]),
    ])

    private static func unfinished(_ kind: StreamID.Kind, _ states: [String]) -> SQL {
        "s.kind = \(kind.rawValue) AND \(SQL.column("s.state", in: states))"
    }
}

extension [Scope] {
    /// What any of them sees.
    func condition(of table: ScopeTable) -> SQL {
        let plain = filter { $0.period == nil }.map(\.name)
        let limited = filter { $0.period != nil }.map { $0.condition(of: table) }
        guard !limited.isEmpty else { return SQL.column("s.scope", in: plain) }
        return .any([SQL.column("s.scope", in: plain)] + limited)
    }
}
