package import Walkthrough

/// One question's way to its figures: what the actor sees, which units and weeks are asked about, and the sums.
package final class StatisticsDesk {
    let view: QueryTransaction
    let query: FactQuery
    let units: [Unit]
    private let scopes: [String]?
    private let asked: UnitCode?

    package init(_ view: QueryTransaction, _ period: StatisticsPeriod, unit: UnitCode?) throws {
        let read = view.read
        let county = read.county.code
        // The days are cut, not the rows, so that figures of a period are the same for whoever reads them.
        let own = read.scopes(of: view.actor, for: .readStatistics).map(\.name)
        var all: [Unit] = []
        try read.states(Unit.self) { _, unit in all.append(unit.state) }
        let scopes = own.contains(county) ? nil : own
        let grants = own.compactMap { try? UnitCode($0) }
        if let unit {
            let isSeen = scopes == nil || grants.contains { read.covers($0, unit) }
            guard read.unit(unit) != nil, isSeen else {
                throw LedgerError.unknown("没有编码为 \(unit) 的单位，或您看不到它；请在单位目录里查编码")
            }
        }
        self.view = view
        self.scopes = scopes
        asked = unit.flatMap { $0.text == county ? nil : $0 }
        units = all.sorted { $0.code < $1.code }
        let asked = asked
        var ratings: [String] = []
        try read.states(Source.self) { _, source in
            if source.state.record.isRating { ratings.append(source.state.code.text) }
        }
        query = FactQuery(
            scopes: scopes,
            units: asked.map { unit in all.map(\.code).filter { read.covers(unit, $0) } },
            period: try period.within(view.actor.auditPeriod), today: view.today, ratingSources: ratings)
    }

    var title: String {
        let code = asked ?? (try? UnitCode(view.read.county.code))
        return code.flatMap { view.read.unit($0)?.name.description } ?? view.read.county.code
    }

    /// Whether figures of a whole unit, which are of no single row, are the actor's to see, and are asked for.
    func concerns(_ unit: UnitCode) -> Bool {
        if let units = query.units, !units.contains(unit) { return false }
        guard let scopes else { return true }
        return scopes.contains { scope in (try? UnitCode(scope)).map { view.read.covers($0, unit) } ?? false }
    }

    package func total() throws -> StatisticsSums {
        var sums = StatisticsSums()
        sums.rows = try view.read.rowTally(query)
        for group in try view.read.answerTallies(query, by: nil) where try points().counts(group.key.code) {
            sums.answers += group.sums
        }
        for share in try mustWalk().values { sums.mustWalk += share }
        for week in try unitWeeks() {
            sums.leaderWeeks += week.leader
            sums.reports += week.report
        }
        return sums
    }

    // MARK: Read once

    private lazy var storedPoints = Result { try CheckPoints(view.read) }
    func points() throws -> CheckPoints { try storedPoints.get() }

    private lazy var storedServices = Result {
        var services: [ServiceItem] = []
        try view.read.states(ServiceItem.self) { _, service in services.append(service.state) }
        return services
    }
    func services() throws -> [ServiceItem] { try storedServices.get() }

    private lazy var storedWeeks = Result { try view.statisticsWeeks(in: query.period) }
    func weeks() throws -> [StatisticsWeek] { try storedWeeks.get() }

    // MARK: 必走覆盖率

    /// Of the 高频∪堵点 items of each owner, those that were walked. Items without an owner are the county's alone.
    func mustWalk() throws -> [UnitCode?: Share] {
        let must = try services().filter(\.mustBeWalked)
        guard !must.isEmpty else { return [:] }
        let walked = try view.read.walkedServices(query)
        var shares: [UnitCode?: Share] = [:]
        for service in must {
            let owner = owner(of: service)
            let isAsked = owner.map(concerns) ?? (scopes == nil && asked == nil)
            guard isAsked else { continue }
            shares[owner, default: Share()] += Share(walked.contains(service.key) ? 1 : 0, of: 1)
        }
        return shares
    }

    /// The unit that the list names, else the county's department of the type that it names.
    private func owner(of service: ServiceItem) -> UnitCode? {
        service.record.owner
            ?? service.record.ownerType.flatMap { type in
                units.first { $0.isActive && $0.kind == .department && $0.departmentType == type }?.code
            }
    }

    // MARK: Unit-weeks

    struct UnitWeekFigures {
        let week: Week
        let unit: UnitCode
        let leader: Share
        let report: Share
    }

    /// Units that hand in weeks, in each week of the period whose time has passed since they were recorded.
    func unitWeeks() throws -> [UnitWeekFigures] {
        let reporting = units.filter { view.read.reportsWeeks($0) && concerns($0.code) }.map(\.code)
        let weeks = try weeks()
        guard !reporting.isEmpty, let first = weeks.first, let last = weeks.last else { return [] }
        let beginnings = try view.read.unitBeginnings()
        let walked = try walkedUnits(weeks)
        var onTime: Set<ReportedWeek> = []
        for report in try view.read.submissions(from: first.week, through: last.week) where report.isOnTime {
            onTime.insert(ReportedWeek(unit: report.unit, week: report.week))
        }
        var figures: [UnitWeekFigures] = []
        for (place, week) in weeks.enumerated() {
            for unit in reporting where beginnings[unit].map({ $0 <= week.cutoff }) ?? false {
                let isLed = walked.contains(LedWeek(unit: unit, place: place))
                let isOnTime = onTime.contains(ReportedWeek(unit: unit, week: week.week))
                figures.append(
                    UnitWeekFigures(
                        week: week.week, unit: unit,
                        leader: week.cutoff < view.at && query.period.contains(week.cutoff.day)
                            ? Share(isLed ? 1 : 0, of: 1) : Share(),
                        report: week.reportBy < view.at && query.period.contains(week.reportBy.day)
                            ? Share(isOnTime ? 1 : 0, of: 1) : Share()))
            }
        }
        return figures
    }

    private struct ReportedWeek: Hashable {
        let unit: UnitCode
        let week: Week
    }

    private struct LedWeek: Hashable {
        let unit: UnitCode
        let place: Int
    }

    /// By the present posts of whoever walked.
    private func walkedUnits(_ weeks: [StatisticsWeek]) throws -> Set<LedWeek> {
        var walked: Set<LedWeek> = []
        for (walker, place) in try view.read.leaderWalks(query, in: weeks) {
            for post in try view.read.state(Person.self, walker.text)?.state.units ?? [] {
                guard let unit = view.read.institution(of: post)?.code else { continue }
                walked.insert(LedWeek(unit: unit, place: place))
            }
        }
        return walked
    }
}

extension ServiceItem {
    /// By what a walk names the item.
    var key: String { record.code?.text ?? naturalKey }
}

extension StatisticsPeriod {
    /// The part of it that an auditor may read.
    /// - Throws: `LedgerError.invalid` where none is.
    fileprivate func within(_ bounds: AuditPeriod?) throws -> StatisticsPeriod {
        guard let bounds else { return self }
        let (from, through) = (max(bounds.from, from ?? bounds.from), min(bounds.through, through))
        guard from <= through else {
            throw LedgerError.invalid([
                Invalid("统计期间", "在您获准查看的期间（\(bounds)）以外", mend: "请填这段时间里的日期")
            ])
        }
        return try StatisticsPeriod(from: from, through: through)
    }
}
