#if PostgreSQL
    import Foundation
    import Ledger
    import LedgerSQL
    import PostgresEngine
    import ScratchPostgres
    import Testing

    @Suite("PostgreSQL in service", .serialized, .enabled(if: !TestPlace.isPostgres))
    struct PostgresServiceTests {
        private func engine(
            _ url: String, _ change: (inout PostgresEngine.Options) -> Void = { _ in }
        ) async throws -> PostgresEngine {
            var options = PostgresEngine.Options()
            change(&options)
            let engine = PostgresEngine(try PostgresAddress(url), options: options)
            try await engine.migrate(EngineContract.migrations)
            return engine
        }

        @Test(arguments: [SIGINT, SIGQUIT])
        func `a restart of the server is a pause for those who write and read`(
            signal: Int32
        ) async throws {
            let server = try ScratchPostgres(settings: ["fsync=off"])
            defer { server.stop() }
            let engine = try await engine(try server.newDatabase())
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

        @Test func `a commit whose answer was lost is asked after, not repeated`() async throws {
            let server = try ScratchPostgres.shared()
            let url = try server.newDatabase()
            let engine = try await engine(url)
            // The trigger waits within the commit while the connection is cut from outside.
            try server.query(
                """
                CREATE FUNCTION wait_a_moment() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN IF NEW.number = 7 THEN PERFORM pg_sleep(1); END IF; RETURN NULL; END';
                CREATE CONSTRAINT TRIGGER wait_a_moment AFTER INSERT ON sample DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW EXECUTE FUNCTION wait_a_moment();
                """, in: ScratchPostgres.name(ofDatabase: url))
            async let written: Void = engine.run("INSERT INTO sample (number) VALUES (\(7))")
            try await Task.sleep(for: .milliseconds(400))
            try server.query(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'COMMIT' AND state = 'active'"
            )
            try await written
            #expect(try await engine.numbers("SELECT number FROM sample") == [7])
            try await engine.close()
        }

        @Test func `closing cancels what does not end`() async throws {
            let engine = try await engine(try ScratchPostgres.shared().newDatabase()) {
                $0.closingPatience = .milliseconds(200)
            }
            let slow = Task { try await engine.number("SELECT 1 FROM (SELECT pg_sleep(60)) s") }
            try await Task.sleep(for: .milliseconds(200))
            try await engine.close()
            await #expect(throws: EngineError.cancelled) { try await slow.value }
        }

        @Test func `a read whose caller goes away is cancelled, and the next is not`() async throws {
            let engine = try await engine(try ScratchPostgres.shared().newDatabase()) { $0.readers = 1 }
            for _ in 0..<5 {
                let task = Task { try await engine.number("SELECT 1 FROM (SELECT pg_sleep(60)) s") }
                try await Task.sleep(for: .milliseconds(50))
                task.cancel()
                await #expect(throws: EngineError.cancelled) { try await task.value }
                #expect(try await engine.number("SELECT 1") == 1)
            }
            try await engine.close()
        }

        @Test func `a stream whose caller goes away ends, between statements too`() async throws {
            let engine = try await engine(try ScratchPostgres.shared().newDatabase()) { $0.readers = 1 }
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
            try await Task.sleep(for: .milliseconds(50))
            queued.cancel()
            hold.signal()
            try await first
            await #expect(throws: EngineError.cancelled) { try await queued.value }
            #expect(try await engine.number("SELECT count(*) FROM sample") == 3_000)
            try await engine.close()
        }

        @Test func `a stream whose body throws leaves no cursor behind`() async throws {
            let engine = try await engine(try ScratchPostgres.shared().newDatabase())
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
            let old = try await engine(url)
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
            try await Task.sleep(for: .milliseconds(200))
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
            let engine = try await engine(url + "?options=-clock_timeout%3D300") {
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
            async let waiting: Void = engine.write { _ in gate.wait() }
            try await Task.sleep(for: .milliseconds(100))
            let full = await #expect(throws: EngineError.self) { try await engine.run("SELECT 1") }
            #expect(full == .unavailable(retryAfter: 5))
            gate.signal()
            gate.signal()
            _ = try await (long, waiting)
            #expect(try await engine.number("SELECT number FROM sample") == 2)
            try await engine.close()
        }

        @Test func `two who wait for each other both succeed in the end`() async throws {
            let engine = try await engine(try ScratchPostgres.shared().newDatabase()) { $0.writers = 2 }
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
            let engine = try await engine(try ScratchPostgres.shared().newDatabase())
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
            let engine = try await engine(try ScratchPostgres.shared().newDatabase()) { $0.writers = 1 }
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

        @Test func `a server that is not there is said so at once, without the password`() async throws {
            let address = try PostgresAddress("postgres://office:geheim123@127.0.0.1:1/nothing")
            #expect(address.shown == "postgres://127.0.0.1:1/nothing")
            let engine = PostgresEngine(address)
            let start = ContinuousClock.now
            let error = await #expect(throws: EngineError.self) { try await engine.read { _ in } }
            #expect(ContinuousClock.now - start < .seconds(15))
            guard case .unreachable(let message) = error else { return _ = Issue.record("\(error as Any)") }
            #expect(!message.contains("geheim123"))
            try await engine.close()
        }

        @Test(arguments: [
            "postgres://office:geheim123@[::1/x", "postgres://office:geheim@123@host/x",
            "postgres://host/x?pass=geheim123%", "postgres://host/x?pwd=geheim123%zz",
            "postgres://[:geheim123/x", "host=a password=b geheim123",
        ])
        func `an address that cannot be read is not repeated where a password may be in it`(text: String) {
            let fault = #expect(throws: LedgerError.self) { try PostgresAddress(text) }
            guard case .malformed(let message) = fault else { return _ = Issue.record("\(fault as Any)") }
            #expect(!message.contains("geheim") && message.hasPrefix("数据库地址"))
        }

        @Test(arguments: [
            ("postgres://office@host:5432/x?sslmod=require", "sslmod"), ("host=a sslmod=require", "sslmod"),
            ("mysql://host/x", "mysql://host/x"), ("postgres://[::1/x", "IPv6"),
        ])
        func `what libpq cannot read of an address is named where no password is in it`(
            text: String, part: String
        ) {
            let fault = #expect(throws: LedgerError.self) { try PostgresAddress(text) }
            guard case .malformed(let message) = fault else { return _ = Issue.record("\(fault as Any)") }
            #expect(message.contains(part))
        }

        @Test func `a database of another encoding is refused`() async throws {
            let server = try ScratchPostgres.shared()
            try server.query(
                "CREATE DATABASE latin OWNER office TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'"
            )
            let engine = PostgresEngine(try PostgresAddress(server.url("latin")))
            let error = await #expect(throws: EngineError.self) {
                try await engine.migrate(EngineContract.migrations)
            }
            #expect("\(error as Any)".contains("UTF8"))
            try await engine.close()
        }

        @Test func `a role without rights to tables works where nothing is to migrate`() async throws {
            let server = try ScratchPostgres.shared()
            let url = try server.newDatabase()
            let name = ScratchPostgres.name(ofDatabase: url)
            try await engine(url).close()
            try server.query(
                """
                CREATE ROLE \(name)_clerk LOGIN;
                GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO \(name)_clerk;
                GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO \(name)_clerk
                """, in: name)
            let clerk = try await engine(server.url(name, user: "\(name)_clerk"))
            try await clerk.run("INSERT INTO sample (number) VALUES (1)")
            await #expect(throws: EngineError.self) { try await clerk.run("DROP TABLE sample") }
            await #expect(throws: EngineError.self) {
                try await clerk.run("ALTER TABLE log DISABLE TRIGGER ALL")
            }
            try await clerk.close()
        }

        @Test(arguments: ["md5", "scram-sha-256"]) func `passwords of both kinds, over TLS that is verified`(
            method: String
        ) async throws {
            let server = try ScratchPostgres(settings: ["fsync=off", "password_encryption=\(method)"])
            defer { server.stop() }
            try server.query("CREATE ROLE clerk LOGIN PASSWORD '口令 p@ss'")
            try server.query("CREATE DATABASE office OWNER clerk")
            try server.useTLS(method: method)
            let certificate = server.folder + "/data/server.crt"
            func url(_ password: String, _ host: String, _ options: String) -> String {
                "postgres://clerk:\(password)@\(host):\(server.port)/office?\(options)"
            }
            let right = "%E5%8F%A3%E4%BB%A4%20p%40ss"
            let verified = "sslmode=verify-full&sslrootcert=\(certificate)"
            let engine = try await engine(url(right, "localhost", verified))
            let isEncrypted = try await engine.number(
                "SELECT CASE WHEN ssl THEN 1 ELSE 0 END FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
            #expect(isEncrypted == 1)
            try await engine.close()
            for bad in [
                url("wrong", "localhost", verified), url(right, "127.0.0.1", verified),
                url(right, "localhost", "sslmode=disable"),
            ] {
                let other = PostgresEngine(try PostgresAddress(bad))
                let error = await #expect(throws: EngineError.self) { try await other.read { _ in } }
                guard case .unreachable = error else { return _ = Issue.record("\(error as Any)") }
                try await other.close()
            }
        }
    }
#endif
