public import Walkthrough

/// Every way in which a call of this library fails (architecture 16). Each front maps it once, to exit codes, problem
/// documents or pages. Messages are Chinese: what is wrong, where, how to mend it.
public enum LedgerError: Error, Hashable, Sendable {
    /// The request or its options cannot be read.
    case malformed(String)
    /// Values, or lines of a file, break a rule. Nothing was taken.
    case invalid([Invalid])
    /// Who acts is not proved.
    case unauthenticated(String)
    /// The password is right and must be replaced before anything else is done: somebody else set it, or it is too old.
    case passwordMustChange(String)
    /// The actor sees it and may not do it.
    case notPermitted(String)
    /// Nobody may do it in the present state; `allowed` are the verbs that the actor may use now.
    case notPossible(String, allowed: [String])
    /// A version is needed to change this.
    case preconditionMissing(String)
    /// It changed meanwhile; `current` is its version now.
    case stale(current: Int, String)
    /// It does not exist, or not for this actor.
    case unknown(String)
    case tooLarge(String)
    case unsupportedType(String)
    /// Seconds to wait.
    case tooMany(retryAfter: Int, String)
    /// Busy or full: nothing was recorded.
    case unavailable(retryAfter: Int, String)
    /// The store could not say whether it was recorded. Look first; the same request key makes a repeat harmless.
    case uncertain(String)
    /// The store belongs to a newer version of this program, or is damaged.
    case unusableStore(String)
    /// A fault of ours, with a reference number that the log knows.
    case internalFault(reference: String, String)

    public init(_ refusal: Refusal, allowed: [String] = []) {
        self =
            switch refusal {
            case .notPermitted(let message): .notPermitted(message)
            case .notPossible(let message): .notPossible(message, allowed: allowed)
            case .invalid(let fields): .invalid(fields)
            case .unknown(let message): .unknown(message)
            }
    }

    /// What a person reads.
    public var message: String {
        switch self {
        case .malformed(let text), .unauthenticated(let text), .passwordMustChange(let text),
            .notPermitted(let text), .preconditionMissing(let text), .unknown(let text), .tooLarge(let text),
            .unsupportedType(let text), .uncertain(let text),
            .unusableStore(let text):
            text
        case .notPossible(let text, _), .stale(_, let text), .tooMany(_, let text), .unavailable(_, let text):
            text
        case .invalid(let fields): fields.map(\.description).joined(separator: "\n")
        case .internalFault(let reference, let text): "程序出错（编号 \(reference)）：\(text)"
        }
    }

    /// A name that scripts can rely on.
    package var code: String {
        switch self {
        case .malformed: "malformed"
        case .invalid: "invalid"
        case .unauthenticated: "unauthenticated"
        case .passwordMustChange: "passwordMustChange"
        case .notPermitted: "notPermitted"
        case .notPossible: "notPossible"
        case .preconditionMissing: "preconditionMissing"
        case .stale: "stale"
        case .unknown: "unknown"
        case .tooLarge: "tooLarge"
        case .unsupportedType: "unsupportedType"
        case .tooMany: "tooMany"
        case .unavailable: "unavailable"
        case .uncertain: "uncertain"
        case .unusableStore: "unusableStore"
        case .internalFault: "internalFault"
        }
    }
}
