public import Walkthrough

extension CommandTransaction {
    /// Opens a task for each unit that the closed row is generalised to.
    package func openTasks(of item: RectificationItem, for units: [UnitCode]) throws {
        guard !units.isEmpty else { return }
        let due = try CountedDue(
            "generalizationWorkdays", from: today, workdays: settings().generalizationWorkdays, in: calendar()
        )
        let origin = Opened(id: item.id.text, number: item.report.number)
        let tasks = try opened(units.count, "generalization", prefix: "Z")
        for (unit, task) in zip(units, tasks) {
            let event = GeneralizationEvent.opened(
                GeneralizationOpened(
                    number: task.number, origin: origin, unit: unit, due: due, entry: Entry(actor, at: at)))
            try write.append(GeneralizationTask.self, task.id, [event], by: actor, expected: 0)
        }
    }

    /// Who is asked when nobody is named.
    package func peers(of item: RectificationItem) throws -> [UnitCode] {
        guard let lead = item.state.assignment?.lead else { return [] }
        var units: [Unit] = []
        try read.states(Unit.self) { _, unit in units.append(unit.state) }
        return read.peers(of: lead, among: units)
    }
}

/// Reports what a unit found when it looked at its own work.
public struct ReportGeneralization: LedgerCommand {
    public static let act = "报自查结果"

    public struct Receipt: Codable, Hashable, Sendable {
        public let number: String
        public let state: GeneralizationTask.State.Kind
        public let stateTitle: String
        /// The number of the row that was opened for what was found.
        public let row: String?
        public let version: Int
    }

    public let task: String
    public let text: Prose
    /// Whether the problem is there: then a row of the ledger is opened for it.
    public let isFound: Bool
    /// The version that the actor saw.
    public let expecting: Int?

    public init(_ task: String, text: Prose, isFound: Bool, expecting: Int? = nil) {
        self.task = task
        self.text = text
        self.isFound = isFound
        self.expecting = expecting
    }

    public var action: Action { .reportTask }

    public func run(in work: CommandTransaction) throws -> Receipt {
        let (id, before) = try work.visibleTask(task)
        try work.check(expecting, before.version)
        let row = isFound ? try work.opened(1, "item", prefix: "")[0] : nil
        let events = try before.state.decide(
            .report(text: text, row: row), by: work.actor, at: work.at,
            mayReport: before.state.mayBeReported(by: work.actor, in: DirectoryOf(work.read)))
        let after = try work.write.append(
            GeneralizationTask.self, id, events, by: work.actor, expected: before.version)
        if let row { try register(row, of: before.state, in: work) }
        return Receipt(
            number: after.state.number, state: after.state.state.kind, stateTitle: after.state.state.title,
            row: row?.number, version: after.version)
    }

    private func register(_ row: Opened, of task: GeneralizationTask, in work: CommandTransaction) throws {
        let source = try work.source(named: "walk")
        let draft = FindingDraft(
            source: "walk", description: text, place: task.unit,
            external: [try ExternalReference(system: "举一反三", number: task.number)],
            noEvidenceReason: try Prose("由 \(task.origin.number) 举一反三自查发现", "原因"))
        let report = try work.report(draft, source: source, number: row.number)
        let events = try RectificationItem.register(
            Filing(report: report), id: try ID(row.id), in: try work.itemContext(source: source))
        try work.write.append(RectificationItem.self, row.id, events, by: work.actor, expected: 0)
    }
}

extension QueryTransaction {
    package func visibleTask(_ name: String) throws -> (id: String, task: Versioned<GeneralizationTask>) {
        let id = try (try? ID<GeneralizationTask>(name))?.text ?? read.id(of: .generalization, key: name)
        guard let id, let found = try read.state(GeneralizationTask.self, id),
            try read.sees(.generalization, id, in: read.scopes(of: actor, for: .readTasks))
        else { throw LedgerError.unknown("没有“\(name.prefix(60))”这个自查任务，或您看不到它；请核对编号") }
        return (id, found)
    }
}

/// Tasks that the actor may see, newest first.
public struct ListGeneralizationTasks: LedgerQuery {
    public static let act = "查看举一反三任务"

    public struct Line: Sendable {
        public let id: String
        public let task: GeneralizationTask
        /// The closed row's problem, as others may read it.
        public let problem: String
        public let version: Int
        public let unitName: String?
        public let isLate: Bool
    }

    public var state: GeneralizationTask.State.Kind?
    /// The unit that is asked, or one above it.
    public var unit: UnitCode?
    /// The number of the closed row.
    public var row: String?
    public var limit = 50
    public var after: String?

    public init() {}

    public var action: Action { .readTasks }

    public func answer(in view: QueryTransaction) throws -> Page<Line> {
        var query = DocumentQuery(.generalization, scopes: view.read.scopes(of: view.actor, for: .readTasks))
        if let unit, view.read.unit(unit) == nil {
            throw LedgerError.unknown("没有编码为 \(unit) 的单位；请在单位目录里查编码")
        }
        query.within = unit?.text
        query.subkind = row
        query.state = state?.rawValue
        query.limit = limit
        query.after = after
        return try view.page(query) { id in
            try view.read.state(GeneralizationTask.self, id).map { try view.line(id, $0) }
        }
    }
}

/// One task, by number or id.
public struct ShowGeneralizationTask: LedgerQuery {
    public static let act = "查看举一反三任务"

    public let task: String

    public init(_ task: String) { self.task = task }

    public var subject: String { task }
    public var action: Action { .readTasks }

    public func answer(in view: QueryTransaction) throws -> ListGeneralizationTasks.Line {
        let (id, found) = try view.visibleTask(task)
        return try view.line(id, found)
    }
}

extension QueryTransaction {
    fileprivate func line(
        _ id: String, _ found: Versioned<GeneralizationTask>
    ) throws -> ListGeneralizationTasks.Line {
        let origin = try read.state(RectificationItem.self, found.state.origin.id)?.state
        // Whoever is asked learns of rows elsewhere; an auditor, not of those outside of his period.
        let isTold =
            try actor.auditPeriod == nil
            || read.sees(.item, found.state.origin.id, in: read.scopes(of: actor, for: .readItems))
        return ListGeneralizationTasks.Line(
            id: id, task: found.state, problem: isTold ? origin?.problemForOthers ?? "" : "不在您获准查看的期间",
            version: found.version,
            unitName: read.unit(found.state.unit)?.name.description,
            isLate: found.state.isLate(today: today))
    }
}
