import Ledger
import Walkthrough

/// Receipts of the public door: an operational table, left alone by `rebuild`.
extension SQLReadTransaction {
    func reportReceipt(_ number: String) throws -> ReportReceipt? {
        try connection.first(
            "SELECT key_digest, subject, made FROM report_receipt WHERE county = \(code) AND number = \(number)"
        ) { row in
            guard let subject = StreamID(try row.text(1)) else {
                throw EngineError.corrupt("回执 \(number) 指向“\(try row.text(1))”")
            }
            return ReportReceipt(
                number: number, keyDigest: try Digest(row.text(0)), subject: subject,
                made: Instant(milliseconds: try row.int64(2)))
        }
    }
}

extension SQLWriteTransaction {
    func add(_ receipt: ReportReceipt) throws {
        try connection.execute(
            """
            INSERT INTO report_receipt (county, number, key_digest, subject, made)
            VALUES (\(code), \(receipt.number), \(receipt.keyDigest.text), \(receipt.subject.description),
                \(receipt.made.milliseconds))
            """)
    }
}
