#if PostgreSQL
    import Foundation
    import Ledger
    import LedgerSQL
    import PostgresEngine
    import TestSupport
    import Testing
    import Walkthrough

    /// What the operators' page tells.
    @Suite("What operators do", .serialized, .enabled(if: !TestPlace.isPostgres))
    struct OperatorsTests {
        @Test func `the event log partitioned by hash of the stream goes on as before`() async throws {
            let server = try ScratchPostgres.shared()
            let test = try await TestLedger.make(in: server)
            try await test.populate()
            for number in 1...5 { _ = try await test.file("分区前第\(number)件") }
            try await test.ledger.close()
            guard case .database(let url, _) = test.place else { return }
            let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .deletingLastPathComponent()
                .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
                .appendingPathComponent("Docs/postgres/partition-event-log.sql")
            let name = ScratchPostgres.name(ofDatabase: url)
            try server.query(
                "SET ROLE \(ScratchPostgres.owner); " + String(contentsOf: script, encoding: .utf8), in: name)
            let again = try await test.reopened()
            for number in 1...5 {
                _ = try await again.perform(
                    FileItem(
                        FindingDraft(
                            source: "walk", description: Prose("分区后第\(number)件", "描述"),
                            place: UnitCode("QH-GA"))), by: test.caller("ducha"))
            }
            #expect(try await again.verify().faults == [])
            try await again.rebuild()
            #expect(try await again.verify().faults == [])
            #expect(
                try server.query("SELECT count(DISTINCT tableoid) > 4 FROM event", in: name) == "t")
            #expect(throws: (any Error).self) {
                try server.query("UPDATE event SET kind = 'x'", in: name)
            }
            try await again.close()
            await test.remove()
        }

        @Test func `a standby is read, says that it is one, and is passed over by who seeks the primary`()
            async throws
        {
            let primary = try ScratchPostgres(settings: ["fsync=off"], listens: true)
            defer { primary.stop() }
            let test = try await TestLedger.make(in: primary)
            try await test.populate()
            _ = try await test.file("主库上登记的")
            let standby = try ScratchPostgres(standbyOf: primary)
            defer { standby.stop() }
            guard case .database(let url, let evidence) = test.place else { return }
            let name = ScratchPostgres.name(ofDatabase: url)
            func open(_ url: String) async throws -> Ledger {
                try await Ledger.open(
                    database: url, evidence: evidence, environment: test.clock.environment)
            }
            let reading = try await open(standby.url(name))
            let caller = try test.caller("ducha")
            #expect(try await reading.ask(ListItems(ItemQuery()), by: caller).items.count == 1)
            let draft = FindingDraft(
                source: "walk", description: try Prose("备库上登记", "描述"), place: try UnitCode("QH-GA"))
            let error = await #expect(throws: LedgerError.self) {
                try await reading.perform(FileItem(draft), by: caller)
            }
            guard case .unavailable(_, let message) = error else {
                return _ = Issue.record("\(error as Any)")
            }
            #expect(message.contains("备库"))
            try await reading.close()
            // Both hosts are named: writes go to the primary, and after a failover to the former standby.
            let both =
                "postgres://\(ScratchPostgres.owner)@127.0.0.1:\(standby.port),127.0.0.1:\(primary.port)/\(name)"
                + "?target_session_attrs=read-write"
            let writing = try await open(both)
            _ = try await writing.perform(FileItem(draft), by: caller)
            try standby.waitForCatchUp(of: primary)
            primary.stop()
            try standby.promote()
            _ = try await writing.perform(FileItem(draft), by: caller)
            #expect(try await writing.ask(ListItems(ItemQuery()), by: caller).items.count == 3)
            #expect(try await writing.verify().faults == [])
            try await writing.close()
            try? await test.ledger.close()
        }
    }
#endif
