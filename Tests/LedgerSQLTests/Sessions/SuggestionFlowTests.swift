import Ledger
import Testing
import Walkthrough

@Suite struct `A suggestion in the ledger` {
    private func filed(_ walks: WalkLedger) async throws -> String {
        try await walks.ledger.perform(
            FileSuggestion(.internal, Prose("取消重复提交的复印件", "建议"), unit: UnitCode("QH-RS")),
            by: walks.test.caller("tiyan")
        ).number
    }

    private func act(_ walks: WalkLedger, _ number: String, _ step: ActOnSuggestion.Step, by account: String)
        async throws
        -> ActOnSuggestion.Receipt
    {
        try await walks.ledger.perform(ActOnSuggestion(number, step), by: walks.test.caller(account))
    }

    @Test func `is handed out with a due day, adopted as a row of the ledger, and told to its author`()
        async throws
    {
        try await WalkLedger.use { walks in
            let number = try await filed(walks)
            await #expect(throws: LedgerError.self) {
                try await act(walks, number, .assign(UnitCode("QH-RS")), by: "renshe")
            }
            _ = try await act(walks, number, .assign(UnitCode("QH-RS")), by: "ducha")
            let due = try #require(
                try await walks.suggestions(by: "renshe").first?.suggestion.assignment?.due)
            // Ten working days from 09-29, over the National Day and the make-up Saturday.
            #expect(due.due == (try Day("2026-10-19")) && !due.isProvisional)
            let answered = try await act(walks, number, .adopt(note: nil), by: "renshe")
            let row = try #require(answered.row)
            let item = try await walks.ledger.ask(ShowItem(row), by: walks.test.caller("ducha")).item
            #expect(item.report.external.map(\.number) == [number] && item.report.place?.text == "QH-RS")
            #expect(
                try await walks.suggestions(by: "tiyan").first?.suggestion.answered?.outcome.row?.number
                    == row)
            let told = try await act(walks, number, .tell(on: Day("2026-09-29")), by: "renshe")
            #expect(told.state == .told && told.stateTitle == "已告知")
        }
    }

    @Test func `is not adopted with a reason, and opens no row`() async throws {
        try await WalkLedger.use { walks in
            let number = try await filed(walks)
            _ = try await act(walks, number, .assign(UnitCode("QH-RS")), by: "ducha")
            let receipt = try await act(walks, number, .decline(reason: Prose("法规要求留存", "理由")), by: "renshe")
            #expect(receipt.row == nil)
            #expect(try await walks.rows().isEmpty)
            await #expect(throws: LedgerError.self) {
                try await act(walks, number, .adopt(note: nil), by: "renshe")
            }
        }
    }

    @Test
    func `is seen by its author, the county and the unit, listed by unit and state, and by nobody else`()
        async throws
    {
        try await WalkLedger.use { walks in
            let number = try await filed(walks)
            for account in ["tiyan", "ducha", "renshe"] {
                #expect(try await walks.suggestions(by: account).map(\.suggestion.number) == [number])
            }
            #expect(try await walks.suggestions(by: "gongan").isEmpty)
            await #expect(throws: LedgerError.self) {
                try await act(walks, number, .adopt(note: nil), by: "gongan")
            }
            var query = ListSuggestions()
            query.unit = try UnitCode("QH-RS")
            query.state = .filed
            #expect(try await walks.ledger.ask(query, by: walks.test.caller("ducha")).items.count == 1)
            #expect(try await walks.ledger.ask(query, by: walks.test.caller("gongan")).items.isEmpty)
            query.state = .assigned
            #expect(try await walks.ledger.ask(query, by: walks.test.caller("ducha")).items.isEmpty)
        }
    }

    @Test func `is late once the due day has passed without an answer`() async throws {
        try await WalkLedger.use { walks in
            let number = try await filed(walks)
            _ = try await act(walks, number, .assign(UnitCode("QH-RS")), by: "ducha")
            try walks.at("2026-10-19T23:30:00+08:00")
            #expect(try await walks.suggestions().first?.isLate == false)
            try walks.at("2026-10-20T08:00:00+08:00")
            #expect(try await walks.suggestions().first?.isLate == true)
        }
    }
}
