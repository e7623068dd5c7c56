import Walkthrough

extension Ledger {
    /// Proves an account by its password; see `signIn`.
    func verify(_ account: String, password: String, address: String?) async throws(LedgerError) -> Caller {
        let name = try? AccountName(account)
        do {
            try await admit(address)
            let (credential, settings) = try await known(name)
            guard let name, let credential, let text = credential.hash else {
                try await refuseStranger(account, password, settings)
                throw Self.wrong
            }
            let lockout = Lockout(failures: credential.failures, lockedUntil: credential.lockedUntil)
            if let seconds = lockout.wait(at: environment.now()) { throw Self.locked(account, seconds) }
            let isRight = try await PasswordHash(text).matches(password)
            // A right one, too: of all that were begun before the lock none is let in after it.
            if let wait = try await record(isRight, name, settings) { throw Self.locked(account, wait) }
            guard isRight else { throw Self.wrong }
            return Caller(kind: .verified(name, .password))
        } catch {
            let fault = Self.fault(error, environment)
            await note(
                "登录", subject: name == nil ? "账号 \(account.prefix(40))" : "",
                name.map(Caller.claimed) ?? .publicDoor, fault)
            throw fault
        }
    }

    /// Counts a try of an address.
    func admit(_ address: String?) async throws {
        guard let address else { return }
        let limit = try await store.read { try $0.settings().signInPerMinute }
        try await admit(Throttle("sign-in", limit: limit, per: Throttle.minute), address)
    }

    private func known(_ name: AccountName?) async throws -> (CredentialRecord?, Settings) {
        try await store.read { transaction in
            guard let name, try transaction.state(Account.self, name.text)?.state.isUsable ?? false else {
                return (nil, try transaction.settings())
            }
            return (try transaction.credential(of: name.text), try transaction.settings())
        }
    }

    /// A name that nobody has is locked as one that somebody has, and takes as long: neither tells which accounts exist.
    private func refuseStranger(_ account: String, _ password: String, _ settings: Settings) async throws {
        let kind = "sign-in-name"
        let key = Throttle(kind, limit: 0, per: 0).key(of: account)
        let now = environment.now()
        let known = try await store.read { Lockout(try $0.tally(kind, key)) }
        if let seconds = known.wait(at: now) { throw Self.locked(account, seconds) }
        _ = try await PasswordHash.unmatched.matches(password)
        let wait: Int? = try await store.write { transaction in
            // Counted first: the row is held from then on, so that of tries at once none is lost.
            let tally = try transaction.count(kind, key, within: 3_650 * Throttle.day)
            let known = Lockout(.init(count: tally.count - 1, since: tally.since))
            if let seconds = known.wait(at: transaction.at) {
                try transaction.setTally(kind, key, .init(count: tally.count - 1, since: tally.since))
                return seconds
            }
            let after = known.failing(
                at: transaction.at, tries: settings.lockoutTries, minutes: settings.lockoutMinutes)
            try transaction.setTally(
                kind, key, .init(count: after.failures, since: after.lockedUntil ?? transaction.at))
            return nil
        }
        if let wait { throw Self.locked(account, wait) }
    }

    /// - Returns: the seconds to wait, where others tried meanwhile and locked it.
    private func record(_ isRight: Bool, _ name: AccountName, _ settings: Settings) async throws -> Int? {
        try await store.write { transaction in
            // As it is by now: others may have tried meanwhile, here or on another node, and all count.
            guard var record = try transaction.lockedCredential(of: name.text) else { return nil }
            let lockout = Lockout(failures: record.failures, lockedUntil: record.lockedUntil)
            if let seconds = lockout.wait(at: transaction.at) { return seconds }
            let after =
                isRight
                ? Lockout.open
                : lockout.failing(
                    at: transaction.at, tries: settings.lockoutTries, minutes: settings.lockoutMinutes)
            record.failures = after.failures
            record.lockedUntil = after.lockedUntil
            try transaction.setCredential(record)
            return nil
        }
    }

    private static let wrong = LedgerError.unauthenticated("账号或密码不对；连续输错会被锁定")

    private static func locked(_ account: String, _ seconds: Int) -> LedgerError {
        .tooMany(
            retryAfter: seconds,
            "账号 \(account.prefix(40)) 连续输错密码，已锁定；请等 \(seconds) 秒，或请系统管理员处理")
    }
}

extension Lockout {
    /// Of a name that nobody has, whose failures are counted as tries are.
    fileprivate init(_ tally: Throttle.Tally?) {
        self.init(failures: tally?.count ?? 0, lockedUntil: tally?.since)
    }
}
