package import Walkthrough

extension QueryTransaction {
    /// The report weeks whose 数据截止 lies in the period, oldest first, and the week that is open now if the period
    /// reaches today. A week that was fixed keeps its times; a week merged into another has no line of its own (decisions
    /// 23, 24).
    package func statisticsWeeks(in period: StatisticsPeriod) throws -> [StatisticsWeek] {
        let schedule = try schedule()
        let begun = try firstWeek()
        let first = max(begun, period.from.map { Week(containing: $0) } ?? begun)
        let last = min(schedule.nextOpen(at: at).week, Week(containing: period.through).advanced(by: 1))
        var weeks: [StatisticsWeek] = []
        var after = try cutoff(of: schedule.edition(before: first))
        for edition in schedule.editions(before: last.advanced(by: 1), lastFrozen: nil, begun: first) {
            let frozen = try weekLedger(edition.week)?.state.period
            let cutoff = frozen?.to ?? edition.cutoff
            defer { after = cutoff }
            let isOpen = cutoff >= at && period.through >= today
            guard isOpen || period.contains(cutoff.day) else { continue }
            weeks.append(
                StatisticsWeek(
                    week: edition.week, after: after, cutoff: cutoff,
                    reportBy: frozen?.reportBy ?? edition.reportBy))
        }
        return weeks
    }

    private func cutoff(of edition: WeekEdition) throws -> Instant {
        try weekLedger(edition.week)?.state.period.to ?? edition.cutoff
    }
}
