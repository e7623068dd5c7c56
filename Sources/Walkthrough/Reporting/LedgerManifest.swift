/// What an edition consists of, chained to the edition before; whoever keeps one can tell later alteration.
public struct LedgerManifest: Equatable, Sendable {
    public let county: String
    /// Set for a unit's packet.
    public let unit: UnitCode?
    public let week: Week
    public let from: Instant?
    public let to: Instant
    public let edition: LedgerEdition
    public let isDemo: Bool
    /// Rows of the main sheet.
    public let rows: Int
    /// File name to digest.
    public let files: [String: Digest]
    public let merkleRoot: Digest?
    public let previous: Digest?
    public let firstEdition: Digest?
    public let mergedWeeks: [Week]
    public let signedUnits: [UnitCode]
    public let zeroReportUnits: [UnitCode]
    public let missingUnits: [UnitCode]

    /// - Parameters:
    ///   - rows: the rows written to the main sheet.
    ///   - files: each file of the edition but the manifest itself.
    public init(of snapshot: LedgerSnapshot, rows: Int, files: [String: Digest]) {
        let header = snapshot.header
        county = header.county
        unit = header.unit
        week = header.week
        from = header.from
        to = header.to
        edition = header.edition
        isDemo = header.isDemo
        self.rows = rows
        self.files = files
        merkleRoot = snapshot.seal.merkleRoot
        previous = snapshot.seal.previousManifest
        firstEdition = snapshot.seal.firstEdition
        mergedWeeks = header.mergedWeeks
        func units(_ standing: UnitWeekLine.Standing) -> [UnitCode] {
            snapshot.unitWeeks.filter { $0.standing == standing }.map(\.unit).sorted()
        }
        signedUnits = units(.reported)
        zeroReportUnits = units(.zeroReport)
        missingUnits = units(.missing)
    }
}
