public import Walkthrough

/// How a week stands: its edition, who reported, what is still to do.
public struct ShowWeek: LedgerQuery {
    public struct Answer: Sendable {
        public let edition: WeekEdition
        /// Weeks that this edition holds beside its own.
        public let merged: [Week]
        public let ledger: WeekLedger?
        public let units: [UnitWeekLine]
        public let hasClosed: Bool
        /// Earlier weeks that are due and not fixed.
        public let earlier: [Week]
    }

    /// `nil` is the week that units report now.
    public let week: Week?

    public init(_ week: Week? = nil) { self.week = week }

    public func answer(in view: QueryTransaction) throws -> Answer {
        let schedule = try view.weekSchedule()
        let week = try self.week ?? view.reportedWeek(schedule)
        let edition = try view.edition(week, schedule)
        let frozen = try view.frozenWeeks()
        let ledger = frozen.first { $0.week == week }
        return Answer(
            edition: edition, merged: schedule.weeks(heldBy: edition).filter { $0 != week }, ledger: ledger,
            units: try view.unitLines(week, ledger), hasClosed: edition.hasClosed(at: view.at),
            earlier: view.unfrozen(before: week, frozen, schedule).map(\.week))
    }
}

extension QueryTransaction {
    /// The week's own edition.
    /// - Throws: `notPossible` for a week that is merged into another, which it names.
    package func edition(_ week: Week, _ schedule: WeekSchedule) throws -> WeekEdition {
        switch schedule.plan(of: week) {
        case .own(let edition): return edition
        case .mergedInto(let holder):
            throw LedgerError.notPossible(
                "\(week) 没有报送日，与 \(holder) 合并报送；请用 --week \(holder)", allowed: [])
        }
    }

    /// Whether and when each unit reported.
    package func unitLines(_ week: Week, _ ledger: WeekLedger?) throws -> [UnitWeekLine] {
        let signatures =
            try ledger?.frozen.signatures
            ?? reportingUnits().map { UnitSignature($0.code, try unitWeek($0.code, week)?.state) }
        return try signatures.map { signature in
            let signer = try signature.signedBy.map { try name(of: $0) }
            return signature.line(name: read.unit(signature.unit)?.name.description ?? signature.unit.text) { _ in signer }
        }
    }

    /// What codes are called on paper.
    package func ledgerNames() throws -> LedgerNames {
        var units: [UnitCode: String] = [:]
        try read.states(Unit.self) { _, unit in units[unit.state.code] = unit.state.name.description }
        var sources: [SourceCode: String] = [:]
        try read.states(Source.self) { _, source in sources[source.state.code] = source.state.name.text }
        var services: [ID<ServiceItem>: String] = [:]
        try read.states(ServiceItem.self) { _, service in services[service.state.id] = service.state.name.description }
        var items: [String: String] = [:]
        try read.states(ChecklistStream.self) { _, list in
            for item in list.state.revision.checklist.items { items[item.id.text] = item.text.text }
        }
        let (unitNames, sourceNames, serviceNames, itemNames) = (units, sources, services, items)
        return LedgerNames(
            county: try UnitCode(read.county.code), unit: { unitNames[$0] ?? $0.text },
            source: { sourceNames[$0] ?? $0.text }, service: { serviceNames[$0] }, checkItem: { itemNames[$0] })
    }
}

extension Ledger {
    /// 定稿 of a week, and of those before it that are due.
    /// - Returns: the weeks that are fixed now, oldest first.
    public func freeze(_ week: Week? = nil, by caller: Caller) async throws(LedgerError) -> [FreezeWeek.Receipt] {
        do {
            let now = environment.now()
            let (target, earlier) = try await store.read { transaction in
                let view = try QueryTransaction(transaction, caller: caller, at: now)
                let schedule = try view.weekSchedule()
                let week = week ?? schedule.lastClosed(at: now).week
                _ = try view.edition(week, schedule)
                return (week, view.unfrozen(before: week, try view.frozenWeeks(), schedule).map(\.week))
            }
            var receipts: [FreezeWeek.Receipt] = []
            for week in earlier + [target] { receipts.append(try await perform(FreezeWeek(week), by: caller)) }
            return receipts
        } catch { throw Self.fault(error, environment) }
    }
}

/// A unit's own week.
public struct ShowUnitWeek: LedgerQuery {
    public struct Answer: Sendable {
        public let week: UnitWeek?
        /// The most bytes of a part of the packet.
        public let packetBytes: Int
        /// Rows of the week that are the unit's.
        public let rows: Int
    }

    public let unit: UnitCode
    public let week: Week

    public init(_ unit: UnitCode, _ week: Week) {
        self.unit = unit
        self.week = week
    }

    public func answer(in view: QueryTransaction) throws -> Answer {
        try view.requireSight(of: unit)
        let schedule = try view.weekSchedule()
        return Answer(
            week: try view.unitWeek(unit, week)?.state, packetBytes: try view.settings().packetBytes,
            rows: try view.rows(of: unit, week, try view.frozenWeeks(), schedule))
    }
}

extension QueryTransaction {
    /// - Throws: `notPermitted` unless the actor sees everything of the unit, or of the county for `nil`.
    package func requireSight(of unit: UnitCode?) throws {
        let scopes = read.scopes(of: actor)
        if scopes.contains(read.county.code) { return }
        guard let unit else { throw LedgerError.notPermitted("全县台账由政务办、督查、复核人和县领导导出；本单位的请用 export unit-week") }
        guard scopes.contains(where: { scope in (try? UnitCode(scope)).map { read.covers($0, unit) } ?? false }) else {
            throw LedgerError.notPermitted("您看不到 \(unit) 的台账；请用本单位人员的账号")
        }
    }
}

extension Ledger {
    /// The week asked for, else the last one whose 数据截止 has passed.
    /// - Throws: `notPossible` for a week that is merged into another, or that is not over.
    package func lastClosedWeek(_ week: Week?, by caller: Caller) async throws(LedgerError) -> Week {
        do {
            let now = environment.now()
            return try await store.read { transaction in
                let view = try QueryTransaction(transaction, caller: caller, at: now)
                try view.requireSight(of: nil)
                let schedule = try view.weekSchedule()
                let edition = try week.map { try view.edition($0, schedule) } ?? schedule.lastClosed(at: now)
                guard edition.hasClosed(at: now) else {
                    throw LedgerError.notPossible(
                        "\(edition.week) 的数据截止是 \(edition.cutoff.short)，还没有到；现在只能预览（peizou week preview）", allowed: [])
                }
                return edition.week
            }
        } catch { throw Self.fault(error, environment) }
    }

    /// Fixed weeks up to `week` whose files are still to be rendered, oldest first: each manifest names the one before.
    package func unpublishedWeeks(through week: Week, by caller: Caller) async throws(LedgerError) -> [Week] {
        do {
            let now = environment.now()
            return try await store.read { transaction in
                try QueryTransaction(transaction, caller: caller, at: now).frozenWeeks()
                    .filter { $0.week <= week && $0.toPublish != nil }.map(\.week)
            }
        } catch { throw Self.fault(error, environment) }
    }
}
