#if PostgreSQL
    import LedgerSQL

    /// A session while a body runs in its transaction.
    final class PostgresConnection: SQLConnection {
        enum Mode {
            /// A command.
            case write
            /// A long write, without a limit on how long a statement may take.
            case alone
            case read
        }

        let dialect = Dialect.postgres
        let session: PostgresSession
        /// By which the server can later say how the transaction ended.
        private(set) var mark: PostgresMark?
        /// What the transaction was lost by. A body may not see it and go on: whatever it asks then fails as well.
        private(set) var fault: (any Error)?
        private(set) var isCommitting = false
        private var openCursors = 0
        private var isUnlimited = false

        static let chunk = 500

        init(_ session: PostgresSession) { self.session = session }

        // MARK: The transaction

        /// - Parameter known: the last schema version that this process knows; a newer one stops its writes.
        func begin(_ mode: Mode, known: Int?) {
            switch mode {
            case .read: session.send("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            case .write, .alone: session.send("BEGIN ISOLATION LEVEL READ COMMITTED")
            }
            if mode == .alone { unlimited() }
            guard mode != .read, let known else { return }
            // Nobody migrates from here to the commit.
            session.send("SELECT pg_advisory_xact_lock_shared(\(Self.lockKey("schema")))")
            session.send("SELECT max(version) FROM schema_version") { result in
                let found = result.row(0).isNull(0) ? 0 : Int(try result.row(0).int64(0))
                guard found <= known else { throw EngineError.newerSchema(found: found, known: known) }
            }
            let mark = session.nextMark()
            session.send(mark.leave)
            if let tidy = mark.tidy { session.send(tidy) }
            self.mark = mark
        }

        func commit() throws {
            if session.hasChecks || session.isUnwanted() { try asking { _ = try session.sync() } }
            try asking {
                isCommitting = true
                let result = try session.run("COMMIT", isFinal: true)
                isCommitting = false
                guard result.command == "COMMIT" else { throw EngineError.rolledBack }
            }
        }

        func rollback() {
            guard !session.isBroken else { return }
            _ = try? session.sync()
            _ = try? session.run("ROLLBACK")
        }

        /// Notes what the transaction is lost by.
        private func asking<R>(_ body: () throws -> R) throws -> R {
            if let fault { throw PostgresFailure.mapped(fault) }
            do { return try body() } catch {
                fault = error
                throw PostgresFailure.mapped(error)
            }
        }

        // MARK: Statements

        @discardableResult
        func execute(_ sql: SQL) throws -> Int { try asking { try session.run(sql).changes } }

        func post(_ sql: SQL, otherwise: (any Error)?) throws {
            try asking {
                if let otherwise {
                    session.send(sql) { result in if result.changes == 0 { throw otherwise } }
                } else {
                    session.send(sql)
                }
                if session.isFull { try session.sync() }
            }
        }

        func scan(_ sql: SQL, while body: (any SQLRow) throws -> Bool) throws {
            let result = try asking { try session.run(sql) }
            for number in 0..<result.rowCount {
                guard try body(result.row(number)) else { return }
            }
        }

        func streamingQuery(_ sql: SQL, _ body: (any SQLRow) throws -> Void) throws {
            openCursors += 1
            let cursor = "c\(openCursors)"
            defer { openCursors -= 1 }
            unlimited()
            try post(SQL(text: "DECLARE \(cursor) NO SCROLL CURSOR FOR ", values: []) + sql)
            let close = SQL(text: "CLOSE \(cursor)", values: [])
            do {
                let fetch = SQL(text: "FETCH \(Self.chunk) FROM \(cursor)", values: [])
                while true {
                    let result = try asking { try session.run(fetch) }
                    for number in 0..<result.rowCount { try body(result.row(number)) }
                    if result.rowCount < Self.chunk { break }
                }
            } catch {
                // Whoever catches it goes on, perhaps with a cursor of this name.
                if fault == nil { try post(close) }
                throw error
            }
            try post(close)
        }

        /// What streams may take long to begin.
        private func unlimited() {
            if !isUnlimited { session.send("SET LOCAL statement_timeout = 0") }
            isUnlimited = true
        }

        // MARK: Several writers

        func enter(_ county: String, alone: Bool) throws -> Bool {
            let key = Self.lockKey(county)
            if alone {
                try post("SELECT pg_advisory_xact_lock(\(key))")
            } else {
                try post("SELECT pg_advisory_xact_lock_shared(\(key))")
            }
            return alone
        }

        /// The same on every node.
        static func lockKey(_ name: String) -> Int64 {
            Int64(bitPattern: FNV1a.hash("peizou:\(name)".utf8))
        }

        func rowLock(waits: Bool) -> SQL { waits ? " FOR UPDATE" : " FOR UPDATE NOWAIT" }

        var clock: SQL { "CAST(floor(EXTRACT(EPOCH FROM clock_timestamp()) * 1000) AS BIGINT)" }

        /// Only whoever owns the tables may; for others it is a warning.
        func filled(_ tables: [String]) throws {
            for table in tables { try post(SQL(text: "ANALYZE \(table)", values: [])) }
        }

        var orderedJoin: SQL { "JOIN" }

        func contains(_ column: StaticString, _ part: String) -> SQL {
            "strpos(\(raw: column), \(part)) > 0"
        }
    }
#endif
