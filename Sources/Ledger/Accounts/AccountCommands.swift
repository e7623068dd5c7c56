public import Walkthrough

/// Adds, grants to, disables or enables an account.
public struct ActOnAccount: LedgerCommand {
    public static let act = "管理账号"

    public struct Receipt: Codable, Hashable, Sendable {
        public let account: String
        public let version: Int
    }

    public let name: AccountName
    public let command: AccountCommand
    /// The staff or volunteer number of the person of a new account.
    public let person: String?

    public init(_ name: AccountName, _ command: AccountCommand) {
        self.name = name
        self.command = command
        person = nil
    }

    /// A new account, of the person with this number.
    public init(adding name: AccountName, person: String?) {
        self.name = name
        command = .add(name, person: nil)
        self.person = person
    }

    public func run(in work: CommandTransaction) throws -> Receipt {
        var command = command
        var person: Person?
        if let number = self.person {
            let id = try work.person(number)
            person = try work.existing(Person.self, id.text, "这名人员").state
            command = .add(name, person: id)
        }
        let version = try work.act(on: name, command, person: person)
        return Receipt(account: name.text, version: version)
    }
}

extension CommandTransaction {
    /// Decides and records; gives the new version.
    func act(on name: AccountName, _ command: AccountCommand, person: Person? = nil) throws -> Int {
        let before = try read.state(Account.self, name.text)
        var others: [Grant] = []
        if case .grant = command, let owner = before?.state.person {
            try read.states(Account.self) { _, other in
                if other.state.person == owner, other.state.name != name { others += other.state.grants }
            }
        }
        let context = AccountContext(
            actor: actor, at: at, today: today, settings: try settings(), directory: read, person: person,
            otherGrants: others)
        let events = try Account.decide(command, on: before?.state, in: context)
        return try write.append(Account.self, name.text, events, by: actor, expected: before?.version ?? 0)
            .version
    }
}

/// Records that a password was set, with its hash in the operational table.
struct RecordPassword: LedgerCommand {
    static let act = "改密码"
    static let changesPassword = true

    let name: AccountName
    /// `nil` only asks whether the caller may.
    let hash: String?

    func run(in work: CommandTransaction) throws -> Done {
        let version = try work.act(on: name, .changePassword)
        guard let hash else { throw Undone(receipt: Done(version: version)) }
        try work.write.setCredential(
            CredentialRecord(
                account: name.text, hash: hash, changedAt: work.at, failures: 0, lockedUntil: nil))
        return Done(version: version)
    }
}

/// Records a token by its digest.
struct RecordToken: LedgerCommand {
    static let act = "签发令牌"

    let name: AccountName
    let id: ID<TokenIssued>
    let digest: Digest
    let scopes: [TokenScope]
    let days: Int?

    func run(in work: CommandTransaction) throws -> Instant {
        let days = try days ?? work.settings().tokenDays
        let expires = work.at.adding(milliseconds: Int64(days) * 86_400_000)
        _ = try work.act(on: name, .issueToken(id, scopes: scopes, expires: expires))
        try work.write.setToken(
            TokenRecord(
                digest: digest, account: name.text, scopes: scopes.map(\.rawValue), issuedAt: work.at,
                expiresAt: expires,
                revokedAt: nil, id: id.text))
        return expires
    }
}

/// Takes a token back.
public struct RevokeToken: LedgerCommand {
    public static let act = "吊销令牌"

    public let name: AccountName
    public let id: ID<TokenIssued>

    public init(_ name: AccountName, _ id: ID<TokenIssued>) {
        self.name = name
        self.id = id
    }

    public func run(in work: CommandTransaction) throws -> Done {
        let version = try work.act(on: name, .revokeToken(id))
        try work.write.revokeToken(id.text)
        return Done(version: version)
    }
}

extension Ledger {
    /// Sets a password: one's own, another's by the system administrator, or an administrator's first on this machine.
    ///
    /// The hash is derived before the transaction, since that takes a tenth of a second.
    public func setPassword(
        of account: String, to password: String, by caller: Caller
    ) async throws(LedgerError) {
        do {
            let name = try AccountName(account)
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

    /// What `login` gives: the secret is shown once and stored nowhere.
    public struct IssuedToken: Codable, Hashable, Sendable {
        public let token: String
        public let id: String
        public let expires: Instant
    }

    /// Issues a token of the caller's own account.
    public func issueToken(
        of account: String, scopes: [TokenScope] = TokenScope.allCases, days: Int? = nil, by caller: Caller
    ) async throws(LedgerError) -> IssuedToken {
        do {
            let name = try AccountName(account)
            let token = try OpaqueToken(random: randomBytes(OpaqueToken.byteCount))
            let id: ID<TokenIssued> = environment.newID()
            let expires = try await perform(
                RecordToken(name: name, id: id, digest: token.digest, scopes: scopes, days: days), by: caller)
            return IssuedToken(token: token.text, id: id.text, expires: expires)
        } catch { throw Self.fault(error, environment) }
    }

    private func randomBytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count { withUnsafeBytes(of: environment.random()) { bytes += $0 } }
        return Array(bytes.prefix(count))
    }
}

/// The accounts with their grants; for administrators and auditors.
public struct ListAccounts: LedgerQuery {
    public static let act = "查看账号"

    public struct Line: Sendable {
        public let name: String
        public let person: String?
        public let grants: [Grant]
        public let isDisabled: Bool
        public let hasPassword: Bool
        public let tokens: [TokenIssued]
    }

    public init() {}

    public func answer(in view: QueryTransaction) throws -> [Line] {
        let may =
            view.actor.authentication == .none && !view.actor.isProven
            || view.actor.grants.contains { $0.role.isAdministrative || $0.role == .coordinator }
        guard may || view.actor.isDemo else {
            throw LedgerError.notPermitted("账号由系统管理员、安全管理员和审计管理员查看")
        }
        var lines: [Line] = []
        try view.read.states(Account.self) { name, account in
            let person = try account.state.person.flatMap { try view.read.state(Person.self, $0.text)?.state }
            lines.append(
                Line(
                    name: name, person: person?.name.description, grants: account.state.grants,
                    isDisabled: account.state.isDisabled, hasPassword: account.state.hasPassword,
                    tokens: account.state.tokens))
        }
        return lines
    }
}
