/// To which part of a week's ledger a row belongs, read from the row as of T alone (decisions 24). Sealed cases are no
/// rows, so they are never asked about.
public enum WeekMembership: String, Sendable, CaseIterable {
    /// Not registered by T.
    case none
    /// A count of its unit, without text (decisions 8).
    case unverified
    /// Open at the T before, new since, or ended in the week: in short, open at T or ended after the T before.
    case main
    /// 历史销号: ended before, or brought in as 自报已办结.
    case history

    /// - Parameters:
    ///   - item: the row as of T; see `isSettled(at:)`.
    ///   - from: the T before; `nil` for the county's first edition.
    ///   - to: T, whose own millisecond still belongs to the week.
    public init(of item: RectificationItem, from: Instant?, to: Instant) {
        guard item.registeredAt <= to else {
            self = .none
            return
        }
        let kind = item.state.kind
        if kind.isUnverified {
            self = .unverified
        } else if kind.isOpen {
            self = .main
        } else {
            let endedInWeek = item.endedAt.map { ended in from.map { ended > $0 } ?? true } ?? false
            self = endedInWeek ? .main : .history
        }
    }
}

extension RectificationItem {
    /// Whether the row is now as it was at `to`; if not, its events up to `to` are to be replayed (architecture 11).
    public func isSettled(at to: Instant) -> Bool { changedAt <= to }

    /// A row of 期初结转 that its papers claim to be done: nobody here has struck it off (decisions 19).
    public var isClosedByClaim: Bool {
        guard case .closed(let closed) = state else { return false }
        return closed.requested == nil
    }

    /// When the row was struck off or ended here; `nil` while it is open, and for 自报已办结.
    public var endedAt: Instant? { state.kind.isOpen || isClosedByClaim ? nil : stateSince }
}
