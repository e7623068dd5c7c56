package import Walkthrough

/// Hands one print of a week to `body`, which reads its rows once, in the transaction of this query: memory does not grow
/// with them, and all sheets show one moment.
package struct ReadWeek<Result: Sendable>: LedgerQuery {
    package static var act: String { "查看周台账" }

    /// Which print.
    package enum Print: Hashable, Sendable {
        /// Edition `number` of a fixed week; 0 is 定稿.
        case edition(Int)
        /// 预览 or 送审稿 of a week that is not fixed.
        case draft
        /// One unit's week, fixed or not.
        case unit(UnitCode)
    }

    /// `nil` is, for a draft, the last week that is due and not fixed, or else the one that is open; for others, the last
    /// whose 数据截止 has passed.
    package let week: Week?
    package let print: Print
    package let body: @Sendable (WeekReading) throws -> Result

    package init(_ week: Week?, _ print: Print, _ body: @escaping @Sendable (WeekReading) throws -> Result) {
        self.week = week
        self.print = print
        self.body = body
    }

    package var subject: String { week.map { "\($0)" } ?? "" }
    package var action: Action { .readWeek }

    package func answer(in view: QueryTransaction) throws -> Result {
        try view.require(.export)
        let reading: WeekReading
        let closed = try view.schedule().lastClosed(at: view.at).week
        switch print {
        case .edition(let number):
            let week = week ?? closed
            try view.requireCounty("周台账", in: week)
            reading = try view.edition(number, of: week)
        case .draft:
            let isDue = try closed >= view.firstWeek() && view.weekLedger(closed) == nil
            let next = try isDue ? closed : view.schedule().nextOpen(at: view.at).week
            try view.requireCounty("周台账的预览和送审稿", in: week ?? next)
            reading = try view.draft(of: week ?? next)
        case .unit(let unit):
            try view.requireUnit(unit, in: week ?? closed)
            reading = try view.unitWeekReading(week ?? closed, unit)
        }
        return try body(reading)
    }
}

/// A print of a week, good for as long as its query runs.
package struct WeekReading {
    package let snapshot: LedgerSnapshot
    /// 工作信息 of a unit's week.
    package let information: WorkInformation?
    /// Bytes of a part of a packet.
    package let partSize: Int
    /// Editions of the county's week that are not handed out.
    package var withheld: [WeekEvent.Withheld] = []
}

extension QueryTransaction {
    /// Edition `number` of a fixed week, as of its T, by the calendar and settings that it was fixed with.
    func edition(_ number: Int, of week: Week) throws -> WeekReading {
        let ledger = try existing(WeekLedger.self, WeekLedger.stream(week).id, "定稿的 \(week)").state
        let (frozen, period) = (ledger.frozen, ledger.period)
        let names = try NamesAsOf(read, at: period.to)
        let rows = WeekRows(read, from: period.from, to: period.to)
        let previous = try frozenLedger(before: week).map(PreviousEdition.init)
        let snapshot = LedgerSnapshot(
            header: ledger.header(
                number, county: read.county.code, countyName: names.countyName,
                signature: .init(
                    unit: names.countyName, filler: try names.anyPerson(frozen.by), day: ledger.frozenAt.day)),
            lists: frozen.settings.lists,
            entries: try entries(rows, frozen.settings.yellowWorkdays, names, calendar: frozen.calendar),
            suggestions: rows.suggestions(read, names), verifying: try rows.verifying(names),
            clues: try clues(through: period.to),
            unitWeeks: try frozen.signatures.map { try line($0, names) },
            corrections: try ledger.ledgerCorrections(through: number) { try names.anyPerson($0) },
            seal: ledger.seal(number, after: previous))
        return WeekReading(snapshot: snapshot, information: nil, partSize: try settings().packetBytes)
    }

    /// A week as it would be fixed now: before T as the rows stand, after it as of T.
    func draft(of week: Week) throws -> WeekReading {
        let (edition, period, previous) = try unfrozen(week)
        let names = try NamesAsOf(read, at: min(at, period.to))
        let rows = WeekRows(read, from: period.from, to: min(at, period.to))
        let snapshot = LedgerSnapshot(
            header: LedgerHeader(
                county: read.county.code, countyName: names.countyName, period,
                edition: LedgerEdition(of: edition, nil, at: at), isDemo: read.county.isDemo,
                signature: .init(unit: names.countyName)),
            lists: try lists(on: period.last), entries: try entries(rows, settings().yellowWorkdays, names),
            suggestions: rows.suggestions(read, names), verifying: try rows.verifying(names),
            clues: try clues(through: rows.to),
            unitWeeks: try signatures(of: week).map { try line($0, names) },
            seal: LedgerSeal(previousManifest: previous?.manifest, previousClosing: previous?.closing))
        return WeekReading(snapshot: snapshot, information: nil, partSize: try settings().packetBytes)
    }

