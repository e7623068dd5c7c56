package import Walkthrough

/// What weeks read, in one transaction.
extension QueryTransaction {
    package func reportingRule() throws -> ReportingRule {
        let settings = try settings()
        return try ReportingRule(
            weekday: ReportingRule.standard.weekday, cutoff: settings.cutoffMinutes, report: settings.reportMinutes)
    }

    package func weekSchedule() throws -> WeekSchedule {
        WeekSchedule(calendar: try calendar(), rule: try reportingRule())
    }

    /// The weeks that are fixed, oldest first.
    package func frozenWeeks() throws -> [WeekLedger] {
        var weeks: [WeekLedger] = []
        try read.states(WeekLedger.self) { _, week in weeks.append(week.state) }
        return weeks.sorted { $0.week < $1.week }
    }

    /// Due weeks before `week` that are not fixed yet.
    package func unfrozen(before week: Week, _ frozen: [WeekLedger], _ schedule: WeekSchedule) -> [WeekEdition] {
        schedule.editions(
            before: week, lastFrozen: frozen.last { $0.week < week }?.week,
            begun: Week(containing: read.county.madeAt.day)
        ).filter { $0.hasClosed(at: at) }
    }

    /// The row as it was at `instant`; `nil` if it was not registered then.
    package func item(
        _ item: Versioned<RectificationItem>, asOf instant: Instant
    ) throws -> Versioned<RectificationItem>? {
        guard item.state.registeredAt <= instant else { return nil }
        guard !item.state.isSettled(at: instant) else { return item }
        return try replayed(RectificationItem.self, item.state.id.text, until: instant)
    }

    /// A stream's state as of `instant`.
    package func replayed<A: Aggregate>(_ type: A.Type, _ id: String, until instant: Instant) throws -> Versioned<A>? {
        var state: A?
        var version = 0
        try read.events(of: StreamID(A.streamKind, id), until: instant) { event, texts in
            let decoded = try EventCodec.decode(A.Family.self, kind: event.kind, payload: event.payload, texts: texts)
            state = A.replay(decoded, at: event.at, stream: id, onto: state)
            version = event.version
        }
        return state.map { Versioned($0, version: version) }
    }

    /// Units that report their week: the institutions below the county (decisions 22).
    package func reportingUnits() throws -> [Unit] {
        var units: [Unit] = []
        try read.states(Unit.self) { _, unit in
            guard unit.state.isActive, unit.state.kind.isInstitution, unit.state.kind != .dispatchedBody,
                let parent = unit.state.parent, read.unit(parent)?.kind == .county
            else { return }
            units.append(unit.state)
        }
        return units.sorted { $0.code < $1.code }
    }

    package func unitWeek(_ unit: UnitCode, _ week: Week) throws -> Versioned<UnitWeek>? {
        try read.state(UnitWeek.self, UnitWeek.stream(week, unit).id)
    }

    /// The lists of the campaign that is open on `day`, else the standard ones.
    package func ledgerLists(on day: Day) throws -> LedgerLists {
        var found: Campaign?
        try read.states(Campaign.self) { _, campaign in
            if campaign.state.isOpen(on: day) { found = campaign.state }
        }
        guard let record = found?.record else { return .standard }
        func columns<Column>(_ layout: ListLayout, _ standard: [Column], _ named: (String) throws -> Column) throws -> [Column] {
            layout.columns.isEmpty ? standard : try layout.columns.map { try named($0.text) }
        }
        let standard = LedgerLists.standard
        return try LedgerLists(
            issues: LedgerList(
                SheetTitle(record.issuesList.title.text),
                columns: columns(record.issuesList, standard.issues.columns) { try LedgerColumn(named: $0) }),
            measures: LedgerList(
                SheetTitle(record.measuresList.title.text),
                columns: columns(record.measuresList, standard.measures.columns) { try LedgerColumn(named: $0) }),
            suggestions: LedgerList(
                SheetTitle(record.suggestionsList.title.text),
                columns: columns(record.suggestionsList, standard.suggestions.columns) { name in
                    guard let column = SuggestionColumn.allCases.first(where: { $0.title == name || $0.rawValue == name })
                    else { throw Invalid("清单栏目", "建议清单没有“\(name)”这一栏", mend: "请修改活动的清单栏目") }
                    return column
                }))
    }

    /// Whoever acted, as ledgers print it.
    package func name(of act: Act) throws -> String {
        try act.person.flatMap { try read.state(Person.self, $0.text)?.state.name.description } ?? act.account
    }
}
