import FoundationEssentials
import Imports
import Ledger
import LedgerSQL
import Synchronization
import TestSupport
import Testing
import Walkthrough

/// A real ledger in a place of its own, with a clock that the test moves.
final class TestLedger: Sendable {
    /// Holds the store's file, if it is one, and the evidence.
    let folder: String
    let place: TestPlace
    let clock: TestClock
    let ledger: Ledger

    private init(folder: String, place: TestPlace, clock: TestClock, ledger: Ledger) {
        self.folder = folder
        self.place = place
        self.clock = clock
        self.ledger = ledger
    }

    static let start = Instant(milliseconds: 1_788_400_000_000)

    /// - Parameter server: a PostgreSQL of the test's own.
    static func make(
        at start: Instant = start, isDemo: Bool = true, seed: UInt64 = 1, in server: ScratchPostgres? = nil
    ) async throws -> TestLedger {
        let folder = FileManager.default.temporaryDirectory.path + "/peizou-\(UInt64.random(in: 0 ... .max))"
        let clock = TestClock(start, seed: seed)
        let place = try server.map { try TestPlace.new(folder, in: $0) } ?? TestPlace.new(folder)
        let ledger = try await place.create(
            Founding(
                countyName: Prose("青禾县", "名称"), sources: standardSources(), calendars: standardCalendars(),
                isDemo: isDemo), clock.environment)
        return TestLedger(folder: folder, place: place, clock: clock, ledger: ledger)
    }

    /// The same store again, for one that was closed.
    func reopened() async throws -> Ledger { try await place.open(clock.environment) }

    private static func standardSources() throws -> [SourceRecorded] {
        let file = try #require(EmbeddedFile.named("ProblemSources.yaml"))
        return try SourceFile.read(String(decoding: file.bytes, as: UTF8.self), file: file.name).elements
    }

    private static func standardCalendars() throws -> [CalendarYear] {
        try EmbeddedFile.inFolder("Calendars").map { try CalendarFile.read(name: $0.name, bytes: $0.bytes) }
    }

    func remove() async {
        try? await ledger.close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Does `body` with a new ledger and removes it.
    @discardableResult
    static func use<Result>(
        at start: Instant = start, isDemo: Bool = true, seed: UInt64 = 1,
        _ body: (TestLedger) async throws -> Result
    ) async throws -> Result {
        try await Turns.stores.take {
            let test = try await make(at: start, isDemo: isDemo, seed: seed)
            do {
                let result = try await body(test)
                await test.remove()
                return result
            } catch {
                await test.remove()
                throw error
            }
        }
    }

    /// Units and people: the county with its administration bureau, hall, a desk posted by another department, a town.
    func populate() async throws {
        try await ledger.store.writeAlone { transaction in
            let actor = Actor(account: "local:tester", person: nil, authentication: .none, isDemo: true)
            func unit(
                _ code: String, _ name: String, _ kind: UnitKind, _ parent: String, posted: String? = nil,
                type: String? = nil
            ) throws {
                let record = UnitRecorded(
                    code: try UnitCode(code), name: try Prose(name, "名称"), kind: kind,
                    parent: try UnitCode(parent),
                    posted: try posted.map { try UnitCode($0) },
                    departmentType: try type.map { try Category($0, "类型") },
                    deskType: nil, notes: nil, basis: nil)
                try transaction.append(Unit.self, code, [.recorded(record)], by: actor, expected: 0)
            }
            try unit("QH-SP", "青禾县行政审批服务局", .department, "QH", type: "行政审批服务局")
            try unit("QH-HALL", "青禾县政务服务中心", .hall, "QH-SP")
            try unit("QH-RS", "青禾县人力资源和社会保障局", .department, "QH", type: "人力资源和社会保障局")
            try unit("QH-W01", "综合窗口1号", .desk, "QH-HALL", posted: "QH-RS")
            try unit("QH-GA", "青禾县公安局", .department, "QH", type: "公安局")
            try unit("QH-DC", "青禾县督查室", .department, "QH", type: "督查")
            func person(_ number: Int, _ name: String, _ unit: String) throws -> ID<Person> {
                let id = ID<Person>(at: transaction.at, random: (UInt64(number), UInt64(number)))
                let record = PersonRecorded(
                    id: id, staffNumber: try StaffNumber("S\(number)"), name: try Prose(name, "姓名"),
                    phone: nil,
                    posts: [Post(try UnitCode(unit))], jobTitle: nil)
                try transaction.append(Person.self, id.text, [.recorded(record)], by: actor, expected: 0)
                return id
            }
            for (index, (account, unit, role, at)) in Self.accounts.enumerated() {
                let name = try AccountName(account)
                let person = try person(index + 1, "人员\(index + 1)", unit)
                try transaction.append(
                    Account.self, account,
                    [
                        .added(AccountAdded(name: name, person: person)),
                        .grantGiven(GrantGiven(grant: Grant(role, at: try UnitCode(at)))),
                    ], by: actor, expected: 0)
            }
        }
    }

    /// Account, post, role, and where the role is held.
    static let accounts: [(String, String, Role, String)] = [
        ("ducha", "QH-DC", .supervisor, "QH"), ("fuhe", "QH-DC", .reviewer, "QH"),
        ("zhengwu", "QH-SP", .coordinator, "QH"), ("renshe", "QH-RS", .unitHead, "QH-RS"),
        ("gongan", "QH-GA", .unitHead, "QH-GA"), ("chuangkou", "QH-W01", .windowLead, "QH-W01"),
    ]

    func caller(_ account: String) throws -> Caller { .claimed(try AccountName(account)) }

    /// Files a finding at a unit.
    func file(
        _ text: String, at place: String = "QH-GA", source: String = "walk", by account: String = "ducha"
    ) async throws -> FileItem.Receipt {
        try await ledger.perform(
            FileItem(FindingDraft(source: source, description: Prose(text, "描述"), place: UnitCode(place))),
            by: caller(account))
    }

    /// Notes that `account` brought in a file that lies in the vault.
    func bringIn(_ file: EvidenceRef, by account: String) async throws {
        let stored = EvidenceVault.Stored(
            digest: file.digest, byteCount: file.byteCount, mediaType: file.mediaType, takenAt: nil,
            isNew: true)
        try await ledger.perform(RecordUpload(stored), by: caller(account))
    }

    @discardableResult
    func act(_ row: String, _ command: ItemCommand, by account: String) async throws -> ActOnItem.Receipt {
        try await ledger.perform(ActOnItem(row, command), by: caller(account))
    }
}

/// A clock and a generator that give the same every time.
final class TestClock: Sendable {
    private let state: Mutex<(now: Instant, random: UInt64)>

    init(_ now: Instant, seed: UInt64) { state = Mutex((now, seed)) }

    var now: Instant {
        get { state.withLock { $0.now } }
        set { state.withLock { $0.now = newValue } }
    }

    func advance(hours: Int64) { now = now.adding(milliseconds: hours * 3_600_000) }

    /// SplitMix64.
    func random() -> UInt64 {
        state.withLock { state in
            state.random &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state.random
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    var environment: Environment { Environment(now: { self.now }, random: { self.random() }, origin: "test") }
}
