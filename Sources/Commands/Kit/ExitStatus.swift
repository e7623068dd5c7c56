import Ledger

/// The exit codes of architecture 16, named as in `sysexits.h`. A command that has printed its result and still failed,
/// such as a lint with faults, throws one.
struct ExitStatus: Error, Hashable, Sendable {
    let code: Int32

    static let ok = ExitStatus(code: 0)
    static let usage = ExitStatus(code: 64)
    static let dataError = ExitStatus(code: 65)
    static let noInput = ExitStatus(code: 66)
    static let unavailable = ExitStatus(code: 69)
    static let software = ExitStatus(code: 70)
    static let tryAgain = ExitStatus(code: 75)
    static let noPermission = ExitStatus(code: 77)
    /// 128 and the number of SIGINT, as shells report it.
    static let interrupted = ExitStatus(code: 130)
}

extension LedgerError {
    var exitStatus: ExitStatus {
        switch self {
        case .malformed: .usage
        case .invalid, .notPossible, .tooLarge, .unsupportedType: .dataError
        case .unauthenticated, .passwordMustChange, .notPermitted: .noPermission
        case .preconditionMissing, .stale, .tooMany: .tryAgain
        case .unknown: .noInput
        case .unavailable, .uncertain: .unavailable
        case .unusableStore, .internalFault: .software
        }
    }

    /// A name that scripts can rely on.
    var code: String {
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
