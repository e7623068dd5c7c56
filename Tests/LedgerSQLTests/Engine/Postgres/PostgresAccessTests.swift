#if PostgreSQL
    import Foundation
    import Ledger
    import LedgerSQL
    import PostgresEngine
    import TestSupport
    import Testing

    @Suite("Reaching PostgreSQL", .serialized, .enabled(if: !TestPlace.isPostgres))
    struct PostgresAccessTests {
        /// Whoever waited for it would do so for an hour.
        @Test(.timeLimit(.minutes(10)))
        func `a server that is not there is said so at once, without the password`() async throws {
            let address = try PostgresAddress("postgres://office:geheim123@127.0.0.1:1/nothing")
            #expect(address.shown == "postgres://127.0.0.1:1/nothing")
            var options = PostgresEngine.Options()
            options.patience = .seconds(3_600)
            let engine = PostgresEngine(address, options: options)
            let error = await #expect(throws: EngineError.self) { try await engine.read { _ in } }
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
            try await PostgresEngine.migrated(url).close()
            try server.query(
                """
                CREATE ROLE \(name)_clerk LOGIN;
                GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO \(name)_clerk;
                GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO \(name)_clerk
                """, in: name)
            let clerk = try await PostgresEngine.migrated(server.url(name, user: "\(name)_clerk"))
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
            let server = try ScratchPostgres(
                settings: ["fsync=off", "password_encryption=\(method)"], listens: true)
            defer { server.stop() }
            try server.query("CREATE ROLE clerk LOGIN PASSWORD '口令 p@ss'")
            try server.query("CREATE DATABASE office OWNER clerk")
            try await server.useTLS(method: method)
            let certificate = server.folder + "/data/server.crt"
            func url(_ password: String, _ host: String, _ options: String) -> String {
                "postgres://clerk:\(password)@\(host):\(server.port)/office?\(options)"
            }
            let right = "%E5%8F%A3%E4%BB%A4%20p%40ss"
            let verified = "sslmode=verify-full&sslrootcert=\(certificate)"
            let engine = try await PostgresEngine.migrated(url(right, "localhost", verified))
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
