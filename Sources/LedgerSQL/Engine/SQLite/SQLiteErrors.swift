internal import GRDB
internal import GRDBSQLite

extension EngineError {
    init(sqlite code: CInt, message: String, sql: String) {
        switch code & 0xFF {
        case SQLITE_BUSY, SQLITE_LOCKED: self = .unavailable(retryAfter: 5)
        case SQLITE_FULL: self = .diskFull
        case SQLITE_CONSTRAINT: self = .constraint(message)
        case SQLITE_CORRUPT, SQLITE_NOTADB: self = .corrupt(message)
        case SQLITE_INTERRUPT: self = .cancelled
        case SQLITE_IOERR, SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM, SQLITE_NOMEM, SQLITE_PROTOCOL,
            SQLITE_AUTH, SQLITE_NOLFS:
            self = .ioError("\(message) (\(code))")
        default: self = .misuse("\(message) (\(code)): \(sql)")
        }
    }

    /// What GRDB throws, in our words; other errors unchanged.
    static func mapped(_ error: any Error) -> any Error {
        switch error {
        case let error as DatabaseError:
            error.extendedResultCode == .SQLITE_MISUSE && error.message?.contains("closed") == true
                ? EngineError.closed
                : EngineError(
                    sqlite: error.extendedResultCode.rawValue, message: error.message ?? "",
                    sql: error.sql ?? "")
        case is CancellationError: EngineError.cancelled
        default: error
        }
    }

    static func mapping<R>(_ body: () throws -> R) throws -> R {
        do { return try body() } catch { throw mapped(error) }
    }
}
