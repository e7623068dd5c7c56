#if PostgreSQL
    import LedgerSQL

    /// What a transaction leaves behind, to be asked for where the answer to its commit was lost: each connection has a row,
    /// and each of its transactions writes its number there.
    ///
    /// The server's own numbers of transactions do not do: after a crash, or on another server after a failover, one that
    /// was not on the disk is given again.
    struct PostgresMark: Sendable {
        /// A name that no other connection has.
        let connection: String
        /// Counts the connection's transactions.
        let number: Int64

        /// Each row is written over and over, and finds its place beside the old one.
        static let table: SQL = """
            CREATE TABLE IF NOT EXISTS connection_mark (
                connection TEXT COLLATE "C" PRIMARY KEY, number BIGINT NOT NULL, at TIMESTAMPTZ NOT NULL
            ) WITH (fillfactor = 20)
            """

        static let isThere: SQL = """
            SELECT 1 FROM information_schema.tables
            WHERE table_name = 'connection_mark' AND table_schema = ANY (current_schemas(false))
            """

        /// The transaction's own statement.
        var leave: SQL {
            """
            INSERT INTO connection_mark (connection, number, at) VALUES (\(connection), \(number), now())
            ON CONFLICT (connection) DO UPDATE SET number = excluded.number, at = excluded.at
            """
        }

        /// Gives the number of the last transaction that was committed. Waits for one that has not ended: its connection may
        /// be gone while the server still works on it.
        var ask: SQL {
            """
            INSERT INTO connection_mark AS m (connection, number, at) VALUES (\(connection), 0, now())
            ON CONFLICT (connection) DO UPDATE SET at = excluded.at RETURNING m.number
            """
        }

        /// Takes out what connections left behind that are long gone. So few do it that it costs nothing, and often enough.
        var tidy: SQL? {
            guard number == 1, connection.hasPrefix("0") else { return nil }
            return """
                DELETE FROM connection_mark WHERE connection IN (
                    SELECT connection FROM connection_mark WHERE at < now() - INTERVAL '2 days'
                    FOR UPDATE SKIP LOCKED)
                """
        }
    }
#endif
