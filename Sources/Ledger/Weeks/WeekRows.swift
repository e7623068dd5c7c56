package import Walkthrough

/// The rows of a week as of its T and of the T before.
package struct WeekRows {
    package let from: Instant?
    package let to: Instant
    /// A unit's own rows only.
    package let unit: UnitCode?
    private let read: any ReadTransaction
    private let scope: String

    package init(_ read: any ReadTransaction, from: Instant?, to: Instant, unit: UnitCode? = nil) {
        self.read = read
        self.from = from
        self.to = to
        self.unit = unit
        scope = unit?.text ?? read.county.code
    }

    private static let open = StateKind.allCases.filter(\.isOpen)
    private static let unverified = StateKind.allCases.filter(\.isUnverified)

    /// How many rows stand on the main sheet, and how many are only counted.
    package func counts() throws -> (main: Int, verifying: Int) {
        var counts = (main: 0, verifying: 0)
        // Without a T before, any row that ended may have ended in the week.
        let states = from == nil ? [] : Self.open
        try each(states, orChangedAfter: from ?? to) { item in
            switch WeekMembership(of: item.state, from: from, to: to) {
            case .none, .history: break
            case .main: counts.main += 1
            case .unverified: counts.verifying += 1
            }
        }
        return counts
    }

    /// 核实中 n 件 of each unit.
    package func verifying(_ names: NamesAsOf) throws -> [UnitCount] {
        var counts: [UnitCode: Int] = [:]
        try each(Self.unverified, orChangedAfter: to) { item in
            guard item.state.state.kind.isUnverified else { return }
            counts[item.state.unit ?? names.ledger.county, default: 0] += 1
        }
        return counts.sorted { $0.key < $1.key }.map {
            UnitCount(unit: $0.key, unitName: names.unit($0.key), count: $0.value)
        }
    }

    /// Every verified row up to T in number order, beside itself at the T before; read once, a row at a time.
    package func entries(_ now: LedgerView, before: LedgerView?) -> LedgerStream<LedgerEntry> {
        LedgerStream { body in
            func take(_ current: Versioned<RectificationItem>) throws {
                guard let item = try read.row(current, asOf: to), isIncluded(item.state) else { return }
                let printed = LedgerRow(of: item.state, version: item.version, in: now)
                var earlier: LedgerRow?
                if let from, let before, let past = try read.row(current, asOf: from) {
                    earlier =
                        past.version == item.version
                        ? printed.lit(as: past.state, by: before.scale)
                        : LedgerRow(of: past.state, version: past.version, in: before)
                }
                let isListed = earlier.map { $0.standing.phase != .unverified } ?? false
                if item.state.state.kind.isUnverified, !isListed { return }
                try body(LedgerEntry(before: earlier, now: printed))
            }
            if unit == nil {
                try read.eachItem(take)
            } else {
                try read.eachItem(in: scope, states: [], orChangedAfter: to, take)
            }
        }
    }

    /// Rows as of T.
    private func each(
        _ states: [StateKind], orChangedAfter: Instant, _ body: (Versioned<RectificationItem>) throws -> Void
    ) throws {
        try read.eachItem(in: scope, states: states, orChangedAfter: min(orChangedAfter, to)) { current in
            guard let item = try read.row(current, asOf: to), isIncluded(item.state) else { return }
            try body(item)
        }
    }

    private func isIncluded(_ item: RectificationItem) -> Bool { unit.map(item.isOfLine) ?? true }
}
