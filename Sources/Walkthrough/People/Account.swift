/// The name of an account: 2 to 32 of a–z, 0–9, dot, hyphen and underscore, a letter first.
public struct AccountName: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public let text: String

    public init(_ text: String) throws(Invalid) {
        let bytes = Array(text.utf8)
        guard (2...32).contains(bytes.count), (97...122).contains(bytes[0]),
            bytes.allSatisfy({
                (97...122).contains($0) || (48...57).contains($0) || [45, 46, 95].contains($0)
            })
        else {
            throw Invalid("账号", "“\(text.prefix(40))”不合规", mend: "请用 2 到 32 位小写字母、数字和 . - _，字母开头")
        }
        guard text != Actor.publicAccount else {
            throw Invalid("账号", "“\(text)”是群众入口专用的名字", mend: "请换一个账号名")
        }
        self.text = text
    }

    public var description: String { text }
    public static func < (a: Self, b: Self) -> Bool { a.text < b.text }

    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// What a token may be used for.
public enum TokenScope: String, Sendable, Codable, CaseIterable {
    case read, file, act, export, freeze

    public var title: String {
        switch self {
        case .read: "查询"
        case .file: "登记"
        case .act: "办理"
        case .export: "导出"
        case .freeze: "定稿"
        }
    }
}

/// An account: disabled perhaps, never deleted.
public struct Account: Codable, Equatable, Sendable {
    public let name: AccountName
    public let person: ID<Person>?
    public let grants: [Grant]
    /// Locked until a first password is set.
    public let hasPassword: Bool
    public let mustChangePassword: Bool
    public let isDisabled: Bool
    /// Tokens neither revoked nor forgotten; some may have expired.
    public let tokens: [TokenIssued]
    /// The personal card of a 体验员, the latest.
    public let card: CardIssued?

    /// Whether somebody may sign in.
    public var isUsable: Bool { hasPassword && !isDisabled }

    public func holds(_ role: Role) -> Bool { grants.contains { $0.role == role } }

    public static func stream(_ name: AccountName) -> StreamID { StreamID(.account, name.text) }

    /// `nil` while the account was not added.
    public static func apply(_ event: AccountEvent, to state: Account?) -> Account? {
        if case .added(let added) = event {
            return Account(
                name: added.name, person: added.person, grants: [], hasPassword: false,
                mustChangePassword: true,
                isDisabled: false, tokens: [], card: nil)
        }
        guard let state else { return nil }
        return switch event {
        case .added: state
        case .grantGiven(let given):
            state.with(grants: state.grants.filter { $0 != given.grant } + [given.grant])
        case .grantRemoved(let removed): state.with(grants: state.grants.filter { $0 != removed.grant })
        case .disabled: state.with(isDisabled: true)
        case .enabled: state.with(isDisabled: false)
        case .passwordChanged(let changed): state.with(hasPassword: true, mustChange: changed.mustChange)
        case .tokenIssued(let token): state.with(tokens: state.tokens + [token])
        case .tokenRevoked(let revoked): state.with(tokens: state.tokens.filter { $0.id != revoked.id })
        case .cardIssued(let card): state.with(card: card)
        }
    }

    private func with(
        grants: [Grant]? = nil, hasPassword: Bool? = nil, mustChange: Bool? = nil, isDisabled: Bool? = nil,
        tokens: [TokenIssued]? = nil, card: CardIssued? = nil
    ) -> Account {
        Account(
            name: name, person: person, grants: grants ?? self.grants,
            hasPassword: hasPassword ?? self.hasPassword,
            mustChangePassword: mustChange ?? mustChangePassword, isDisabled: isDisabled ?? self.isDisabled,
            tokens: tokens ?? self.tokens, card: card ?? self.card)
    }
}

extension Role {
    /// Whether the role administers the system and so reads and edits no business row (domain §10).
    public var isAdministrative: Bool {
        switch self {
        case .systemAdmin, .securityAdmin, .auditAdmin: true
        case .coordinator, .supervisor, .unitHead, .windowLead, .clerk, .office, .partner, .townCenter,
            .villageStation,
            .experiencer, .caller, .reviewer, .countyLeader, .auditor:
            false
        }
    }

    /// Why nobody may hold both roles, or `nil`.
    public func conflict(with other: Role) -> String? {
        if isAdministrative != other.isAdministrative {
            let (admin, business) = isAdministrative ? (self, other) : (other, self)
            return "\(admin.title)不办业务，不能兼任\(business.title)"
        }
        if isAdministrative, self != other { return "系统、安全、审计管理员不能由一人兼任（三员分立）" }
        if self != other, self == .auditor || other == .auditor {
            return "\(Role.auditor.title)由外单位派来，不能兼任\((self == .auditor ? other : self).title)"
        }
        return nil
    }
}
