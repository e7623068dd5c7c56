import Foundation
import Ledger
import LedgerSQL
import Testing
import Walkthrough

@Suite("Rights at the ledger's door") struct PermissionServiceTests {
    /// One call of each kind that reads or edits a business record, by name.
    private static func business(
        _ test: TestLedger, _ row: String
    ) throws -> [(String, (Caller) async throws -> Void)] {
        let text = try Prose("文字", "文字")
        let week = try Week("2026-W36")
        let unit = try UnitCode("QH-GA")
        let day = test.clock.now.day.adding(1)
        func ask<Q: LedgerQuery>(_ query: Q) -> (String, (Caller) async throws -> Void) {
            ("\(Q.self)", { _ = try await test.ledger.ask(query, by: $0) })
        }
        func perform<C: LedgerCommand>(_ command: C) -> (String, (Caller) async throws -> Void) {
            ("\(C.self)", { _ = try await test.ledger.perform(command, by: $0) })
        }
        return [
            ask(ListItems()), ask(ShowItem(row)), ask(ItemHistory(row)), ask(ListSessions()),
            ask(ShowSession("x")),
            ask(ListSuggestions()), ask(ListGeneralizationTasks()), ask(ListNotices()), ask(WeekStatus()),
            ask(ShowUnitWeek(unit, week)), ask(WeekWork(week)), ask(ReadWeekLedger(week)),
            ask(ReadLedger(ListItems()) { _ in 0 }), ask(ReadWeek(week, .draft) { _ in 0 }),
            ask(ListPersons()), ask(FindPerson("S1")), ask(WhoWalks("S1", .routineWalk)),
            perform(FileItem(FindingDraft(source: "walk", description: text))),
            perform(ActOnItem(row, .attach([]))), perform(ImportFindings([])),
            perform(OpenSession(.routineWalk)), perform(EditSession("x", .withdraw(text))),
            perform(SubmitSession("x")),
            perform(FileSuggestion(.hall, text)), perform(ActOnSuggestion("x", .adopt(note: nil))),
            perform(ReportGeneralization("x", text: text, isFound: false)),
            perform(DraftNotice(post: text, day: day, window: unit, howTo: text)),
            perform(DecideNotice("x", .publish)),
            perform(OpenClue(text)), perform(ReadClues()), perform(ActOnClue("x", .note(text))),
            perform(AppointClueOfficers(first: "S1", second: "S2")),
            perform(ActOnUnitWeek(unit, week: week, .sign)), perform(FreezeWeek(week)),
            perform(ActOnWeek(week, .withhold(number: 0, reason: text))),
            perform(ImportUnits([])), perform(ImportServices([])), perform(ImportOneThings([])),
            perform(ImportPersons([])), perform(RecordSources([])), perform(SettleDeadlines()),
            perform(ActOnUnit(unit, .close(on: day, reason: text))),
            perform(ActOnPerson("S1", .leave(on: day, reason: nil))),
            perform(ActOnCampaign("x", .end(on: day, reason: text))),
            perform(ChangeSetting(SettingCommand(.checkWorkdays, to: .number(4), reason: text))),
            perform(
                Erase(
                    .propose(
                        .texts(stream: StreamID(.item, row), version: 1, fields: []), reason: text,
                        ground: text))),
        ]
    }

    private func administrators(_ test: TestLedger) async throws -> [Caller] {
        try await test.ledger.store.writeAlone { transaction in
            let actor = Actor(account: "local:tester", person: nil, authentication: .none, isDemo: true)
            for (index, role) in [Role.systemAdmin, .securityAdmin, .auditAdmin].enumerated() {
                // With a person, who has even filed: it opens nothing.
                let id = ID<Person>(at: transaction.at, random: (90, UInt64(index)))
                try transaction.append(
                    Person.self, id.text,
                    [
                        .recorded(
                            PersonRecorded(
                                id: id, staffNumber: try StaffNumber("A\(index)"),
                                name: try Prose("管理员", "姓名"),
                                phone: nil, posts: [], jobTitle: nil))
                    ], by: actor, expected: 0)
                try transaction.append(
                    Account.self, "admin\(index)",
                    [
                        .added(AccountAdded(name: AccountName("admin\(index)"), person: id)),
                        .grantGiven(GrantGiven(grant: Grant(role, at: UnitCode("QH")))),
                    ], by: actor, expected: 0)
            }
        }
        return try (0..<3).map { try test.caller("admin\($0)") }
    }

