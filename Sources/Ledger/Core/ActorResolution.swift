import Walkthrough

extension ReadTransaction {
    /// The actor behind a caller, by the accounts and posts of this moment.
    func actor(of caller: Caller, at: Instant, forPassword: Bool = false) throws -> Actor {
        switch caller.kind {
        case .local(let user):
            return Actor(account: "local:\(user)", person: nil, authentication: .none, isDemo: county.isDemo)
        case .publicDoor: return .publicDoor
        case .claimed(let name):
            guard county.isDemo else {
                throw LedgerError.unauthenticated("--as 只写账号不能证明身份；请输入密码，或设置 PEIZOU_TOKEN")
            }
            return try actor(name, .none, at: at)
        case .verified(let name, let authentication):
            return try actor(name, authentication, at: at, forPassword: forPassword)
        case .token(let digest):
            guard let token = try token(digest), token.revokedAt == nil else {
                throw LedgerError.unauthenticated("令牌无效或已吊销；请重新登录")
            }
            guard token.expiresAt > at else {
                throw LedgerError.unauthenticated("令牌已于 \(token.expiresAt.short) 到期；请重新登录")
            }
            guard let name = try? AccountName(token.account) else {
                throw LedgerError.unauthenticated("令牌无效或已吊销；请重新登录")
            }
            // What an old password opened ends with it.
            if let changed = try credential(of: name.text)?.changedAt, token.issuedAt < changed {
                throw LedgerError.unauthenticated("密码已改，原来的令牌不再有效；请重新登录")
            }
            return try actor(
                name, .token, at: at,
                scopes: token.scopes.isEmpty ? nil : token.scopes.compactMap(TokenScope.init))
        }
    }

    private func actor(
        _ name: AccountName, _ authentication: Authentication, at: Instant, scopes: [TokenScope]? = nil,
        forPassword: Bool = false
    ) throws -> Actor {
        guard let account = try state(Account.self, name.text)?.state else {
            throw LedgerError.unauthenticated("没有账号“\(name.text)”，或密码不对")
        }
        guard !account.isDisabled else { throw LedgerError.unauthenticated("账号 \(name.text) 已停用；请联系系统管理员") }
        if authentication == .password, !forPassword {
            guard !account.mustChangePassword else {
                throw LedgerError.unauthenticated(
                    "密码是别人代设的，请先改成自己的：peizou account passwd \(name.text) --as \(name.text)")
            }
            let days = try settings().passwordDays
            if days > 0, let changed = try credential(of: name.text)?.changedAt,
                changed.adding(milliseconds: Int64(days) * 86_400_000) < at
            {
                throw LedgerError.unauthenticated(
                    "密码已用满 \(days) 天，请先更换：peizou account passwd \(name.text) --as \(name.text)")
            }
        }
        let person = try account.person.flatMap { try state(Person.self, $0.text)?.state }
        guard person?.isActive ?? true else {
            throw LedgerError.unauthenticated("账号 \(name.text) 的人员已登记离岗；请联系系统管理员")
        }
        // A volunteer's role ends with the term (decisions 15).
        let grants = account.grants.filter {
            $0.role != .experiencer || person?.isExperiencer(on: at.day) ?? false
        }
        var posts: [UnitCode] = []
        for unit in person?.units ?? [] {
            posts.append(unit)
            if let posted = posted(of: unit) { posts.append(posted) }
        }
        return Actor(
            account: name.text, person: account.person, authentication: authentication, isDemo: county.isDemo,
            grants: grants, posts: posts, scopes: scopes)
    }

    /// The settings now in force.
    func settings() throws -> Settings {
        var stored: [(key: String, value: String)] = []
        for key in SettingKey.allCases {
            if let setting = try state(Setting.self, key.rawValue)?.state {
                stored.append((setting.changed.key, setting.changed.value))
            }
        }
        return Settings(stored: stored)
    }

    func calendar() throws -> WorkCalendar {
        try state(CalendarStream.self, CalendarStream.stream.id)?.state.calendar
            ?? WorkCalendar(years: [], revision: "calendar@0")
    }

    func source(_ code: SourceCode) throws -> Source {
        guard let source = try state(Source.self, code.text)?.state else {
            throw LedgerError.invalid([
                Invalid("问题来源", "没有编码为 \(code) 的来源", mend: "请用 peizou source list 查看来源")
            ])
        }
        return source
    }

    /// The scopes in which the actor sees rows and walks: units of his grants, his posts, himself. Administrators see no
    /// business data; the local user of the machine reads the county's (decisions 2, 7).
    func scopes(of actor: Actor) -> [String] {
        guard !actor.isPublic else { return [] }
        guard actor.authentication != .none || actor.isProven else { return [county.code] }
        var scopes: Set<String> = []
        for grant in actor.grants where !grant.role.isAdministrative {
            if grant.role == .experiencer { continue }
            scopes.insert(grant.unit.text)
        }
        if scopes.contains(county.code) { return [county.code] }
        if let person = actor.person { scopes.insert("person:\(person.text)") }
        return scopes.sorted()
    }
}
