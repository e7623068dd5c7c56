import Ledger
import Walkthrough

/// Operational tables: no part of the log, left alone by `rebuild`.
extension SQLReadTransaction {
    func credential(of account: String) throws -> CredentialRecord? {
        try credential(of: account, lock: "")
    }

    func credential(of account: String, lock: SQL) throws -> CredentialRecord? {
        try connection.first(
            """
            SELECT hash, changed, failures, locked_until FROM credential
            WHERE county = \(code) AND account = \(account)\(lock)
            """
        ) { row in
            CredentialRecord(
                account: account, hash: try row.optionalText(0),
                changedAt: Instant(milliseconds: try row.int64(1)),
                failures: try row.int(2),
                lockedUntil: try row.optionalInt64(3).map(Instant.init(milliseconds:)))
        }
    }

    func token(_ digest: Digest) throws -> TokenRecord? {
        try connection.first(
            """
            SELECT account, scopes, issued, expires, revoked, id, purpose, seen, device FROM token
            WHERE county = \(code) AND digest = \(digest.text)
            """
        ) { row in
            TokenRecord(
                digest: digest, account: try row.text(0),
                scopes: try row.optionalText(1)?.split(separator: " ").map(String.init) ?? [],
                issuedAt: Instant(milliseconds: try row.int64(2)),
                expiresAt: Instant(milliseconds: try row.int64(3)),
                revokedAt: try row.optionalInt64(4).map(Instant.init(milliseconds:)), id: try row.text(5),
                // Tokens of the first version were all for machines and scripts.
                purpose: try row.optionalText(6).flatMap(TokenRecord.Purpose.init) ?? .api,
                seenAt: try row.optionalInt64(7).map(Instant.init(milliseconds:)),
                device: try row.optionalText(8).map { try Digest($0) })
        }
    }

    func tally(_ kind: String, _ key: Digest) throws -> Throttle.Tally? {
        try connection.first(
            """
            SELECT count, since FROM throttle
            WHERE county = \(code) AND kind = \(kind) AND key = \(key.text)
            """
        ) { Throttle.Tally(count: try $0.int(0), since: Instant(milliseconds: try $0.int64(1))) }
    }

    func request(_ key: RequestKey, by account: String) throws -> RequestRecord? {
        try connection.first(
            """
            SELECT body_digest, receipt FROM request
            WHERE county = \(code) AND actor = \(account) AND key = \(key.key)
            """
        ) { RequestRecord(bodyDigest: try Digest($0.text(0)), receipt: try $0.text(1)) }
    }

    func accessLog(_ query: AccessQuery) throws -> [AccessRecord] {
        var conditions: [SQL] = ["county = \(code)"]
        if let account = query.account { conditions.append("account = \(account)") }
        if let from = query.from { conditions.append("at >= \(from.milliseconds)") }
        if let before = query.before { conditions.append("at < \(before.milliseconds)") }
        if let after = query.after { conditions.append("sequence < \(after)") }
        return try connection.all(
            """
            SELECT sequence, at, account, act, subject, outcome FROM access_log
            WHERE \(SQL.all(conditions)) ORDER BY sequence DESC LIMIT \(query.limit)
            """
        ) { row in
            AccessRecord(
                sequence: try row.int64(0),
                entry: AccessEntry(
                    at: Instant(milliseconds: try row.int64(1)), account: try row.text(2),
                    act: try row.text(3), subject: try row.optionalText(4) ?? "", outcome: try row.text(5)))
        }
    }
}
