import Ledger
import LedgerSQL
import Testing
import Walkthrough

@Suite("Personal cards of 体验员") struct CardTests {
    private let phone = "AAAAAAAAAAAAAAAAAAAAAA"
    private let other = "BBBBBBBBBBBBBBBBBBBBBA"

    /// A county with a volunteer in his term, whose account also works at a desk.
    private func use(_ body: (TestLedger) async throws -> Void) async throws {
        try await TestLedger.use { test in
            try await test.populate()
            let today = test.clock.now.day
            try await test.ledger.store.writeAlone { transaction in
                let actor = Actor(account: "local:tester", person: nil, authentication: .none, isDemo: true)
                let id = ID<Person>(at: transaction.at, random: (70, 70))
                try transaction.append(
                    Person.self, id.text,
                    [
                        .recorded(
                            PersonRecorded(
                                id: id, staffNumber: nil, name: try Prose("体验甲", "姓名"), phone: nil,
                                posts: [], jobTitle: nil)),
                        .appointed(
                            ExperiencerAppointed(
                                number: ExperiencerNumber(12), recruitment: .invited, from: today,
                                to: today.adding(60))),
                    ], by: actor, expected: 0)
                try transaction.append(
                    Account.self, "tiyan",
                    [
                        .added(AccountAdded(name: AccountName("tiyan"), person: id)),
                        .grantGiven(GrantGiven(grant: Grant(.experiencer, at: UnitCode("QH")))),
                        .grantGiven(GrantGiven(grant: Grant(.clerk, at: UnitCode("QH-W01")))),
                    ], by: actor, expected: 0)
            }
            try await body(test)
        }
    }

    private func refusal(_ body: () async throws -> Void) async -> LedgerError? {
        do {
            try await body()
            return nil
        } catch { return error as? LedgerError }
    }

    private func isUnauthenticated(_ error: LedgerError?) -> Bool {
        if case .unauthenticated? = error { true } else { false }
    }

