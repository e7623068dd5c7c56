package import Walkthrough

/// What a print of a week is to be.
package struct WeekPrint: Sendable {
    package let week: Week
    /// The edition of a week that is fixed; `nil` is 预览 or 送审稿.
    package let number: Int?
    /// Only the rows of this unit.
    package let unit: UnitCode?

    package init(_ week: Week, number: Int? = nil, unit: UnitCode? = nil) {
        self.week = week
        self.number = number
        self.unit = unit
    }
}

/// Values that are used only while a transaction's body runs, on its thread: a snapshot's rows are read by whoever writes
/// them, inside that body.
private struct InBody<Value>: @unchecked Sendable {
    let value: Value
}

extension Ledger {
    /// Gives the week's ledger to `body`, its rows streamed from one moment of the store.
    package func withSnapshot<R: Sendable>(
        _ print: WeekPrint, by caller: Caller, _ body: @escaping @Sendable (LedgerSnapshot) throws -> R
    ) async throws -> R {
        let now = environment.now()
        return try await store.read { transaction in
            let view = try QueryTransaction(transaction, caller: caller, at: now)
            try view.require(.export)
            return try body(try view.snapshot(print))
        }
    }

    /// Gives the live rows that a filter lets through to `body`, in number order.
    package func withRows<R: Sendable>(
        of query: ItemQuery, light: Light?, by caller: Caller,
        _ body: @escaping @Sendable (LedgerStream<LedgerRow>, _ countyName: String, _ isDemo: Bool) throws -> R
    ) async throws -> R {
        let now = environment.now()
        return try await store.read { transaction in
            let view = try QueryTransaction(transaction, caller: caller, at: now)
            try view.require(.export)
            let rows = try view.liveRows(query, light)
            let county = view.read.unit(try UnitCode(view.read.county.code))?.name.description ?? view.read.county.code
            return try body(rows, county, view.read.county.isDemo)
        }
    }
}

extension QueryTransaction {
    fileprivate func snapshot(_ print: WeekPrint) throws -> LedgerSnapshot {
        try requireSight(of: print.unit)
        let schedule = try weekSchedule()
        let frozen = try frozenWeeks()
        let ledger = frozen.first { $0.week == print.week }
        let previous = frozen.last { $0.week < print.week }.map { PreviousEdition($0) }
        let edition = try ledger == nil ? self.edition(print.week, schedule) : schedule.edition(holding: print.week)
        let period = ledger?.period ?? WeekPeriod(edition, after: previous, in: schedule)
        let to = min(period.to, at)
        let yellow = try ledger?.frozen.settings.yellowWorkdays ?? settings().yellowWorkdays
        let names = try ledgerNames()
        let calendar = try calendar()
        func view(_ instant: Instant) -> LedgerView {
            LedgerView(asOf: instant, calendar: calendar, yellowWorkdays: yellow, names: names)
        }
        let entries = entries(from: period.from, to: to, unit: print.unit, view(to), period.from.map(view))
        let number = print.number ?? 0
        let corrections =
            try print.number.flatMap { number in
                try ledger?.ledgerCorrections(through: number) { act in (try? self.name(of: act)) ?? act.account }
            } ?? []
        return LedgerSnapshot(
            header: try header(print, ledger, edition, period),
            lists: try ledger?.frozen.settings.lists ?? ledgerLists(on: edition.day), entries: entries,
            suggestions: suggestions(from: period.from, to: to, unit: print.unit, names),
            verifying: try verifying(to: to, unit: print.unit, names),
            unitWeeks: try print.unit == nil ? unitLines(print.week, ledger) : [], corrections: corrections,
            seal: print.number == nil || print.unit != nil
                ? LedgerSeal(previousClosing: print.unit == nil ? previous?.closing : nil)
                : ledger?.seal(number, after: previous) ?? LedgerSeal())
    }

