import Testing
import Walkthrough

@Suite struct `Accounts` {
    private func context(
        _ actor: Actor, person: Person? = nil, other: [Grant] = []
    ) throws -> AccountContext {
        AccountContext(
            actor: actor, at: Instant(milliseconds: 1_788_000_000_000), today: Day(number: 20_700),
            settings: Settings(), directory: try SampleCounty.units(), person: person, otherGrants: other)
    }

    private func account(_ name: String, _ roles: [Role], person: UInt64? = 7) throws -> Account {
        let name = try AccountName(name)
        let county = try UnitCode("QH")
        let added = AccountEvent.added(AccountAdded(name: name, person: person.map { id($0) }))
        var state = Account.apply(added, to: nil)
        for role in roles {
            state = Account.apply(.grantGiven(GrantGiven(grant: Grant(role, at: county))), to: state)
        }
        return try #require(state)
    }

    @Test func `init makes three administrators, locked until a password is set, and nobody above them`()
        throws
    {
        var accounts: [StreamID: Account] = [:]
        for (stream, event) in try Account.founding(county: try UnitCode("QH")) {
            accounts[stream] = Account.apply(event, to: accounts[stream])
        }
        #expect(accounts.count == 3)
        #expect(accounts.values.allSatisfy { !$0.isUsable && $0.grants.count == 1 })
        #expect(
            Set(accounts.values.flatMap(\.grants).map(\.role)) == [.systemAdmin, .securityAdmin, .auditAdmin])
        let system = try #require(accounts[Account.stream(try AccountName("sysadmin"))])
        let event = try Account.decide(.changePassword, on: system, in: try context(local)).first
        let open = try #require(Account.apply(event, to: system))
        #expect(open.isUsable)
        #expect(throws: Refusal.self) {
            try Account.decide(.changePassword, on: open, in: try context(local))
        }
    }

    @Test func `no password of another is set without sign-in`() throws {
        for roles in [[Role.clerk], [.systemAdmin], []] {
            #expect(throws: Refusal.self) {
                try Account.decide(.changePassword, on: try account("other", roles), in: try context(local))
            }
        }
    }

    @Test(arguments: Role.allCases, Role.allCases)
    func
        `no pair of roles mixes administration with business, two administrators, or an outsider with anything`(
            _ held: Role, _ wanted: Role
        )
        throws
    {
        let administrators: Set<Role> = [.systemAdmin, .securityAdmin, .auditAdmin]
        let mixes = administrators.contains(held) != administrators.contains(wanted)
        let doubles =
            held != wanted && administrators.isSuperset(of: [held, wanted])
            || [held, wanted].contains(.auditor) && !administrators.contains(held) && !mixes
        let grant = Grant(
            wanted, at: try UnitCode("QH-D27"), during: wanted == .auditor ? try Self.september : nil)
        let security = try actor("secadmin", .securityAdmin)
        func give(_ state: Account, other: [Grant]) throws -> Bool {
            let context = try context(security, other: other)
            do throws(Refusal) {
                return try !Account.decide(.grant(grant), on: state, in: context).isEmpty
            } catch {
                return false
            }
        }
        #expect(held.conflict(with: wanted) == wanted.conflict(with: held))
        #expect(try give(try account("one", [held]), other: []) == !(mixes || doubles))
        // The same through a second account of the person.
        let elsewhere = [Grant(held, at: try UnitCode("QH"))]
        #expect(try give(try account("two", []), other: elsewhere) == !(mixes || doubles))
    }

    @Test(arguments: Role.allCases)
    func `only the security administrator gives roles, and only the system administrator adds accounts`(
        _ role: Role
    ) throws {
        let acting = try actor("acting", role, person: 1)
        let grant = AccountCommand.grant(Grant(.clerk, at: try UnitCode("QH-W042")))
        let state = try account("one", [])
        if role == .securityAdmin {
            #expect(try Account.decide(grant, on: state, in: try context(acting)).count == 1)
        } else {
            #expect(throws: Refusal.self) { try Account.decide(grant, on: state, in: try context(acting)) }
        }
        let add = AccountCommand.add(try AccountName("new"), person: nil)
        if role == .systemAdmin {
            #expect(try Account.decide(add, on: nil, in: try context(acting)).count == 1)
        } else {
            #expect(throws: Refusal.self) { try Account.decide(add, on: nil, in: try context(acting)) }
        }
    }

    private static var september: AuditPeriod {
        get throws { try AuditPeriod(from: try Day("2026-09-01"), through: try Day("2026-09-30")) }
    }

    @Test(arguments: Role.allCases)
    func `an outside auditor reads a period, and no other role has one`(_ role: Role) throws {
        let security = try context(try actor("secadmin", .securityAdmin))
        let (county, period) = (try UnitCode("QH"), try Self.september)
        let isAuditor = role == .auditor
        let right = Grant(role, at: county, during: isAuditor ? period : nil)
        let wrong = Grant(role, at: county, during: isAuditor ? nil : period)
        let state = try account("one", [])
        #expect(throws: Refusal.self) { try Account.decide(.grant(wrong), on: state, in: security) }
        let given = try Account.decide(.grant(right), on: state, in: security)
        let holder = try #require(Account.apply(given.first, to: state))
        #expect(holder.grants == [right])
        // Another period, or another unit, is another grant only when the first is taken back, on whatever account.
        if isAuditor {
            let later = try AuditPeriod(from: period.through.adding(1), through: period.through.adding(9))
            for next in [
                Grant(role, at: county, during: later),
                Grant(role, at: try UnitCode("QH-D27"), during: period),
            ] {
                #expect(throws: Refusal.self) {
                    try Account.decide(.grant(next), on: holder, in: security)
                }
                let elsewhere = try context(try actor("secadmin", .securityAdmin), other: [right])
                #expect(throws: Refusal.self) { try Account.decide(.grant(next), on: state, in: elsewhere) }
            }
        }
        let taken = try Account.decide(.removeGrant(Grant(role, at: county)), on: holder, in: security)
        #expect(Account.apply(taken.first, to: holder)?.grants == [])
    }

    @Test func `a period begins with its first day and ends with its last, to the millisecond`() throws {
        let period = try Self.september
        #expect(period.start == (try Instant("2026-09-01T00:00:00+08:00")))
        #expect(period.end == (try Instant("2026-10-01T00:00:00+08:00")))
        let (before, after) = (period.from.adding(-1), period.through.adding(1))
        #expect(period.overlaps(before...period.from) && period.overlaps(period.through...after))
        #expect(!period.overlaps(before...before) && !period.overlaps(after...after))
        #expect(period.overlaps(before...after))
        #expect(throws: Invalid.self) { try AuditPeriod(from: after, through: before) }
        #expect(throws: Invalid.self) { try AuditPeriod(from: nil, through: after) }
        #expect(throws: Invalid.self) { try AuditPeriod(from: before, through: nil) }
        #expect(try AuditPeriod(from: nil, through: nil) == nil)
    }

    @Test func `nobody changes his own rights, on whatever account`() throws {
        let unit = try UnitCode("QH")
        let own = try account("secadmin", [.securityAdmin], person: 5)
        let second = try account("second", [], person: 5)
        let security = try actor("secadmin", .securityAdmin, person: 5)
        let systemGrant = AccountCommand.grant(Grant(.systemAdmin, at: unit))
        #expect(throws: Refusal.self) { try Account.decide(systemGrant, on: own, in: try context(security)) }
        #expect(throws: Refusal.self) {
            try Account.decide(systemGrant, on: second, in: try context(security))
        }
        let remove = AccountCommand.removeGrant(Grant(.securityAdmin, at: unit))
        #expect(throws: Refusal.self) { try Account.decide(remove, on: own, in: try context(security)) }
        let system = try actor("sysadmin", .systemAdmin)
        let disable = AccountCommand.disable(reason: try prose("离岗"))
        #expect(throws: Refusal.self) {
            try Account.decide(disable, on: try account("sysadmin", [.systemAdmin]), in: try context(system))
        }
        #expect(try Account.decide(disable, on: own, in: try context(system)).count == 1)
    }

    @Test func `a role needs a unit that exists and, for business, a person`() throws {
        let security = try actor("secadmin", .securityAdmin)
        let nowhere = AccountCommand.grant(Grant(.clerk, at: try UnitCode("QH-X")))
        #expect(throws: Refusal.self) {
            try Account.decide(nowhere, on: try account("one", []), in: try context(security))
        }
        let clerk = AccountCommand.grant(Grant(.clerk, at: try UnitCode("QH-W042")))
        #expect(throws: Refusal.self) {
            try Account.decide(clerk, on: try account("one", [], person: nil), in: try context(security))
        }
    }

    @Test func `a password set by another must be changed, and an administrator's cannot be set anew`() throws
    {
        let system = try actor("sysadmin", .systemAdmin)
        let set = try Account.decide(
            .changePassword, on: try account("one", [.clerk]), in: try context(system)
        ).first
        let state = try #require(Account.apply(set, to: try account("one", [.clerk])))
        #expect(state.mustChangePassword)
        let own = try Account.decide(
            .changePassword, on: state, in: try context(try actor("one", .clerk, person: 7)))
        #expect(Account.apply(own.first, to: state)?.mustChangePassword == false)
        let auditor = try #require(Account.apply(set, to: try account("auditadmin", [.auditAdmin])))
        #expect(throws: Refusal.self) {
            try Account.decide(.changePassword, on: auditor, in: try context(system))
        }
    }

    @Test func `a token is issued by its holder, for a time within the limit, and never by a token`() throws {
        let changed = AccountEvent.passwordChanged(
            PasswordChanged(mustChange: false, on: Day(number: 20_700)))
        let state = try #require(Account.apply(changed, to: try account("one", [.supervisor])))
        let now = Instant(milliseconds: 1_788_000_000_000)
        func issue(_ days: Int64, _ scopes: [TokenScope] = [.freeze, .read]) -> AccountCommand {
            .issueToken(
                id(1), scopes: scopes, expires: Instant(milliseconds: now.milliseconds + days * 86_400_000))
        }
        let holder = try actor("one", .supervisor, person: 7)
        let event = try Account.decide(issue(90), on: state, in: try context(holder)).first
        let with = try #require(Account.apply(event, to: state))
        #expect(with.tokens.map(\.scopes) == [[.read, .freeze]])
        for refused in [issue(91), issue(0), issue(5, [])] {
            #expect(throws: Refusal.self) { try Account.decide(refused, on: state, in: try context(holder)) }
        }
        let token = Actor(account: "one", person: id(7), authentication: .token, scopes: [.read])
        #expect(throws: Refusal.self) { try Account.decide(issue(5), on: state, in: try context(token)) }
        #expect(throws: Refusal.self) {
            try Account.decide(issue(5), on: state, in: try context(try actor("sysadmin", .systemAdmin)))
        }
        #expect(token.isScoped(for: .read) && !token.isScoped(for: .freeze) && holder.isScoped(for: .freeze))
        let revoked = try Account.decide(
            .revokeToken(id(1)), on: with, in: try context(try actor("secadmin", .securityAdmin)))
        #expect(Account.apply(revoked.first, to: with)?.tokens.isEmpty == true)
    }

    @Test(arguments: ["Admin", "9a", "a", "张三", "a b", "local:root", "a/b"])
    func `an account's name is plain lower-case ASCII`(_ name: String) {
        #expect(throws: Invalid.self) { try AccountName(name) }
    }
}
