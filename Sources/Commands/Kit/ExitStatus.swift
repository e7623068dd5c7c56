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
}
