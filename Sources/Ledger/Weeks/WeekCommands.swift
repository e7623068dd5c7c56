public import Walkthrough

/// 定稿 of one week: fixes the state as of 数据截止, whatever happened later (decisions 23, architecture 11).
public struct FreezeWeek: LedgerCommand {
    public static let act = "定稿"
    public static let scope = TokenScope.freeze
    public static let isLong = true

    public struct Receipt: Codable, Hashable, Sendable {
        public let week: Week
        /// It was fixed already: the first one's stands.
        public let isOld: Bool
        public let rows: Int
        public let verifying: Int
        public let root: Digest
    }

    public let week: Week

    public init(_ week: Week) { self.week = week }

    public func run(in work: CommandTransaction) throws -> Receipt {
        let id = WeekLedger.stream(week).id
        let before = try work.read.state(WeekLedger.self, id)
        let schedule = try work.weekSchedule()
        let frozen = try work.frozenWeeks()
        let context = WeekContext(
            at: work.at, actor: work.actor, directory: work.read, week: week, schedule: schedule,
            previous: frozen.last { $0.week < week }.map { PreviousEdition($0) },
            earlierUnfrozen: work.unfrozen(before: week, frozen, schedule).map(\.week))
        let freeze = try before == nil ? work.freeze(week, schedule, previous: context.previous) : .empty
        let decision = try WeekLedger.decide(.freeze(freeze), on: before?.state, in: context)
        var after = before?.state
        if case .record(let events) = decision {
            after = try work.write.append(
                WeekLedger.self, id, events, by: work.actor, expected: before?.version ?? 0).state
        }
        guard let after else { throw LedgerError.notPossible("\(week) 没有定稿", allowed: []) }
        return Receipt(
            week: week, isOld: before != nil, rows: after.frozen.rows, verifying: after.frozen.verifying,
            root: after.frozen.root)
    }
}

extension WeekCommand.Freeze {
    /// For a week that is fixed already, where nothing of it is looked at.
    fileprivate static var empty: WeekCommand.Freeze {
        WeekCommand.Freeze(
            settings: FrozenSettings(rule: .standard, lists: .standard, yellowWorkdays: 1),
            root: Digest(sha256: [UInt8](repeating: 0, count: 32)), rows: 0, verifying: 0, signatures: [])
    }
}

extension CommandTransaction {
    /// What the store holds as of the week's 数据截止.
    fileprivate func freeze(
        _ week: Week, _ schedule: WeekSchedule, previous: PreviousEdition?
    ) throws -> WeekCommand.Freeze {
        let settings = try settings()
        let edition = schedule.edition(holding: week)
        // A week that is not over is refused by the rule; there is no need to read it.
        guard edition.week == week, edition.hasClosed(at: at) else { return .empty }
        var rows = 0
        var verifying = 0
        try read.eachItem { item in
            guard let then = try self.item(item, asOf: edition.cutoff) else { return }
            switch WeekMembership(of: then.state, from: previous?.to, to: edition.cutoff) {
            case .main: rows += 1
            case .unverified: verifying += 1
            case .none, .history: break
            }
        }
        let signatures = try reportingUnits().map { unit in
            UnitSignature(
                unit.code, try replayed(UnitWeek.self, UnitWeek.stream(week, unit.code).id, until: at)?.state)
        }
        return WeekCommand.Freeze(
            settings: FrozenSettings(
                rule: schedule.rule, lists: try ledgerLists(on: edition.day), yellowWorkdays: settings.yellowWorkdays),
            root: try read.root(through: edition.cutoff).root, rows: rows, verifying: verifying,
            signatures: signatures)
    }
}

/// 更正 and 停发 of a week that is fixed; publishing is the exporter's.
public struct ActOnWeek: LedgerCommand {
    public static let act = "更正台账"

    public struct Receipt: Codable, Hashable, Sendable {
        public let week: Week
        public let version: Int
        /// Of the correction that was proposed.
        public let number: Int?
    }

    public let week: Week
    public let command: WeekCommand

    public init(_ week: Week, _ command: WeekCommand) {
        self.week = week
        self.command = command
    }

