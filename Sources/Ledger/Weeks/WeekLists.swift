package import Walkthrough

/// The fixed weeks, newest first.
package struct ListWeekLedgers: LedgerQuery {
    package static let act = "查看周台账"
    package let paging: Paging

    package init(_ paging: Paging) { self.paging = paging }

    package var action: Action { .readWeek }

    package func answer(in view: QueryTransaction) throws -> ReferencePage<WeekLedger> {
        try view.requireCounty("周台账")
        var weeks: [Versioned<WeekLedger>] = []
        try view.read.states(WeekLedger.self) { weeks.append($1) }
        if let period = view.actor.auditPeriod {
            weeks.removeAll { !period.overlaps($0.state.period.days) }
        }
        weeks.sort { $0.state.week > $1.state.week }
        if let after = paging.after {
            guard let index = weeks.firstIndex(where: { $0.state.week.description == after }) else {
                throw QueryTransaction.strange(after)
            }
            weeks.removeFirst(index + 1)
        }
        let shown = Array(weeks.prefix(paging.limit ?? weeks.count))
        return ReferencePage(
            items: shown, next: shown.count < weeks.count ? shown.last?.state.week.description : nil)
    }
}

/// The corrections of a fixed week, as they were proposed.
package struct ListCorrections: LedgerQuery {
    package static let act = "查看周台账"

    package struct Answer: Sendable {
        package let items: [WeekLedger.Correction]
        package let next: String?
    }

    package let week: Week
    package let paging: Paging

    package init(_ week: Week, _ paging: Paging) {
        self.week = week
        self.paging = paging
    }

    package var action: Action { .readWeek }

    package func answer(in view: QueryTransaction) throws -> Answer {
        var corrections = try ReadWeekLedger(week).answer(in: view).state.corrections
        if let after = paging.after {
            guard let index = corrections.firstIndex(where: { "\($0.proposal.number)" == after }) else {
                throw QueryTransaction.strange(after)
            }
            corrections.removeFirst(index + 1)
        }
        let shown = Array(corrections.prefix(paging.limit ?? corrections.count))
        return Answer(
            items: shown,
            next: shown.count < corrections.count ? shown.last.map { "\($0.proposal.number)" } : nil)
    }
}
