public import Walkthrough

/// How far a week is: its times, whether it is fixed, its editions, and how each unit stands (`week status`).
public struct WeekStatus: LedgerQuery {
    public static let act = "查看周台账"

    public struct Answer: Sendable {
        public let week: Week
        public let issue: Int
        /// 起 and 止.
        public let first: Day
        public let last: Day
        public let from: Instant?
        public let cutoff: Instant
        public let reportBy: Instant
        public let isShifted: Bool
        public let provisional: Bool
        public let mergedWeeks: [Week]
        public let edition: LedgerEdition
        public let isDemo: Bool
        /// Rows of the main sheet, and those only counted.
        public let rows: Int?
        public let verifying: Int?
        public let frozen: Frozen?
        /// Earlier weeks that are to be fixed first.
        public let earlierUnfrozen: [Week]
        public let units: [UnitLine]
        /// Of the fixed week; 0 before.
        public let version: Int
    }

    public struct Frozen: Sendable {
        public let at: Instant
        public let by: String
        public let root: Digest
        public let editions: [WeekEvent.Published]
        public let withheld: [WeekEvent.Withheld]
        public let pending: [WeekEvent.CorrectionProposed]
        /// An edition whose files are still to be made.
        public let toPublish: Int?
    }

    public struct UnitLine: Sendable {
        public let unit: UnitCode
        public let name: String
        public let stage: UnitWeek.Stage
        public let isLate: Bool
        public let rows: Int?
        public let signedBy: String?
        public let signedAt: Instant?
        public let submittedAt: Instant?
    }

    /// `nil` is the week whose 数据截止 comes next.
    public let week: Week?

    public init(_ week: Week? = nil) { self.week = week }

    public var subject: String { week.map { "\($0)" } ?? "" }
    public var action: Action { .readWeek }

    public func answer(in view: QueryTransaction) throws -> Answer {
        let schedule = try view.schedule()
        let week = week ?? schedule.nextOpen(at: view.at).week
        try view.requirePeriod(week)
        let stored = try view.weekLedger(week)
        let ledger = stored?.state
        let context = try view.weekContext(week)
        let (period, edition) = try ledger.map { ($0.period, LedgerEdition($0)) } ?? open(week, context, view)
        // Figures and corrections of the whole county are for who sees it.
        let counts: (rows: Int, verifying: Int)? =
            view.seesCounty
            ? try ledger.map { ($0.frozen.rows, $0.frozen.verifying) }
                ?? WeekRows(view.read, from: period.from, to: min(view.at, period.to)).counts() : nil
        let names = try NamesAsOf(view.read, at: view.at)
        return Answer(
            week: week, issue: period.issue, first: period.first, last: period.last, from: period.from,
            cutoff: period.to, reportBy: period.reportBy, isShifted: period.isShifted,
            provisional: period.provisional, mergedWeeks: period.mergedWeeks,
            edition: edition, isDemo: view.read.county.isDemo,
            rows: counts?.rows, verifying: counts?.verifying,
            frozen: try ledger.map { try frozen($0, names, isWhole: view.seesCounty) },
            earlierUnfrozen: ledger == nil ? context.earlierUnfrozen : [],
            units: try units(of: week, names, in: view), version: stored?.version ?? 0)
    }

    private func open(
        _ week: Week, _ context: WeekContext, _ view: QueryTransaction
    ) throws -> (WeekPeriod, LedgerEdition) {
        let edition = try view.ownEdition(of: week)
        return (
            WeekPeriod(edition, after: context.previous, in: context.schedule),
            LedgerEdition(of: edition, nil, at: view.at)
        )
    }

    private func frozen(_ ledger: WeekLedger, _ names: NamesAsOf, isWhole: Bool) throws -> Frozen {
        Frozen(
            at: ledger.frozenAt, by: try names.person(ledger.frozen.by), root: ledger.frozen.root,
            editions: isWhole ? ledger.editions : [], withheld: isWhole ? ledger.withheld : [],
            pending: isWhole ? ledger.corrections.filter(\.isPending).map(\.proposal) : [],
            toPublish: ledger.toPublish)
    }

    /// The units that the actor sees.
    private func units(
        of week: Week, _ names: NamesAsOf, in view: QueryTransaction
    ) throws -> [UnitLine] {
        let scopes = view.read.scopes(of: view.actor, for: .readWeek)
        return try view.reportingUnits().compactMap { unit in
            let path = view.read.path(of: unit.code).map(\.code.text)
            guard scopes.contains(where: { path.contains($0.name) }) else { return nil }
            let own = try view.unitWeek(week, unit.code)?.state
            return UnitLine(
                unit: unit.code, name: unit.name.description, stage: own?.stage ?? .missing,
                isLate: own?.submission?.isLate ?? false, rows: own?.signature?.rows,
                signedBy: try own?.signature.map { try names.person($0.by) }, signedAt: own?.signature?.at,
                submittedAt: own?.submission?.at)
        }
    }
}
