package import Walkthrough

/// Records that a password was set, with its hash in the operational table.
struct RecordPassword: LedgerCommand {
    static let act = "改密码"
    static let changesPassword = true

    /// Another's is the system administrator's to set, and an administrator's first this machine's: the rules ask.
    var action: Action { .useOwnAccount }

    let name: AccountName
    /// `nil` only asks whether the caller may.
    let hash: String?

    func run(in work: CommandTransaction) throws -> Done {
        let version = try work.act(on: name, .changePassword)
        guard let hash else { throw Undone(receipt: Done(version: version)) }
        try work.write.setCredential(
            CredentialRecord(
                account: name.text, hash: hash, changedAt: work.at, failures: 0, lockedUntil: nil))
        try work.write.revokeTokens(of: name.text, .ofPassword)
        return Done(version: version)
    }
}

extension Ledger {
    /// Sets a password: one's own, another's by the system administrator, or an administrator's first on this machine.
    /// What the old one opened ends.
    ///
    /// The hash is derived before the transaction, since that takes a tenth of a second.
    /// - Parameter current: the password that is being replaced; asked of somebody who changes his own by a session, so that
    ///   a device left open does not lose him the account.
    public func setPassword(
        of account: String, to password: String, current: String? = nil, by caller: Caller
    ) async throws(LedgerError) {
        do {
            let name = try AccountName(account)
            var caller = caller
            if case .token = caller.kind, try await self.account(of: caller) == name.text {
                guard let current else { throw Invalid("现在的密码", "没有填", mend: "改自己的密码要先填现在的密码") }
                caller = try await verify(name.text, password: current, address: nil)
            }
            let minimum = try await store.read { try $0.settings().passwordMinLength }
            try PasswordRules.check(password, account: name.text, minimum: minimum)
            // Who may not set it must not learn by this whether it is the right one.
            _ = try await perform(RecordPassword(name: name, hash: nil), by: caller)
            if let old = try await store.read({ try $0.credential(of: name.text)?.hash }),
                try await PasswordHash(old).matches(password)
            {
                throw Invalid("新密码", "与现在的密码相同", mend: "请换一个")
            }
            let hash = try await PasswordHash.make(password, salt: randomBytes(PasswordHash.saltLength))
            _ = try await perform(RecordPassword(name: name, hash: hash.description), by: caller)
        } catch { throw Self.fault(error, environment) }
    }

    /// Gives the accounts of a demo store one password, so that its API and pages can be tried.
    package func setDemoPassword(_ password: String, of accounts: [AccountName]) async throws(LedgerError) {
        do {
            let salt = randomBytes(PasswordHash.saltLength)
            let hash = try await PasswordHash.make(password, salt: salt).description
            // The demo's own accounts prove nothing by themselves in any other store, which refuses here.
            for name in accounts {
                _ = try await perform(RecordPassword(name: name, hash: hash), by: .claimed(name))
            }
        } catch { throw Self.fault(error, environment) }
    }

    private func account(of caller: Caller) async throws -> String {
        let now = environment.now()
        return try await store.read { try $0.identity(of: caller, at: now).actor.account }
    }
}
