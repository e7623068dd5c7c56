import Ledger
import LedgerSQL
import Testing
import Walkthrough

/// A device that loses its network at any step ends in the ledger state of one that never does.
@Suite("Offline repeats") struct OfflineRepeatsTests {
    /// One day's work of a device: a walk with photos after its text, and a finding beside it.
    private struct Day {
        let walk: ID<ExperienceSession>
        let item: ID<RectificationItem>
        let photos: [[UInt8]]
        let requests: [OfflineDevice.Request]

        /// - Parameter order: where among the rest the photos go.
        init(_ ledger: Ledger, _ name: String, order: UInt64) throws {
            walk = ledger.newID()
            item = ledger.newID()
            photos = (0..<3).map { Array("现场记录 \(name) \($0)".utf8) }
            let visit = try Instant("2026-09-29T08:30:00+08:00")
            func fault(_ text: String) throws -> Answer {
                try Answer("COV-02", .fail, note: Prose(text, "现场"))
            }
            var requests: [OfflineDevice.Request] = [
                .open(walk, try WalkLedger.details()),
                .edit(walk, .addVisit(try .init(start: visit)), seen: nil),
                .edit(walk, .answer(try fault("要四份材料")), seen: 0),
                .edit(walk, .attach(try .promise(of: photos[0]), answer: "COV-02"), seen: nil),
                .edit(walk, .answer(try fault("要四份材料，指南写三份")), seen: 1),
                .edit(walk, .answer(try Answer("FLOW-08", .pass)), seen: 0),
                .edit(walk, .attach(try .promise(of: photos[1])), seen: nil),
                .edit(
                    walk, .addVisit(try .init(start: visit, end: visit.adding(milliseconds: 3_600_000))),
                    seen: nil),
                .file(
                    item,
                    FindingDraft(
                        source: "walk", description: try Prose("叫号屏黑屏", "描述"), place: try UnitCode("QH-RS"),
                        observedAt: visit, evidence: [try .promise(of: photos[2])])),
                .edit(walk, .recordFeelings(try Prose("等得久", "感受")), seen: nil),
                .submit(walk, seen: ["COV-02": 2, "FLOW-08": 1]),
            ]
            var random = SplitMix(seed: order)
            for photo in photos {
                requests.insert(.upload(photo), at: Int(random.next() % UInt64(requests.count + 1)))
            }
            self.requests = requests
        }
    }

    /// What the ledger holds of a day, but for ids, numbers and whose photos they are.
    private func state(_ day: Day, _ walks: WalkLedger) async throws -> [String] {
        let names = Dictionary(
            uniqueKeysWithValues: day.photos.enumerated().map {
                (Digest(sha256: Chain.sha256($1)), "photo \($0)")
            })
        func named(_ files: [EvidenceRef]) -> String {
            files.map { "\(names[$0.digest] ?? "?") \($0.stage) \($0.isPromised)" }.sorted().joined(
                separator: ";")
        }
        let walk = try await walks.show(day.walk.text, by: "renshe").session
        var lines = [walk.phase.title, "\(walk.visits)", walk.feelings?.text ?? ""]
        lines += walk.answers.map { "\($0.code) \($0.value) \($0.version) \($0.answer.note?.text ?? "")" }
        lines += walk.attachments.map { "\($0.answer ?? "") \(named([$0.evidence]))" }.sorted()
        let rows = [day.item.text] + (walk.submitted?.rows.map(\.row.id) ?? [])
        for row in rows {
            let item = try await walks.ledger.ask(ShowItem(row), by: walks.test.caller("ducha")).item
            lines.append("\(item.report.description) \(item.state.kind) \(named(item.evidence))")
        }
        return lines
    }

