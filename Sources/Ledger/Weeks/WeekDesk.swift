package import Walkthrough

// What every act on a week reads first.
extension QueryTransaction {
    /// By the calendar and the settings now in force.
    package func schedule() throws -> WeekSchedule {
        let settings = try settings()
        return WeekSchedule(
            calendar: try calendar(),
            rule: try ReportingRule(
                weekday: ReportingRule.standard.weekday, cutoff: settings.cutoffMinutes,
                report: settings.reportMinutes))
    }

    package func firstWeek() throws -> Week { try schedule().firstWeek(of: read.county.madeAt) }

    /// - Throws: `notPossible` for a week before the county's first edition.
    package func requireBegun(_ week: Week) throws {
        let first = try firstWeek()
        guard week >= first else {
            throw LedgerError.notPossible("本县台账从 \(first) 开始，没有 \(week) 的周台账；请改填周次", allowed: [])
        }
    }

    package func weekLedger(_ week: Week) throws -> Versioned<WeekLedger>? {
        try read.state(WeekLedger.self, WeekLedger.stream(week).id)
    }

    /// The last frozen week before `week`.
    package func frozenLedger(before week: Week) throws -> WeekLedger? {
        let first = min(try firstWeek(), week)
        var earlier = week.advanced(by: -1)
        while earlier >= first {
            if let found = try weekLedger(earlier) { return found.state }
            earlier = earlier.advanced(by: -1)
        }
        return nil
    }

    /// Editions before `week` that are to be frozen first, oldest first.
    package func unfrozenEditions(before week: Week) throws -> [WeekEdition] {
        try schedule().editions(
            before: week, lastFrozen: try frozenLedger(before: week)?.week, begun: try firstWeek())
    }

    /// - Parameter row: the row that a correction names, as of T.
    package func weekContext(_ week: Week, row: LedgerRow? = nil) throws -> WeekContext {
        let previous = try frozenLedger(before: week)
        let schedule = try schedule()
        let first = try firstWeek()
        let earlier = schedule.editions(before: week, lastFrozen: previous?.week, begun: first)
        return WeekContext(
            at: at, actor: actor, directory: read, week: week, schedule: schedule,
            previous: previous.map(PreviousEdition.init), earlierUnfrozen: earlier.map(\.week), begun: first,
            row: row)
    }

    /// The week's own edition.
    /// - Throws: `notPossible` for a week without one, naming the week that holds it (decisions 24).
    package func ownEdition(of week: Week) throws -> WeekEdition {
        switch try schedule().plan(of: week) {
        case .own(let edition): return edition
        case .mergedInto(let holder):
            throw LedgerError.notPossible("\(week) 没有报送日，与 \(holder) 合并报送；请办 \(holder)", allowed: [])
        }
    }

    /// Units that hand in weeks, by code.
    package func reportingUnits() throws -> [Unit] {
        var units: [Unit] = []
        try read.states(Unit.self) { _, unit in
            if read.reportsWeeks(unit.state) { units.append(unit.state) }
        }
        return units.sorted { $0.code < $1.code }
    }

    package func unitWeek(_ week: Week, _ unit: UnitCode) throws -> Versioned<UnitWeek>? {
        try read.state(UnitWeek.self, UnitWeek.stream(week, unit).id)
    }

    /// Whether the actor sees the whole county's weeks, though perhaps of a period only.
    package var seesCounty: Bool { read.reachesCounty(actor, for: .readWeek) }

    /// - Throws: `unknown` for a week that is outside of what an auditor was sent to read.
    func requirePeriod(_ week: Week) throws {
        guard let period = actor.auditPeriod, try !period.overlaps(days(of: week)) else { return }
        throw LedgerError.unknown("没有 \(week) 的周台账，或您看不到它；您获准查看 \(period)")
    }

    /// 起 to 止 of the edition that holds the week.
    private func days(of week: Week) throws -> ClosedRange<Day> {
        if let ledger = try weekLedger(week)?.state { return ledger.period.days }
        let schedule = try schedule()
        let edition = schedule.edition(holding: week)
        return schedule.edition(before: edition.week).day.adding(1)...edition.day
    }

    /// - Throws: `notPermitted` unless the actor sees the whole county's rows; `unknown` like `requirePeriod`.
    package func requireCounty(_ what: String, in week: Week) throws {
        try requireCounty(what)
        try requirePeriod(week)
    }

    package func requireCounty(_ what: String) throws {
        guard seesCounty else {
            throw LedgerError.notPermitted("\(what)由能看全县台账的账号办理；本单位的请导出本单位周报")
        }
    }

    /// - Throws: `unknown` for no such unit, for one whose rows the actor does not see, and like `requirePeriod`.
    package func requireUnit(_ unit: UnitCode, in week: Week) throws {
        try requirePeriod(week)
        let path = read.path(of: unit).map(\.code.text)
        let scopes = read.scopes(of: actor, for: .readWeek)
        guard read.unit(unit) != nil, scopes.contains(where: { path.contains($0.name) }) else {
            throw LedgerError.unknown("没有编码为 \(unit) 的单位，或您看不到它的台账；请在单位目录里核对编码，或由该单位或其上级的账号办理")
        }
    }
}
