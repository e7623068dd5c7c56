package import Ledger
import Walkthrough

extension ExportError {
    /// The library's one error type (architecture 16).
    package var ledgerError: LedgerError {
        switch kind {
        case .file: .unavailable(retryAfter: 0, description)
        case .missing: .unknown(description)
        case .workbook, .archive, .content, .exists: .invalid([Invalid(subject, what, mend: mend)])
        }
    }
}
