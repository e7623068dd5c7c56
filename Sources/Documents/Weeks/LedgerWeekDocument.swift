package import Ledger
package import Walkthrough

/// A fixed week in a list, as JSON.
package struct LedgerWeekDocument: Codable, Sendable {
    package let week: Week
    package let issue: Int
    package let first: Day
    package let last: Day
    package let from: Instant?
    package let cutoff: Instant
    package let mergedWeeks: [Week]
    package let rows: Int
    package let verifying: Int
    package let missing: [UnitCode]
    package let frozenAt: Instant
    package let merkleRoot: Digest
    package let editions: [WeekEditionDocument]
    package let version: Int

    package init(_ stored: Versioned<WeekLedger>) {
        let (ledger, period) = (stored.state, stored.state.period)
        week = period.week
        issue = period.issue
        first = period.first
        last = period.last
        from = period.from
        cutoff = period.to
        mergedWeeks = period.mergedWeeks
        rows = ledger.frozen.rows
        verifying = ledger.frozen.verifying
        missing = ledger.frozen.signatures.filter { $0.standing == .missing }.map(\.unit)
        frozenAt = ledger.frozenAt
        merkleRoot = ledger.frozen.root
        editions = ledger.editions.map { WeekEditionDocument($0, ledger.withheld) }
        version = stored.version
    }
}

/// What a 定稿 fixed, as JSON.
package struct FreezeDocument: Codable, Sendable {
    package let week: Week
    /// What this run fixed, oldest first.
    package let frozen: [FreezeWeek.Receipt]

    package init(week: Week, frozen: [FreezeWeek.Receipt]) {
        self.week = week
        self.frozen = frozen
    }
}

/// A correction of a fixed week, as JSON.
package struct CorrectionDocument: Codable, Sendable {
    package enum State: String, Codable, Sendable, CaseIterable {
        case pending, confirmed, declined
    }

    package let number: Int
    package let state: State
    /// n of 更正第n号.
    package let serial: Int?
    package let row: String
    package let column: LedgerColumn
    package let columnTitle: String
    package let old: String?
    package let new: String?
    package let reason: String
    package let proposedBy: String
    package let proposedAt: Instant
    package let decidedBy: String?
    package let decidedAt: Instant?
    package let declineReason: String?

    package init(_ correction: WeekLedger.Correction) {
        let proposal = correction.proposal
        number = proposal.number
        serial = correction.serial
        row = proposal.row
        column = proposal.column
        columnTitle = proposal.column.title
        old = proposal.old?.description
        new = proposal.new?.description
        reason = proposal.reason.description
        proposedBy = proposal.by.account
        proposedAt = correction.proposedAt
        switch correction.outcome {
        case .confirmed(let payload, let at):
            (state, decidedBy, decidedAt, declineReason) = (.confirmed, payload.by.account, at, nil)
        case .declined(let payload, let at):
            (state, decidedBy, decidedAt) = (.declined, payload.by.account, at)
            declineReason = payload.reason.description
        case nil: (state, decidedBy, decidedAt, declineReason) = (.pending, nil, nil, nil)
        }
    }
}
