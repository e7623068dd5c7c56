/// An account was added; it stays locked until a password is set.
public struct AccountAdded: EventPayload {
    public static let kind = "account.added.1"
    public let name: AccountName
    public let person: ID<Person>?

    public init(name: AccountName, person: ID<Person>?) {
        self.name = name
        self.person = person
    }
}

public struct GrantGiven: EventPayload {
    public static let kind = "account.grantGiven.1"
    public let grant: Grant

    public init(grant: Grant) { self.grant = grant }
}

public struct GrantRemoved: EventPayload {
    public static let kind = "account.grantRemoved.1"
    public let grant: Grant

    public init(grant: Grant) { self.grant = grant }
}

public struct AccountDisabled: EventPayload {
    public static let kind = "account.disabled.1"
    public let reason: Prose

    public init(reason: Prose) { self.reason = reason }
}

public struct AccountEnabled: EventPayload {
    public static let kind = "account.enabled.1"
    public let reason: Prose

    public init(reason: Prose) { self.reason = reason }
}

/// A password was set. The secret and its hash lie in the operational tables, never here.
public struct PasswordChanged: EventPayload {
    public static let kind = "account.passwordChanged.1"
    /// Somebody else set it, so that the holder must choose his own first.
    public let mustChange: Bool
    public let on: Day

    public init(mustChange: Bool, on: Day) {
        self.mustChange = mustChange
        self.on = on
    }
}

/// A token was issued. Its secret is shown once and stored nowhere, its digest in the operational tables.
public struct TokenIssued: EventPayload {
    public static let kind = "account.tokenIssued.1"
    public let id: ID<TokenIssued>
    public let scopes: [TokenScope]
    public let expires: Instant

    public init(id: ID<TokenIssued>, scopes: [TokenScope], expires: Instant) {
        self.id = id
        self.scopes = TokenScope.allCases.filter(scopes.contains)
        self.expires = expires
    }
}

public struct TokenRevoked: EventPayload {
    public static let kind = "account.tokenRevoked.1"
    public let id: ID<TokenIssued>

    public init(id: ID<TokenIssued>) { self.id = id }
}

/// A 体验员 was given a personal card: a link that binds to the first device that opens it. A card issued later takes its
/// place. Its secret is shown once and stored nowhere, its digest in the operational tables.
public struct CardIssued: EventPayload {
    public static let kind = "account.cardIssued.1"
    public let id: ID<TokenIssued>
    /// The last moment for opening it; once bound it lasts as long as the term.
    public let expires: Instant

    public init(id: ID<TokenIssued>, expires: Instant) {
        self.id = id
        self.expires = expires
    }
}

public enum AccountEvent: EventFamily {
    case added(AccountAdded)
    case grantGiven(GrantGiven)
    case grantRemoved(GrantRemoved)
    case disabled(AccountDisabled)
    case enabled(AccountEnabled)
    case passwordChanged(PasswordChanged)
    case tokenIssued(TokenIssued)
    case tokenRevoked(TokenRevoked)
    case cardIssued(CardIssued)

    public static var forms: [EventForm<AccountEvent>] {
        [
            EventForm(AccountEvent.added), EventForm(AccountEvent.grantGiven),
            EventForm(AccountEvent.grantRemoved),
            EventForm(AccountEvent.disabled), EventForm(AccountEvent.enabled),
            EventForm(AccountEvent.passwordChanged), EventForm(AccountEvent.tokenIssued),
            EventForm(AccountEvent.tokenRevoked), EventForm(AccountEvent.cardIssued),
        ]
    }

    public var payload: any EventPayload {
        switch self {
        case .added(let payload): payload
        case .grantGiven(let payload): payload
        case .grantRemoved(let payload): payload
        case .disabled(let payload): payload
        case .enabled(let payload): payload
        case .passwordChanged(let payload): payload
        case .tokenIssued(let payload): payload
        case .tokenRevoked(let payload): payload
        case .cardIssued(let payload): payload
        }
    }
}
