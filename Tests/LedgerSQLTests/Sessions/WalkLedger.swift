import Imports
import Ledger
import LedgerSQL
import Testing
import Walkthrough

/// A populated ledger with towns, a volunteer, services and a bundle, and the steps of a walk through its one door.
struct WalkLedger {
    let test: TestLedger
    let uses: [ChecklistUse]

    static let service = "511Z01"

    /// Does `body` on 2026-09-29 at 10:00 with officers for clues, and sees that the store is sound afterwards.
    static func use(officers: Bool = true, _ body: (WalkLedger) async throws -> Void) async throws {
        try await TestLedger.use { test in
            test.clock.now = try Instant("2026-09-29T10:00:00+08:00")
            try await test.populate()
            let library = try ChecklistLibrary.standard().revisions { Digest(sha256: Chain.sha256($0)) }
            let walks = WalkLedger(
                test: test,
                uses: try library.map {
                    ChecklistUse(
                        name: try Wording($0.entry.name), origin: $0.entry.origin, revision: $0.revision)
                })
            try await walks.populate()
            if officers {
                try await walks.ledger.perform(
                    AppointClueOfficers(first: "S1", second: "S2"), by: test.caller("zhengwu"))
            }
            try await body(walks)
            #expect(try await test.ledger.store.verify { _ in }.faults == [])
        }
    }

    var ledger: Ledger { test.ledger }

    func at(_ time: String) throws { test.clock.now = try Instant(time) }

    private func populate() async throws {
        try await ledger.store.writeAlone { transaction in
            let actor = Actor(account: "local:tester", person: nil, authentication: .none, isDemo: true)
            for (code, name) in [("QH-T01", "云溪镇"), ("QH-T02", "石桥镇")] {
                let record = UnitRecorded(
                    code: try UnitCode(code), name: try Prose(name, "名称"), kind: .town,
                    parent: try UnitCode("QH"),
                    posted: nil, departmentType: nil, deskType: nil, notes: nil, basis: nil)
                try transaction.append(Unit.self, code, [.recorded(record)], by: actor, expected: 0)
            }
            func add(_ account: String, _ staff: String?, _ unit: String?, _ role: Role, at place: String)
                throws -> ID<Person>
            {
                let id = ID<Person>(at: transaction.at, random: (transaction.random(), transaction.random()))
                let record = PersonRecorded(
                    id: id, staffNumber: try staff.map { try StaffNumber($0) },
                    name: try Prose("甲\(account)", "姓名"),
                    phone: try Prose("13800000000", "电话"),
                    posts: try unit.map { [Post(try UnitCode($0))] } ?? [],
                    jobTitle: nil)
                try transaction.append(Person.self, id.text, [.recorded(record)], by: actor, expected: 0)
                try transaction.append(
                    Account.self, account,
                    [
                        .added(AccountAdded(name: try AccountName(account), person: id)),
                        .grantGiven(GrantGiven(grant: Grant(role, at: try UnitCode(place)))),
                    ], by: actor, expected: 0)
                return id
            }
            _ = try add("yunxi", "S11", "QH-T01", .townCenter, at: "QH-T01")
            _ = try add("shiqiao", "S12", "QH-T02", .unitHead, at: "QH-T02")
            let volunteer = try add("tiyan", nil, nil, .experiencer, at: "QH")
            try transaction.append(
                Person.self, volunteer.text,
                [
                    .appointed(
                        try ExperiencerAppointed(
                            number: ExperiencerNumber("体验员001"), recruitment: .openCall,
                            from: Day("2026-09-01"),
                            to: Day("2027-08-31")))
                ], by: actor, expected: 1)
            let item = ServiceRecorded(
                id: ID(at: transaction.at, random: (transaction.random(), transaction.random())),
                code: try ServiceCode(Self.service), name: try Prose("灵活就业参保", "事项"), highFrequency: true)
            try transaction.append(ServiceItem.self, item.id.text, [.recorded(item)], by: actor, expected: 0)
            let bundle = OneThingRecorded(
                id: ID(at: transaction.at, random: (transaction.random(), transaction.random())),
                name: try Prose("新生儿出生", "名称"))
            try transaction.append(OneThing.self, bundle.id.text, [.recorded(bundle)], by: actor, expected: 0)
        }
    }

