#if PostgreSQL
    import Foundation
    import Ledger
    import LedgerSQL
    import TestSupport
    import Testing
    import Walkthrough

    /// Three servers on one database, as a load balancer sees them: whichever node a request reaches, the same holds.
    @Suite(.enabled(if: ScratchPostgres.version > 0)) struct `Three nodes on one PostgreSQL` {
        @Test func `know each other's sessions, and their end`() async throws {
            try await Self.use { nodes in
                let session = try await Self.signIn(nodes[0], "ducha", SampleCounty.password).expect(201).json
                let token = try #require(session["token"].text)
                for node in nodes {
                    #expect(try await Self.me(node, token).expect(200).json["account"] == "ducha")
                }
                try await nodes[1].send(
                    "DELETE", "/api/v1/tokens/current", as: nil, headers: Self.bearer(token)
                ).expect(204)
                for node in nodes { try await Self.me(node, token).expectProblem(401) }
            }
        }

        @Test func `count wrong passwords together, and lock together`() async throws {
            try await Self.use { nodes in
                for attempt in 0..<5 {
                    try await Self.signIn(nodes[attempt % 3], "fuhe", "Cuo-wu-2026-mima").expectProblem(401)
                }
                for node in nodes {
                    let locked = try await Self.signIn(node, "fuhe", SampleCounty.password).expectProblem(429)
                    #expect(locked["Retry-After"].flatMap(Int.init) ?? 0 > 0)
                }
            }
        }

        @Test func `count the tries of one address together`() async throws {
            try await Self.use { nodes in
                var refused = 0
                // The standard allows twenty a minute; the clock of the test stands still.
                for attempt in 0..<24 {
                    let reply = try await Self.signIn(
                        nodes[attempt % 3], "nobody\(attempt)", "Cuo-wu-2026-mima")
                    if reply.status == 429 { refused += 1 }
                }
                #expect(refused >= 4)
            }
        }

        @Test func `count the reports of one window together`() async throws {
            try await Self.use { nodes in
                var receipts = 0
                for attempt in 0..<9 {
                    let body: JSON = [
                        "window": "QH-W01", "description": .string("第\(attempt)次来都没有办成"),
                        "device": "one-and-the-same-device",
                    ]
                    let reply = try await nodes[attempt % 3].post("/api/v1/reports", body, as: nil)
                    if reply.status == 201 {
                        receipts += 1
                    } else {
                        try reply.expectProblem(429)
                    }
                }
                #expect(receipts == 5)
            }
        }

        @Test func `give a repeat the first receipt, wherever it arrives`() async throws {
            try await Self.use { nodes in
                let finding: JSON = [
                    "description": "一次性告知单少写一份材料", "place": "QH-W01", "noEvidenceReason": "当面听到",
                ]
                let first = try await nodes[0].post("/api/v1/items", finding, key: "k-1").expect(201)
                // The same, twice at once, on the others.
                async let second = nodes[1].post("/api/v1/items", finding, key: "k-1")
                async let third = nodes[2].post("/api/v1/items", finding, key: "k-1")
                #expect(try await second.expect(201).json == first.json)
                #expect(try await third.expect(201).json == first.json)
                let other: JSON = ["description": "另一个问题", "place": "QH-W01"]
                try await nodes[1].post("/api/v1/items", other, key: "k-1").expectProblem(422)
                let number = try #require(first.json["number"].text)
                let list = try await nodes[2].get("/api/v1/items").expect(200).json["items"].list
                #expect(list.compactMap(\.["number"].text) == [number])
            }
        }

        @Test func `tell a stale version from whichever node it comes`() async throws {
            try await Self.use { nodes in
                let finding: JSON = ["description": "叫号屏没有显示", "place": "QH-RS", "noEvidenceReason": "当面听到"]
                let row = try await nodes[0].post("/api/v1/items", finding).expect(201)
                let path = try #require(row["Location"])
                let assign: JSON = ["lead": "QH-RS", "mode": "immediate"]
                let version = try #require(row.json["version"].int)
                try await nodes[1].post(path + "/assign", assign, version: version).expect(200)
                try await nodes[2].post(path + "/assign", assign, version: version).expectProblem(
                    412, "stale")
            }
        }

        // MARK: Nodes

        private static func use(_ body: ([TestServer]) async throws -> Void) async throws {
            let clock = TestClock(try Instant("2026-09-29T10:00:00+08:00"))
            let url = try ScratchPostgres.shared().newDatabase(icu: true)
            let folder =
                FileManager.default.temporaryDirectory.path + "/peizou-nodes-\(UInt64.random(in: 0 ... .max))"
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let founding = try Founding(
                countyName: Prose("青禾县", "名称"), sources: TestStore.standardSources(),
                calendars: TestStore.standardCalendars(), isDemo: false)
            let first = try await Ledger.create(
                TestStore.engine(url), at: "test", county: try UnitCode("QH"), evidence: folder,
                founding: founding, user: "tester", environment: clock.environment)
            var ledgers = [first]
            for _ in 1..<3 {
                ledgers.append(
                    try await Ledger.open(
                        TestStore.engine(url), at: "test", county: "QH", evidence: folder,
                        environment: clock.environment))
            }
            do {
                let tokens = try await SampleCounty.populate(first)
                try await nest(ledgers[...], clock, tokens, [], body)
            } catch {
                for ledger in ledgers { try? await ledger.close() }
                throw error
            }
            for ledger in ledgers { try await ledger.close() }
        }

        /// One server within the other, so that all run while the body does.
        private static func nest(
            _ ledgers: ArraySlice<Ledger>, _ clock: TestClock, _ tokens: [String: String],
            _ nodes: [TestServer],
            _ body: ([TestServer]) async throws -> Void
        ) async throws {
            guard let ledger = ledgers.first else { return try await body(nodes) }
            try await TestServer.run(ledger, clock, tokens, { _ in }) { server in
                try await nest(ledgers.dropFirst(), clock, tokens, nodes + [server], body)
            }
        }

        private static func bearer(_ token: String) -> [String: String] {
            ["Authorization": "Bearer \(token)"]
        }

        private static func signIn(
            _ node: TestServer, _ account: String, _ password: String
        ) async throws -> HTTPReply {
            try await node.post(
                "/api/v1/tokens", ["account": .string(account), "password": .string(password)], as: nil)
        }

        private static func me(_ node: TestServer, _ token: String) async throws -> HTTPReply {
            try await node.send("GET", "/api/v1/me", as: nil, headers: bearer(token))
        }
    }
#endif
