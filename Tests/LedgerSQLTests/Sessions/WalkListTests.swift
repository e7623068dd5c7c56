import Ledger
import Testing
import Walkthrough

@Suite struct `Lists of walks and what comes of them` {
    @Test func `know which page is the last, also when it is full`() async throws {
        try await WalkLedger.use { walks in
            for _ in 0..<3 { _ = try await walks.open(.routineWalk, by: "renshe") }
            let caller = try walks.test.caller("renshe")
            var query = ListSessions()
            query.limit = 2
            let first = try await walks.ledger.ask(query, by: caller)
            #expect(first.items.count == 2 && first.next == first.items.last?.id)
            query.after = first.next
            let second = try await walks.ledger.ask(query, by: caller)
            #expect(second.items.count == 1 && second.next == nil)
            query.after = nil
            query.limit = 3
            #expect(try await walks.ledger.ask(query, by: caller).next == nil)
        }
    }

    @Test func `refuse a cursor that no page gave as a fault of the field after`() async throws {
        try await WalkLedger.use { walks in
            let caller = try walks.test.caller("ducha")
            for text in ["QH-W2026-0001", "x", "", "a\0b", "\u{1F600}"] {
                var sessions = ListSessions()
                sessions.after = text
                await #expect { try await walks.ledger.ask(sessions, by: caller) } throws: {
                    isCursorFault($0)
                }
                var clues = ReadClues()
                clues.after = text
                await #expect { try await walks.ledger.perform(clues, by: caller) } throws: {
                    isCursorFault($0)
                }
            }
            var notices = ListNotices()
            notices.after = "预告"
            await #expect { try await walks.ledger.ask(notices, by: caller) } throws: { isCursorFault($0) }
        }
    }

    private func isCursorFault(_ error: any Error) -> Bool {
        if case .invalid(let fields)? = error as? LedgerError {
            fields.map(\.field) == ["after"]
        } else {
            false
        }
    }
}

@Suite struct `What a walk names` {
    @Test func `must be a unit of the county, at every step`() async throws {
        try await WalkLedger.use { walks in
            func refuses(_ body: () async throws -> Void) async {
                await #expect {
                    try await body()
                } throws: { error in
                    guard case .invalid(let fields)? = error as? LedgerError else { return false }
                    return fields.allSatisfy { $0.what == "没有编码为 QH-NO 的单位" } && !fields.isEmpty
                }
            }
            let stray = try UnitCode("QH-NO")
            await refuses {
                _ = try await walks.open(
                    .routineWalk, by: "renshe", details: WalkLedger.details(venue: "QH-NO"))
            }
            let walk = try await walks.open(.routineWalk, by: "renshe")
            try await walks.fault(walk, "COV-02", by: "renshe")
            let commands: [SessionCommand] = [
                .change(.init(inspected: stray)), .answer(try Answer("COV-05", .pass, unit: stray)),
                .group(try Finding(key: "F1", codes: ["COV-02"], responsible: stray)),
                .suggest(
                    try SessionSuggestion(key: "S1", kind: .hall, text: Prose("加座椅", "建议"), unit: stray)),
            ]
            for command in commands { await refuses { try await walks.edit(walk, command, by: "renshe") } }
            await refuses {
                try await walks.ledger.perform(
                    OpenClue(Prose("收了红包", "内容"), unit: stray), by: walks.test.caller("renshe"))
            }
        }
    }

    @Test func `is not decided about by those who do not see it`() async throws {
        try await WalkLedger.use { walks in
            let notice = try await walks.ledger.perform(
                DraftNotice(
                    post: Prose("局长", "岗位"), day: Day("2026-10-10"), window: UnitCode("QH-W01"),
                    howTo: Prose("电话", "说明")), by: walks.test.caller("renshe")
            ).number
            await #expect {
                try await walks.ledger.perform(
                    DecideNotice(notice, .publish), by: walks.test.caller("gongan"))
            } throws: { error in
                if case .unknown? = error as? LedgerError { true } else { false }
            }
            await #expect {
                try await walks.ledger.perform(
                    DecideNotice(notice, .publish, expecting: 2), by: walks.test.caller("renshe"))
            } throws: { error in
                if case .stale(current: 1, _)? = error as? LedgerError { true } else { false }
            }
        }
    }
}
