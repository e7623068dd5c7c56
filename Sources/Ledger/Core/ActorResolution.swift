import Walkthrough

extension ReadTransaction {
    /// The actor behind a caller, by the accounts and posts of this moment, and the token whose use is to be noted.
    func identity(
        of caller: Caller, at: Instant, forPassword: Bool = false
    ) throws -> (actor: Actor, sighting: Sighting?) {
        switch caller.kind {
        case .local(let user):
            let actor = Actor(
                account: "local:\(user)", person: nil, authentication: .none, isDemo: county.isDemo)
            return (actor, nil)
        case .publicDoor: return (.publicDoor, nil)
        case .claimed(let name):
            guard county.isDemo else {
                throw LedgerError.unauthenticated("只写账号不能证明身份；请输入密码，或用本人的令牌")
            }
            return (try actor(name, .none, at: at), nil)
        case .verified(let name, let authentication):
            let actor = try actor(name, authentication, at: at)
            if authentication == .password, !forPassword { try requireOwnPassword(name, at: at) }
            return (actor, nil)
        case .token(let digest):
            let token = try usable(digest, at: at)
            let name = try AccountName(token.account)
            return (
                try actor(
                    name, token.purpose == .session ? .session : .token, at: at,
                    scopes: token.scopes.isEmpty ? nil : token.scopes.compactMap(TokenScope.init),
                    isByCard: token.device != nil),
                Sighting(of: token, at: at)
            )
        }
    }

    /// The token, if it opens anything now.
    private func usable(_ digest: Digest, at: Instant) throws -> TokenRecord {
        guard let token = try token(digest), token.purpose != .card else {
            throw LedgerError.unauthenticated("令牌无效或已吊销；请重新登录")
        }
        guard token.revokedAt == nil else {
            throw LedgerError.unauthenticated(
                token.purpose == .session ? "这次登录已经退出或被收回；请重新登录" : "令牌无效或已吊销；请重新登录")
        }
        guard token.expiresAt > at else {
            throw LedgerError.unauthenticated(
                token.purpose == .session
                    ? "登录已到最长时间；请重新登录" : "令牌已于 \(token.expiresAt.short) 到期；请重新登录")
        }
        if token.purpose == .session {
            // A use is noted once a minute, so that the last one may be a minute later than what is noted.
            let minutes = try settings().sessionIdleMinutes
            let idleAt = (token.seenAt ?? token.issuedAt).adding(milliseconds: Int64(minutes + 1) * 60_000)
            guard idleAt > at else {
                throw LedgerError.unauthenticated("闲置超过 \(minutes) 分钟，已自动退出；请重新登录")
            }
        }
        // What an old password opened ends with it.
        if token.device == nil, let changed = try credential(of: token.account)?.changedAt,
            token.issuedAt < changed
        {
            throw LedgerError.unauthenticated("密码已改，原来的令牌不再有效；请重新登录")
        }
        return token
    }

    /// - Throws: `passwordMustChange` for a password that another set or that is too old.
    func requireOwnPassword(_ name: AccountName, at: Instant) throws {
        if try state(Account.self, name.text)?.state.mustChangePassword == true {
            throw LedgerError.passwordMustChange(
                "密码是别人代设的，请先改成自己的密码")
        }
        let days = try settings().passwordDays
        // A demo is played in the past, and may be looked at years later.
        guard days > 0, !county.isDemo, let changed = try credential(of: name.text)?.changedAt,
            changed.adding(milliseconds: Int64(days) * 86_400_000) < at
        else { return }
        throw LedgerError.passwordMustChange(
            "密码已用满 \(days) 天，请先更换")
    }

    /// - Parameter isByCard: a personal card opens what a 体验员 may do, whatever else the account is trusted with.
    private func actor(
        _ name: AccountName, _ authentication: Authentication, at: Instant, scopes: [TokenScope]? = nil,
        isByCard: Bool = false
    ) throws -> Actor {
        guard let account = try state(Account.self, name.text)?.state else {
            throw LedgerError.unauthenticated("没有账号“\(name.text)”，或密码不对")
        }
        guard !account.isDisabled else { throw LedgerError.unauthenticated("账号 \(name.text) 已停用；请联系系统管理员") }
        let person = try account.person.flatMap { try state(Person.self, $0.text)?.state }
        guard person?.isActive ?? true else {
            throw LedgerError.unauthenticated("账号 \(name.text) 的人员已登记离岗；请联系系统管理员")
        }
        // A volunteer's role ends with the term (decisions 15).
        let isInTerm = person?.isExperiencer(on: at.day) ?? false
        let grants = account.grants.filter {
            $0.role == .experiencer ? isInTerm : !isByCard && $0.isEffective
        }
        if isByCard, grants.isEmpty {
            throw LedgerError.unauthenticated("体验员聘期已满，或不再担任体验员；请联系政务办")
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
        try remembered("settings") {
            var stored: [(key: String, value: String)] = []
            for key in SettingKey.allCases {
                if let setting = try state(Setting.self, key.rawValue)?.state {
                    stored.append((setting.changed.key, setting.changed.value))
                }
            }
            return Settings(stored: stored)
        }
    }

    func calendar() throws -> WorkCalendar {
        try state(CalendarStream.self, CalendarStream.stream.id)?.state.calendar
            ?? WorkCalendar(years: [], revision: "calendar@0")
    }

    func source(_ code: SourceCode) throws -> Source {
        guard let source = try state(Source.self, code.text)?.state else {
            throw LedgerError.invalid([
                Invalid("问题来源", "没有编码为 \(code) 的来源", mend: "请在来源目录里核对")
            ])
        }
        return source
    }

    /// The scopes in which the actor may do `action` to rows and other records: units of his roles, and himself. The local
    /// user of the machine reads the county's (decisions 2, 7); what no scope sees does not exist for him.
    func scopes(of actor: Actor, for action: Action) -> [Scope] {
        guard !actor.isPublic else { return [] }
        let whole = Scope(county.code)
        guard actor.isProven else {
            return Permission.reachOfMachine(for: action) == .county ? [whole] : []
        }
        var scopes: Set<Scope> = []
        for grant in actor.grants {
            switch Permission.reach(of: grant.role, for: action) {
            case .none: continue
            case .county: scopes.insert(Scope(county.code, during: grant.period))
            case .subtree: scopes.insert(Scope(grant.unit.text, during: grant.period))
            case .ownRecords, .assigned: break
            }
            if let person = actor.person { scopes.insert(Scope(of: person)) }
        }
        return scopes.contains(whole)
            ? [whole]
            : scopes.sorted { $0.name < $1.name }
    }

    /// Whether the actor sees the county's records of `action`, though perhaps of a period only.
    func reachesCounty(_ actor: Actor, for action: Action) -> Bool {
        scopes(of: actor, for: action).contains { $0.name == county.code }
    }
}
