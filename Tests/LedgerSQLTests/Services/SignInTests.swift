import Ledger
import LedgerSQL
import Testing
import Walkthrough

@Suite("Signing in, and who learns of it") struct SignInTests: SignInKit {
    @Test func `one address tries so often a minute, whatever the names, on all nodes together`() async throws
    {
        try await use { test in
            try await set(.signInPerMinute, to: "4", in: test)
            let other = try await test.reopened()
            for index in 0..<4 {
                let node = index % 2 == 0 ? test.ledger : other
                #expect(
                    await code {
                        _ = try await node.signIn(
                            account: "nobody\(index)", password: "错", address: "10.1.1.1")
                    } == "unauthenticated")
            }
            for node in [test.ledger, other] {
                #expect(
                    await code {
                        _ = try await node.signIn(account: "sysadmin", password: good, address: "10.1.1.1")
                    } == "tooMany")
            }
            _ = try await other.signIn(account: "sysadmin", password: good, address: "10.1.1.2")
            test.clock.now = test.clock.now.adding(milliseconds: 60_000)
            _ = try await other.signIn(account: "sysadmin", password: good, address: "10.1.1.1")
            try await other.close()
        }
    }

    @Test func `a name that nobody has is locked like one that somebody has`() async throws {
        try await use { test in
            try await set(.lockoutTries, to: "3", in: test)
            var answers: [String: [String?]] = [:]
            for name in ["nobody", "secadmin"] {
                for _ in 0..<4 {
                    answers[name, default: []].append(
                        await code { _ = try await test.ledger.signIn(account: name, password: "错") })
                }
            }
            #expect(answers["nobody"] == answers["secadmin"])
            #expect(answers["nobody"]?.last == "tooMany")
        }
    }

    @Test
    func `the audit administrator reads who signed in and who was refused, page by page, and nobody else`()
        async throws
    {
        try await use { test in
            try await test.ledger.setPassword(of: "auditadmin", to: good, by: .local("root"))
            _ = try? await test.ledger.signIn(account: "sysadmin", password: "错")
            let system = try Caller.token(
                try await test.ledger.signIn(account: "sysadmin", password: good).token)
            _ = try? await test.ledger.ask(ListItems(), by: system)
            let audit = try Caller.token(
                try await test.ledger.signIn(account: "auditadmin", password: good).token)
            for other in [system, .local("root")] {
                #expect(
                    await code { _ = try await test.ledger.ask(ReadAccessLog(), by: other) } == "notPermitted"
                )
            }
            var query = ReadAccessLog()
            query.limit = 2
            var entries: [ReadAccessLog.Line] = []
            repeat {
                let page = try await test.ledger.ask(query, by: audit)
                entries += page.entries
                query.after = page.next
            } while query.after != nil
            #expect(entries.contains { $0.account == "sysadmin" && $0.act == "登录" && $0.outcome == "ok" })
            #expect(entries.contains { $0.act == "登录" && $0.outcome.contains("账号或密码不对") })
            #expect(entries.contains { $0.account == "sysadmin" && $0.act == "查看台账" })
            #expect(entries == entries.sorted { $0.at > $1.at })
            var one = ReadAccessLog()
            one.account = "sysadmin"
            #expect(try await test.ledger.ask(one, by: audit).entries.allSatisfy { $0.account == "sysadmin" })
            one.from = test.clock.now.day.adding(1)
            #expect(try await test.ledger.ask(one, by: audit).entries.isEmpty)
        }
    }
}
