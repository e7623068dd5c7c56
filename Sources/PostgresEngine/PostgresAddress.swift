#if PostgreSQL
    import CLibPQ
    import LedgerSQL

    /// Where a database is: a URL, or a list of `key=value`, as libpq reads it, with every option that libpq knows
    /// (`sslmode`, `sslrootcert`, `target_session_attrs`, several hosts …).
    package struct PostgresAddress: Sendable, Hashable {
        let options: [String: String]

        /// - Throws: `unreachable` for a text that libpq cannot read.
        package init(_ text: String) throws {
            // What libpq would take for a host or a port is then a piece of the password.
            if let start = text.firstRange(of: "://")?.upperBound {
                let rest = text[start...]
                let authority = rest.prefix { !"/?#".contains($0) }
                guard authority.filter({ $0 == "@" }).count <= 1,
                    !rest.dropFirst(authority.count).contains("@")
                else {
                    throw EngineError.unreachable(
                        "地址里多出 @：密码中的 @ : / # ? 请写成 %40 %3A %2F %23 %3F，或放进 ~/.pgpass")
                }
            }
            var message: UnsafeMutablePointer<CChar>?
            guard let list = PQconninfoParse(text, &message) else {
                defer { PQfreemem(message) }
                let detail = message.map { String(cString: $0).trimmed } ?? ""
                throw EngineError.unreachable("地址读不懂（\(Self.masked(detail, of: text))）")
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

        /// libpq repeats what it cannot read, and that may hold a password.
        private static func masked(_ detail: String, of text: String) -> String {
            detail.contains(text) || detail.contains("\"") ? "请检查 postgres://用户@主机:端口/库名 的写法" : detail
        }
    }
#endif
