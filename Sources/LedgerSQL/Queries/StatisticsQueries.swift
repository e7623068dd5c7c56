import Ledger
import Walkthrough

/// Figures are sums over the fact tables: one pass for all counts of a query.
extension SQLReadTransaction {
    func rowTally(_ query: FactQuery) throws -> RowTally {
        try rows(RowCount.allCases, query, query.period, keyedBy: nil).first?.sums ?? RowTally()
    }

    func rowTallies(_ query: FactQuery, by group: FactGroup) throws -> [FactSum<String?, RowTally>] {
        let key: SQL =
            switch group {
            case .unit: "f.unit"
            case .service: "f.service"
            case .channels: "CAST(f.channels AS TEXT)"
            case .checks: "f.checks"
            }
        return try rows(RowCount.allCases, query, query.period, keyedBy: key)
    }

    func rowTallies(_ query: FactQuery, in weeks: [StatisticsWeek]) throws -> [RowTally] {
        var tallies = Array(repeating: RowTally(), count: weeks.count)
        guard let bounds = WeekBounds(weeks) else { return tallies }
        for basis in RowCount.Basis.allCases {
            let counts = RowCount.allCases.filter { $0.basis == basis }
            let key = bounds.place(of: basis.column, by: basis.isDay ? bounds.days : bounds.instants)
            for sum in try rows(counts, query, nil, keyedBy: key.place, where: key.isWithin) {
                guard let week = sum.key.flatMap(Int.init), tallies.indices.contains(week) else { continue }
                tallies[week] += sum.sums
            }
        }
        return tallies
    }

    private func rows(
        _ counts: [RowCount], _ query: FactQuery, _ period: StatisticsPeriod?, keyedBy key: SQL?,
        where within: SQL? = nil
    ) throws -> [FactSum<String?, RowTally>] {
        var conditions: [SQL] = ["f.county = \(code)"]
        if let within { conditions.append(within) }
        if let units = query.units { conditions.append(SQL.column("f.unit", in: units)) }
        if let scopes = query.scopes {
            conditions.append(
                """
                f.item IN (
                    SELECT s.item FROM item_scope s
                    WHERE s.county = \(code) AND \(SQL.column("s.scope", in: scopes))
                )
                """)
        }
        let columns = counts.map { $0.sum(query, period) }
        let list = SQL.joined((key.map { [$0] } ?? []) + columns, by: ", ")
        let end: SQL = key == nil ? "" : " GROUP BY 1"
        return try connection.all("SELECT \(list) FROM item_fact f WHERE \(SQL.all(conditions))\(end)") {
            row in
            var tally = RowTally()
            for (column, count) in counts.enumerated() {
                tally[count] = try row.int(column + (key == nil ? 0 : 1))
            }
            return FactSum(key: key == nil ? nil : try row.optionalText(0), sums: tally)
        }
    }
}

extension RowCount {
    /// The column's expression: how many rows, or how much of a column, where the day of the count is in the period.
    fileprivate func sum(_ query: FactQuery, _ period: StatisticsPeriod?) -> SQL {
        var conditions = condition(query)
        if let period { conditions += basis.bounds(period) }
        let filter: SQL = conditions.isEmpty ? "" : " FILTER (WHERE \(SQL.joined(conditions, by: " AND ")))"
        guard let column = summed else { return "count(*)\(filter)" }
        return "CAST(coalesce(sum(\(column))\(filter), 0) AS BIGINT)"
    }

    private var summed: SQL? {
        switch self {
        case .calls: "f.calls"
        case .satisfied: "f.satisfied"
        case .solved: "f.solved"
        case .open, .awaitingCheck, .closed, .explained, .unverified, .carriedOver, .claimedClosed,
            .escalated, .notAdopted, .unfounded, .merged, .transferred, .settledOnce, .reopened,
            .requestedOnce, .returned, .dueForRectification, .rectifiedOnTime, .badRatingDue,
            .badRatingOnTime, .settledOrOverdue, .settledOnTime, .dueNow, .dueNowClosed,
            .acceptedOrOverdue, .acceptedOnTime, .struckOff:
            nil
        }
    }

