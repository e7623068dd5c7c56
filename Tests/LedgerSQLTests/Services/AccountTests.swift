import Ledger
import LedgerSQL
import Testing
import Walkthrough

@Suite("Accounts of a real store") struct AccountServiceTests {
    private let good = "松风-Lake-42-夜雨"

    @Test func `init gives three locked administrators and no super-user`() async throws {
        try await TestLedger.use(isDemo: false) { test in
            let accounts = try await test.ledger.ask(ListAccounts(), by: .local("root")).items
            #expect(accounts.map(\.name) == ["auditadmin", "secadmin", "sysadmin"])
            #expect(accounts.allSatisfy { !$0.hasPassword && $0.grants.count == 1 })
            await #expect(throws: LedgerError.self) {
                _ = try await test.ledger.signIn("sysadmin", password: "x")
            }
        }
    }

    @Test func `outside a demo a name alone proves nothing`() async throws {
        try await TestLedger.use(isDemo: false) { test in
            let named = Caller.claimed(try AccountName("sysadmin"))
            await #expect(throws: LedgerError.self) {
                _ = try await test.ledger.ask(ListAccounts(), by: named)
            }
            // The machine's user reads, imports and files, and decides nothing.
            let row = try await test.ledger.perform(
                FileItem(FindingDraft(source: "walk", description: Prose("叫号屏黑屏", "描述"))), by: .local("root"))
            await #expect(throws: LedgerError.self) {
                _ = try await test.ledger.perform(
                    ActOnItem(row.number, .assign(.init(lead: UnitCode("QH"), mode: .immediate))),
                    by: .local("root"))
            }
        }
    }

    @Test func `the first passwords are set on the machine, and each administrator does one thing only`()
        async throws
    {
        try await TestLedger.use(isDemo: false) { test in
            try await test.ledger.setPassword(of: "sysadmin", to: good, by: .local("root"))
            try await test.ledger.setPassword(of: "secadmin", to: good, by: .local("root"))
            await #expect(throws: LedgerError.self) {
                try await test.ledger.setPassword(of: "sysadmin", to: good + "2", by: .local("root"))
            }
            let system = try await test.ledger.signIn("sysadmin", password: good)
            let security = try await test.ledger.signIn("secadmin", password: good)
            let name = try AccountName("zhang")
            _ = try await test.ledger.perform(ActOnAccount(adding: name, person: nil), by: system)
            let grant = ActOnAccount(name, .grant(Grant(.systemAdmin, at: try UnitCode("QH"))))
            await #expect(throws: LedgerError.self) { _ = try await test.ledger.perform(grant, by: system) }
            _ = try await test.ledger.perform(grant, by: security)
            // Without a person no business role; and administrators read no business data.
            await #expect(throws: LedgerError.self) {
                _ = try await test.ledger.perform(
                    ActOnAccount(name, .grant(Grant(.supervisor, at: UnitCode("QH")))), by: security)
            }
            _ = try await test.ledger.perform(
                FileItem(FindingDraft(source: "walk", description: Prose("叫号屏黑屏", "描述"))), by: .local("root"))
            await #expect {
                _ = try await test.ledger.ask(ListItems(), by: system)
            } throws: { error in
                if case .notPermitted? = error as? LedgerError { true } else { false }
            }
        }
    }

    @Test func `a password set by another must be changed first`() async throws {
        try await TestLedger.use(isDemo: false) { test in
            try await test.ledger.setPassword(of: "sysadmin", to: good, by: .local("root"))
            let system = try await test.ledger.signIn("sysadmin", password: good)
            _ = try await test.ledger.perform(
                ActOnAccount(adding: AccountName("zhang"), person: nil), by: system)
            try await test.ledger.setPassword(of: "zhang", to: good + "甲", by: system)
            let zhang = try await test.ledger.signIn("zhang", password: good + "甲")
            await #expect(throws: LedgerError.self) {
                _ = try await test.ledger.ask(ListSettings(), by: zhang)
            }
            try await test.ledger.setPassword(of: "zhang", to: good + "乙", by: zhang)
            _ = try await test.ledger.ask(ListSettings(), by: zhang)
        }
    }

    @Test func `five wrong passwords lock, and time opens`() async throws {
        try await TestLedger.use(isDemo: false) { test in
            try await test.ledger.setPassword(of: "sysadmin", to: good, by: .local("root"))
            for _ in 0..<5 {
                await #expect(throws: LedgerError.self) {
                    _ = try await test.ledger.signIn("sysadmin", password: "错")
                }
            }
            do throws(LedgerError) {
                _ = try await test.ledger.signIn("sysadmin", password: good)
                Issue.record("a locked account was opened")
            } catch {
                guard case .tooMany(let seconds, _) = error else { throw error }
                #expect(seconds > 0)
            }
            test.clock.advance(hours: 2)
            _ = try await test.ledger.signIn("sysadmin", password: good)
        }
    }

    @Test func `a token reaches as far as it was issued for, expires and is taken back`() async throws {
        try await TestLedger.use(isDemo: false) { test in
            try await test.ledger.setPassword(of: "sysadmin", to: good, by: .local("root"))
            let system = try await test.ledger.signIn("sysadmin", password: good)
            let issued = try await test.ledger.issueToken(
                of: "sysadmin", scopes: [.read], days: 2, by: system)
            let holder = try Caller.token(issued.token)
            _ = try await test.ledger.ask(ListAccounts(), by: holder)
            await #expect(throws: LedgerError.self) {
                _ = try await test.ledger.perform(
                    ActOnAccount(adding: AccountName("li"), person: nil), by: holder)
            }
            let second = try await test.ledger.issueToken(
                of: "sysadmin", scopes: [.read], days: 2, by: system)
            _ = try await test.ledger.perform(
                RevokeToken(AccountName("sysadmin"), ID(second.id)), by: system)
            await #expect(throws: LedgerError.self) {
                _ = try await test.ledger.ask(ListAccounts(), by: Caller.token(second.token))
            }
            test.clock.advance(hours: 49)
            await #expect(throws: LedgerError.self) {
                _ = try await test.ledger.ask(ListAccounts(), by: holder)
            }
            #expect(throws: LedgerError.self) { try Caller.token("没有这种令牌") }
        }
    }

    @Test func `a new password is another one, and ends what the old one opened`() async throws {
        try await TestLedger.use(isDemo: false) { test in
            try await test.ledger.setPassword(of: "sysadmin", to: good, by: .local("root"))
            let system = try await test.ledger.signIn("sysadmin", password: good)
            let issued = try await test.ledger.issueToken(of: "sysadmin", scopes: [.read], by: system)
            await #expect(throws: LedgerError.self) {
                try await test.ledger.setPassword(of: "sysadmin", to: good, by: system)
            }
            // Who may not set it learns nothing by trying.
            for guess in [good, good + "7"] {
                await #expect {
                    try await test.ledger.setPassword(of: "sysadmin", to: guess, by: .local("stranger"))
                } throws: { error in
                    if case .notPermitted? = error as? LedgerError { true } else { false }
                }
            }
            test.clock.advance(hours: 1)
            try await test.ledger.setPassword(of: "sysadmin", to: good + "9", by: system)
            await #expect(throws: LedgerError.self) {
                _ = try await test.ledger.ask(ListAccounts(), by: Caller.token(issued.token))
            }
        }
    }
}
