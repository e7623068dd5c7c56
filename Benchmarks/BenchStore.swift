import Foundation
import Imports
import Ledger
import LedgerSQL
import Synchronization
import Walkthrough

/// Stores of a given size, made by a bulk writer that appends through the same encoders and projections as every command,
/// without waiting for the disk, and kept for the next run.
enum BenchStore {
    static let root = ProcessInfo.processInfo.environment["PEIZOU_BENCH_STORES"] ?? "Benchmarks/stores"
    /// Part of the folder's name: another number after a change of events or projections.
    static let edition = 4

    static func folder(_ rows: Int) -> String { "\(root)/\(edition)-\(rows)" }

    /// The store's folder, made first if it is not there.
    static func ready(_ rows: Int) async throws -> String {
        let folder = folder(rows)
        if FileManager.default.fileExists(atPath: folder + "/whole") { return folder }
        try? FileManager.default.removeItem(atPath: folder)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let clock = ContinuousClock()
        let time = try await clock.measure { try await make(folder, rows) }
        note(
            "made \(rows) rows in \(time.seconds.rounded(1)) s, \((time.seconds * 1e6 / Double(rows)).rounded(0)) µs a row"
        )
        try Data().write(to: URL(fileURLWithPath: folder + "/whole"))
        return folder
    }

    /// A copy that a measure may change.
    static func copy(_ rows: Int) async throws -> String {
        let folder = try await ready(rows)
        let copy =
            NSTemporaryDirectory()
            + "peizou-bench-\(ProcessInfo.processInfo.processIdentifier)-\(rows)-\(Int.random(in: 0 ... .max))"
        try FileManager.default.copyItem(atPath: folder, toPath: copy)
        return copy
    }

    static func founding() throws -> Founding {
        guard let file = EmbeddedFile.named("ProblemSources.yaml") else { throw BenchError("no sources") }
        return Founding(
            countyName: try Prose("青禾县", "名称"),
            sources: try SourceFile.read(String(decoding: file.bytes, as: UTF8.self), file: file.name)
                .elements,
            calendars: try EmbeddedFile.inFolder("Calendars").map {
                try CalendarFile.read(name: $0.name, bytes: $0.bytes)
            },
            isDemo: true)
    }

    private static func make(_ folder: String, _ rows: Int) async throws {
        let clock = BenchClock()
        var options = SQLiteEngine.Options()
        options.durability = .bulk
        let engine = try SQLiteEngine(path: folder + "/peizou.sqlite", options: options)
        let store = SQLStore(engine: engine, county: "QH", environment: clock.environment)
        try await store.migrate()
        let founding = try founding()
        try await store.writeAlone { try founding.run(in: $0, user: "bench") }
        try await store.writeAlone { try Self.people(in: $0) }
        let batch = 5_000
        for start in stride(from: 0, to: rows, by: batch) {
            clock.advance(minutes: 1)
            let range = start..<min(rows, start + batch)
            try await store.writeAlone { transaction in
                for number in range { try Self.row(number, of: rows, in: transaction) }
            }
        }
        // The counter stands behind the numbers given, as `verify` wants it.
        try await engine.writeAlone { connection in
            try connection.execute(
                "INSERT INTO serial (county, series, year, next) VALUES ('QH', 'item', 2026, \(rows))")
        }
        try await engine.close()
    }

    static let towns = 20
    static let departments = 30

    /// A county of departments and towns, a supervisor, a head of one town, and volunteers.
    private static func people(in transaction: any WriteTransaction) throws {
        let actor = actor()
        func unit(_ code: String, _ name: String, _ kind: UnitKind) throws {
            let record = UnitRecorded(
                code: try UnitCode(code), name: try Prose(name, "名称"), kind: kind, parent: try UnitCode("QH"),
                posted: nil,
                departmentType: nil, deskType: nil, notes: nil, basis: nil)
            try transaction.append(Unit.self, code, [.recorded(record)], by: actor, expected: 0)
        }
        for number in 0..<departments { try unit("QH-D\(number)", "部门\(number)", .department) }
        for number in 0..<towns { try unit("QH-T\(number)", "乡镇\(number)", .town) }
        func account(_ name: String, _ person: ID<Person>, _ unit: String?, _ role: Role, at: String) throws {
            let record = PersonRecorded(
                id: person, staffNumber: nil, name: try Prose(name, "姓名"), phone: nil,
                posts: try unit.map { [Post(try UnitCode($0))] } ?? [], jobTitle: nil)
            try transaction.append(Person.self, person.text, [.recorded(record)], by: actor, expected: 0)
            let account = try AccountName(name)
            try transaction.append(
                Account.self, name,
                [
                    .added(AccountAdded(name: account, person: person)),
                    .grantGiven(GrantGiven(grant: Grant(role, at: try UnitCode(at)))),
                ], by: actor, expected: 0)
        }
        try account("inspector", person(1_000), "QH-D0", .supervisor, at: "QH")
        try account("town", person(1_001), "QH-T3", .townCenter, at: "QH-T3")
        try account("volunteer", person(7), nil, .experiencer, at: "QH")
        try transaction.append(
            Person.self, person(7).text,
            [
                .appointed(
                    try ExperiencerAppointed(
                        number: ExperiencerNumber(7), recruitment: .openCall, from: Day("2026-01-01"),
                        to: Day("2028-12-31")))
            ], by: actor, expected: 1)
    }

