package import Ledger
package import Walkthrough

/// A unit's own week, as JSON.
package struct UnitWeekDocument: Codable, Sendable {
    package let week: Week
    package let unit: UnitCode
    package let unitName: String
    package let stage: UnitWeek.Stage
    package let title: String
    package let isLate: Bool
    /// The unit's rows that belong to the week.
    package let rows: Int
    package let cutoff: Instant
    package let reportBy: Instant
    /// The county's week is fixed.
    package let frozen: Bool
    package let informationTitle: String?
    package let informationText: String?
    package let filledAt: Instant?
    package let signedBy: String?
    package let signedAt: Instant?
    package let signedRows: Int?
    package let submittedAt: Instant?
    package let recalls: Int
    package let version: Int

    package init(_ unit: UnitCode, _ week: Week, _ answer: ShowUnitWeek.Answer) {
        self.week = week
        self.unit = unit
        let state = answer.week
        unitName = answer.unitName
        stage = state?.stage ?? .missing
        title = state?.title ?? UnitWeek.Stage.missing.title
        isLate = state?.submission?.isLate ?? false
        rows = answer.rows
        cutoff = answer.cutoff
        reportBy = answer.reportBy
        frozen = answer.isFrozen
        informationTitle = state?.filling?.information?.title.description
        informationText = state?.filling?.information?.text.description
        filledAt = state?.filling?.at
        signedBy = answer.signedBy
        signedAt = state?.signature?.at
        signedRows = state?.signature?.rows
        submittedAt = state?.submission?.at
        recalls = state?.recalls ?? 0
        version = answer.version
    }
}

/// A unit's packet for a week, as JSON.
package struct PacketDocument: Codable, Sendable {
    package struct Part: Codable, Sendable {
        package let number: Int
        package let name: String
        package let digest: Digest
        package let byteCount: Int

        package init(number: Int, name: String, digest: Digest, byteCount: Int) {
            self.number = number
            self.name = name
            self.digest = digest
            self.byteCount = byteCount
        }
    }

    package let week: Week
    package let unit: UnitCode
    package let edition: String
    package let parts: [Part]
    /// What lies in the parts.
    package let files: [String]
    /// Evidence that is not in it.
    package let missing: [String]
    package let oversized: [String]
    /// Editions of the county's week that are not handed out.
    package let withheld: [String]

    package init(
        week: Week, unit: UnitCode, edition: String, parts: [Part], files: [String], missing: [String],
        oversized: [String], withheld: [String]
    ) {
        self.week = week
        self.unit = unit
        self.edition = edition
        self.parts = parts
        self.files = files
        self.missing = missing
        self.oversized = oversized
        self.withheld = withheld
    }
}