    /// A unit's own week: fixed with the county's, a draft before.
    func unitWeekReading(_ week: Week, _ unit: UnitCode) throws -> WeekReading {
        guard let record = read.unit(unit), read.reportsWeeks(record) else {
            throw LedgerError.notPossible(read.reportingAdvice(unit), allowed: [])
        }
        let fixed = try weekLedger(week)?.state
        let settings = try settings()
        // What is fixed stays, whatever calendar and rule say now.
        let (period, edition) = try fixed.map { ($0.period, LedgerEdition($0)) } ?? unfrozenUnit(week)
        let to = fixed == nil ? min(at, period.to) : period.to
        let names = try NamesAsOf(read, at: to)
        let rows = WeekRows(read, from: period.from, to: to, unit: unit)
        let own = try unitWeek(week, unit)?.state
        let signature = LedgerHeader.Signature(
            unit: names.unit(unit), head: try own?.signature.map { try names.anyPerson($0.by) },
            filler: try own?.filling.map { try names.anyPerson($0.by) }, day: own?.submission?.at.day)
        var corrections: [LedgerCorrection] = []
        if let fixed, let latest = fixed.latest?.number {
            corrections = try fixed.ledgerCorrections(through: latest) { try names.anyPerson($0) }
            corrections = try corrections.filter { try isOfLine($0.row, unit, at: to) }
        }
        let snapshot = LedgerSnapshot(
            header: LedgerHeader(
                county: read.county.code, countyName: names.countyName, unit: (unit, names.unit(unit)),
                period,
                edition: edition, isDemo: read.county.isDemo,
                signature: signature),
            lists: try fixed?.frozen.settings.lists ?? lists(on: period.last),
            entries: try entries(
                rows, fixed?.frozen.settings.yellowWorkdays ?? settings.yellowWorkdays, names,
                calendar: fixed?.frozen.calendar),
            suggestions: rows.suggestions(read, names), verifying: try rows.verifying(names),
            unitWeeks: [try line(UnitSignature(unit, own), names)], corrections: corrections,
            seal: LedgerSeal(merkleRoot: fixed?.frozen.root, previousManifest: fixed?.latest?.manifest))
        return WeekReading(
            snapshot: snapshot, information: own?.filling?.information, partSize: settings.packetBytes,
            withheld: fixed?.withheld ?? [])
    }

    /// A row as of a fixed week's T, without corrections; `nil` if the week does not hold it.
    func row(_ number: String, of ledger: WeekLedger) throws -> LedgerRow? {
        let to = ledger.period.to
        guard let id = try read.id(of: .item, key: number),
            let item = try read.state(RectificationItem.self, id, asOf: to),
            WeekMembership(of: item.state, from: ledger.period.from, to: to) != .none
        else { return nil }
        let scale = LightScale(
            today: to.day, calendar: try read.calendar(revision: ledger.frozen.calendar),
            threshold: ledger.frozen.settings.yellowWorkdays)
        let names = try NamesAsOf(read, at: to)
        return LedgerRow(
            of: item.state, version: item.version,
            in: LedgerView(asOf: to, scale: scale, names: names.ledger))
    }

    /// How each unit stands now with its week.
    func signatures(of week: Week) throws -> [UnitSignature] {
        try reportingUnits().map { UnitSignature($0.code, try unitWeek(week, $0.code)?.state) }
    }

    /// Titles and columns of the three lists, as the campaign of the day sets them.
    func lists(on day: Day) throws -> LedgerLists {
        var found: Campaign?
        try read.states(Campaign.self) { _, campaign in
            if campaign.state.isOpen(on: day) { found = campaign.state }
        }
        return try found.map { try LedgerLists($0.record) } ?? .standard
    }

    private func unfrozen(
        _ week: Week
    ) throws -> (edition: WeekEdition, period: WeekPeriod, previous: PreviousEdition?) {
        let edition = try ownEdition(of: week)
        if try weekLedger(week) != nil {
            throw LedgerError.notPossible("\(week) 已经定稿；请导出本期清单", allowed: [])
        }
        let schedule = try schedule()
        try requireBegun(week)
        let open = schedule.nextOpen(at: at).week
        guard week <= open else {
            throw LedgerError.notPossible("\(week) 还没有开始；现在可以预览到 \(open)", allowed: [])
        }
        var previous = try frozenLedger(before: week).map(PreviousEdition.init)
        // Weeks that are still to be fixed hold what happened in them.
        if let last = try unfrozenEditions(before: week).last {
            previous = PreviousEdition(week: last.week, to: last.cutoff, manifest: nil, closing: nil)
        }
        return (edition, WeekPeriod(edition, after: previous, in: schedule), previous)
    }

    private func unfrozenUnit(_ week: Week) throws -> (WeekPeriod, LedgerEdition) {
        let (edition, period, _) = try unfrozen(week)
        return (period, LedgerEdition(of: edition, nil, at: at))
    }

    private func entries(
        _ rows: WeekRows, _ yellowWorkdays: Int, _ names: NamesAsOf, calendar revision: String? = nil
    ) throws -> LedgerStream<LedgerEntry> {
        let calendar = try revision.map { try read.calendar(revision: $0) } ?? calendar()
        func view(_ at: Instant) -> LedgerView {
            LedgerView(asOf: at, calendar: calendar, yellowWorkdays: yellowWorkdays, names: names.ledger)
        }
        return rows.entries(view(rows.to), before: rows.from.map(view))
    }

    private func line(_ signature: UnitSignature, _ names: NamesAsOf) throws -> UnitWeekLine {
        let signer = try signature.signedBy.map { try names.anyPerson($0) }
        return signature.line(name: names.unit(signature.unit)) { _ in signer }
    }

    /// How many sealed cases there are, and nothing else of them (decisions 4).
    private func clues(through at: Instant) throws -> Int {
        var count = 0
        try read.states(ClueCase.self) { _, clue in
            if clue.state.opened.receivedAt <= at { count += 1 }
        }
        return count
    }

    private func isOfLine(_ number: String, _ unit: UnitCode, at: Instant) throws -> Bool {
        guard let id = try read.id(of: .item, key: number) else { return false }
        return try read.state(RectificationItem.self, id, asOf: at)?.state.isOfLine(unit) ?? false
    }
}