    /// One of 400 persons who find things; the same in every store.
    static func person(_ number: Int) -> ID<Person> {
        ID(at: BenchClock.start, random: (UInt64(number), UInt64(number)))
    }

    static func actor() -> Actor {
        Actor(account: "local:bench", person: nil, authentication: .none, isDemo: true)
    }

    /// Half of the rows belong to one town and half to one volunteer, so that both have a hundredth page in the small
    /// store, too; the others are spread.
    private static func place(_ number: Int) -> String {
        number % 2 == 0 ? "QH-T3" : number % 4 == 1 ? "QH-T\(number % towns)" : "QH-D\(number % departments)"
    }

    private static func walker(_ number: Int) -> Int { number % 4 < 2 ? 7 : number % 400 }

    /// Every row is registered, one in two assigned as well. The words make one term rare and one common.
    private static func row(_ number: Int, of rows: Int, in transaction: any WriteTransaction) throws {
        let id = ID<RectificationItem>(
            at: transaction.at,
            random: (UInt64(number) >> 12, (UInt64(number) & 0xFFF) << 50 | UInt64(number)))
        let place = try UnitCode(Self.place(number))
        let rare = number % max(rows / 5, 1) == 17 ? "，电梯故障" : ""
        let text =
            "\(phrases[number % phrases.count])，第\(number % 97)号窗口\(endings[number / 7 % endings.count])\(rare)"
        let at = transaction.at
        let act = Act(account: "local:bench", person: nil, forLine: false)
        let line = Line(institutions: [place], needsOutsideCheck: false)
        let report = Report(
            number: "QH-2026-\(String(number + 10_000_000).dropFirst())", source: try SourceCode("walk"),
            receivedAt: at,
            walker: person(Self.walker(number)), reporterLabel: "体验员", channels: [.window], place: place,
            description: try Prose(text, "描述"))
        var events: [ItemEvent] = [
            .registered(
                .init(report: report, line: line, clocks: [], isVerifying: false, opening: nil, by: act))
        ]
        if number % 2 == 0 {
            let clock = try Clock.start(
                .rectification, rule: "immediate", from: at.day, workdays: 1 + number % 20, round: 1,
                in: calendar)
            events.append(
                .assigned(
                    .init(
                        assignment: Assignment(
                            lead: place, line: line, partners: [], mode: .immediate, goal: nil, leader: nil,
                            responsible: nil, sponsor: nil, on: at.day, by: act, isByUnit: false),
                        clocks: [clock], settlesDispute: false, reason: nil)))
        }
        try transaction.append(RectificationItem.self, id.text, events, by: actor(), expected: 0)
    }

    private static let calendar: WorkCalendar = {
        let years = EmbeddedFile.inFolder("Calendars").compactMap {
            try? CalendarFile.read(name: $0.name, bytes: $0.bytes)
        }
        return WorkCalendar(years: years, revision: "calendar@4")
    }()

    private static let phrases = [
        "一次性告知单与办事指南要求的材料不一致", "自助机缺纸且无人值守", "叫号后等候超过四十分钟", "网上申报页面打不开",
        "窗口人员对政策解释不清", "老年人没有帮办引导", "热线转接三次仍无人答复", "同一材料被要求重复提交",
    ]
    private static let endings = ["需要整改", "群众跑了两趟", "现场无人引导", "已拍照留存", "咨询台无人"]
}

struct BenchError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}

/// A clock that only moves when told.
final class BenchClock: Sendable {
    static let start = Instant(milliseconds: 1_788_400_000_000)
    private let time = Mutex(BenchClock.start)

    func advance(minutes: Int64) { time.withLock { $0 = $0.adding(milliseconds: minutes * 60_000) } }

    var environment: Environment {
        Environment(now: { self.time.withLock { $0 } }, random: { .random(in: 0 ... .max) }, origin: "bench")
    }
}
