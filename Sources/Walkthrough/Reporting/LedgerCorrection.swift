/// 更正第n号: one cell of a frozen ledger mended by two persons; the first edition stays as it was (decisions 23).
///
/// It changes what is printed, never what is counted: a wrong state or day is mended in the row itself and shows in
/// the next week.
public struct LedgerCorrection: Codable, Equatable, Sendable {
    /// From 1, within the week.
    public let serial: Int
    /// The row's number.
    public let row: String
    public let column: LedgerColumn
    public let old: String
    public let new: String
    public let reason: Prose
    /// Who proposed it and who confirmed it.
    public let proposedBy: String
    public let confirmedBy: String
    public let at: Instant

    /// - Throws: `Invalid` if nothing changes, the column has no text of its own, or both persons are one.
    public init(
        serial: Int, row: String, column: LedgerColumn, old: String, new: String, reason: Prose,
        proposedBy: String,
        confirmedBy: String, at: Instant
    ) throws(Invalid) {
        guard serial >= 1 else { throw Invalid("更正", "编号 \(serial) 不是正数", mend: "请从 1 起编号") }
        guard column != .serial, column != .number else {
            throw Invalid("更正", "“\(column.title)”不能更正", mend: "请更正其他栏目")
        }
        guard old != new else { throw Invalid("更正", "更正前后内容相同", mend: "请填写更正后的内容") }
        guard proposedBy != confirmedBy else {
            throw Invalid("更正", "提出人和复核人是同一人", mend: "请由另一人复核")
        }
        self.serial = serial
        self.row = row
        self.column = column
        self.old = old
        self.new = new
        self.reason = reason
        self.proposedBy = proposedBy
        self.confirmedBy = confirmedBy
        self.at = at
    }

    public var title: String { "更正第\(serial)号" }
}

extension LedgerRow {
    /// This row with those of `corrections` that name it, in the order of their serials.
    /// - Throws: `Invalid` if a cell does not read as the correction says it did.
    public func corrected(by corrections: [LedgerCorrection], since: Instant? = nil) throws(Invalid)
        -> LedgerRow
    {
        var row = self
        for correction in corrections.sorted(by: { $0.serial < $1.serial }) where correction.row == number {
            let printed = row.text(of: correction.column, since: since)
            guard correction.old == printed || correction.old == row.text(of: correction.column) else {
                throw Invalid(
                    correction.title,
                    "\(number)的“\(correction.column.title)”现为“\(printed.prefix(40))”，与更正前内容不符",
                    mend: "请核对更正前内容")
            }
            row.corrected[correction.column] = PersonalData.masked(correction.new)
        }
        return row
    }
}
