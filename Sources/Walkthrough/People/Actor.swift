/// How the system knows who acts (decisions 2).
public enum Authentication: String, Sendable, Codable, CaseIterable {
    case none, password, token, session, bundle
}

/// Who acts: an account, the person behind it, and what that account is trusted with.
public struct Actor: Hashable, Sendable {
    /// The account's name, or `local:<OS user>`.
    public let account: String
    public let person: ID<Person>?
    public let authentication: Authentication
    /// A demo store takes `--as` for proof.
    public let isDemo: Bool
    public let grants: [Grant]
    /// The units on both lines of the person's posts.
    public let posts: [UnitCode]
    /// What the token in use was issued for; `nil` for a password or session, which reach as far as the grants.
    public let scopes: [TokenScope]?

    public init(
        account: String, person: ID<Person>?, authentication: Authentication, isDemo: Bool = false,
        grants: [Grant] = [], posts: [UnitCode] = [], scopes: [TokenScope]? = nil
    ) {
        self.account = account
        self.person = person
        self.authentication = authentication
        self.isDemo = isDemo
        self.grants = grants
        self.posts = posts
        self.scopes = scopes
    }

    /// Whether the act is proved to be the account's own, so that it may decide and not only read, import and file.
    public var isProven: Bool { authentication != .none || (isDemo && !account.hasPrefix("local:")) }

    /// Whether the token in use, if any, was issued for `scope`.
    public func isScoped(for scope: TokenScope) -> Bool {
        guard let scopes else { return true }
        // 定稿 reads the week and makes its files.
        return scopes.contains(scope) || (scopes.contains(.freeze) && (scope == .read || scope == .export))
    }

    /// The days that a 上级督查/审计 reads; `nil` for all others.
    public var auditPeriod: AuditPeriod? { grants.first { $0.role == .auditor }?.period }

    /// A 体验员 and nothing else.
    public var isVolunteer: Bool {
        isProven && !grants.isEmpty && grants.allSatisfy { $0.role == .experiencer }
    }

    /// The source of what the actor files outside of a walk: a 体验员's is always his own, so that it is verified and
    /// answered as such (decisions 6, 19).
    /// - Parameter stated: as he says, or the standard one.
    public func source(stated: String) throws(Refusal) -> String {
        guard isVolunteer else { return stated }
        guard ["walk", "experiencer"].contains(stated) else {
            throw .notPermitted("体验员登记的问题，来源只能是“体验员”；其他来源由政务办或督查登记")
        }
        return "experiencer"
    }

    /// Whoever comes in by an e码, without account and proof; also in a demo store.
    public static let publicDoor = Actor(account: publicAccount, person: nil, authentication: .none)
    /// The name in the log; no account may take it.
    public static let publicAccount = "public"
    public var isPublic: Bool { account == Actor.publicAccount }

    public func holds(_ role: Role) -> Bool { grants.contains { $0.role == role } }
}
