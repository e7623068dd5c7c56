import Ledger
import LedgerSQL
import Testing
import Walkthrough

@Suite("Callers of a third party at a real store") struct CallerServiceTests {
    private func use(_ body: (TestLedger, ID<Person>) async throws -> Void) async throws {
        try await TestLedger.use { test in
            try await test.populate()
            let person = try await test.ledger.store.writeAlone { transaction in
                let actor = Actor(account: "local:tester", person: nil, authentication: .none, isDemo: true)
                let id = ID<Person>(at: transaction.at, random: (80, 80))
                try transaction.append(
                    Person.self, id.text,
                    [
                        .recorded(
                            PersonRecorded(
                                id: id, staffNumber: try StaffNumber("H1"), name: try Prose("回访甲", "姓名"),
                                phone: nil,
                                posts: [], jobTitle: nil))
                    ], by: actor, expected: 0)
                try transaction.append(
                    Account.self, "huifang",
                    [
                        .added(AccountAdded(name: AccountName("huifang"), person: id)),
                        .grantGiven(GrantGiven(grant: Grant(.caller, at: UnitCode("QH")))),
                    ], by: actor, expected: 0)
                return id
            }
            try await body(test, person)
            #expect(try await test.ledger.verify().faults == [])
        }
    }

    @Test func `a caller sees what was assigned to him, in lists, counts and search, and nothing else`()
        async throws
    {
        try await use { test, person in
            let caller = try test.caller("huifang")
            let mine = try await test.file("叫号屏黑屏", at: "QH-GA")
            let other = try await test.file("叫号屏花屏", at: "QH-GA")
            #expect(try await test.ledger.ask(ListItems(), by: caller).items.isEmpty)
            try await test.act(mine.number, .assignCaller(person), by: "ducha")
            var search = ItemQuery()
            search.text = "叫号屏"
            for query in [ItemQuery(), search] {
                #expect(
                    try await test.ledger.ask(ListItems(query), by: caller).items.map(\.item.number)
                        == [mine.number])
            }
            let shown = try await test.ledger.ask(ShowItem(mine.number), by: caller)
            #expect(shown.isLimited && Set(shown.availableCommands) == ["contact", "reveal"])
            await #expect(throws: LedgerError.self) {
                _ = try await test.ledger.ask(ShowItem(other.number), by: caller)
            }
            try await test.act(
                mine.number, .contact(purpose: .reply, outcome: .told, satisfaction: nil, note: nil),
                by: "huifang")
            await #expect(throws: LedgerError.self) {
                _ = try await test.ledger.ask(ReadLedger(ListItems()) { _ in 0 }, by: caller)
            }
            await #expect(throws: LedgerError.self) {
                _ = try await test.ledger.ask(ItemHistory(mine.number), by: caller)
            }
        }
    }

    @Test func `handed to another, it is gone for the first`() async throws {
        try await use { test, person in
            let row = try await test.file("叫号屏黑屏", at: "QH-GA")
            try await test.act(row.number, .assignCaller(person), by: "zhengwu")
            let second = try await test.ledger.store.writeAlone { transaction in
                let actor = Actor(account: "local:tester", person: nil, authentication: .none, isDemo: true)
                let id = ID<Person>(at: transaction.at, random: (81, 81))
                try transaction.append(
                    Person.self, id.text,
                    [
                        .recorded(
                            PersonRecorded(
                                id: id, staffNumber: try StaffNumber("H2"), name: try Prose("回访乙", "姓名"),
                                phone: nil,
                                posts: [], jobTitle: nil))
                    ], by: actor, expected: 0)
                try transaction.append(
                    Account.self, "huifang2",
                    [
                        .added(AccountAdded(name: AccountName("huifang2"), person: id)),
                        .grantGiven(GrantGiven(grant: Grant(.caller, at: UnitCode("QH")))),
                    ], by: actor, expected: 0)
                return id
            }
            try await test.act(row.number, .assignCaller(second), by: "ducha")
            #expect(try await test.ledger.ask(ListItems(), by: test.caller("huifang")).items.isEmpty)
            #expect(try await test.ledger.ask(ListItems(), by: test.caller("huifang2")).items.count == 1)
            await #expect(throws: LedgerError.self) {
                try await test.act(row.number, .assignCaller(person), by: "huifang2")
            }
            await #expect(throws: LedgerError.self) {
                try await test.act(row.number, .assignCaller(person), by: "gongan")
            }
        }
    }
}
