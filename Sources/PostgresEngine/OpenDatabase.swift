#if PostgreSQL
    public import Ledger
    import LedgerSQL
    public import Walkthrough

    extension Ledger {
        /// Opens a county's ledger in a PostgreSQL database.
        /// - Parameters:
        ///   - database: a URL or a list of `key=value`, with every option of libpq.
        ///   - county: may be left out where there is only one.
        ///   - evidence: the folder that all nodes share, in which each county has one of its own.
        /// - Throws: `malformed` for an address that cannot be read or a county that must be named, `unknown` where there is
        ///   no such ledger, `unavailable` if the server cannot be reached, `unusableStore` for a newer version's.
        public static func open(
            database: String, county: String? = nil, evidence: String?, environment: Environment = .live
        ) async throws(LedgerError) -> Ledger {
            let address = try PostgresAddress(database)
            return try await open(
                PostgresEngine(address), at: address.shown, county: county, evidence: evidence,
                environment: environment)
        }

        /// Makes a county's ledger in a PostgreSQL database, and its folder of evidence.
        /// - Throws: `notPossible` where it is already, and what `open` throws.
        public static func create(
            database: String, county: UnitCode, evidence: String, founding: Founding, user: String,
            environment: Environment = .live
        ) async throws(LedgerError) -> Ledger {
            let address = try PostgresAddress(database)
            return try await create(
                PostgresEngine(address), at: address.shown, county: county, evidence: evidence,
                founding: founding, user: user, environment: environment)
        }
    }
#endif
