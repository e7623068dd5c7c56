import Walkthrough

extension Ledger {
    /// Proves an account by its password. Takes as long for an unknown account, counts failures and locks (domain §10).
    /// - Throws: `unauthenticated` for a wrong name or password, `tooMany` while it is locked.
    public func signIn(_ account: String, password: String) async throws(LedgerError) -> Caller {
        let wrong = LedgerError.unauthenticated("账号或密码不对；连续输错会被锁定")
        let name = try? AccountName(account)
        let now = environment.now()
        do {
            let known = try await store.read { transaction -> (CredentialRecord?, Settings) in
                guard let name, try transaction.state(Account.self, name.text)?.state.isUsable ?? false else {
                    return (nil, try transaction.settings())
                }
                return (try transaction.credential(of: name.text), try transaction.settings())
            }
            let (credential, settings) = known
            guard let name, let credential, let text = credential.hash else {
                _ = try await PasswordHash.unmatched.matches(password)
                throw wrong
            }
            let lockout = Lockout(
                failures: credential.failures, last: now, lockedUntil: credential.lockedUntil)
            if let seconds = lockout.wait(at: now) {
                throw Self.locked(name, seconds)
            }
            let isRight = try await PasswordHash(text).matches(password)
            if !isRight || credential.failures > 0 {
                let wait: Int? = try await store.write { transaction in
                    // As it is by now: others may have tried meanwhile, here or on another node, and all count.
                    guard var record = try transaction.lockedCredential(of: name.text) else { return nil }
                    let lockout = Lockout(
                        failures: record.failures, last: transaction.at, lockedUntil: record.lockedUntil)
                    if let seconds = lockout.wait(at: transaction.at) { return seconds }
                    let after =
                        isRight
                        ? Lockout.open
                        : lockout.failing(
                            at: transaction.at, tries: settings.lockoutTries, minutes: settings.lockoutMinutes
                        )
                    record.failures = after.failures
                    record.lockedUntil = after.lockedUntil
                    try transaction.setCredential(record)
                    return nil
                }
                if let wait { throw Self.locked(name, wait) }
            }
            guard isRight else { throw wrong }
            return Caller(kind: .verified(name, .password))
        } catch {
            let fault = Self.fault(error, environment)
            await note("登录", .local(account.prefix(40).description), fault)
            throw fault
        }
    }

    private static func locked(_ name: AccountName, _ seconds: Int) -> LedgerError {
        .tooMany(retryAfter: seconds, "账号 \(name) 连续输错密码，已锁定；请等 \(seconds) 秒，或请系统管理员处理")
    }
}