    // MARK: Steps

    static func details(
        _ number: ExperienceSession.TraceNumber.Kind = .caseNumber, venue: String? = "QH-W01",
        inspected: String? = nil
    ) throws -> ExperienceSession.Details {
        .init(
            items: [.init(code: service, name: try Prose("灵活就业参保", "事项"))], channels: [.window],
            venue: try venue.map { try UnitCode($0) }, inspected: try inspected.map { try UnitCode($0) },
            numbers: [try .init(number, "370001202609290001")])
    }

    static func visit(_ day: String = "2026-09-29") throws -> ExperienceSession.Visit {
        try .init(start: Instant("\(day)T08:30:00+08:00"), end: Instant("\(day)T09:50:00+08:00"))
    }

    /// - Returns: the walk's number.
    func open(
        _ kind: SessionKind, by account: String, role: ExperienceSession.ObserverRole? = nil,
        walker: String? = nil,
        basis: EntryBasis = .own, details: ExperienceSession.Details? = nil,
        visits: [ExperienceSession.Visit]? = nil
    ) async throws -> String {
        try await ledger.perform(
            OpenSession(
                kind, role: role, basis: basis, walker: walker, details: details ?? Self.details(),
                visits: visits ?? [Self.visit()], checklists: uses), by: test.caller(account)
        ).number
    }

    @discardableResult
    func edit(_ walk: String, _ command: SessionCommand, by account: String, answerVersion: Int? = nil)
        async throws
        -> EditSession.Receipt
    {
        try await ledger.perform(
            EditSession(walk, command, answerVersion: answerVersion), by: test.caller(account))
    }

    func answer(_ walk: String, _ codes: [String], _ value: Answer.Value = .pass, by account: String)
        async throws
    {
        for code in codes { try await edit(walk, .answer(Answer(code, value)), by: account) }
    }

    func fault(_ walk: String, _ code: String, _ text: String = "指南写三份材料，窗口要四份", by account: String)
        async throws
    {
        try await edit(
            walk,
            .answer(Answer(code, .fail, note: Prose(text, "现场"), noEvidenceReason: Prose("窗口不让拍照", "原因"))),
            by: account)
    }

    func suggest(_ walk: String, _ kind: Suggestion.Kind, _ key: String, by account: String) async throws {
        try await edit(
            walk, .suggest(SessionSuggestion(key: key, kind: kind, text: Prose("建议 \(key)", "建议"))),
            by: account)
    }

    func show(_ walk: String, by account: String) async throws -> ShowSession.Answer {
        try await ledger.ask(ShowSession(walk), by: test.caller(account))
    }

    /// What the gate misses, as `field：what`.
    func missing(_ walk: String, by account: String) async throws -> [String] {
        try await show(walk, by: account).missing.map { "\($0.field)：\($0.what)" }
    }

    func submit(_ walk: String, by account: String) async throws -> SubmitSession.Receipt {
        try await ledger.perform(SubmitSession(walk), by: test.caller(account))
    }

    /// Submitting is refused, with exactly what the walk shows as missing.
    func refuses(_ walk: String, by account: String) async throws {
        let missing = try await show(walk, by: account).missing
        #expect(!missing.isEmpty)
        await #expect(throws: LedgerError.invalid(missing)) { try await submit(walk, by: account) }
    }

    func rows(by account: String = "ducha", text: String? = nil) async throws -> [ListItems.Line] {
        var query = ItemQuery()
        query.text = text
        return try await ledger.ask(ListItems(query), by: test.caller(account)).items
    }

    func suggestions(by account: String = "ducha") async throws -> [ListSuggestions.Line] {
        try await ledger.ask(ListSuggestions(), by: test.caller(account)).items
    }
}

func series(_ theme: String, _ count: Int) -> [String] { (1...count).map { "\(theme)-0\($0)" } }
