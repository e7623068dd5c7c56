import Ledger
import LedgerSQL
import Testing
import Walkthrough

/// Random acts of random people on a real store; whatever the rules let through must keep the invariants.
@Suite("Random acts") struct RandomLedgerTests {
    @Test(arguments: [UInt64(1), 20_261_121, 777])
    func `keep replay and projections the same, and close only what outsiders checked`(
        _ seed: UInt64
    ) async throws {
        try await TestLedger.use(seed: seed) { test in
            try await test.populate()
            var random = SplitMix(seed: seed)
            let accounts = TestLedger.accounts.map(\.0)
            let units = ["QH-GA", "QH-RS", "QH-W01", "QH-SP"]
            var rows: [String] = []
            var taken = 0
            var refused = 0
            for step in 0..<400 {
                if random.next() % 4 == 0 { test.clock.advance(hours: Int64(random.next() % 30)) }
                let account = accounts[Int(random.next() % UInt64(accounts.count))]
                if rows.count < 12, random.next() % 6 == 0 || rows.isEmpty {
                    let place = units[Int(random.next() % UInt64(units.count))]
                    rows.append(try await test.file("第 \(step) 次体验发现等候过久", at: place, by: account).number)
                    continue
                }
                let row = rows[Int(random.next() % UInt64(rows.count))]
                let before = try await test.ledger.ask(ShowItem(row), by: test.caller("ducha"))
                let command = try command(&random, units, in: test, on: before.item)
                if case .attach(let files) = command {
                    for file in files { try await test.bringIn(file, by: account) }
                }
                do throws(LedgerError) {
                    let receipt = try await test.ledger.perform(
                        ActOnItem(row, command), by: .claimed(try name(account)))
                    taken += 1
                    #expect(receipt.version > before.version, "seed \(seed), step \(step)")
                } catch {
                    refused += 1
                    let after = try await test.ledger.ask(ShowItem(row), by: test.caller("ducha"))
                    #expect(
                        after.version == before.version,
                        "a refused act left a trace: seed \(seed), step \(step)")
                    #expect(after.item == before.item)
                }
            }
            #expect(taken > 30 && refused > 60, "\(taken) taken, \(refused) refused")
            let report = try await test.ledger.verify()
            #expect(report.faults == [], "seed \(seed)")
            try await checkClosed(test, rows, seed)
            try await test.ledger.rebuild()
            #expect(try await test.ledger.verify().faults == [], "rebuilt, seed \(seed)")
        }
    }

    private func name(_ text: String) throws(LedgerError) -> AccountName {
        do { return try AccountName(text) } catch { throw .invalid([error]) }
    }

    /// Every closed row was checked by somebody who is not of its line and never acted for it.
    private func checkClosed(_ test: TestLedger, _ rows: [String], _ seed: UInt64) async throws {
        for row in rows {
            let item = try await test.ledger.ask(ShowItem(row), by: test.caller("ducha")).item
            guard case .closed(let closed) = item.state, let requested = closed.requested else { continue }
            let checkers = requested.checks.filter(\.passed)
            #expect(!checkers.isEmpty, "seed \(seed), \(row)")
            for check in checkers {
                #expect(!check.by.forLine, "checked by its own line: seed \(seed), \(row)")
                if let person = check.by.person { #expect(!item.actedForLine.contains(person)) }
                #expect(!check.by.isSamePerson(as: requested.request.by))
            }
            #expect(!closed.closing.by.forLine)
        }
    }

    /// Mostly what the row is ready for, sometimes anything.
    private func command(
        _ random: inout SplitMix, _ units: [String], in test: TestLedger, on item: RectificationItem
    ) throws -> ItemCommand {
        let text = try Prose("随机办理", "内容")
        func unit() throws -> UnitCode { try UnitCode(units[Int(random.next() % UInt64(units.count))]) }
        let day = test.clock.now.day
        func after(_ days: Int) -> Day { day.adding(days) }
        let any: [ItemCommand] = [
            .verify(.begin), .verify(.verdict(.confirmed, note: text, statementRead: true)),
            .assign(.init(lead: try unit(), mode: .immediate, reason: text)),
            .assign(.init(lead: try unit(), mode: .deadline, due: after(9), reason: text)),
            .dispute(reason: text), .accept,
            .plan(Plan(cause: text, measures: text, goal: text)),
            .progress(text: text, unit: nil, milestonesDone: []),
            .contact(purpose: .reply, outcome: .told, satisfaction: nil, note: nil),
            .askExtension(until: after(30), reason: text), .grantExtension(until: nil, reason: nil),
            .declineExtension(reason: text), .check(.begin, opinion: nil), .check(.pass, opinion: text),
            .check(.fail, opinion: text), .close(note: text), .reopen(reason: text),
            .proposeEnding(.explained(rule: text), reason: text), .confirmEnding(note: nil),
            .declineEnding(reason: text),
            .escalate(to: text, paper: text, nextLook: after(20)), .instruct(text),
            .requestClose(
                .init(
                    note: text, generalization: try Answered(.yes, reason: nil, field: "举一反三"),
                    publication: try Answered(.no, reason: nil, field: "公开"))),
            .attach([try evidence(&random, in: test)]),
        ]
        guard random.next() % 5 > 1 else { return any[Int(random.next() % UInt64(any.count))] }
        switch item.state.kind {
        case .registered, .verifying: return any[3]
        case .assigned: return .accept
        case .accepted: return any[6]
        case .inProgress: return item.evidence.isEmpty ? any[23] : any[22]
        case .closeRequested: return any[13]
        case .checking: return item.state.requested?.isPassed == true ? any[15] : any[13]
        case .closed, .explained, .notAdopted, .unfounded, .merged, .transferred: return any[16]
        }
    }

    private func evidence(_ random: inout SplitMix, in test: TestLedger) throws -> EvidenceRef {
        let stored = try test.ledger.vault.put(bytes: Array("现场记录 \(random.next())".utf8), limit: 1_000)
        return try EvidenceRef(
            digest: stored.digest, kind: .record, mediaType: stored.mediaType, byteCount: stored.byteCount,
            stage: .after)
    }
}
