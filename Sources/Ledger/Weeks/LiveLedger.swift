package import Walkthrough

/// Hands the ledger as it stands now to `body`, within what the actor sees and `query` asks for (`export ledger`). Rows
/// that are not verified are only counted (decisions 8).
package struct ReadLedger<Result: Sendable>: LedgerQuery {
    package static var act: String { "导出台账" }

    package let list: ListItems
    package let body: @Sendable (LiveReading) throws -> Result

    package init(_ list: ListItems, _ body: @escaping @Sendable (LiveReading) throws -> Result) {
        self.list = list
        self.body = body
    }

    package var action: Action { .export }

    package func answer(in view: QueryTransaction) throws -> Result {
        try view.require(.export)
        let query = try list.resolved(in: view)
        var unverified = 0
        var counted = query
        let states = query.states.isEmpty ? StateKind.allCases : query.states
        counted.states = states.filter(\.isUnverified)
        if !counted.states.isEmpty {
            try Self.each(counted, in: view) { _ in unverified += 1 }
        }
        var shown = query
        // A list of states takes the place of `isOpen`.
        shown.states = states.filter { !$0.isUnverified && $0.isOpen == query.isOpen ?? $0.isOpen }
        let names = try NamesAsOf(view.read, at: view.at)
        let ledger = LedgerView(
            asOf: view.at, calendar: try view.calendar(), yellowWorkdays: try view.settings().yellowWorkdays,
            names: names.ledger)
        let rows = LedgerStream<LedgerRow> { [shown] take in
            guard !shown.states.isEmpty else { return }
            try Self.each(shown, in: view) { line in
                guard let item = try view.read.state(RectificationItem.self, line.id) else { return }
                try take(LedgerRow(of: item.state, version: item.version, in: ledger))
            }
        }
        return try body(
            LiveReading(
                rows: rows, countyName: names.countyName, at: view.at, isDemo: view.read.county.isDemo,
                unverified: unverified))
    }

    private static func each(
        _ query: ItemQuery, in view: QueryTransaction, _ body: (ItemLine) throws -> Void
    ) throws {
        var query = query
        query.limit = 200
        repeat {
            let page = try view.read.items(query)
            try page.items.forEach(body)
            query.after = page.next
        } while query.after != nil
    }
}

package struct LiveReading {
    package let rows: LedgerStream<LedgerRow>
    package let countyName: String
    package let at: Instant
    package let isDemo: Bool
    package let unverified: Int
}
