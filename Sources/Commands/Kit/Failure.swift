import Documents
import Exports
import Imports
import Ledger
import Walkthrough

/// What a failed command says on stderr: Chinese lines, or with `--json` one document `{"error":{…}}`.
struct Failure {
    let status: ExitStatus
    private let document: Document

    private struct Document: Encodable {
        var code: String
        var message: String
        var allowed: [String]?
        var current: Int?
        var retryAfter: Int?
        var reference: String?
        var fields: [Field]?
    }

    private struct Field: Encodable {
        let field: String
        let message: String
        let mend: String

        init(_ invalid: Invalid) {
            field = invalid.field
            message = invalid.what
            mend = invalid.mend
        }
    }

    init(_ error: LedgerError) {
        status = error.exitStatus
        var document = Document(code: error.code, message: error.message)
        switch error {
        case .invalid(let fields): document.fields = fields.map(Field.init)
        case .notPossible(_, let allowed): document.allowed = allowed
        case .stale(let current, _): document.current = current
        case .tooMany(let seconds, _), .unavailable(let seconds, _): document.retryAfter = seconds
        case .internalFault(let reference, _): document.reference = reference
        case .malformed, .unauthenticated, .passwordMustChange, .notPermitted, .preconditionMissing, .unknown,
            .tooLarge,
            .unsupportedType, .uncertain, .unusableStore:
            break
        }
        self.document = document
    }

    /// - Parameter reference: names a fault of ours, which nothing else explains.
    init(_ error: any Error, reference: @autoclosure () -> String) {
        switch error {
        case let error as LedgerError: self.init(error)
        case let error as Refusal: self.init(LedgerError(error))
        case let error as ExportError: self.init(error.ledgerError)
        case let error as Invalid: self.init(.invalid([error]))
        case let error as ChecklistFaults: self.init(file: error.description)
        case let error as FileFault: self.init(file: error.description)
        case let error as CalendarFileFault: self.init(file: error.description)
        case let error as CSVRefused: self.init(file: error.description)
        case is CancellationError: self.init(status: .interrupted, code: "interrupted", message: "已中断。")
        default: self.init(.internalFault(reference: reference(), "\(error)"))
        }
    }

    private init(file faults: String) { self.init(status: .dataError, code: "invalid", message: faults) }

    private init(status: ExitStatus, code: String, message: String) {
        self.status = status
        document = Document(code: code, message: message)
    }

    /// Of the command line itself.
    init(usage message: String) { self.init(status: .usage, code: "malformed", message: message) }

    /// The lines for a person, with hints of what can be done instead.
    var text: String {
        var text = document.message + "\n"
        if let allowed = document.allowed, !allowed.isEmpty {
            text += "现在可以：\(allowed.joined(separator: "、"))\n"
        }
        if document.code == "passwordMustChange" { text += "改密码：peizou account passwd 账号 --as 账号\n" }
        if let seconds = document.retryAfter, seconds > 0 { text += "请在 \(seconds) 秒后再试。\n" }
        return text
    }

    var json: String {
        // An error document has nothing that cannot be encoded.
        (try? JSONOutput.text(["error": document])) ?? text
    }
}
