import Ledger
import Walkthrough

/// Operational tables: no part of the log, left alone by `rebuild`.
extension SQLWriteTransaction {
    func nextSerial(_ series: String, year: Int) throws -> Int {
        try connection.first(
            """
            INSERT INTO serial (county, series, year, next) VALUES (\(code), \(series), \(year), 2)
            ON CONFLICT (county, series, year) DO UPDATE SET next = serial.next + 1
            RETURNING next - 1
            """
        ) { try $0.int(0) } ?? 1
    }

    func remember(_ key: RequestKey, by account: String, receipt: String) throws {
        // Where the same request came in twice at once, the later one finds the receipt when it starts over.
        try connection.post(
            """
            INSERT INTO request (county, actor, key, body_digest, receipt, at)
            VALUES (\(code), \(account), \(key.key), \(key.bodyDigest.text), \(receipt), \(at.milliseconds))
            ON CONFLICT (county, actor, key) DO NOTHING
            """, otherwise: conflict())
    }

    func lockedCredential(of account: String) throws -> CredentialRecord? {
        try credential(of: account, lock: isAlone ? "" : connection.rowLock(waits: true))
    }

    func setCredential(_ credential: CredentialRecord) throws {
        try connection.execute(
            """
            INSERT INTO credential (county, account, hash, changed, failures, locked_until)
            VALUES (\(code), \(credential.account), \(credential.hash), \(credential.changedAt.milliseconds),
                \(credential.failures), \(credential.lockedUntil?.milliseconds))
            ON CONFLICT (county, account) DO UPDATE SET hash = excluded.hash, changed = excluded.changed,
                failures = excluded.failures, locked_until = excluded.locked_until
            """)
    }

    func setToken(_ token: TokenRecord) throws {
        let scopes = token.scopes.isEmpty ? nil : token.scopes.joined(separator: " ")
        try connection.execute(
            """
            INSERT INTO token (county, digest, id, account, scopes, issued, expires, revoked, purpose, seen, device)
            VALUES (\(code), \(token.digest.text), \(token.id), \(token.account), \(scopes), \(token.issuedAt.milliseconds),
                \(token.expiresAt.milliseconds), \(token.revokedAt?.milliseconds), \(token.purpose),
                \(token.seenAt?.milliseconds), \(token.device?.text))
            ON CONFLICT (county, digest) DO UPDATE SET expires = excluded.expires, revoked = excluded.revoked
            """)
    }

    func revokeToken(_ id: String) throws {
        try connection.execute(
            "UPDATE token SET revoked = \(at.milliseconds) WHERE county = \(code) AND id = \(id)")
    }

    func revokeTokens(of account: String, _ which: TokenRecord.Which) throws {
        var conditions: [SQL] = ["county = \(code)", "account = \(account)", "revoked IS NULL"]
        switch which {
        case .all: break
        case .ofPassword: conditions.append("device IS NULL AND (purpose IS NULL OR purpose <> 'card')")
        case .ofCard: conditions.append("device IS NOT NULL OR purpose = 'card'")
        }
        try connection.execute("UPDATE token SET revoked = \(at.milliseconds) WHERE \(SQL.all(conditions))")
    }

    func bindCard(_ digest: Digest, to device: Digest, until expires: Instant) throws -> Bool {
        try connection.first(
            """
            UPDATE token SET device = \(device.text), expires = \(expires.milliseconds)
            WHERE county = \(code) AND digest = \(digest.text) AND device IS NULL RETURNING 1
            """
        ) { _ in true } ?? false
    }

    func touchToken(_ digest: Digest, at seen: Instant) throws {
        try connection.execute(
            """
            UPDATE token SET seen = \(seen.milliseconds) WHERE county = \(code) AND digest = \(digest.text)
                AND (seen IS NULL OR seen < \(seen.milliseconds))
            """)
    }

    func forgetSessions(before: Instant) throws {
        try connection.execute(
            """
            DELETE FROM token
            WHERE county = \(code) AND purpose = 'session' AND expires < \(before.milliseconds)
            """)
    }

    func setTally(_ kind: String, _ key: Digest, _ tally: Throttle.Tally) throws {
        try connection.execute(
            """
            INSERT INTO throttle (county, kind, key, since, count)
            VALUES (\(code), \(kind), \(key.text), \(tally.since.milliseconds), \(tally.count))
            ON CONFLICT (county, kind, key) DO UPDATE SET since = excluded.since, count = excluded.count
            """)
    }

    func count(_ kind: String, _ key: Digest, within window: Int64) throws -> Throttle.Tally {
        let (now, end) = (at.milliseconds, at.milliseconds - window)
        let tally = try connection.first(
            """
            INSERT INTO throttle (county, kind, key, since, count)
            VALUES (\(code), \(kind), \(key.text), \(now), 1)
            ON CONFLICT (county, kind, key) DO UPDATE SET
                count = CASE WHEN throttle.since > \(end) THEN throttle.count + 1 ELSE 1 END,
                since = CASE WHEN throttle.since > \(end) THEN throttle.since ELSE excluded.since END
            RETURNING count, since
            """
        ) { Throttle.Tally(count: try $0.int(0), since: Instant(milliseconds: try $0.int64(1))) }
        return tally ?? Throttle.Tally(count: 1, since: at)
    }

    func forgetTries(before: Instant) throws {
        try connection.execute(
            "DELETE FROM throttle WHERE county = \(code) AND since < \(before.milliseconds)")
    }

    func forgetRequests(before: Instant) throws {
        try connection.execute(
            """
            DELETE FROM request
            WHERE county = \(code) AND at < \(before.milliseconds) AND key LIKE \(RequestKey.ofClient + "%")
            """)
    }

    func noteAccess(_ entry: AccessEntry) throws {
        let subject = entry.subject.isEmpty ? nil : entry.subject
        try connection.execute(
            """
            INSERT INTO access_log (county, at, account, act, subject, outcome)
            VALUES (\(code), \(entry.at.milliseconds), \(entry.account), \(entry.act), \(subject), \(entry.outcome))
            """)
    }

    func forgetAccess(before: Instant) throws {
        try connection.execute(
            "DELETE FROM access_log WHERE county = \(code) AND at < \(before.milliseconds)")
    }
}
