#if PostgreSQL
    import CLibPQ
    import LedgerSQL

    /// One connection to the server, used by one thread at a time and always in pipeline mode: statements are sent without
    /// waiting, and their results read when somebody asks for one.
    ///
    /// Every text is prepared once. Its parameters are typed, and both they and the cells of results are binary.
    final class PostgresSession {
        private struct Sent {
            /// Set for what prepares a text.
            var prepares: PostgresStatements.Key?
            var sql: SQL?
            /// Looks at the result; it may throw.
            var check: ((PostgresResult) throws -> Void)?
        }

        /// So little is under way that neither side's buffer fills while the other does not read.
        private static let mostSent = 64
        private static let mostBytes = 256 * 1024

        private let connection: OpaquePointer
        private let trace: (@Sendable (SQL) -> Void)?
        private var statements = PostgresStatements()
        private var sent: [Sent] = []
        private var sentBytes = 0
        private(set) var isBroken = false
        private var mark: PostgresMark
        /// Asked before anything is waited for: whether nobody wants the result any more.
        var isUnwanted: () -> Bool = { false }

        /// Connects, which may take as long as the address's `connect_timeout`.
        init(_ address: PostgresAddress, trace: (@Sendable (SQL) -> Void)?) throws {
            self.trace = trace
            let name = (0..<2).map { _ in String(UInt64.random(in: 0 ... .max), radix: 16) }.joined(
                separator: "-")
            mark = PostgresMark(connection: name, number: 0)
            let options = address.completed.sorted { $0.key < $1.key }
            let keys = options.map { Self.copy($0.key) } + [nil]
            let values = options.map { Self.copy($0.value) } + [nil]
            defer { (keys + values).forEach { $0?.deallocate() } }
            let opened = PQconnectdbParams(
                keys.map { UnsafePointer($0) }, values.map { UnsafePointer($0) }, 0)
            guard let opened else { throw PostgresFailure.disconnected("内存不足") }
            // From here on `deinit` closes it, also when something is thrown.
            connection = opened
            guard PQstatus(connection) == CONNECTION_OK, PQenterPipelineMode(connection) == 1 else {
                throw PostgresFailure.disconnected(String(cString: PQerrorMessage(opened)).trimmed)
            }
            // Notices go nowhere.
            PQsetNoticeProcessor(connection, { _, _ in }, nil)
            try prepareForUse()
        }

        deinit { PQfinish(connection) }

        private static func copy(_ text: String) -> UnsafeMutablePointer<CChar>? {
            let bytes = text.utf8CString
            let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
            bytes.withUnsafeBufferPointer { copy.initialize(from: $0.baseAddress!, count: $0.count) }
            return copy
        }

        /// What cancels the statement under way, from any thread.
        func canceller() -> PostgresCanceller? { PQgetCancel(connection).map(PostgresCanceller.init) }

        /// Limits that neither the operator nor the address has set, and commits that are on the disk.
        private func prepareForUse() throws {
            let encoding = PQparameterStatus(connection, "server_encoding").map { String(cString: $0) }
            guard encoding == "UTF8" else {
                throw PostgresFailure(
                    state: "3D000", message: "数据库的编码是 \(encoding ?? "未知")，应为 UTF8；请用 ENCODING 'UTF8' 新建数据库")
            }
            let wanted = [
                "lock_timeout": "30s", "statement_timeout": "60s",
                "idle_in_transaction_session_timeout": "120s",
            ]
            let result = try run(
                """
                SELECT name, CASE WHEN source = 'default' THEN 1 ELSE 0 END, setting FROM pg_settings
                WHERE name IN ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout',
                    'synchronous_commit')
                """)
            for number in 0..<result.rowCount {
                let row = result.row(number)
                let name = try row.text(0)
                if name == "synchronous_commit" {
                    if try row.text(2) == "off" { send("SET synchronous_commit = on") }
                } else if let value = wanted[name], try row.int64(1) == 1 {
                    send(SQL(text: "SET \(name) = '\(value)'", values: []))
                }
            }
            try sync()
        }

        /// For the transaction that begins now.
        func nextMark() -> PostgresMark {
            mark = PostgresMark(connection: mark.connection, number: mark.number + 1)
            return mark
        }

        /// Not to be used again: another server is wanted.
        func abandon() { isBroken = true }

        // MARK: Sending

        /// Sends a statement and does not wait for its result.
        func send(_ sql: SQL, isPrepared: Bool = true, check: ((PostgresResult) throws -> Void)? = nil) {
            guard !isBroken else { return }
            trace?(sql)
            let parameters = PostgresParameters(sql.values)
            // How many rows a search finds depends on the word: it is planned with it, each time.
            guard isPrepared, !sql.text.contains(" @@ ") else { return launch(nil, parameters, sql, check) }
            let key = PostgresStatements.Key(text: sql.text, types: parameters.types)
            if let name = statements.use(key) { return launch(name, parameters, sql, check) }
            if let oldest = statements.removeOldest() {
                sent.append(Sent())
                if PQsendQueryParams(connection, "DEALLOCATE \(oldest)", 0, nil, nil, nil, nil, 1) != 1 {
                    isBroken = true
                }
            }
            let name = statements.add(key)
            sent.append(Sent(prepares: key))
            if PQsendPrepare(connection, name, sql.numbered, Int32(key.types.count), key.types) != 1 {
                isBroken = true
            }
            launch(name, parameters, sql, check)
        }

        /// Whether a result that is still to come will be looked at.
        var hasChecks: Bool { sent.contains { $0.check != nil } }
        var isFull: Bool { sent.count >= Self.mostSent || sentBytes >= Self.mostBytes }

        /// - Parameter name: of the prepared statement; `nil` for one that is not.
        private func launch(
            _ name: String?, _ parameters: PostgresParameters, _ sql: SQL,
            _ check: ((PostgresResult) throws -> Void)?
        ) {
            sent.append(Sent(sql: sql, check: check))
            sentBytes += parameters.byteCount
            let isSent = parameters.withPointers { count, pointers, lengths, formats in
                guard let name else {
                    return PQsendQueryParams(
                        connection, sql.numbered, count, parameters.types, pointers, lengths, formats, 1) == 1
                }
                return PQsendQueryPrepared(connection, name, count, pointers, lengths, formats, 1) == 1
            }
            if !isSent { isBroken = true }
        }

        // MARK: Reading

        /// Sends a statement, and reads all results up to its own.
        func run(_ sql: SQL, isFinal: Bool = false) throws -> PostgresResult {
            send(sql)
            guard let result = try sync(isFinal: isFinal) else { throw disconnected() }
            return result
        }

        /// Reads the results of all that was sent.
        /// - Parameter isFinal: it is a commit, whose answer is wanted whoever has gone.
        /// - Returns: the last one's.
        /// - Throws: the first failure; what was sent after it was not carried out.
        @discardableResult
        func sync(isFinal: Bool = false) throws -> PostgresResult? {
            let all = sent
            sent.removeAll(keepingCapacity: true)
            sentBytes = 0
            if !isFinal, isUnwanted() {
                // What was sent goes with the connection, and the transaction with both.
                isBroken = true
                throw PostgresFailure(state: "57014", message: "cancelled")
            }
            guard !isBroken, PQpipelineSync(connection) == 1 else { throw disconnected() }
            var last: PostgresResult?
            var fault: (any Error)?
            for entry in all {
                guard let result = try next() else { throw disconnected() }
                switch PQresultStatus(result.pointer) {
                case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
                    guard entry.prepares == nil else { break }
                    last = result
                    if fault == nil, let check = entry.check {
                        do { try check(result) } catch { fault = error }
                    }
                case PGRES_PIPELINE_ABORTED:
                    if let key = entry.prepares { statements.remove(key) }
                default:
                    if let key = entry.prepares { statements.remove(key) }
                    fault = fault ?? failure(result, of: entry.sql)
                }
                while try next() != nil {}
            }
            guard let end = try next(), PQresultStatus(end.pointer) == PGRES_PIPELINE_SYNC else {
                throw (fault as? PostgresFailure) ?? disconnected()
            }
            if let fault { throw fault }
            return last
        }

        /// The next result; `nil` between those of two statements.
        private func next() throws -> PostgresResult? {
            let result = PQgetResult(connection).map(PostgresResult.init)
            guard PQstatus(connection) == CONNECTION_OK else {
                isBroken = true
                if let result, PQresultStatus(result.pointer) == PGRES_FATAL_ERROR {
                    throw PostgresFailure(result.pointer)
                }
                throw disconnected()
            }
            return result
        }

        private func failure(_ result: PostgresResult, of sql: SQL?) -> PostgresFailure {
            var failure = PostgresFailure(result.pointer)
            // Without NOWAIT it was the limit of `lock_timeout`.
            if failure.state == "55P03", sql?.text.hasSuffix("NOWAIT") != true {
                failure = PostgresFailure(state: "57014", message: failure.message)
            }
            if failure.isDisconnection { isBroken = true }
            return failure
        }

        private func disconnected() -> PostgresFailure {
            isBroken = true
            return .disconnected(String(cString: PQerrorMessage(connection)).trimmed)
        }
    }
#endif