    @Test func `administrators are refused every business question and act`() async throws {
        try await TestLedger.use { test in
            try await test.populate()
            let row = try await test.file("叫号屏黑屏").number
            for caller in try await administrators(test) {
                for (name, call) in try Self.business(test, row) {
                    do {
                        try await call(caller)
                        Issue.record("\(caller) may \(name)")
                    } catch let error as LedgerError {
                        guard case .notPermitted = error else {
                            Issue.record("\(caller) \(name): \(error)")
                            continue
                        }
                    }
                }
            }
            #expect(try await test.ledger.ask(ListItems(), by: test.caller("ducha")).items.count == 1)
        }
    }

    @Test func `nobody acts as another, and no administrator grants himself or signs in for somebody`()
        async throws
    {
        try await TestLedger.use(isDemo: false) { test in
            let good = "松风-Lake-42-夜雨"
            for name in ["sysadmin", "secadmin"] {
                try await test.ledger.setPassword(of: name, to: good, by: .local("root"))
            }
            let system = try await test.ledger.signIn("sysadmin", password: good)
            let security = try await test.ledger.signIn("secadmin", password: good)
            let (sysadmin, secadmin) = (try AccountName("sysadmin"), try AccountName("secadmin"))
            let county = try UnitCode("QH")
            for (name, role, caller) in [
                (secadmin, Role.systemAdmin, security), (sysadmin, .securityAdmin, system),
                (sysadmin, .auditAdmin, security), (secadmin, .auditAdmin, security),
            ] {
                await #expect(throws: LedgerError.self) {
                    _ = try await test.ledger.perform(
                        ActOnAccount(name, .grant(Grant(role, at: county))), by: caller)
                }
            }
            // Neither a token of another nor another administrator's password.
            for account in ["secadmin", "auditadmin"] {
                await #expect(throws: LedgerError.self) {
                    _ = try await test.ledger.issueToken(of: account, by: system)
                }
            }
            await #expect(throws: LedgerError.self) {
                try await test.ledger.setPassword(of: "secadmin", to: good + "7", by: system)
            }
            await #expect(throws: LedgerError.self) {
                _ = try await test.ledger.ask(ShowMe(), by: .claimed(secadmin))
            }
        }
    }

    @Test func `a role of an auditor that was given without a period, as it once was, opens nothing`()
        async throws
    {
        try await TestLedger.use { test in
            let (name, county) = (try AccountName("shenji"), try UnitCode("QH"))
            let payload = #"{"grant":{"role":"auditor","unit":"QH"}}"#
            let given = try JSONDecoder().decode(GrantGiven.self, from: Data(payload.utf8))
            #expect(given.grant == Grant(.auditor, at: county))
            try await test.ledger.store.writeAlone { transaction in
                let actor = Actor(account: "local:tester", person: nil, authentication: .none, isDemo: true)
                try transaction.append(
                    Account.self, name.text,
                    [.added(AccountAdded(name: name, person: nil)), .grantGiven(given)], by: actor,
                    expected: 0)
            }
            let auditor = try test.caller("shenji")
            let error = await #expect(throws: LedgerError.self) {
                try await test.ledger.ask(ListItems(), by: auditor)
            }
            guard case .notPermitted = error else { return _ = Issue.record("\(error as Any)") }
            #expect(given.grant.title.contains("没有查看期间"))
            // It is taken back as it was given.
            let security = try test.caller("secadmin")
            try await test.ledger.perform(ActOnAccount(name, .removeGrant(given.grant)), by: security)
        }
    }
}
