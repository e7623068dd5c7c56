#if PostgreSQL
    import Foundation
    import LedgerSQL
    import PostgresEngine
    import TestSupport
    import Testing

    @Suite("PostgreSQL engine", .enabled(if: !TestPlace.isPostgres)) struct PostgresEngineTests {
        /// Places are databases: every other one has the collation of Chinese dictionaries.
        static func contract(icu: Bool) -> EngineContract {
            EngineContract(
                open: { PostgresEngine(try PostgresAddress($0)) },
                newPlace: { try ScratchPostgres.shared().newDatabase(icu: icu) })
        }

        @Test(arguments: [false, true]) func `every type comes back as it went in`(icu: Bool) async throws {
            try await Self.contract(icu: icu).roundTrip()
        }
        @Test(arguments: [false, true]) func `queries end early, nest, and count changes`(icu: Bool)
            async throws
        {
            try await Self.contract(icu: icu).queriesEndEarlyAndNest()
        }
        @Test func `a failing command fails alone`() async throws {
            try await Self.contract(icu: true).failingNeighbour()
        }
        @Test func `eight callers on two engines are all answered`() async throws {
            try await Self.contract(icu: true).manyWriters()
        }
        @Test func `a cancelled caller harms no neighbour`() async throws {
            try await Self.contract(icu: true).cancelledCaller()
        }
        @Test func `a newer schema stops writes and not reads`() async throws {
            try await Self.contract(icu: true).newerSchema()
        }
        @Test func `an append-only table refuses UPDATE and DELETE`() async throws {
            try await Self.contract(icu: true).appendOnly()
        }
        @Test func `a read sees one moment while others write`() async throws {
            try await Self.contract(icu: true).readsOneMoment()
        }
        @Test func `a closed engine refuses, and its store opens again`() async throws {
            try await Self.contract(icu: true).closing()
        }
        @Test(arguments: [false, true]) func `search finds words inside phrases and parts of numbers`(
            icu: Bool
        ) async throws {
            try await Self.contract(icu: icu).searchFinds()
        }
        @Test(arguments: [false, true]) func `the checksum of the search index shows a change`(icu: Bool)
            async throws
        {
            try await Self.contract(icu: icu).checksumShowsChanges()
        }
    }
#endif
