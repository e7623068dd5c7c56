public enum AccountCommand: Equatable, Sendable {
    case add(AccountName, person: ID<Person>?)
    case grant(Grant)
    case removeGrant(Grant)
    case disable(reason: Prose)
    case enable(reason: Prose)
    /// The new password itself was checked and hashed outside of the rules.
    case changePassword
    case issueToken(ID<TokenIssued>, scopes: [TokenScope], expires: Instant)
    case revokeToken(ID<TokenIssued>)
    /// A personal card for a 体验员, to be opened by `expires`.
    case issueCard(ID<TokenIssued>, expires: Instant)

    /// What it takes where the account is somebody else's.
    var rightOverOthers: Action {
        switch self {
        case .add, .disable, .enable: .keepAccounts
        case .grant, .removeGrant: .grantRoles
        case .changePassword: .resetPassword
        case .issueToken: .readAccounts
        case .revokeToken: .revokeTokens
        case .issueCard: .issueCard
        }
    }
}

/// What a decision about an account reads.
public struct AccountContext {
    public let actor: Actor
    public let at: Instant
    public let today: Day
    public let settings: Settings
    public let directory: any UnitDirectory
    /// The person of an account to be added or given a card; `nil` if it names none or the person is unknown.
    public let person: Person?
    /// The grants of the other accounts of the same person: acts compare persons, not accounts (architecture 13).
    public let otherGrants: [Grant]

    public init(
        actor: Actor, at: Instant, today: Day, settings: Settings, directory: any UnitDirectory,
        person: Person? = nil, otherGrants: [Grant] = []
    ) {
        self.actor = actor
        self.at = at
        self.today = today
        self.settings = settings
        self.directory = directory
        self.person = person
        self.otherGrants = otherGrants
    }
}

extension Account {
    private static let founders: [(name: String, role: Role)] = [
        ("sysadmin", .systemAdmin), ("secadmin", .securityAdmin), ("auditadmin", .auditAdmin),
    ]

    /// The three administrators that `init` makes, locked until a password is set; there is no super-user (decisions 7).
    public static func founding(county: UnitCode) throws(Invalid) -> [(stream: StreamID, event: AccountEvent)]
    {
        var events: [(stream: StreamID, event: AccountEvent)] = []
        for (text, role) in founders {
            let name = try AccountName(text)
            events.append((stream(name), .added(AccountAdded(name: name, person: nil))))
            events.append((stream(name), .grantGiven(GrantGiven(grant: Grant(role, at: county)))))
        }
        return events
    }

