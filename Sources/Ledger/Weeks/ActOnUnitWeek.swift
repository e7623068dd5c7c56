public import Walkthrough

/// One step of a unit's own week: 填报, 审签, 报送, 零报告 or 撤回 (decisions 22).
public struct ActOnUnitWeek: LedgerCommand {
    public static let act = "单位周报"
    public static let scope = TokenScope.file

    public struct Receipt: Codable, Hashable, Sendable {
        public let week: Week
        public let unit: UnitCode
        public let stage: UnitWeek.Stage
        public let title: String
        public let isLate: Bool
        /// The unit's rows that belong to the week.
        public let rows: Int
        public let reportBy: Instant
        public let version: Int
    }

    public let unit: UnitCode
    /// `nil` is the week that the unit is to report now.
    public let week: Week?
    public let command: UnitWeekCommand
    /// The version that the client saw; 0 is a week in which nothing was done.
    public let expecting: Int?

    public init(
        _ unit: UnitCode, week: Week? = nil, _ command: UnitWeekCommand, expecting: Int? = nil
    ) {
        self.unit = unit
        self.week = week
        self.command = command
        self.expecting = expecting
    }

    public var subject: String { unit.text }
    public var action: Action {
        switch command {
        case .fill, .submit, .zeroReport: .fillUnitWeek
        case .sign, .recall: .signUnitWeek
        }
    }

    public func run(in work: CommandTransaction) throws -> Receipt {
        switch command {
        case .fill: break
        case .sign, .submit, .zeroReport, .recall: try work.require(.act)
        }
        if work.read.unit(unit) != nil { try work.actor.must(action, at: unit, in: work.read) }
        let week = try week ?? chosenWeek(in: work)
        guard try week >= work.firstWeek() else {
            throw LedgerError.notPossible("\(week) 在这个台账建立以前，不用报送", allowed: [])
        }
        let schedule = try work.schedule()
        let edition = try work.ownEdition(of: week)
        let rows = try work.rows(of: unit, in: week, edition)
        let stored = try work.unitWeek(week, unit)
        try work.check(expecting, stored?.version ?? 0)
        let events = try UnitWeek.decide(
            command, on: stored?.state,
            in: UnitWeekContext(
                at: work.at, actor: work.actor, directory: work.read, week: week, unit: unit,
                schedule: schedule, rows: rows, isFrozen: try work.weekLedger(week) != nil))
        let after = try work.write.append(
            UnitWeek.self, UnitWeek.stream(week, unit).id, events, by: work.actor,
            expected: stored?.version ?? 0)
        return Receipt(
            week: week, unit: unit, stage: after.state.stage, title: after.state.title,
            isLate: after.state.submission?.isLate ?? false, rows: rows, reportBy: edition.reportBy,
            version: after.version)
    }
}

extension ActOnUnitWeek {
    /// What is to be reported next; for 撤回, what was reported last.
    private func chosenWeek(in work: CommandTransaction) throws -> Week {
        if case .recall = command {
            let closed = try work.schedule().lastClosed(at: work.at).week
            if try work.unitWeek(closed, unit)?.state.submission != nil, try work.weekLedger(closed) == nil {
                return closed
            }
        }
        return try work.weekToReport(unit)
    }
}

/// A unit's own week as it stands.
public struct ShowUnitWeek: LedgerQuery {
    public static let act = "查看周台账"

    public struct Answer: Sendable {
        /// `nil`: the unit has done nothing yet.
        public let week: UnitWeek?
        /// The unit's rows that belong to the week, now or as of T once that has passed.
        public let rows: Int
        public let unitName: String
        public let cutoff: Instant
        public let reportBy: Instant
        /// The county's week is fixed.
        public let isFrozen: Bool
        public let signedBy: String?
        /// 0 while nothing was done.
        public let version: Int
    }

    public let unit: UnitCode
    public let week: Week

    public init(_ unit: UnitCode, _ week: Week) {
        self.unit = unit
        self.week = week
    }

    public var subject: String { "\(week) \(unit)" }
    public var action: Action { .readWeek }

    public func answer(in view: QueryTransaction) throws -> Answer {
        try view.requireUnit(unit, in: week)
        let edition = try view.ownEdition(of: week)
        let stored = try view.unitWeek(week, unit)
        let names = try NamesAsOf(view.read, at: view.at)
        return Answer(
            week: stored?.state, rows: try view.rows(of: unit, in: week, edition),
            unitName: names.unit(unit), cutoff: edition.cutoff, reportBy: edition.reportBy,
            isFrozen: try view.weekLedger(week) != nil,
            signedBy: try stored?.state.signature.map { try names.anyPerson($0.by) },
            version: stored?.version ?? 0)
    }
}

extension QueryTransaction {
    /// The last closed week while it is neither fixed nor sent by the unit, else the one that is open.
    func weekToReport(_ unit: UnitCode) throws -> Week {
        let schedule = try schedule()
        let closed = schedule.lastClosed(at: at).week
        let isSent = try unitWeek(closed, unit)?.state.submission != nil
        if try closed >= firstWeek(), try weekLedger(closed) == nil, !isSent { return closed }
        return schedule.nextOpen(at: at).week
    }

    /// The unit's rows that belong to the week, now or as of T once that has passed.
    func rows(of unit: UnitCode, in week: Week, _ edition: WeekEdition) throws -> Int {
        let from: Instant?
        if let fixed = try weekLedger(week)?.state {
            from = fixed.period.from
        } else {
            let before = try schedule().edition(before: week)
            from = try before.week < firstWeek() ? nil : before.cutoff
        }
        return try WeekRows(read, from: from, to: min(at, edition.cutoff), unit: unit).counts().main
    }
}