    public func run(in work: CommandTransaction) throws -> Receipt {
        let id = WeekLedger.stream(week).id
        let before = try work.read.state(WeekLedger.self, id)
        let schedule = try work.weekSchedule()
        let frozen = try work.frozenWeeks()
        var row: LedgerRow?
        if case .proposeCorrection(let correct) = command, let ledger = before?.state {
            row = try work.row(correct.row, of: ledger)
        }
        let context = WeekContext(
            at: work.at, actor: work.actor, directory: work.read, week: week, schedule: schedule,
            previous: frozen.last { $0.week < week }.map { PreviousEdition($0) }, row: row)
        let decision = try WeekLedger.decide(command, on: before?.state, in: context)
        guard case .record(let events) = decision else {
            return Receipt(week: week, version: before?.version ?? 0, number: nil)
        }
        let after = try work.write.append(
            WeekLedger.self, id, events, by: work.actor, expected: before?.version ?? 0)
        var number: Int?
        if case .proposeCorrection = command { number = after.state.corrections.count }
        return Receipt(week: week, version: after.version, number: number)
    }
}

extension QueryTransaction {
    /// A row of the edition, as of its T and without corrections.
    func row(_ number: String, of ledger: WeekLedger) throws -> LedgerRow? {
        guard let id = try read.id(of: .item, key: number), let item = try read.state(RectificationItem.self, id),
            let then = try self.item(item, asOf: ledger.period.to)
        else { return nil }
        let view = LedgerView(
            asOf: ledger.period.to, calendar: try calendar(), yellowWorkdays: ledger.frozen.settings.yellowWorkdays,
            names: try ledgerNames())
        return LedgerRow(of: then.state, version: then.version, in: view)
    }
}

/// A step of a unit's own week.
public struct ActOnUnitWeek: LedgerCommand {
    public static let act = "单位周报"

    public struct Receipt: Codable, Hashable, Sendable {
        public let week: Week
        public let unit: UnitCode
        public let stage: UnitWeek.Stage
        public let title: String
        public let version: Int
    }

    public let unit: UnitCode
    /// `nil` is the week that is open.
    public let week: Week?
    public let command: UnitWeekCommand

    public init(_ unit: UnitCode, week: Week? = nil, _ command: UnitWeekCommand) {
        self.unit = unit
        self.week = week
        self.command = command
    }

    public func run(in work: CommandTransaction) throws -> Receipt {
        let schedule = try work.weekSchedule()
        let week = try self.week ?? work.reportedWeek(schedule)
        let id = UnitWeek.stream(week, unit).id
        let before = try work.read.state(UnitWeek.self, id)
        let frozen = try work.frozenWeeks()
        let context = UnitWeekContext(
            at: work.at, actor: work.actor, directory: work.read, week: week, unit: unit, schedule: schedule,
            rows: try work.rows(of: unit, week, frozen, schedule), isFrozen: frozen.contains { $0.week == week })
        let events = try UnitWeek.decide(command, on: before?.state, in: context)
        let after = try work.write.append(UnitWeek.self, id, events, by: work.actor, expected: before?.version ?? 0)
        return Receipt(
            week: week, unit: unit, stage: after.state.stage, title: after.state.title, version: after.version)
    }
}

extension QueryTransaction {
    /// The week that units report now: the last one that closed until it is fixed, else the open one.
    package func reportedWeek(_ schedule: WeekSchedule) throws -> Week {
        let last = schedule.lastClosed(at: at).week
        let begun = Week(containing: read.county.madeAt.day)
        let isFixed = try read.head(WeekLedger.stream(last)) != nil
        return isFixed || last < begun ? schedule.nextOpen(at: at).week : last
    }

    /// How many rows of the week are the unit's: now, or as of T once that has passed.
    func rows(of unit: UnitCode, _ week: Week, _ frozen: [WeekLedger], _ schedule: WeekSchedule) throws -> Int {
        guard case .own(let edition) = schedule.plan(of: week) else { return 0 }
        let to = min(edition.cutoff, at)
        let from = frozen.last { $0.week < week }?.period.to
        var count = 0
        try read.eachItem { item in
            guard let then = try self.item(item, asOf: to), WeekMembership(of: then.state, from: from, to: to) == .main,
                let owner = then.state.unit, self.read.covers(unit, owner)
            else { return }
            count += 1
        }
        return count
    }
}