    /// Rules: the system administrator adds and disables accounts, the security administrator gives roles; nobody
    /// changes his own rights; the audit administrator holds nothing else, administrators hold no business role, whatever
    /// the number of a person's accounts.
    public static func decide(
        _ command: AccountCommand, on state: Account?, in context: AccountContext
    ) throws(Refusal) -> NonEmpty<AccountEvent> {
        let actor = context.actor
        if case .add(let name, let person) = command {
            try actor.must(.keepAccounts)
            guard state == nil else {
                throw .invalid("账号", "\(name) 已存在", mend: "请换一个账号名")
            }
            if let person {
                guard let known = context.person, known.id == person else { throw .unknown("没有这个人员，请先录入人员。") }
                guard known.isActive else { throw .notPossible("该人员已登记离岗，不能新增账号。") }
            }
            return NonEmpty(.added(AccountAdded(name: name, person: person)))
        }
        guard let state else {
            // Who has no right over others' accounts does not learn which there are.
            try actor.must(command.rightOverOthers)
            throw .unknown("没有这个账号，请核对账号名。")
        }
        switch command {
        case .add: throw .notPossible("账号 \(state.name) 已存在。")
        case .grant(let grant):
            try actor.must(.grantRoles)
            try state.mustBeAnother(actor, "给自己授权")
            try state.check(grant, in: context)
            return NonEmpty(.grantGiven(GrantGiven(grant: grant)))
        case .removeGrant(let grant):
            try actor.must(.grantRoles)
            try state.mustBeAnother(actor, "收回自己的角色")
            guard let held = state.grants.first(where: grant.isSame) else {
                throw .notPossible("账号 \(state.name) 在 \(grant.unit) 没有“\(grant.role.title)”，不必收回。")
            }
            return NonEmpty(.grantRemoved(GrantRemoved(grant: held)))
        case .disable(let reason):
            try actor.must(.keepAccounts)
            try state.mustBeAnother(actor, "停用自己的账号")
            guard !state.isDisabled else { throw .notPossible("账号 \(state.name) 已停用。") }
            // Enabling it again gives no token back.
            return NonEmpty(.disabled(AccountDisabled(reason: reason)), state.revocations)
        case .enable(let reason):
            try actor.must(.keepAccounts)
            try state.mustBeAnother(actor, "启用自己的账号")
            guard state.isDisabled else { throw .notPossible("账号 \(state.name) 没有停用。") }
            return NonEmpty(.enabled(AccountEnabled(reason: reason)))
        case .changePassword:
            return NonEmpty(
                .passwordChanged(try state.changePassword(actor, on: context.today)), state.revocations)
        case .issueToken(let id, let scopes, let expires):
            return NonEmpty(.tokenIssued(try state.issue(id, scopes, expires, in: context)))
        case .revokeToken(let id):
            if actor.account != state.name.text { try actor.must(command.rightOverOthers) }
            guard actor.isProven else { throw .notPermitted("吊销令牌要先证明身份，请登录后办理。") }
            guard state.tokens.contains(where: { $0.id == id }) else {
                throw .unknown("账号 \(state.name) 没有这个令牌。")
            }
            return NonEmpty(.tokenRevoked(TokenRevoked(id: id)))
        case .issueCard(let id, let expires):
            return NonEmpty(.cardIssued(try state.issueCard(id, expires, in: context)))
        }
    }

    /// All its tokens end for good.
    private var revocations: [AccountEvent] { tokens.map { .tokenRevoked(TokenRevoked(id: $0.id)) } }

    private func mustBeAnother(_ actor: Actor, _ act: String) throws(Refusal) {
        let isSamePerson = person != nil && person == actor.person
        guard actor.account != name.text, !isSamePerson else { throw .notPermitted("不能\(act)，请由另一名管理员办理。") }
    }

    private func check(_ grant: Grant, in context: AccountContext) throws(Refusal) {
        guard let unit = context.directory.unit(grant.unit) else {
            throw .invalid("单位编码", "没有编码为 \(grant.unit) 的单位", mend: "请先录入该单位，或改正编码")
        }
        guard unit.isActive else {
            throw .invalid("单位编码", "单位 \(grant.unit) 已撤销", mend: "请填在用的单位")
        }
        guard !isDisabled else { throw .notPossible("账号 \(name) 已停用，请先启用再授权。") }
        switch (grant.role, grant.period) {
        case (.auditor, nil):
            throw .invalid("查看期间", "没有填", mend: "\(grant.role.title)只看一段时间，请填开始和结束日期")
        case (.auditor, _?), (_, nil): break
        case (_, _?):
            throw .invalid("查看期间", "只有\(Role.auditor.title)才有", mend: "请删去开始和结束日期")
        }
        guard !grants.contains(grant) else {
            throw .notPossible("账号 \(name) 在 \(grant.unit) 已有“\(grant.role.title)”，不必再授。")
        }
        for held in grants + context.otherGrants {
            // One period a person, so that no figure and no ledger can join two.
            if grant.role == .auditor, held.role == .auditor {
                throw .notPossible("此人已是\(held.title)，一人只看一个单位的一段时间；要换，请先收回再授。")
            }
            if let conflict = grant.role.conflict(with: held.role) {
                throw .notPermitted("\(conflict)，请另选人员。")
            }
        }
        // Acts of an account without a person could not be told from those of another account of the same person.
        guard grant.role.isAdministrative || person != nil else {
            throw .notPossible("账号 \(name) 没有绑定人员，不能担任“\(grant.role.title)”，请另建绑定人员的账号。")
        }
    }

