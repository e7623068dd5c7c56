#if PostgreSQL
    import Exports
    import Foundation
    import Ledger
    import LedgerSQL
    import Testing
    import Walkthrough

    /// Several nodes, as processes would be: each with an engine, a pool and caches of its own on one database.
    @Suite("Nodes on one database", .enabled(if: TestPlace.isPostgres))
    struct NodesTests {
        /// Does `body` with three nodes, and sees that the store is sound afterwards.
        private func use(
            _ count: Int = 3, _ body: (TestLedger, [Ledger]) async throws -> Void
        ) async throws {
            try await TestLedger.use { test in
                try await test.populate()
                var nodes = [test.ledger]
                for _ in 1..<count { nodes.append(try await test.reopened()) }
                try await body(test, nodes)
                #expect(try await test.ledger.verify().faults == [])
                for node in nodes.dropFirst() { try await node.close() }
            }
        }

        private func draft(_ text: String, external: ExternalReference? = nil) throws -> FindingDraft {
            var draft = FindingDraft(
                source: "walk", description: try Prose(text, "描述"), place: try UnitCode("QH-GA"))
            if let external { draft.external = [external] }
            return draft
        }

        @Test func `the same request on every node at once is one act with one receipt`() async throws {
            try await use { test, nodes in
                let digest = Digest(sha256: Chain.sha256(Array("x".utf8)))
                for round in 0..<10 {
                    let command = FileItem(try draft("第\(round)件"))
                    let caller = try test.caller("ducha")
                    let receipts = try await withThrowingTaskGroup(of: FileItem.Receipt.self) { group in
                        for node in nodes + nodes {
                            group.addTask {
                                try await node.perform(
                                    command, by: caller,
                                    key: RequestKey(key: "k\(round)", bodyDigest: digest))
                            }
                        }
                        return try await group.reduce(into: []) { $0.append($1) }
                    }
                    #expect(Set(receipts.map(\.number)).count == 1)
                }
                #expect(try await numbers(test) == Array(1...10))
            }
        }

        private func numbers(_ test: TestLedger) async throws -> [Int] {
            try await test.ledger.store.read { transaction in
                var numbers: [Int] = []
                try transaction.eachItem { numbers.append(Int($0.state.report.number.suffix(4)) ?? 0) }
                return numbers
            }
        }

        @Test
        func `numbers have no gaps and stand in the order of registration, also where some are refused`()
            async throws
        {
            try await use { test, nodes in
                let caller = try test.caller("ducha")
                let refused = try await withThrowingTaskGroup(of: Int.self) { group in
                    for (index, node) in (nodes + nodes).enumerated() {
                        group.addTask {
                            var refused = 0
                            for round in 0..<20 {
                                // Every fifth asks for a unit that is not there.
                                var draft = try draft("\(index)-\(round)")
                                if round % 5 == 4 { draft.place = try UnitCode("QH-NONE") }
                                do throws(LedgerError) {
                                    _ = try await node.perform(FileItem(draft), by: caller)
                                } catch { refused += 1 }
                            }
                            return refused
                        }
                    }
                    return try await group.reduce(0, +)
                }
                #expect(refused == 24)
                #expect(try await numbers(test) == Array(1...96))
            }
        }

        @Test func `of those who decide on the same version one succeeds`() async throws {
            try await use { test, nodes in
                for round in 0..<8 {
                    let row = try await test.file("第\(round)件")
                    let caller = try test.caller("ducha")
                    let results = await withTaskGroup(of: LedgerError?.self) { group in
                        for node in nodes {
                            group.addTask {
                                do throws(LedgerError) {
                                    let lead = try? UnitCode("QH-GA")
                                    guard let lead else { return nil }
                                    _ = try await node.perform(
                                        ActOnItem(
                                            row.number, .assign(.init(lead: lead, mode: .immediate)),
                                            expecting: 1), by: caller)
                                    return nil
                                } catch { return error }
                            }
                        }
                        return await group.reduce(into: []) { $0.append($1) }
                    }
                    #expect(results.filter { $0 == nil }.count == 1)
                    for case .some(let error) in results {
                        guard case .stale(current: 2, _) = error else {
                            Issue.record("\(error)")
                            continue
                        }
                    }
                }
            }
        }

        @Test func `acts on one row from all nodes all count`() async throws {
            try await use { test, nodes in
                let row = try await test.file("窗口要多一份材料")
                try await test.act(
                    row.number, .assign(.init(lead: UnitCode("QH-GA"), mode: .immediate)), by: "ducha")
                try await test.act(row.number, .accept, by: "gongan")
                let text = try Prose("已清理", "措施")
                try await test.act(
                    row.number, .plan(Plan(cause: text, measures: text, goal: text)), by: "gongan")
                let caller = try test.caller("gongan")
                try await withThrowingTaskGroup(of: Void.self) { group in
                    for (index, node) in (nodes + nodes).enumerated() {
                        group.addTask {
                            for round in 0..<10 {
                                let text = try Prose("进展\(index)-\(round)", "进展")
                                _ = try await node.perform(
                                    ActOnItem(
                                        row.number, .progress(text: text, unit: nil, milestonesDone: [])),
                                    by: caller)
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                let shown = try await test.ledger.ask(ShowItem(row.number), by: test.caller("ducha"))
                #expect(Set(shown.item.state.working?.progress.map(\.text.description) ?? []).count == 60)
            }
        }

        @Test func `a number of another system is taken once`() async throws {
            try await use { test, nodes in
                for round in 0..<5 {
                    let external = try ExternalReference(system: "12345", number: "GD\(round)")
                    let command = FileItem(try draft("热线转来 \(round)", external: external))
                    let caller = try test.caller("ducha")
                    let filed = await withTaskGroup(of: Bool.self) { group in
                        for node in nodes {
                            group.addTask { (try? await node.perform(command, by: caller)) != nil }
                        }
                        return await group.reduce(into: []) { $0.append($1) }
                    }
                    #expect(filed.filter(\.self).count == 1)
                }
                #expect(try await numbers(test) == Array(1...5))
            }
        }

        @Test func `a week that all nodes freeze and export while others work is fixed once`() async throws {
            try await use { test, nodes in
                test.clock.now = try Instant("2026-10-14T10:00:00+08:00")
                for number in 1...5 { _ = try await test.file("第\(number)件") }
                test.clock.now = try Instant("2026-10-15T16:00:00+08:00")
                let supervisor = try test.caller("ducha")
                let coordinator = try test.caller("zhengwu")
                let folder = test.folder
                let manifests: [Data] = try await withThrowingTaskGroup(of: Data?.self) { group in
                    for (index, node) in nodes.enumerated() {
                        group.addTask {
                            for round in 0..<10 {
                                _ = try await node.perform(
                                    FileItem(try draft("定稿时又来 \(index)-\(round)")), by: supervisor)
                            }
                            return nil
                        }
                        group.addTask {
                            let publication = WeeklyPublication(node, by: coordinator)
                            let exported = try await publication.export(
                                nil, to: "\(folder)/exports-\(index)")
                            return FileManager.default.contents(atPath: exported.folder + "/manifest.json")
                        }
                    }
                    var found: [Data] = []
                    for try await data in group { if let data { found.append(data) } }
                    return found
                }
                #expect(manifests.count == 3 && Set(manifests).count == 1)
                let events = try await test.place.look(
                    "SELECT kind FROM event WHERE stream LIKE 'week:%' ORDER BY sequence")
                // 定稿 and its files, once each, for this week and those before it.
                #expect(events.filter { $0 == "week.frozen.1" }.count * 2 == events.count, "\(events)")
                #expect(Set(try await weeks(test)).count == events.count)
            }
        }

        private func weeks(_ test: TestLedger) async throws -> [String] {
            try await test.place.look("SELECT stream || kind FROM event WHERE stream LIKE 'week:%'")
        }

        @Test func `wrong passwords count together, whichever node they come to`() async throws {
            try await use { test, nodes in
                try await test.ledger.setPassword(
                    of: "sysadmin", to: "Qinghe-2026-zouliucheng", by: .local("root"))
                // All at once: nobody looks at what another has just counted.
                let outcomes = await withTaskGroup(of: Bool.self) { group in
                    for index in 0..<12 {
                        group.addTask {
                            do throws(LedgerError) {
                                _ = try await nodes[index % 3].signIn("sysadmin", password: "falsch")
                                return false
                            } catch {
                                if case .tooMany = error { return true }
                                return false
                            }
                        }
                    }
                    return await group.reduce(into: []) { $0.append($1) }
                }
                #expect(
                    outcomes.filter { !$0 }.count <= 5,
                    "five tries were looked at, the others found it locked")
                for node in nodes {
                    let error = await #expect(throws: LedgerError.self) {
                        try await node.signIn("sysadmin", password: "Qinghe-2026-zouliucheng")
                    }
                    guard case .tooMany = error else { return _ = Issue.record("\(error as Any)") }
                }
            }
        }

        @Test func `a repeat that comes too late to decide has the receipt all the same`() async throws {
            try await use { test, nodes in
                let digest = Digest(sha256: Chain.sha256(Array("y".utf8)))
                for round in 0..<8 {
                    let row = try await test.file("第\(round)件")
                    let command = ActOnItem(
                        row.number, .assign(.init(lead: try UnitCode("QH-GA"), mode: .immediate)),
                        expecting: 1)
                    let caller = try test.caller("ducha")
                    let versions = try await withThrowingTaskGroup(of: Int.self) { group in
                        for node in nodes + nodes {
                            group.addTask {
                                try await node.perform(
                                    command, by: caller, key: RequestKey(key: "a\(round)", bodyDigest: digest)
                                ).version
                            }
                        }
                        return try await group.reduce(into: []) { $0.append($1) }
                    }
                    #expect(Set(versions).count == 1)
                }
            }
        }

        @Test func `a text of reference data is erased while others work`() async throws {
            try await use { test, nodes in
                let target = try #require(
                    try await test.place.look(
                        "SELECT min(stream) FROM text_record WHERE stream LIKE 'person:%'"
                    )
                    .first.flatMap { StreamID($0) })
                let propose = ErasureCommand.propose(
                    .texts(stream: target, version: 1, fields: []), reason: try Prose("本人要求", "理由"),
                    ground: try Prose("个人信息保护法", "依据"))
                let proposed = try await test.ledger.erase(propose, by: test.caller("ducha"))
                let caller = try test.caller("ducha")
                let second = try test.caller("fuhe")
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        _ = try await nodes[1].erase(.confirm(number: proposed.number), by: second)
                    }
                    for node in nodes {
                        group.addTask {
                            for round in 0..<5 {
                                _ = try await node.perform(FileItem(try draft("第\(round)件")), by: caller)
                            }
                        }
                    }
                    try await group.waitForAll()
                }
            }
        }

        @Test func `data that decisions read change between decisions, never under one`() async throws {
            try await use { test, nodes in
                let caller = try test.caller("ducha")
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask {
                        for round in 0..<6 {
                            try await nodes[0].store.write { transaction in
                                let actor = Actor(
                                    account: "local:tester", person: nil, authentication: .none, isDemo: true)
                                let parent = try UnitCode(round % 2 == 0 ? "QH-RS" : "QH-GA")
                                let before = try transaction.state(Unit.self, "QH-W01")
                                let record = UnitRecorded(
                                    code: try UnitCode("QH-W01"), name: try Prose("综合窗口1号", "名称"),
                                    kind: .desk, parent: parent, posted: nil, departmentType: nil,
                                    deskType: nil,
                                    notes: nil, basis: nil)
                                try transaction.append(
                                    Unit.self, "QH-W01", [.recorded(record)], by: actor,
                                    expected: before?.version ?? 0)
                            }
                        }
                    }
                    for node in nodes {
                        group.addTask {
                            for round in 0..<10 {
                                var draft = try draft("窗口第\(round)件")
                                draft.place = try UnitCode("QH-W01")
                                _ = try await node.perform(FileItem(draft), by: caller)
                            }
                        }
                    }
                    try await group.waitForAll()
                }
                #expect(try await numbers(test) == Array(1...30))
            }
        }
    }
#endif
