#if PostgreSQL
    package import LedgerSQL

    extension PostgresEngine {
        /// Needs no right to change tables where there is nothing to migrate.
        package func migrate(_ migrations: [Migration]) async throws {
            precondition(
                migrations.map(\.version) == Array(1...max(1, migrations.count)), "versions count from 1")
            let known = migrations.count
            let (found, hasMarks) = try await read { connection in
                (
                    try Self.version(connection),
                    try connection.first(PostgresMark.isThere) { _ in true } ?? false
                )
            }
            if let found, found > known { throw EngineError.newerSchema(found: found, known: known) }
            if found != known || !hasMarks {
                try await alone { connection in
                    _ = try connection.enter("schema", alone: true)
                    try connection.execute(PostgresMark.table)
                    var found = try Self.version(connection)
                    if found == nil {
                        try connection.execute(
                            "CREATE TABLE schema_version (version BIGINT PRIMARY KEY)")
                        found = 0
                    }
                    for migration in migrations where migration.version > found ?? 0 {
                        for step in migration.steps { try connection.run(step) }
                        try connection.execute(
                            "INSERT INTO schema_version (version) VALUES (\(migration.version))")
                    }
                }
            }
            knows(version: known)
        }

        private static func version(_ connection: any SQLConnection) throws -> Int? {
            let isThere = try connection.first(
                """
                SELECT 1 FROM information_schema.tables
                WHERE table_name = 'schema_version' AND table_schema = ANY (current_schemas(false))
                """
            ) { _ in true }
            guard isThere != nil else { return nil }
            return try connection.first("SELECT max(version) FROM schema_version") {
                try $0.optionalInt(0) ?? 0
            }
        }
    }

    extension PostgresConnection {
        fileprivate func run(_ step: Migration.Step) throws {
            switch step {
            case .sql(let statement):
                try execute(SQL(text: DDL.postgres.render(statement), values: []))
            case .appendOnly(let table): try makeAppendOnly(table)
            case .search(let index): try searchCreate(index)
            }
        }

        private func makeAppendOnly(_ table: String) throws {
            let name = table + "_refuses_change"
            try execute(
                """
                CREATE FUNCTION \(identifier: name)() RETURNS trigger LANGUAGE plpgsql AS
                'BEGIN RAISE EXCEPTION ''append-only'' USING ERRCODE = ''23000''; END'
                """)
            try execute(
                """
                CREATE TRIGGER \(identifier: name) BEFORE UPDATE OR DELETE ON \(identifier: table)
                FOR EACH ROW EXECUTE PROCEDURE \(identifier: name)()
                """)
            try execute(
                """
                CREATE TRIGGER \(identifier: name + "_all") BEFORE TRUNCATE ON \(identifier: table)
                FOR EACH STATEMENT EXECUTE PROCEDURE \(identifier: name)()
                """)
        }
    }
#endif