    private func changePassword(_ actor: Actor, on today: Day) throws(Refusal) -> PasswordChanged {
        if actor.account != name.text, actor.isProven { try actor.must(.resetPassword) }
        guard !isDisabled else { throw .notPossible("账号 \(name) 已停用，请先启用。") }
        if actor.account == name.text, actor.isProven {
            guard actor.authentication != .token else {
                throw .notPermitted("令牌不能改密码，请用现有密码登录后再改。")
            }
            return PasswordChanged(mustChange: false, on: today)
        }
        let isAdministrator = grants.contains { $0.role.isAdministrative }
        if !hasPassword, Self.founders.contains(where: { $0.name == name.text }) {
            // The founding administrators can be unlocked only by whoever made the store.
            guard actor.authentication == .none, actor.account.hasPrefix("local:") else {
                throw .notPermitted("管理员的首个密码只能由建库的人在本机上设置（不登录任何账号）。")
            }
            return PasswordChanged(mustChange: false, on: today)
        }
        try actor.must(.resetPassword)
        guard !isAdministrator || !hasPassword else {
            throw .notPermitted("不能重设其他管理员的密码（三员分立）。本人忘记密码的，请另建同类管理员账号并停用此账号。")
        }
        return PasswordChanged(mustChange: true, on: today)
    }

    private func issue(
        _ id: ID<TokenIssued>, _ scopes: [TokenScope], _ expires: Instant, in context: AccountContext
    ) throws(Refusal) -> TokenIssued {
        let actor = context.actor
        guard actor.account == name.text, actor.isProven else {
            throw .notPermitted("令牌只能由账号本人登录后签发。")
        }
        guard actor.authentication != .token else {
            throw .notPermitted("不能用令牌签发令牌，请用密码登录后办理。")
        }
        guard isUsable, !mustChangePassword else { throw .notPossible("账号 \(name) 还不能用，请先设好本人的密码。") }
        guard !scopes.isEmpty else {
            throw .invalid(
                "令牌范围", "没有填",
                mend: "请从 " + TokenScope.allCases.map(\.rawValue).joined(separator: "、") + " 中选")
        }
        let latest = context.at.milliseconds + Int64(context.settings.tokenDays) * 86_400_000
        guard expires > context.at, expires.milliseconds <= latest else {
            throw .invalid(
                "令牌有效期", "\(expires) 不在此刻起 \(context.settings.tokenDays) 天之内",
                mend: "请填将来的、不超过上限的时间")
        }
        guard !tokens.contains(where: { $0.id == id }) else { throw .notPossible("这个令牌已签发过。") }
        return TokenIssued(id: id, scopes: scopes, expires: expires)
    }

    /// A card is for a 体验员 in his term, from somebody else, and is to be opened before the term ends.
    private func issueCard(
        _ id: ID<TokenIssued>, _ expires: Instant, in context: AccountContext
    ) throws(Refusal) -> CardIssued {
        try context.actor.must(.issueCard)
        try mustBeAnother(context.actor, "给自己发卡")
        guard !isDisabled else { throw .notPossible("账号 \(name) 已停用，请先启用再发卡。") }
        guard holds(.experiencer) else {
            throw .notPossible("账号 \(name) 没有“\(Role.experiencer.title)”角色，请先由安全管理员授权。")
        }
        guard let holder = context.person, holder.id == person, holder.isExperiencer(on: context.today),
            let term = holder.appointment
        else { throw .notPossible("账号 \(name) 的人员不在体验员聘期内，不能发卡；请先聘任或核对聘期。") }
        let days = Int64(context.settings.cardDays) * 86_400_000
        guard expires > context.at, expires <= context.at.adding(milliseconds: days),
            expires <= term.endsAt
        else {
            throw .invalid(
                "个人卡有效期", "\(expires) 不在此刻起 \(context.settings.cardDays) 天内，或晚于聘期止日 \(term.lastDay)",
                mend: "请填上限和聘期之内的时间")
        }
        return CardIssued(id: id, expires: expires)
    }
}
