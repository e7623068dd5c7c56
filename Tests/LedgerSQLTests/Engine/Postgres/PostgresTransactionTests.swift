#if PostgreSQL
    import Foundation
    import LedgerSQL
    import PostgresEngine
    import TestSupport
    import Testing

    @Suite("PostgreSQL transactions", .serialized, .enabled(if: !TestPlace.isPostgres))
    struct PostgresTransactionTests {
        @Test func `a stream whose body throws leaves no cursor behind`() async throws {
            let engine = try await PostgresEngine.migrated(try ScratchPostgres.shared().newDatabase())
            struct Stop: Error {}
            let rows = try await engine.read { connection in
                for _ in 0..<2 {
                    #expect(throws: Stop.self) {
                        try connection.streamingQuery("SELECT name FROM counter") { _ in throw Stop() }
                    }
                }
                var rows = 0
                try connection.streamingQuery("SELECT name FROM counter") { _ in rows += 1 }
                return rows
            }
            #expect(rows == 1)
            try await engine.close()
        }

        @Test func `nobody writes by an old schema once a new one is there`() async throws {
            let url = try ScratchPostgres.shared().newDatabase()
            let old = try await PostgresEngine.migrated(url)
            let (started, start) = AsyncStream.makeStream(of: Void.self)
            let gate = DispatchSemaphore(value: 0)
            let writing = Task {
                try await old.write { connection in
                    try connection.execute("INSERT INTO sample (number) VALUES (1)")
                    start.finish()
                    gate.wait()
                }
            }
            for await _ in started {}
            let migrating = Task {
                let new = PostgresEngine(try PostgresAddress(url))
                try await new.migrate(
                    EngineContract.migrations + [Migration(version: 3, ["CREATE TABLE later (id identity)"])])
                try await new.close()
            }
            try await ScratchPostgres.shared().wait(
                for: "1",
                from: """
                    SELECT count(*) FROM pg_stat_activity
                    WHERE datname = current_database() AND wait_event = 'advisory'
                    """, in: ScratchPostgres.name(ofDatabase: url))
            #expect(try await old.number("SELECT max(version) FROM schema_version") == 2, "it waits")
            gate.signal()
            _ = try await writing.value
            try await migrating.value
            await #expect(throws: EngineError.newerSchema(found: 3, known: 2)) {
                try await old.run("INSERT INTO sample (number) VALUES (2)")
            }
            try await old.close()
        }

        @Test func `whoever waits too long for a connection, or for a lock, is told to come again`()
            async throws
        {
            let url = try ScratchPostgres.shared().newDatabase()
            let engine = try await PostgresEngine.migrated(url + "?options=-clock_timeout%3D300") {
                $0.writers = 2
                $0.patience = .milliseconds(300)
            }
            try await engine.run("INSERT INTO sample (number) VALUES (1)")
            let gate = DispatchSemaphore(value: 0)
            let (started, start) = AsyncStream.makeStream(of: Void.self)
            async let long: Void = engine.write { connection in
                try connection.execute("UPDATE sample SET number = 2")
                start.finish()
                gate.wait()
            }
            for await _ in started {}
            let locked = await #expect(throws: EngineError.self) {
                try await engine.run("UPDATE sample SET number = 3")
            }
            #expect(locked == .unavailable(retryAfter: 5))
            let (filled, fill) = AsyncStream.makeStream(of: Void.self)
            async let waiting: Void = engine.write { _ in
                fill.finish()
                gate.wait()
            }
            for await _ in filled {}
            let full = await #expect(throws: EngineError.self) { try await engine.run("SELECT 1") }
            #expect(full == .unavailable(retryAfter: 5))
            gate.signal()
            gate.signal()
            _ = try await (long, waiting)
            #expect(try await engine.number("SELECT number FROM sample") == 2)
            try await engine.close()
        }

        @Test func `two who wait for each other both succeed in the end`() async throws {
            let engine = try await PostgresEngine.migrated(try ScratchPostgres.shared().newDatabase()) {
                $0.writers = 2
            }
            try await engine.run("INSERT INTO counter (name, value) VALUES ('a', 0), ('b', 0)")
            try await withThrowingTaskGroup(of: Void.self) { group in
                for (first, second) in [("a", "b"), ("b", "a")] {
                    group.addTask {
                        try await engine.write { connection in
                            for name in [first, second] {
                                try connection.execute(
                                    "UPDATE counter SET value = value + 1 WHERE name = \(name)")
                                usleep(100_000)
                            }
                        }
                    }
                }
                try await group.waitForAll()
            }
            #expect(
                try await engine.numbers("SELECT value FROM counter WHERE name <> 'all' ORDER BY name") == [
                    2, 2,
                ])
            try await engine.close()
        }

        @Test func `a statement that failed lets nothing after it be recorded`() async throws {
            let engine = try await PostgresEngine.migrated(try ScratchPostgres.shared().newDatabase())
            await #expect(throws: EngineError.self) {
                try await engine.write { connection in
                    try connection.execute("INSERT INTO sample (number) VALUES (1)")
                    _ = try? connection.execute("UPDATE counter SET value = -1")
                    try? connection.post("INSERT INTO sample (number) VALUES (2)")
                }
            }
            // The failure of a posted statement is thrown at the latest by the commit.
            await #expect(throws: EngineError.self) {
                try await engine.write { try $0.post("UPDATE counter SET value = -1") }
            }
            struct Nothing: Error {}
            await #expect(throws: Nothing.self) {
                try await engine.write {
                    try $0.post("UPDATE counter SET value = 5 WHERE name = 'nobody'", otherwise: Nothing())
                }
            }
            #expect(try await engine.numbers("SELECT number FROM sample") == [])
            #expect(try await engine.number("SELECT value FROM counter") == 0)
            try await engine.close()
        }

        @Test func `hundreds of different statements do not pile up in a session`() async throws {
            let engine = try await PostgresEngine.migrated(try ScratchPostgres.shared().newDatabase()) {
                $0.writers = 1
            }
            let known = try await engine.write { connection in
                for number in 0..<1_000 {
                    try connection.execute(
                        SQL(text: "SELECT CAST(? AS bigint) + \(number)", values: [.int(1)]))
                }
                return try connection.first("SELECT count(*) FROM pg_prepared_statements") { try $0.int(0) }
            }
            #expect((known ?? 0) <= 400)
            try await engine.close()
        }
    }
#endif
