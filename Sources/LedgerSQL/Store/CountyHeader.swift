import Ledger
import Walkthrough

/// What a transaction learns first: the county's row, if it is there.
struct CountyHeader {
    let code: String
    var record: CountyRecord?
    /// The revision of the reference data.
    var revision: Int64?

    init(code: String) { self.code = code }

    /// From the columns made, is_demo and reference, which begin at `column`.
    init(_ code: String, _ row: any SQLRow, at column: Int) throws {
        self.code = code
        guard !row.isNull(column) else { return }
        record = CountyRecord(
            code: code, isDemo: try row.bool(column + 1),
            madeAt: Instant(milliseconds: try row.int64(column)))
        revision = try row.int64(column + 2)
    }
}
