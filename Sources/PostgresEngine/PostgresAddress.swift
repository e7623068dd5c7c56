#if PostgreSQL
    import CLibPQ
    package import Ledger

    /// Where a database is: a URL, or a list of `key=value`, as libpq reads it, with every option that libpq knows
    /// (`sslmode`, `sslrootcert`, `target_session_attrs`, several hosts …).
    package struct PostgresAddress: Sendable, Hashable {
        let options: [String: String]

        /// - Throws: `malformed` for a text that libpq cannot read.
        package init(_ text: String) throws(LedgerError) {
            // What libpq would take for a host or a port is then a piece of the password.
            if let (authority, rest) = Self.split(text) {
                guard authority.filter({ $0 == "@" }).count <= 1, !rest.contains("@") else {
                    throw .malformed(
                        "数据库地址里多出 @：密码中的 @ : / # ? 请写成 %40 %3A %2F %23 %3F，或放进 ~/.pgpass")
                }
            }
            var message: UnsafeMutablePointer<CChar>?
            guard let list = PQconninfoParse(text, &message) else {
                defer { PQfreemem(message) }
                let detail = message.map { String(cString: $0).trimmed } ?? ""
                // libpq repeats what it cannot read, and that may be a password.
                let shown = detail.contains("%") || Self.mayHoldPassword(text) ? "" : "（\(detail)）"
                throw .malformed("数据库地址读不懂\(shown)。请检查 postgres://用户@主机:端口/库名?选项=值 的写法")
            }
            defer { PQconninfoFree(list) }
            options = Self.read(list)
        }

        /// What libpq is given: our standards where neither the address nor libpq's own variables (`PGCONNECT_TIMEOUT`,
        /// `PGSERVICE` …) say anything. A dead network is noticed in half a minute.
        var completed: [String: String] {
            var result = options
            let elsewhere = Self.defaults()
            for (key, value) in Self.standards where result[key] == nil && elsewhere[key] == nil {
                result[key] = value
            }
            result["client_encoding"] = "UTF8"
            return result
        }

        private static let standards = [
            "application_name": "peizou", "connect_timeout": "10", "keepalives_idle": "30",
            "keepalives_interval": "10", "keepalives_count": "3", "tcp_user_timeout": "30000",
        ]

        private static func defaults() -> [String: String] {
            guard let list = PQconndefaults() else { return [:] }
            defer { PQconninfoFree(list) }
            return read(list)
        }

        private static func read(_ list: UnsafeMutablePointer<PQconninfoOption>) -> [String: String] {
            var result: [String: String] = [:]
            var entry = list
            while let keyword = entry.pointee.keyword {
                if let value = entry.pointee.val {
                    result[String(cString: keyword)] = String(cString: value)
                }
                entry += 1
            }
            return result
        }

        /// Whether another connection may find the server that takes writes.
        var seeksPrimary: Bool {
            let wanted = options["target_session_attrs"] ?? Self.defaults()["target_session_attrs"]
            return wanted == "read-write" || wanted == "primary"
        }

        /// For messages: without the password.
        package var shown: String {
            let host = options["host"] ?? options["hostaddr"] ?? ""
            let port = options["port"].map { ":\($0)" } ?? ""
            return "postgres://\(host)\(port)/\(options["dbname"] ?? "")"
        }

        /// The users and hosts of a URL, and what follows them.
        private static func split(_ text: String) -> (authority: Substring, rest: Substring)? {
            guard let start = text.firstRange(of: "://")?.upperBound else { return nil }
            let authority = text[start...].prefix { !"/?#".contains($0) }
            return (authority, text[authority.endIndex...])
        }

        /// Sooner yes than no, as it is asked of what could not be read.
        private static func mayHoldPassword(_ text: String) -> Bool {
            if text.lowercased().contains("pass") { return true }
            guard let (authority, _) = split(text) else { return false }
            if let user = authority.firstIndex(of: "@") { return authority[..<user].contains(":") }
            // Without a host, a password stands where the port would.
            return authority.split(separator: ",").contains { host in
                guard let colon = host.lastIndex(of: ":") else { return false }
                return !host[host.index(after: colon)...].allSatisfy(\.isNumber)
            }
        }
    }
#endif