    private func condition(_ query: FactQuery) -> [SQL] {
        func standing(_ standing: RowFact.Standing) -> [SQL] { ["f.standing = \(standing)"] }
        let (onTime, late, apart) = (RowFact.Timing.onTime, RowFact.Timing.late, RowFact.Timing.apart)
        // 到期: the due day has passed.
        let isDue: SQL = "f.due < \(query.today.number)"
        let isBadRating = SQL.column("f.source", in: query.ratingSources)
        return switch self {
        case .open: standing(.open)
        case .awaitingCheck: standing(.awaitingCheck)
        case .closed: standing(.closed)
        case .explained: standing(.explained)
        case .unverified: standing(.unverified)
        case .carriedOver: standing(.carriedOver)
        case .claimedClosed: standing(.claimedClosed)
        case .escalated: standing(.escalated)
        case .notAdopted: standing(.notAdopted)
        case .unfounded: standing(.unfounded)
        case .merged: standing(.merged)
        case .transferred: standing(.transferred)
        case .settledOnce: ["f.was_settled = 1"]
        case .reopened: ["f.is_reopened = 1"]
        case .requestedOnce: ["f.was_requested = 1"]
        case .returned: ["f.is_returned = 1"]
        case .calls, .satisfied, .solved: []
        case .dueForRectification: ["f.rectified <> \(apart)", isDue]
        case .rectifiedOnTime: ["f.rectified = \(onTime)", isDue]
        case .badRatingDue: ["f.rectified <> \(apart)", isDue, isBadRating]
        case .badRatingOnTime: ["f.rectified = \(onTime)", isDue, isBadRating]
        case .settledOrOverdue:
            ["(f.settled IN (\(onTime), \(late)) OR f.settled <> \(apart) AND \(isDue))"]
        case .settledOnTime: ["f.settled = \(onTime)"]
        case .dueNow: ["f.present_due < \(query.today.number)"]
        case .dueNowClosed:
            ["f.standing = \(RowFact.Standing.closed)", "f.present_due < \(query.today.number)"]
        case .acceptedOrOverdue:
            [
                "(f.accepted IN (\(onTime), \(late)) OR f.accepted <> \(apart) AND f.accept_by < \(query.today.number))"
            ]
        case .acceptedOnTime: ["f.accepted = \(onTime)"]
        case .struckOff: ["f.struck_off IS NOT NULL"]
        }
    }
}

extension RowCount.Basis {
    fileprivate var column: SQL {
        switch self {
        case .registered: "f.registered"
        case .due: "f.due"
        case .presentDue: "f.present_due"
        case .acceptBy: "f.accept_by"
        case .struckOff: "f.struck_off"
        }
    }

    /// Whether the column holds days, and not instants.
    fileprivate var isDay: Bool {
        switch self {
        case .due, .presentDue, .acceptBy: true
        case .registered, .struckOff: false
        }
    }

    fileprivate func bounds(_ period: StatisticsPeriod) -> [SQL] {
        guard isDay else { return period.instants(column) }
        let through: SQL = "\(column) <= \(period.through.number)"
        return (period.from.map { ["\(column) >= \($0.number)"] } ?? []) + [through]
    }
}

extension StatisticsPeriod {
    /// The conditions for a column of instants.
    func instants(_ column: SQL) -> [SQL] {
        let end: SQL = "\(column) < \(Instant(through.adding(1), hour: 0))"
        return (from.map { ["\(column) >= \(Instant($0, hour: 0))"] } ?? []) + [end]
    }
}

/// The ends of weeks that follow each other, the first beginning included.
struct WeekBounds {
    let instants: [Int64]
    let days: [Int64]

    /// `nil` for no weeks.
    init?(_ weeks: [StatisticsWeek]) {
        guard let first = weeks.first else { return nil }
        let ends = [first.after] + weeks.map(\.cutoff)
        instants = ends.map(\.milliseconds)
        days = ends.map { Int64($0.day.number) }
    }

    /// The place of the week that holds a column's value, as text, and that one does. Each week ends with its bound.
    func place(of column: SQL, by bounds: [Int64]) -> (place: SQL, isWithin: SQL) {
        func ladder(_ weeks: Range<Int>) -> SQL {
            // A text of digits, so that no value is part of the statement.
            guard weeks.count > 1 else { return "\(String(weeks.lowerBound))" }
            let middle = weeks.lowerBound + weeks.count / 2
            return """
                CASE WHEN \(column) <= \(bounds[middle]) THEN \(ladder(weeks.lowerBound..<middle)) \
                ELSE \(ladder(middle..<weeks.upperBound)) END
                """
        }
        return (
            ladder(0..<bounds.count - 1),
            "\(column) > \(bounds[0]) AND \(column) <= \(bounds[bounds.count - 1])"
        )
    }
}
