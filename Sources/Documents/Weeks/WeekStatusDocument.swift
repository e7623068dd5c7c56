package import Ledger
package import Walkthrough

/// How far a week is, as JSON.
package struct WeekStatusDocument: Codable, Sendable {
    package struct UnitLine: Codable, Sendable {
        package let unit: UnitCode
        package let name: String
        package let state: UnitWeek.Stage
        package let late: Bool
        package let rows: Int?
        package let signedBy: String?
        package let signedAt: Instant?
        package let submittedAt: Instant?
    }

    package let week: Week
    package let issue: Int
    package let first: Day
    package let last: Day
    package let from: Instant?
    package let cutoff: Instant
    package let reportBy: Instant
    package let edition: String
    package let mergedWeeks: [Week]
    package let earlierUnfrozen: [Week]
    /// Of the whole county; for who sees it.
    package let rows: Int?
    package let verifying: Int?
    package let frozenAt: Instant?
    package let merkleRoot: Digest?
    package let editions: [WeekEditionDocument]
    package let pendingCorrections: [Int]
    package let units: [UnitLine]

    package init(_ status: WeekStatus.Answer) {
        week = status.week
        issue = status.issue
        first = status.first
        last = status.last
        from = status.from
        cutoff = status.cutoff
        reportBy = status.reportBy
        edition = status.edition.code
        mergedWeeks = status.mergedWeeks
        earlierUnfrozen = status.earlierUnfrozen
        rows = status.rows
        verifying = status.verifying
        frozenAt = status.frozen?.at
        merkleRoot = status.frozen?.root
        editions = (status.frozen?.editions ?? []).map { edition in
            WeekEditionDocument(edition, status.frozen?.withheld ?? [])
        }
        pendingCorrections = (status.frozen?.pending ?? []).map(\.number)
        units = status.units.map {
            UnitLine(
                unit: $0.unit, name: $0.name, state: $0.stage, late: $0.isLate, rows: $0.rows,
                signedBy: $0.signedBy, signedAt: $0.signedAt, submittedAt: $0.submittedAt)
        }
    }
}

/// An edition of a fixed week, as JSON: 0 is 定稿, n is 更正第n号.
package struct WeekEditionDocument: Codable, Sendable {
    package struct File: Codable, Sendable {
        package let name: String
        package let digest: Digest
        package let byteCount: Int
    }

    package let number: Int
    package let title: String
    package let manifest: Digest
    package let previous: Digest?
    package let withheld: Bool
    package let withheldReason: String?
    package let files: [File]

    package init(_ edition: WeekEvent.Published, _ withheld: [WeekEvent.Withheld]) {
        let stop = withheld.last { $0.number == edition.number }
        number = edition.number
        title = LedgerEdition(number: edition.number).title
        manifest = edition.manifest
        previous = edition.previous
        self.withheld = stop != nil
        withheldReason = stop?.reason.description
        files = edition.files.map { File(name: $0.name, digest: $0.digest, byteCount: $0.byteCount) }
    }
}
