public import Walkthrough

/// Records a token by its digest.
struct RecordToken: LedgerCommand {
    static let act = "签发令牌"

    let name: AccountName
    let id: ID<TokenIssued>
    let digest: Digest
    let scopes: [TokenScope]
    let days: Int?

    var action: Action { .useOwnAccount }

    func run(in work: CommandTransaction) throws -> Instant {
        let days = try days ?? work.settings().tokenDays
        let expires = work.at.adding(milliseconds: Int64(days) * 86_400_000)
        _ = try work.act(on: name, .issueToken(id, scopes: scopes, expires: expires))
        try work.write.setToken(
            TokenRecord(
                digest: digest, account: name.text, scopes: scopes.map(\.rawValue), issuedAt: work.at,
                expiresAt: expires,
                id: id.text, purpose: .api))
        return expires
    }
}

/// Takes a token back.
public struct RevokeToken: LedgerCommand {
    public static let act = "吊销令牌"
    public static let asksScope = true

    public let name: AccountName
    public let id: ID<TokenIssued>
    /// A token that ends itself needs no scope for that.
    private let isOwnEnd: Bool

    public init(_ name: AccountName, _ id: ID<TokenIssued>) { self.init(name, id, isOwnEnd: false) }

    init(_ name: AccountName, _ id: ID<TokenIssued>, isOwnEnd: Bool) {
        self.name = name
        self.id = id
        self.isOwnEnd = isOwnEnd
    }

    /// Another's is the security administrator's: the rules ask.
    public var action: Action { .useOwnAccount }

    public func run(in work: CommandTransaction) throws -> Done {
        if !isOwnEnd { try work.require(.act) }
        let version = try work.act(on: name, .revokeToken(id))
        try work.write.revokeToken(id.text)
        return Done(version: version)
    }
}

extension Ledger {
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

    func randomBytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        while bytes.count < count { withUnsafeBytes(of: environment.random()) { bytes += $0 } }
        return Array(bytes.prefix(count))
    }
}
