#if PostgreSQL
    import CLibPQ
    import LedgerSQL

    /// What the server or libpq failed with.
    struct PostgresFailure: Error, Equatable {
        /// Five characters of SQLSTATE; `nil` where the connection is gone.
        let state: String?
        let message: String

        static func disconnected(_ message: String) -> PostgresFailure {
            PostgresFailure(state: nil, message: message)
        }

        /// The connection is of no use any more: it broke, or the server is going down or coming up.
        var isDisconnection: Bool {
            guard let state else { return true }
            return state.hasPrefix("08") || state.hasPrefix("57P") || state == "25P03"
        }

        /// The server became a standby, or is one.
        var isReadOnly: Bool { state == "25006" }

        /// Somebody else was faster; the same again may succeed.
        var isConflict: Bool { state == "40001" || state == "40P01" }

        /// The same again may succeed in a moment; `57014` is a limit of time.
        var mayPass: Bool { isDisconnection || isConflict || state == "57014" }

        var engineError: EngineError {
            guard let state else { return .unreachable(message) }
            switch state {
            case "40001", "40P01": return .contended
            case "55P03": return .held
            // A limit of time; who cancelled himself is told so elsewhere.
            case "57014": return .unavailable(retryAfter: 5)
            case "53100": return .diskFull
            case "53200", "53300": return .unavailable(retryAfter: 5)
            case "53400": return .denied(message)
            case "25006": return .denied("连到的是只读的备库，或库被设为只读（\(message)）")
            case "42501": return .denied("这个账号没有权限（\(message)）")
            case "58030", "58P01", "58P02": return .ioError(message)
            case "XX001", "XX002": return .corrupt(message)
            default: break
            }
            switch state.prefix(2) {
            case "08", "28", "3D", "3F", "57": return .unreachable(message)
            case "23": return .constraint(message)
            default: return .misuse("\(message)（\(state)）")
            }
        }
    }

    extension PostgresFailure {
        /// What the engine's callers know; other errors unchanged.
        static func mapped(_ error: any Error) -> any Error {
            (error as? PostgresFailure)?.engineError ?? error
        }

        init(_ result: OpaquePointer) {
            let state = PQresultErrorField(result, Int32(UInt8(ascii: "C"))).map { String(cString: $0) }
            let primary = PQresultErrorField(result, Int32(UInt8(ascii: "M"))).map { String(cString: $0) }
            let message = primary ?? String(cString: PQresultErrorMessage(result))
            self.init(state: state, message: message.trimmed)
        }
    }

    extension String {
        /// libpq ends its messages with a line break, and some go over several lines.
        var trimmed: String {
            split(whereSeparator: \.isNewline).map { $0.drop { $0 == " " || $0 == "\t" } }
                .joined(separator: "；")
        }
    }
#endif
