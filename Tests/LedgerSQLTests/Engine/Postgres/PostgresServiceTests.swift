#if PostgreSQL
    import Foundation
    import LedgerSQL
    import PostgresEngine
    import Synchronization
    import TestSupport
    import Testing

    extension PostgresEngine {
        /// With the tables of the contract.
        static func migrated(
            _ url: String, _ change: (inout Options) -> Void = { _ in }
        ) async throws -> PostgresEngine {
            var options = Options()
            change(&options)
            let engine = PostgresEngine(try PostgresAddress(url), options: options)
            try await engine.migrate(EngineContract.migrations)
            return engine
        }
    }

    @Suite("PostgreSQL in service", .serialized, .enabled(if: !TestPlace.isPostgres))
    struct PostgresServiceTests {
        @Test(arguments: [SIGINT, SIGQUIT])
        func `a restart of the server is a pause for those who write and read`(
            signal: Int32
        ) async throws {
            let server = try ScratchPostgres(settings: ["fsync=off"])
            defer { server.stop() }
            let engine = try await PostgresEngine.migrated(try server.newDatabase())
            let numbers = try await withThrowingTaskGroup(of: [Int].self) { group in
                for caller in 0..<4 {
                    group.addTask {
                        var numbers: [Int] = []
                        for round in 0..<150 {
                            let number = caller * 1000 + round
                            try await engine.run("INSERT INTO sample (number) VALUES (\(number))")
                            _ = try await engine.number("SELECT count(*) FROM sample")
                            numbers.append(number)
                            try await Task.sleep(for: .milliseconds(4))
                        }
                        return numbers
                    }
                }
                try await Task.sleep(for: .milliseconds(300))
                try server.restart(signal: signal)
                return try await group.reduce([], +)
            }
            #expect(
                try await engine.numbers("SELECT number FROM sample ORDER BY number") == numbers.sorted())
            try await engine.close()
        }

        @Test func `a commit that was durable before its answer was lost is asked after, not repeated`()
            async throws
        {
            // This engine's commits wait for a standby that never comes; on this server they are durable meanwhile.
            let server = try ScratchPostgres(settings: [
                "fsync=off", "synchronous_standby_names=nobody", "synchronous_commit=local",
            ])
            defer { server.stop() }
            let url = try server.newDatabase()
            try await PostgresEngine.migrated(url).close()
            let engine = try await PostgresEngine.migrated(url + "?options=-csynchronous_commit%3Don")
            let runs = Counter()
            async let written: Void = engine.write { connection in
                runs.count()
                try connection.execute("INSERT INTO sample (number) VALUES (7)")
            }
            try await server.wait(
                for: "1",
                from:
                    "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"
            )
            try await written
            #expect(runs.value == 1)
            #expect(try await engine.numbers("SELECT number FROM sample") == [7])
            try await engine.close()
        }

        /// The first commit of a row of `sample` waits, until its connection is cut from outside.
        private func waitInFirstCommit(_ server: ScratchPostgres, _ database: String) throws {
            try server.query(
                """
                CREATE SEQUENCE commits;
                GRANT USAGE ON SEQUENCE commits TO \(ScratchPostgres.owner);
                CREATE FUNCTION wait_once() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN IF nextval(''commits'') = 1 THEN PERFORM pg_sleep(50); END IF; RETURN NULL; END';
                CREATE CONSTRAINT TRIGGER wait_once AFTER INSERT ON sample DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION wait_once();
                """, in: database)
        }

        @Test func `a transaction whose number a crash gave to another does not pass for committed`()
            async throws
        {
            // Of a commit under way nothing is on the disk yet: after a crash, its number is free again.
            let server = try ScratchPostgres(settings: [
                "fsync=off", "wal_writer_delay=10s", "autovacuum=off",
            ])
            defer { server.stop() }
            let url = try server.newDatabase()
            let name = ScratchPostgres.name(ofDatabase: url)
            let engine = try await PostgresEngine.migrated(url) { $0.patience = .seconds(120) }
            try waitInFirstCommit(server, name)
            async let written: Void = engine.run("INSERT INTO sample (number) VALUES (7)")
            try await server.wait(
                for: "1", from: "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'PgSleep'")
            let number = try #require(
                Int(
                    try server.query(
                        "SELECT backend_xid FROM pg_stat_activity WHERE wait_event = 'PgSleep'")))
            try server.admit(everybody: false)
            try server.restart(signal: SIGQUIT)
            // Others are faster.
            var others: [Int] = []
            while others.last.map({ $0 < number }) ?? true {
                others.append(try #require(Int(try server.query("SELECT txid_current()"))))
            }
            #expect(others.contains(number))
            try server.query("DROP TRIGGER wait_once ON sample", in: name)
            try server.admit(everybody: true, reloads: true)
            try await written
            #expect(try await engine.numbers("SELECT number FROM sample") == [7])
            try await engine.close()
        }

        @Test func `a commit that was cut off before it was durable is asked after, and carried out again`()
            async throws
        {
            let server = try ScratchPostgres.shared()
            let url = try server.newDatabase()
            let name = ScratchPostgres.name(ofDatabase: url)
            let engine = try await PostgresEngine.migrated(url)
            try waitInFirstCommit(server, name)
            let runs = Counter()
            async let written: Void = engine.write { connection in
                runs.count()
                try connection.execute("INSERT INTO sample (number) VALUES (7)")
            }
            try await server.wait(
                for: "1",
                from: """
                    SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
                    WHERE datname = current_database() AND query = 'COMMIT' AND wait_event = 'PgSleep'
                    """, in: name)
            try await written
            #expect(runs.value == 2)
            #expect(try await engine.numbers("SELECT number FROM sample") == [7])
            try await engine.close()
        }

        /// Waits until somebody sleeps in the database.
        private func sleeper(in url: String) async throws {
            try await ScratchPostgres.shared().wait(
                for: "1",
                from: """
                    SELECT count(*) FROM pg_stat_activity
                    WHERE datname = current_database() AND wait_event = 'PgSleep'
                    """, in: ScratchPostgres.name(ofDatabase: url))
        }

        @Test func `closing cancels what does not end`() async throws {
            let url = try ScratchPostgres.shared().newDatabase()
            let engine = try await PostgresEngine.migrated(url) { $0.closingPatience = .milliseconds(200) }
            let slow = Task { try await engine.number("SELECT 1 FROM (SELECT pg_sleep(60)) s") }
            try await sleeper(in: url)
            try await engine.close()
            await #expect(throws: EngineError.cancelled) { try await slow.value }
        }

        @Test func `a read whose caller goes away is cancelled, and the next is not`() async throws {
            let url = try ScratchPostgres.shared().newDatabase()
            let engine = try await PostgresEngine.migrated(url) { $0.readers = 1 }
            for _ in 0..<5 {
                let task = Task { try await engine.number("SELECT 1 FROM (SELECT pg_sleep(60)) s") }
                try await sleeper(in: url)
                task.cancel()
                await #expect(throws: EngineError.cancelled) { try await task.value }
                #expect(try await engine.number("SELECT 1") == 1)
            }
            try await engine.close()
        }

        @Test func `a stream whose caller goes away ends, between statements too`() async throws {
            let engine = try await PostgresEngine.migrated(try ScratchPostgres.shared().newDatabase()) {
                $0.readers = 1
            }
            try await engine.write { connection in
                for number in 0..<3_000 {
                    try connection.post("INSERT INTO sample (number) VALUES (\(number))")
                }
            }
            let (started, start) = AsyncStream.makeStream(of: Void.self)
            let gate = DispatchSemaphore(value: 0)
            let task = Task {
                try await engine.read { connection in
                    var rows = 0
                    try connection.streamingQuery("SELECT number FROM sample") { _ in
                        rows += 1
                        if rows == 1 {
                            start.finish()
                            gate.wait()
                        }
                    }
                    return rows
                }
            }
            for await _ in started {}
            task.cancel()
            gate.signal()
            await #expect(throws: EngineError.cancelled) { try await task.value }
            // Who is cancelled before his turn does not begin.
            let hold = DispatchSemaphore(value: 0)
            let (busy, begin) = AsyncStream.makeStream(of: Void.self)
            async let first: Void = engine.read { _ in
                begin.finish()
                hold.wait()
            }
            for await _ in busy {}
            let queued = Task { try await engine.number("SELECT count(*) FROM sample") }
            while engine.waiting < 1 { await Task.yield() }
            queued.cancel()
            hold.signal()
            try await first
            await #expect(throws: EngineError.cancelled) { try await queued.value }
            #expect(try await engine.number("SELECT count(*) FROM sample") == 3_000)
            try await engine.close()
        }
    }

    private final class Counter: Sendable {
        private let number = Mutex(0)

        func count() { number.withLock { $0 += 1 } }
        var value: Int { number.withLock { $0 } }
    }
#endif