    private func header(
        _ print: WeekPrint, _ ledger: WeekLedger?, _ edition: WeekEdition, _ period: WeekPeriod
    ) throws -> LedgerHeader {
        let county = read.county.code
        let countyName = read.unit(try UnitCode(county))?.name.description ?? county
        if let ledger, let number = print.number, print.unit == nil {
            return ledger.header(
                number, county: county, countyName: countyName,
                signature: .init(unit: countyName, reviewer: nil, day: period.last))
        }
        let unit = try print.unit.map { code in
            (code: code, name: try existing(Unit.self, code.text, "编码为 \(code) 的单位").state.name.description)
        }
        var signature = LedgerHeader.Signature(unit: unit?.name ?? countyName)
        if let code = print.unit, let week = try unitWeek(code, print.week)?.state {
            signature = LedgerHeader.Signature(
                unit: unit?.name, head: try week.signature.map { try name(of: $0.by) },
                filler: try week.filling.map { try name(of: $0.by) }, day: week.signature?.at.day)
        }
        return LedgerHeader(
            county: county, countyName: countyName, unit: unit, period,
            edition: LedgerEdition(of: edition, ledger, at: at), isDemo: read.county.isDemo, signature: signature)
    }

    /// Each row now and at the T before, read row by row.
    private func entries(
        from: Instant?, to: Instant, unit: UnitCode?, _ now: LedgerView, _ before: LedgerView?
    ) -> LedgerStream<LedgerEntry> {
        let held = InBody(value: self)
        return LedgerStream { body in
            let view = held.value
            try view.read.eachItem { item in
                guard let then = try view.item(item, asOf: to) else { return }
                if let unit {
                    guard let owner = then.state.unit, view.read.covers(unit, owner) else { return }
                }
                var earlier: LedgerRow?
                if let from, let before, let state = try view.item(item, asOf: from) {
                    earlier = LedgerRow(of: state.state, version: state.version, in: before)
                }
                let row = LedgerRow(of: then.state, version: then.version, in: now)
                // A row that was listed and is being verified again is told as 离开.
                if row.standing.phase == .unverified, earlier == nil || earlier?.standing.phase == .unverified { return }
                try body(LedgerEntry(before: earlier, now: row))
            }
        }
    }

    /// Suggestions that were open in the week.
    private func suggestions(
        from: Instant?, to: Instant, unit: UnitCode?, _ names: LedgerNames
    ) -> LedgerStream<SuggestionRow> {
        let held = InBody(value: self)
        return LedgerStream { body in
            let view = held.value
            try view.read.states(Suggestion.self) { id, current in
                guard current.state.filed.receivedAt <= to else { return }
                guard let then = try view.replayed(Suggestion.self, id, until: to)?.state else { return }
                let owner = then.assignment?.unit ?? then.wished
                if let unit {
                    guard let owner, view.read.covers(unit, owner) else { return }
                }
                if let told = then.toldOn, let from, told < from.day { return }
                try body(
                    SuggestionRow(
                        number: then.number, text: PersonalData.masked(then.text.description), kind: then.kind.title,
                        reason: then.reason.map { PersonalData.masked($0.description) },
                        unitName: owner.map(names.unit),
                        outcome: then.answered?.outcome.title ?? then.state.title))
            }
        }
    }

    /// 核实中 n 件 of each unit.
    private func verifying(to: Instant, unit: UnitCode?, _ names: LedgerNames) throws -> [UnitCount] {
        var counts: [UnitCode: Int] = [:]
        try read.eachItem { item in
            guard let then = try self.item(item, asOf: to), then.state.state.kind.isUnverified else { return }
            let owner = then.state.unit ?? names.county
            if let unit, !self.read.covers(unit, owner) { return }
            counts[owner, default: 0] += 1
        }
        return counts.map { UnitCount(unit: $0.key, unitName: names.unit($0.key), count: $0.value) }
            .sorted { $0.unit < $1.unit }
    }

    fileprivate func liveRows(_ query: ItemQuery, _ light: Light?) throws -> LedgerStream<LedgerRow> {
        let view = LedgerView(
            asOf: at, calendar: try calendar(), yellowWorkdays: try settings().yellowWorkdays, names: try ledgerNames())
        var query = query
        query.scopes = read.scopes(of: actor)
        query.limit = 200
        query.after = nil
        query.sort = .registered
        if let light {
            guard let range = view.scale.range(of: light) else {
                throw LedgerError.malformed("不能按“\(light.title)”筛选；请用 green、yellow 或 red")
            }
            query.due = range
            query.isOpen = true
            query.withoutAwaiting = true
        }
        let (held, pages) = (InBody(value: self), query)
        return LedgerStream { body in
            var query = pages
            repeat {
                let page = try held.value.read.items(query)
                for line in page.items {
                    guard let item = try held.value.read.state(RectificationItem.self, line.id) else { continue }
                    try body(LedgerRow(of: item.state, version: item.version, in: view))
                }
                query.after = page.next
            } while query.after != nil
        }
    }
}
