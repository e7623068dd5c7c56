import Ledger
import LedgerSQL
import Testing
import Walkthrough

@Suite("Sessions of a sign-in") struct SessionTokenTests: SignInKit {
    private func ask(_ ledger: Ledger, _ token: String) async -> String? {
        await code { _ = try await ledger.ask(ListAccounts(), by: Caller.token(token)) }
    }

    @Test func `it acts as the account, says how long it lasts, and is stored as a digest`() async throws {
        try await use { test in
            let session = try await test.ledger.signIn(account: "sysadmin", password: good)
            #expect(session.idleMinutes == 30 && session.account == "sysadmin")
            #expect(session.expires == test.clock.now.adding(milliseconds: 12 * 3_600_000))
            let me = try await test.ledger.ask(ShowMe(), by: Caller.token(session.token))
            #expect(me.authentication == .session && me.scopes == nil)
            #expect(me.reach[.keepAccounts] == .county && me.reach[.readItems] == nil)
            let stored = try await test.place.look("SELECT digest FROM token")
            #expect(stored.count == 1 && stored[0] != session.token)
            #expect(
                try await test.ledger.ask(ListAccounts(), by: .local("root")).items.allSatisfy {
                    $0.tokens.isEmpty
                }
            )
        }
    }

    @Test func `it ends when idle, and use keeps it alive on every node`() async throws {
        try await use { test in
            let session = try await test.ledger.signIn(account: "sysadmin", password: good)
            for _ in 0..<3 {
                test.clock.now = test.clock.now.adding(milliseconds: 25 * 60_000)
                #expect(await ask(test.ledger, session.token) == nil)
                // The next node sees the use once it is noted.
                await test.ledger.settle()
                let other = try await test.reopened()
                #expect(await ask(other, session.token) == nil)
                try await other.close()
            }
            test.clock.now = test.clock.now.adding(milliseconds: 32 * 60_000)
            #expect(await ask(test.ledger, session.token) == "unauthenticated")
        }
    }

    @Test func `a use is noted at most once a minute`() async throws {
        try await use { test in
            let session = try await test.ledger.signIn(account: "sysadmin", password: good)
            let seen = { try await test.place.look("SELECT seen FROM token") }
            let first = try await seen()
            test.clock.now = test.clock.now.adding(milliseconds: 59_000)
            #expect(await ask(test.ledger, session.token) == nil)
            await test.ledger.settle()
            #expect(try await seen() == first)
            test.clock.now = test.clock.now.adding(milliseconds: 1_000)
            #expect(await ask(test.ledger, session.token) == nil)
            await test.ledger.settle()
            #expect(try await seen() != first)
        }
    }

    @Test func `however busy, it ends after the longest time`() async throws {
        try await use { test in
            let session = try await test.ledger.signIn(account: "sysadmin", password: good)
            for _ in 0..<28 {
                test.clock.now = test.clock.now.adding(milliseconds: 25 * 60_000)
                #expect(await ask(test.ledger, session.token) == nil)
                await test.ledger.settle()
            }
            test.clock.now = test.clock.now.adding(milliseconds: 25 * 60_000)
            #expect(await ask(test.ledger, session.token) == "unauthenticated")
        }
    }

    @Test func `signing out ends it and no other`() async throws {
        try await use { test in
            let one = try await test.ledger.signIn(account: "sysadmin", password: good)
            let two = try await test.ledger.signIn(account: "sysadmin", password: good)
            try await test.ledger.signOut(one.token)
            await #expect(throws: LedgerError.self) { try await test.ledger.signOut(one.token) }
            #expect(await ask(test.ledger, one.token) == "unauthenticated")
            #expect(await ask(test.ledger, two.token) == nil)
        }
    }

    @Test func `disabling an account ends its sessions at once, and enabling it gives none back`()
        async throws
    {
        try await use { test in
            let system = try Caller.token(
                try await test.ledger.signIn(account: "sysadmin", password: good).token)
            let name = try AccountName("zhang")
            _ = try await test.ledger.perform(ActOnAccount(adding: name, person: nil), by: system)
            try await test.ledger.setPassword(of: "zhang", to: good + "甲", by: system)
            let session = try await test.ledger.signIn(
                account: "zhang", password: good + "甲", newPassword: good + "乙")
            let mine = try Caller.token(session.token)
            let api = try await test.ledger.issueToken(of: "zhang", scopes: [.read], by: mine)
            _ = try await test.ledger.ask(ShowMe(), by: mine)
            let reason = try Prose("借调", "理由")
            _ = try await test.ledger.perform(ActOnAccount(name, .disable(reason: reason)), by: system)
            for token in [session.token, api.token] {
                #expect(
                    await code { _ = try await test.ledger.ask(ShowMe(), by: Caller.token(token)) }
                        == "unauthenticated")
            }
            _ = try await test.ledger.perform(ActOnAccount(name, .enable(reason: reason)), by: system)
            for token in [session.token, api.token] {
                #expect(
                    await code { _ = try await test.ledger.ask(ShowMe(), by: Caller.token(token)) }
                        == "unauthenticated")
            }
            let accounts = try await test.ledger.ask(ListAccounts(), by: system).items
            #expect(accounts.count == 4, "disabled, not deleted")
            #expect(accounts.first { $0.name == "zhang" }?.tokens == [])
        }
    }

    @Test func `a password set by another opens nothing until it is replaced in the same step`() async throws
    {
        try await use { test in
            let system = try await test.ledger.signIn("sysadmin", password: good)
            _ = try await test.ledger.perform(
                ActOnAccount(adding: AccountName("zhang"), person: nil), by: system)
            try await test.ledger.setPassword(of: "zhang", to: good + "甲", by: system)
            let first = good + "甲"
            #expect(
                await code { _ = try await test.ledger.signIn(account: "zhang", password: first) }
                    == "passwordMustChange")
            #expect(
                await code {
                    _ = try await test.ledger.signIn(account: "zhang", password: first, newPassword: "太短")
                } == "invalid")
            #expect(
                await code {
                    _ = try await test.ledger.signIn(account: "zhang", password: first, newPassword: first)
                } == "invalid")
            let session = try await test.ledger.signIn(
                account: "zhang", password: first, newPassword: good + "乙")
            _ = try await test.ledger.ask(ShowMe(), by: Caller.token(session.token))
            test.clock.advance(hours: 24 * 91)
            #expect(
                await code { _ = try await test.ledger.signIn(account: "zhang", password: good + "乙") }
                    == "passwordMustChange")
        }
    }

    @Test
    func `a session changes its own password only with the one in force, and ends with it, as tokens do`()
        async throws
    {
        try await use { test in
            let session = try await test.ledger.signIn(account: "sysadmin", password: good)
            let mine = try Caller.token(session.token)
            let next = good + "9"
            #expect(
                await code { try await test.ledger.setPassword(of: "sysadmin", to: next, by: mine) }
                    == "invalid")
            #expect(
                await code {
                    try await test.ledger.setPassword(of: "sysadmin", to: next, current: "错", by: mine)
                } == "unauthenticated")
            let api = try await test.ledger.issueToken(of: "sysadmin", scopes: [.read], by: mine)
            try await test.ledger.setPassword(of: "sysadmin", to: next, current: good, by: mine)
            #expect(await ask(test.ledger, session.token) == "unauthenticated")
            #expect(await ask(test.ledger, api.token) == "unauthenticated")
            let again = try await test.ledger.signIn("sysadmin", password: next)
            let accounts = try await test.ledger.ask(ListAccounts(), by: again).items
            #expect(accounts.first { $0.name == "sysadmin" }?.tokens == [], "nor do they stand in the list")
        }
    }

    @Test func `old sessions are swept away`() async throws {
        try await use { test in
            _ = try await test.ledger.signIn(account: "sysadmin", password: good)
            test.clock.advance(hours: 24 * 8)
            _ = try await test.ledger.sweep(by: .local("root"))
            #expect(try await test.place.look("SELECT digest FROM token").isEmpty)
        }
    }
}