    @Test func `the first device that opens it is the only one`() async throws {
        try await use { test in
            let card = try await test.ledger.issueCard(of: "tiyan", by: test.caller("zhengwu"))
            #expect(card.expires == test.clock.now.adding(milliseconds: 14 * 86_400_000))
            let session = try await test.ledger.signIn(card: card.card, device: phone)
            #expect(session.account == "tiyan")
            let refused = await refusal { _ = try await test.ledger.signIn(card: card.card, device: other) }
            #expect(isUnauthenticated(refused) && refused?.message.contains("重新发卡") == true)
            // On its own device it opens again, also when the link has become old, until the term ends.
            test.clock.advance(hours: 24 * 30)
            _ = try await test.ledger.signIn(card: card.card, device: phone)
            test.clock.advance(hours: 24 * 32)
            #expect(
                isUnauthenticated(
                    await refusal { _ = try await test.ledger.signIn(card: card.card, device: phone) }))
        }
    }

    @Test func `of two devices at once one wins`() async throws {
        try await use { test in
            let node = try await test.reopened()
            let card = try await test.ledger.issueCard(of: "tiyan", by: test.caller("zhengwu")).card
            async let first = refusal { _ = try await test.ledger.signIn(card: card, device: phone) }
            async let second = refusal { _ = try await node.signIn(card: card, device: other) }
            let results = await [first, second]
            #expect(results.count { $0 == nil } == 1)
            try await node.close()
        }
    }

    @Test func `a link that nobody opened in time opens nothing`() async throws {
        try await use { test in
            let card = try await test.ledger.issueCard(of: "tiyan", by: test.caller("zhengwu"))
            test.clock.advance(hours: 24 * 14)
            #expect(
                isUnauthenticated(
                    await refusal { _ = try await test.ledger.signIn(card: card.card, device: phone) }))
        }
    }

    @Test func `a new card ends the old one and its sessions`() async throws {
        try await use { test in
            let old = try await test.ledger.issueCard(of: "tiyan", by: test.caller("zhengwu"))
            let session = try await test.ledger.signIn(card: old.card, device: phone)
            let new = try await test.ledger.issueCard(of: "tiyan", by: test.caller("zhengwu"))
            #expect(
                isUnauthenticated(
                    await refusal { _ = try await test.ledger.signIn(card: old.card, device: phone) }))
            #expect(
                isUnauthenticated(
                    await refusal { _ = try await test.ledger.ask(ShowMe(), by: Caller.token(session.token)) }
                ))
            _ = try await test.ledger.signIn(card: new.card, device: other)
        }
    }

    @Test func `its session reads and files as a volunteer, whatever else the account is trusted with`()
        async throws
    {
        try await use { test in
            let foreign = try await test.file("别人的问题", at: "QH-W01")
            let card = try await test.ledger.issueCard(of: "tiyan", by: test.caller("zhengwu"))
            let session = try await test.ledger.signIn(card: card.card, device: phone)
            let holder = try Caller.token(session.token)
            let me = try await test.ledger.ask(ShowMe(), by: holder)
            #expect(me.grants.map(\.role) == [.experiencer] && me.scopes == [.read, .file])
            var draft = FindingDraft(
                source: "walk", description: try Prose("叫号屏黑屏", "描述"), place: try UnitCode("QH-W01"))
            draft.walker = try await test.ledger.ask(FindPerson("12"), by: test.caller("zhengwu"))
            let own = try await test.ledger.perform(FileItem(draft), by: holder)
            #expect(
                try await test.ledger.ask(ListItems(), by: holder).items.map(\.item.number) == [own.number])
            #expect(try await test.ledger.ask(ShowItem(own.number), by: holder).isLimited)
            let unseen = await refusal { _ = try await test.ledger.ask(ShowItem(foreign.number), by: holder) }
            guard case .unknown? = unseen else { return _ = Issue.record("\(unseen as Any)") }
            for body in [
                { _ = try await test.ledger.ask(ItemHistory(own.number), by: holder) },
                { _ = try await test.ledger.issueToken(of: "tiyan", by: holder) },
                { _ = try await test.ledger.ask(WeekStatus(), by: holder) },
                { _ = try await test.ledger.sweep(by: holder) },
                { _ = try await test.ledger.perform(ImportFindings([]), by: holder) },
            ] as [() async throws -> Void] {
                let refused = await refusal(body)
                guard case .notPermitted? = refused else { Issue.record("\(refused as Any)"); continue }
            }
        }
    }

    @Test func `only the coordinator gives one, to a volunteer in his term, never to himself`() async throws {
        try await use { test in
            for other in ["ducha", "renshe", "tiyan"] {
                #expect(
                    await refusal { _ = try await test.ledger.issueCard(of: "tiyan", by: test.caller(other)) }
                        != nil)
            }
            for account in ["ducha", "zhengwu", "nobody"] {
                #expect(
                    await refusal {
                        _ = try await test.ledger.issueCard(of: account, by: test.caller("zhengwu"))
                    } != nil)
            }
            test.clock.advance(hours: 24 * 61)
            #expect(
                await refusal { _ = try await test.ledger.issueCard(of: "tiyan", by: test.caller("zhengwu")) }
                    != nil)
        }
    }

    @Test func `a device key is long and random, and a card is no token`() async throws {
        try await use { test in
            let card = try await test.ledger.issueCard(of: "tiyan", by: test.caller("zhengwu"))
            for key in ["", "short", "不是密钥不是密钥不是密钥不是密钥"] {
                guard
                    case .invalid? = await refusal({
                        _ = try await test.ledger.signIn(card: card.card, device: key)
                    })
                else { return _ = Issue.record("\(key) was taken") }
            }
            #expect(
                isUnauthenticated(
                    await refusal { _ = try await test.ledger.ask(ShowMe(), by: Caller.token(card.card)) }))
        }
    }
}
