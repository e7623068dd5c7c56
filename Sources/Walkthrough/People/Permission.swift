/// Who may do what, and how far: one table for the command line, the API and the pages (domain §2, §10; decisions 2, 3, 7).
///
/// What a table cannot know — the state of a row, who has acted on it, whose week it is — the rules ask beside it.
/// Administrators reach no business record, whatever else they keep.
public enum Permission {
    /// How far `role` may do `action`.
    public static func reach(of role: Role, for action: Action) -> Reach {
        row(action).entries.first { $0.roles.contains(role) }?.reach ?? .none
    }

    /// How far the user of the machine may, who is not proved: he reads, imports and files (decisions 2, 7).
    public static func reachOfMachine(for action: Action) -> Reach { row(action).machine }

    /// How far somebody without an account may, who came in by an e码: he reports, and asks by his receipt.
    public static func reachOfPublic(for action: Action) -> Reach {
        action == .usePublicDoor ? .ownRecords : .none
    }

    /// How far an account may that holds no role: it keeps itself, and reads what is no secret of anybody.
    public static func reachOfAnybody(for action: Action) -> Reach { row(action).anybody }

    /// The roles that may do `action` at all, in their order.
    public static func roles(for action: Action) -> [Role] {
        Role.allCases.filter { reach(of: $0, for: action) != .none }
    }

    private struct Row {
        let entries: [(roles: Set<Role>, reach: Reach)]
        var machine = Reach.none
        var anybody = Reach.none
    }

    private static let desk: Set<Role> = [.coordinator, .supervisor]
    /// Those who work for a unit that mends.
    private static let units: Set<Role> = [
        .unitHead, .windowLead, .clerk, .office, .partner, .townCenter, .villageStation,
    ]
    private static let watchers: Set<Role> = [.reviewer, .countyLeader, .auditor]
    private static let staff = desk.union(units).union(watchers)
    private static let administrators: Set<Role> = [.systemAdmin, .securityAdmin, .auditAdmin]
    private static let business = staff.union([.experiencer, .caller])
    private static let everybody = business.union(administrators)

    private static func row(_ action: Action) -> Row {
        switch action {
        case .readItems, .actOnItem:
            Row(
                entries: [(staff, .subtree), ([.caller], .assigned), ([.experiencer], .ownRecords)],
                machine: action == .readItems ? .county : .none)
        case .readHistory: Row(entries: [(staff, .subtree)], machine: .county)
        case .readActors: Row(entries: [(desk.union([.reviewer, .auditor]), .subtree)])
        case .fileItem, .openClue:
            Row(entries: [(business, .county)], machine: .county)
        case .importFindings:
            Row(entries: [(desk.union(units).union([.reviewer]), .county)], machine: .county)
        case .readWalks, .readSuggestions:
            Row(entries: [(staff, .subtree), ([.experiencer], .ownRecords)], machine: .county)
        case .readSignals: Row(entries: [([.supervisor], .subtree), (business, .ownRecords)])
        case .openWalk: Row(entries: [(staff.union([.experiencer]), .ownRecords)], machine: .county)
        case .enterForOthers:
            Row(
                entries: [(desk, .county), (units.subtracting([.partner]), .subtree)], machine: .county)
        case .fileSuggestion:
            Row(entries: [(staff.union([.experiencer]), .county)], machine: .county)
        case .assignSuggestion: Row(entries: [(desk, .subtree)])
        case .answerSuggestion: Row(entries: [(desk.union(units), .subtree)])
        case .readTasks: Row(entries: [(staff, .subtree)], machine: .county)
        case .reportTask: Row(entries: [(units, .subtree)])
        case .readNotices:
            Row(entries: [(staff, .subtree), (business, .ownRecords)], machine: .county)
        case .draftNotice: Row(entries: [(staff.subtracting([.auditor]), .county)], machine: .county)
        case .decideNotice: Row(entries: [(desk.union([.unitHead]), .subtree)])
        case .readClues: Row(entries: [(business, .assigned)])
        case .nameClueOfficers: Row(entries: [(desk, .county), (business, .assigned)])
        case .readStatistics, .export, .readWeek: Row(entries: [(staff, .subtree)], machine: .county)
        case .useEvidence:
            Row(
                entries: [(staff, .subtree), ([.caller], .assigned), ([.experiencer], .ownRecords)],
                machine: .county)
        case .usePublicDoor: Row(entries: [])
        case .fillUnitWeek: Row(entries: [(units, .subtree)])
        case .signUnitWeek: Row(entries: [([.unitHead, .townCenter], .subtree)])
        case .freezeWeek: Row(entries: [(desk, .subtree)])
        case .correctWeek: Row(entries: [(desk.union([.reviewer]), .subtree)])
        case .readReference, .readSettings:
            Row(entries: [(everybody, .county)], machine: .county, anybody: .county)
        case .importReference: Row(entries: [(desk, .county)], machine: .county)
        case .keepReference: Row(entries: [([.coordinator], .county)])
        case .filePlan: Row(entries: [([.coordinator], .county), (units.union([.supervisor]), .subtree)])
        case .readPersons: Row(entries: [(desk, .county)], machine: .county)
        case .proposeTermEnd: Row(entries: [(desk, .county)])
        case .confirmTermEnd: Row(entries: [(desk.union([.reviewer]), .county)])
        case .changeSettings, .issueCard: Row(entries: [([.coordinator], .county)])
        case .changeSecuritySettings, .grantRoles, .revokeTokens:
            Row(entries: [([.securityAdmin], .county)])
        case .useOwnAccount:
            Row(entries: [(everybody, .ownRecords)], machine: .ownRecords, anybody: .ownRecords)
        case .readAccounts:
            Row(entries: [(administrators.union([.coordinator]), .county)], machine: .county)
        case .keepAccounts, .resetPassword: Row(entries: [([.systemAdmin], .county)])
        case .readAccessLog: Row(entries: [([.auditAdmin], .county)])
        case .erase: Row(entries: [(desk.union([.reviewer]), .county)])
        case .sealLog: Row(entries: [([.coordinator, .systemAdmin], .county)], machine: .county)
        }
    }
}

