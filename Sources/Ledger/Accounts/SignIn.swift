public import Walkthrough

/// A session as its holder gets it; the token is shown once and stored nowhere.
public struct IssuedSession: Codable, Hashable, Sendable {
    public let token: String
    /// When it ends in any case.
    public let expires: Instant
    /// After so many minutes without a request it ends sooner.
    public let idleMinutes: Int
    public let account: String
}

extension Ledger {
    /// Signs in by a password, for a page or an app.
    /// - Parameters:
    ///   - newPassword: takes the place of `password` in the same step; needed where that was set by somebody else or is
    ///     too old.
    ///   - address: where the request came from; its tries are counted across nodes (setting `signInPerMinute`).
    /// - Throws: `unauthenticated` for a wrong name or password, `passwordMustChange`, `tooMany` while the account or the
    ///   address has to wait, `invalid` for a new password that breaks the rules.
    public func signIn(
        account: String, password: String, newPassword: String? = nil, address: String? = nil
    ) async throws(LedgerError) -> IssuedSession {
        let caller = try await verify(account, password: password, address: address)
        if let newPassword { try await setPassword(of: account, to: newPassword, by: caller) }
        do {
            let name = try AccountName(account)
            let token = try OpaqueToken(random: randomBytes(OpaqueToken.byteCount))
            let id: ID<TokenIssued> = environment.newID()
            return try await store.write { transaction in
                let settings = try transaction.settings()
                let session = try transaction.session(token, id, of: name, settings)
                // The account may have been disabled meanwhile, or the password be one to change.
                _ = try transaction.identity(of: .token(token.text), at: transaction.at)
                try transaction.requireOwnPassword(name, at: transaction.at)
                return session
            }
        } catch {
            let fault = Self.fault(error, environment)
            await note("登录", caller, fault)
            throw fault
        }
    }

    /// Ends the session, or takes back the token, that the text is.
    /// - Throws: `unauthenticated` for one that opens nothing, or nothing any more.
    public func signOut(_ token: String) async throws(LedgerError) {
        do {
            let digest = try OpaqueToken(token).digest
            try await prove(.token(token))
            guard let known = try await store.read({ try $0.token(digest) }) else { return }
            switch known.purpose {
            case .card: return
            case .api:
                try await perform(
                    RevokeToken(AccountName(known.account), ID(known.id), isOwnEnd: true), by: .token(token))
            case .session:
                try await store.write { transaction in
                    try transaction.revokeToken(known.id)
                    try transaction.noteAccess(
                        AccessEntry(
                            at: transaction.at, account: known.account, act: "退出", subject: "", outcome: "ok")
                    )
                }
            }
        } catch { throw Self.fault(error, environment) }
    }

    /// Proves an account by its password, for one command. Takes as long for an unknown account, counts failures and locks
    /// (domain §10), in the database, so that both hold across nodes.
    /// - Throws: `unauthenticated` for a wrong name or password, `tooMany` while it is locked.
    public func signIn(_ account: String, password: String) async throws(LedgerError) -> Caller {
        try await verify(account, password: password, address: nil)
    }
}

extension WriteTransaction {
    /// Records a session of the account.
    /// - Parameter device: where a personal card opened it: then it reads and files, and nothing else.
    func session(
        _ token: OpaqueToken, _ id: ID<TokenIssued>, of name: AccountName, _ settings: Settings,
        device: Digest? = nil
    ) throws -> IssuedSession {
        let expires = at.adding(milliseconds: Int64(settings.sessionHours) * Throttle.hour)
        let scopes: [TokenScope] = device == nil ? [] : [.read, .file]
        try setToken(
            TokenRecord(
                digest: token.digest, account: name.text, scopes: scopes.map(\.rawValue), issuedAt: at,
                expiresAt: expires, id: id.text, purpose: .session, seenAt: at, device: device))
        try noteAccess(
            AccessEntry(
                at: at, account: name.text, act: "登录", subject: device == nil ? "" : "个人卡", outcome: "ok"))
        return IssuedSession(
            token: token.text, expires: expires, idleMinutes: settings.sessionIdleMinutes, account: name.text)
    }
}