    @Test(arguments: [UInt64(1), 42, 20_260_929])
    func `whatever is lost, doubled or late, the end is the same`(_ seed: UInt64) async throws {
        try await WalkLedger.use { walks in
            let device = OfflineDevice(walks: walks, account: "renshe")
            let perfect = try Day(walks.ledger, "perfect", order: seed)
            try await device.send(perfect.requests, fates: [.arrives])
            let expected = try await state(perfect, walks)
            #expect(expected.contains { $0.contains("photo 0 before false") }, "\(expected)")
            #expect(!expected.contains { $0.contains("true") }, "every photo arrived: \(expected)")
            var random = SplitMix(seed: seed)
            let days = 12
            for round in 0..<days {
                let day = try Day(walks.ledger, "\(round)", order: random.next())
                let fates = day.requests.map { _ in
                    OfflineDevice.Fate(rawValue: random.next() % UInt64(OfflineDevice.Fate.allCases.count))
                        ?? .arrives
                }
                try await device.send(day.requests, fates: fates, late: 1 + Int(random.next() % 6))
                #expect(try await state(day, walks) == expected, "seed \(seed), round \(round), \(fates)")
            }
            // Two rows a day, not one more.
            var query = ItemQuery()
            query.limit = 200
            let rows = try await walks.ledger.ask(ListItems(query), by: walks.test.caller("ducha")).items
            #expect(rows.count == 2 * (days + 1))
        }
    }

    @Test func `every way to lose a text and its photo ends the same`() async throws {
        try await WalkLedger.use { walks in
            let device = OfflineDevice(walks: walks, account: "renshe")
            var count = 0
            for first in OfflineDevice.Fate.allCases {
                for second in OfflineDevice.Fate.allCases {
                    for photoFirst in [false, true] {
                        count += 1
                        let bytes = Array("现场记录 \(count)".utf8)
                        let id: ID<RectificationItem> = walks.ledger.newID()
                        let text = OfflineDevice.Request.file(
                            id,
                            FindingDraft(
                                source: "walk", description: try Prose("叫号屏黑屏", "描述"),
                                place: try UnitCode("QH-RS"), evidence: [try .promise(of: bytes)]))
                        let requests = photoFirst ? [.upload(bytes), text] : [text, .upload(bytes)]
                        try await device.send(requests, fates: [first, second])
                        let item = try await walks.ledger.ask(
                            ShowItem(id.text), by: walks.test.caller("ducha")
                        ).item
                        #expect(item.evidencePending == 0 && item.evidence.count == 1, "\(first) \(second)")
                    }
                }
            }
            #expect(try await walks.rows().count == count)
        }
    }

    @Test func `the same id with other content is refused, and nobody takes another's id`() async throws {
        try await WalkLedger.use { walks in
            let id: ID<RectificationItem> = walks.ledger.newID()
            func file(_ text: String, by account: String = "renshe") async throws -> FileItem.Receipt {
                try await walks.ledger.perform(
                    FileItem(FindingDraft(source: "walk", description: Prose(text, "描述")), id: id),
                    by: walks.test.caller(account))
            }
            let first = try await file("叫号屏黑屏")
            #expect(try await file("叫号屏黑屏") == first)
            await #expect {
                try await file("没有座椅")
            } throws: { error in
                if case .stale? = error as? LedgerError { true } else { false }
            }
            await #expect {
                try await file("叫号屏黑屏", by: "gongan")
            } throws: { error in
                if case .stale? = error as? LedgerError { true } else { false }
            }
            #expect(try await walks.rows().count == 1)
        }
    }

    @Test func `a late copy of an older answer does not take the place of a newer one`() async throws {
        try await WalkLedger.use { walks in
            let walk = try await walks.open(.routineWalk, by: "renshe")
            func answer(_ value: Answer.Value, seen: Int) async throws -> Int? {
                try await walks.edit(
                    walk, .answer(Answer("FLOW-08", value)), by: "renshe", answerVersion: seen
                ).answerVersion
            }
            #expect(try await answer(.pass, seen: 0) == 1)
            #expect(try await answer(.pass, seen: 0) == 1)
            #expect(try await answer(.notSeen, seen: 1) == 2)
            await #expect(throws: LedgerError.self) { try await answer(.pass, seen: 0) }
            #expect(try await walks.show(walk, by: "renshe").session.answer("FLOW-08")?.value == .notSeen)
        }
    }
}