extension Actor {
    /// The farthest that the actor may do `action` by any of his roles.
    public func reach(for action: Action) -> Reach {
        guard !isPublic else { return Permission.reachOfPublic(for: action) }
        guard isProven else { return Permission.reachOfMachine(for: action) }
        let anybody = Permission.reachOfAnybody(for: action)
        return grants.map { Permission.reach(of: $0.role, for: action) }.reduce(anybody, max)
    }

    /// Whether the actor may do `action` at all.
    public func may(_ action: Action) -> Bool { reach(for: action) != .none }

    /// Whether a role of the actor reaches `unit`; without a unit, whether it reaches the whole county.
    public func may(_ action: Action, at unit: UnitCode?, in directory: some UnitDirectory) -> Bool {
        guard !isPublic else { return false }
        guard isProven else { return Permission.reachOfMachine(for: action) == .county }
        return grants.contains { grant in
            switch Permission.reach(of: grant.role, for: action) {
            case .county: true
            case .subtree:
                unit.map { directory.covers(grant.unit, $0) } ?? (directory.unit(grant.unit)?.kind == .county)
            case .none, .ownRecords, .assigned: false
            }
        }
    }

    /// Whether a look by `action` is written into the access log: every one of 上级督查/审计, but at their own account
    /// (decisions 7).
    public func leavesTrace(of action: Action) -> Bool {
        isProven && action != .useOwnAccount && grants.contains { $0.role == .auditor }
    }

    /// - Throws: `Refusal.notPermitted` where the table lets none of the actor's roles do it anywhere.
    public func must(_ action: Action) throws(Refusal) {
        guard !may(action) else { return }
        throw refusal(of: action)
    }

    /// - Throws: `Refusal.notPermitted` where none of the actor's roles reaches `unit`.
    public func must(_ action: Action, at unit: UnitCode?, in directory: some UnitDirectory) throws(Refusal) {
        guard !may(action, at: unit, in: directory) else { return }
        guard isProven, may(action), let unit else { throw refusal(of: action) }
        throw .notPermitted(
            "账号 \(account) 的角色管不到 \(unit)，不能“\(action.title)”；请由该单位或其上级的\(Permission.titles(for: action))办理")
    }

    func refusal(of action: Action) -> Refusal {
        guard !isPublic else {
            return .notPermitted("群众入口只能提交反映、补传照片和凭回执查询；其他内容请登录后办理")
        }
        guard action != .usePublicDoor else {
            return .notPermitted("e码反映只从群众入口提交；工作人员请用“登记问题”")
        }
        guard isProven else {
            return .notPermitted("“\(action.title)”要先证明身份：请先登录，或用本人的令牌")
        }
        return .notPermitted(
            "账号 \(account) 不能“\(action.title)”，由\(Permission.titles(for: action))办理；请转告他们，或请安全管理员授权")
    }
}

extension Permission {
    /// The roles that may do `action`, for messages; where they are many, no list.
    static func titles(for action: Action) -> String {
        let roles = roles(for: action)
        return roles.count > 8 ? "有此权限的账号" : roles.map(\.title).joined(separator: "、")
    }
}
