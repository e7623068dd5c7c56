import Foundation
import GRDB
import Ledger
import LedgerSQL
import Testing
import Walkthrough

@Suite("What verify sees")
struct TamperTests {
    /// A ledger with a few rows in several states, closed, and its database opened by a stranger's hand.
    private func tampered(
        _ change: @escaping @Sendable (Database, TestLedger) throws -> Void
    ) async throws -> VerifyReport {
        let test = try await TestLedger.make()
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
        let queue = try DatabaseQueue(path: test.database)
        try await queue.write { database in
            for name in try String.fetchAll(
                database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'")
            {
                try database.execute(sql: "DROP TRIGGER \"\(name)\"")
            }
        }
        try await queue.writeWithoutTransaction { try change($0, test) }
        try queue.close()
        let again = try await Ledger.open(folder: test.folder, environment: test.clock.environment)
        let report = try await again.store.verify { _ in }
        try await again.close()
        await test.remove()
        return report
    }

    @Test func `nothing changed is sound`() async throws {
        let report = try await tampered { _, _ in }
        #expect(report.isSound)
        #expect(report.events > 10)
    }

    @Test func `one byte of an event's payload`() async throws {
        let report = try await tampered { database, _ in
            try database.execute(
                sql:
                    "UPDATE event SET payload = replace(payload, 'immediate', 'immediatf') WHERE kind = 'item.assigned.1'"
            )
            #expect(database.changesCount > 0)
        }
        #expect(report.faults.contains { $0.check == .chain && $0.what.contains("item:") })
    }

    @Test(arguments: ["actor", "entered_by", "origin", "kind"]) func `the column of an event`(
        _ column: String
    ) async throws {
        let report = try await tampered { database, _ in
            try database.execute(
                sql:
                    "UPDATE event SET \(column) = \(column) || 'x' WHERE sequence = (SELECT max(sequence) - 2 FROM event)"
            )
        }
        #expect(report.faults.contains { $0.check == .chain })
    }

    @Test func `one character of a text record`() async throws {
        let report = try await tampered { database, _ in
            try database.execute(
                sql:
                    "UPDATE text_record SET entries = replace(entries, '补正', '补证') WHERE stream LIKE 'item:%'"
            )
            #expect(database.changesCount > 0)
        }
        #expect(report.faults.contains { $0.check == .text })
    }

    @Test func `a text record that is gone without a legal erasure`() async throws {
        let report = try await tampered { database, _ in
            try database.execute(
                sql: "DELETE FROM text_record WHERE rowid IN (SELECT rowid FROM text_record LIMIT 1)"
                    .replacing(
                        "rowid IN (SELECT rowid FROM text_record LIMIT 1)",
                        with: "stream = (SELECT max(stream) FROM text_record WHERE stream LIKE 'item:%')"))
        }
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
        let report = try await tampered { database, _ in try database.execute(sql: sql) }
        #expect(report.faults.contains { $0.check == .projection })
    }

    @Test func `a counter set back, which rebuild mends`() async throws {
        try await TestLedger.use { test in
            try await test.populate()
            for index in 1...3 { _ = try await test.file("等候时间太长 \(index)", at: "QH-W01") }
            let queue = try DatabaseQueue(path: test.database)
            try await queue.write { try $0.execute(sql: "UPDATE serial SET next = 1") }
            try queue.close()
            #expect(try await test.ledger.store.verify { _ in }.faults.contains { $0.what.contains("编号计数") })
            try await test.ledger.store.rebuild { _ in }
            #expect(try await test.ledger.store.verify { _ in }.faults == [])
            #expect(try await test.file("又一件", at: "QH-W01").number == "QH-2026-0004")
        }
    }

    @Test func `the search index`() async throws {
        let report = try await tampered { database, _ in
            try database.execute(sql: "UPDATE item SET words = words || '伪造' ")
        }
        #expect(!report.isSound)
    }

    @Test func `the last event of a stream removed`() async throws {
        let report = try await tampered { database, _ in
            try database.execute(
                sql: """
                    DELETE FROM event WHERE stream = (SELECT max(id) FROM stream WHERE id LIKE 'item:%')
                    AND version = (SELECT version FROM stream WHERE id = (SELECT max(id) FROM stream WHERE id LIKE 'item:%'))
                    """)
            #expect(database.changesCount == 1)
        }
        #expect(report.faults.contains { $0.check == .chain && $0.what.contains("少了第") })
    }

    @Test func `a whole stream removed with everything that names it is seen by the sealed root`()
        async throws
    {
        let report = try await tampered { database, _ in
            let stream = try #require(
                try String.fetchOne(database, sql: "SELECT max(id) FROM stream WHERE id LIKE 'item:%'"))
            let item = String(stream.dropFirst(5))
            try database.execute(sql: "DELETE FROM event WHERE stream = ?", arguments: [stream])
            try database.execute(sql: "DELETE FROM text_record WHERE stream = ?", arguments: [stream])
            try database.execute(sql: "DELETE FROM stream WHERE id = ?", arguments: [stream])
            try database.execute(sql: "DELETE FROM item WHERE id = ?", arguments: [item])
            try database.execute(sql: "DELETE FROM item_scope WHERE item = ?", arguments: [item])
        }
        #expect(report.faults.contains { $0.check == .chain })
    }

    @Test func `rebuild makes the same projections, also after they were damaged`() async throws {
        try await TestLedger.use { test in
            try await test.populate()
            for index in 1...3 { _ = try await test.file("等候时间太长 \(index)", at: "QH-W01") }
            try await test.ledger.store.rebuild { _ in }
            #expect(try await test.ledger.store.verify { _ in }.faults == [])
            let queue = try DatabaseQueue(path: test.database)
            try await queue.write {
                try $0.execute(sql: "DELETE FROM item; DELETE FROM handle; UPDATE stream SET state = '{}'")
            }
            try queue.close()
            #expect(try await !test.ledger.store.verify { _ in }.isSound)
            try await test.ledger.store.rebuild { _ in }
            #expect(try await test.ledger.store.verify { _ in }.faults == [])
        }
    }
}
