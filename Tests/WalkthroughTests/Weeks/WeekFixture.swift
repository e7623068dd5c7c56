import Walkthrough

/// A small county and its people, for weeks.
enum WeekFixture {
    static let county = aUnit("QH")
    static let department = aUnit("QH-D01")
    static let desk = aUnit("QH-D01-W1")
    static let office = aUnit("QH-D27")
    static let town = aUnit("QH-T01")
    static let closedUnit = aUnit("QH-D99")

    static let directory: UnitTable = {
        func unit(_ code: UnitCode, _ name: String, _ kind: UnitKind, _ parent: UnitCode?) -> Unit {
            Unit(UnitRecorded(code: code, name: .text(name), kind: kind, parent: parent))
        }
        let gone = unit(closedUnit, "原某局", .department, county)
        return UnitTable([
            unit(county, "青禾县", .county, nil), unit(department, "县人社局", .department, county),
            unit(desk, "综合窗口", .desk, department), unit(office, "县行政审批服务局", .department, county),
            unit(town, "云溪镇", .town, county),
            Unit(gone.record, closed: UnitClosed(on: .given("2026-01-05"), reason: .text("机构改革"))),
        ])
    }()

    static let schedule = WeekSchedule(calendar: Years.calendar)
    static let w39 = week("2026-W39")
    static let w40 = week("2026-W40")
    static let w41 = week("2026-W41")
    /// T of 2026-W40: the day before National Day.
    static let t40 = Instant.given("2026-09-30T15:00:00+08:00")
    static let t39 = Instant.given("2026-09-24T15:00:00+08:00")

    static func actor(
        _ number: UInt64, _ role: Role, at unit: UnitCode = county,
        _ authentication: Authentication = .password,
        isDemo: Bool = false, named: Bool = true
    ) -> Actor {
        Actor(
            account: "u\(number)", person: named ? aPerson(number) : nil, authentication: authentication,
            isDemo: isDemo, grants: [Grant(role, at: unit)], posts: [unit])
    }

    static let coordinator = actor(1, .coordinator)
    static let supervisor = actor(2, .supervisor)
    static let head = actor(3, .unitHead, at: department)
    static let clerk = actor(4, .clerk, at: desk)

    static func act(_ number: UInt64, forLine: Bool = false) -> Act {
        Act(account: "u\(number)", person: aPerson(number), forLine: forLine)
    }

    static func file(_ name: String, _ byte: UInt8) throws -> WeekFile {
        try WeekFile(name: name, digest: .given(byte), byteCount: 10)
    }

    static let names = LedgerNames(
        county: county, unit: { directory.unit($0)?.name.description ?? $0.text },
        source: { $0.text == "walk" ? "走流程" : "12345" }, checkItem: { $0 == "COV-02" ? "办事指南与实际受理是否一致" : nil }
    )

    static func view(_ at: Instant) -> LedgerView {
        LedgerView(asOf: at, calendar: Years.calendar, yellowWorkdays: 1, names: names)
    }
}

extension Refusal {
    var words: String {
        switch self {
        case .notPermitted(let text), .notPossible(let text), .unknown(let text): text
        case .invalid(let list): list.map(\.description).joined()
        }
    }

    var isNotPermitted: Bool { if case .notPermitted = self { true } else { false } }
    var isNotPossible: Bool { if case .notPossible = self { true } else { false } }
}
