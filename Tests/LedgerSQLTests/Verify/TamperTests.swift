import Foundation
import Ledger
import LedgerSQL
import Testing
import Walkthrough

@Suite("What verify sees")
struct TamperTests {
    /// A ledger with a few rows in several states, closed, and its database opened by a stranger's hand.
    private func tampered(
        _ statements: [String], count: Int? = nil,
        finding: (TestPlace) async throws -> [String] = { _ in [] }
    ) async throws -> VerifyReport {
        try await TestLedger.use { test in
            try await test.populate()
            for index in 1...5 {
                let row = try await test.file("窗口一次性告知不全，第 \(index) 次补正材料", at: "QH-GA")
                try await test.act(
                    row.number,
                    .assign(.init(lead: UnitCode("QH-GA"), mode: .immediate)), by: "ducha")
            }
            let sound = try await test.ledger.store.verify { _ in }
            #expect(sound.faults == [], "before any change")
            test.clock.advance(hours: 1)
            try await test.ledger.perform(SealLog(), by: .local("tester"))
            try await test.ledger.close()
            let changed = try await test.place.meddle(try await finding(test.place) + statements)
            if let count { #expect(changed.last == count) } else { #expect((changed.last ?? 1) > 0) }
            let again = try await test.reopened()
            let report = try await again.store.verify { _ in }
            try await again.close()
            return report
        }
    }

    @Test func `nothing changed is sound`() async throws {
        let report = try await tampered([])
        #expect(report.isSound)
        #expect(report.events > 10)
    }

    @Test func `one byte of an event's payload`() async throws {
        let report = try await tampered([
            "UPDATE event SET payload = replace(payload, 'immediate', 'immediatf') WHERE kind = 'item.assigned.1'"
        ])
        #expect(report.faults.contains { $0.check == .chain && $0.what.contains("item:") })
    }

    @Test(arguments: ["actor", "entered_by", "origin", "kind"]) func `the column of an event`(
        _ column: String
    ) async throws {
        let report = try await tampered([
            "UPDATE event SET \(column) = \(column) || 'x' WHERE sequence = (SELECT max(sequence) - 2 FROM event)"
        ])
        #expect(report.faults.contains { $0.check == .chain })
    }

    @Test func `one character of a text record`() async throws {
        let report = try await tampered([
            "UPDATE text_record SET entries = replace(entries, '补正', '补证') WHERE stream LIKE 'item:%'"
        ])
        #expect(report.faults.contains { $0.check == .text })
    }

    @Test func `a text record that is gone without a legal erasure`() async throws {
        let report = try await tampered([
            "DELETE FROM text_record WHERE stream = (SELECT max(stream) FROM text_record WHERE stream LIKE 'item:%')"
        ])
        #expect(report.faults.contains { $0.check == .text })
    }

    @Test(arguments: [
        "UPDATE item SET due = '2030-01-01'", "UPDATE item SET title = title || ' '",
        "UPDATE item_scope SET state = 'closed'",
        "UPDATE stream SET state = replace(state, '补正', '补证') WHERE id LIKE 'item:%'",
        "DELETE FROM item_scope WHERE scope = 'QH'",
        "UPDATE stream SET version = version - 1 WHERE id LIKE 'item:%'",
        "INSERT INTO handle (county, kind, key, id) VALUES ('QH', 'item', 'x', 'y')",
    ]) func `a cell of a projection`(_ sql: String) async throws {
        let report = try await tampered([sql])
        #expect(report.faults.contains { $0.check == .projection })
    }

    @Test func `a counter set back, which rebuild mends`() async throws {
        try await TestLedger.use { test in
            try await test.populate()
            for index in 1...3 { _ = try await test.file("等候时间太长 \(index)", at: "QH-W01") }
            try await test.place.meddle(["UPDATE serial SET next = 1"])
            #expect(try await test.ledger.store.verify { _ in }.faults.contains { $0.what.contains("编号计数") })
            try await test.ledger.store.rebuild { _ in }
            #expect(try await test.ledger.store.verify { _ in }.faults == [])
            #expect(try await test.file("又一件", at: "QH-W01").number == "QH-2026-0004")
        }
    }

    @Test func `the mark of a demo, which makes a name proof enough`() async throws {
        let report = try await tampered(["UPDATE county SET is_demo = 0"])
        #expect(report.faults.contains { $0.what.contains("演示标记") })
    }

    @Test func `the search index`() async throws {
        let report = try await tampered(["UPDATE item SET words = words || '伪造'"])
        #expect(!report.isSound)
    }

    @Test func `the last event of a stream removed`() async throws {
        let report = try await tampered(
            [
                """
                DELETE FROM event WHERE stream = (SELECT max(id) FROM stream WHERE id LIKE 'item:%')
                AND version = (SELECT version FROM stream WHERE id = (SELECT max(id) FROM stream WHERE id LIKE 'item:%'))
                """
            ], count: 1)
        #expect(report.faults.contains { $0.check == .chain && $0.what.contains("少了第") })
    }

    @Test func `a whole stream removed with everything that names it is seen by the sealed root`()
        async throws
    {
        let report = try await tampered([]) { place in
            let stream = try #require(
                try await place.look("SELECT max(id) FROM stream WHERE id LIKE 'item:%'").first)
            let item = stream.dropFirst(5)
            return [
                "DELETE FROM event WHERE stream = '\(stream)'",
                "DELETE FROM text_record WHERE stream = '\(stream)'",
                "DELETE FROM item WHERE id = '\(item)'", "DELETE FROM item_scope WHERE item = '\(item)'",
                "DELETE FROM stream WHERE id = '\(stream)'",
            ]
        }
        #expect(report.faults.contains { $0.check == .chain })
    }

    @Test func `rebuild makes the same projections, also after they were damaged`() async throws {
        try await TestLedger.use { test in
            try await test.populate()
            for index in 1...3 { _ = try await test.file("等候时间太长 \(index)", at: "QH-W01") }
            try await test.ledger.store.rebuild { _ in }
            #expect(try await test.ledger.store.verify { _ in }.faults == [])
            try await test.place.meddle([
                "DELETE FROM item", "DELETE FROM handle", "UPDATE stream SET state = '{}'",
            ])
            #expect(try await !test.ledger.store.verify { _ in }.isSound)
            try await test.ledger.store.rebuild { _ in }
            #expect(try await test.ledger.store.verify { _ in }.faults == [])
        }
    }
}
