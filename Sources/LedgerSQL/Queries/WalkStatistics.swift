import Ledger
import Walkthrough

extension SQLReadTransaction {
    func answerTallies(
        _ query: FactQuery, by group: FactGroup?
    ) throws -> [FactSum<AnswerKey, AnswerTally>] {
        let key: SQL =
            switch group {
            case .unit: "f.unit"
            case .service: "f.service"
            case .channels: "CAST(f.channels AS TEXT)"
            case .checks, nil: "NULL"
            }
        return try answers(query, keyedBy: key, where: query.period.instants("f.submitted"))
    }

    func answerTallies(
        _ query: FactQuery, in weeks: [StatisticsWeek]
    ) throws -> [FactSum<AnswerKey, AnswerTally>] {
        guard let bounds = WeekBounds(weeks) else { return [] }
        let key = bounds.place(of: "f.submitted", by: bounds.instants)
        return try answers(query, keyedBy: key.place, where: [key.isWithin])
    }

    private func answers(
        _ query: FactQuery, keyedBy key: SQL, where within: [SQL]
    ) throws -> [FactSum<AnswerKey, AnswerTally>] {
        typealias Value = WalkFact.Seen.Value
        var conditions: [SQL] = ["f.county = \(code)"] + within + seen(by: query)
        if let units = query.units { conditions.append(SQL.column("f.unit", in: units)) }
        let counts = Value.allCases.map { value -> SQL in "count(*) FILTER (WHERE f.value = \(value))" }
        return try connection.all(
            """
            SELECT f.code, \(key), \(SQL.joined(counts, by: ", ")) FROM answer_fact f
            WHERE \(SQL.all(conditions)) GROUP BY 1, 2
            """
        ) { row in
            var tally = AnswerTally()
            for (column, value) in Value.allCases.enumerated() { tally[value] = try row.int(column + 2) }
            return FactSum(
                key: AnswerKey(code: try row.text(0), group: try row.optionalText(1)), sums: tally)
        }
    }

    func walkedServices(_ query: FactQuery) throws -> Set<String> {
        let conditions: [SQL] =
            ["f.county = \(code)", "f.services IS NOT NULL"] + query.period.instants("f.submitted")
            + seen(by: query)
        var walked: Set<String> = []
        try connection.query("SELECT DISTINCT f.services FROM walk_fact f WHERE \(SQL.all(conditions))") {
            walked.formUnion(try $0.text(0).split(separator: cellSeparator).map(String.init))
        }
        return walked
    }

    func leaderWalks(
        _ query: FactQuery, in weeks: [StatisticsWeek]
    ) throws -> [(walker: ID<Person>, week: Int)] {
        guard let bounds = WeekBounds(weeks) else { return [] }
        let key = bounds.place(of: "f.submitted", by: bounds.instants)
        let conditions: [SQL] =
            ["f.county = \(code)", "f.is_leaders = 1", key.isWithin] + seen(by: query)
        return try connection.all(
            "SELECT f.walker, \(key.place) FROM walk_fact f WHERE \(SQL.all(conditions)) GROUP BY 1, 2"
        ) { (try ID<Person>(try $0.text(0)), Int(try $0.text(1)) ?? 0) }
    }

    /// The walks that the viewer sees.
    private func seen(by query: FactQuery) -> [SQL] {
        guard let scopes = query.scopes else { return [] }
        return [
            """
            f.session IN (
                SELECT s.id FROM document_scope s
                WHERE s.county = \(code) AND \(SQL.column("s.scope", in: scopes))
                    AND s.kind = \(StreamID.Kind.session)
            )
            """
        ]
    }

    func submissions(
        from first: Week, through last: Week
    ) throws -> [(week: Week, unit: UnitCode, isOnTime: Bool)] {
        try connection.all(
            """
            SELECT week, unit, is_on_time FROM unit_week_fact
            WHERE county = \(code) AND week >= \(first.description) AND week <= \(last.description)
            """
        ) { (try Week(try $0.text(0)), try UnitCode(try $0.text(1)), try $0.bool(2)) }
    }

    func unitBeginnings() throws -> [UnitCode: Instant] {
        let prefix = StreamID.Kind.unit.rawValue + ":"
        let end = StreamID.Kind.unit.rawValue + ";"
        var beginnings: [UnitCode: Instant] = [:]
        try connection.query(
            """
            SELECT stream, at FROM event
            WHERE county = \(code) AND stream >= \(prefix) AND stream < \(end) AND version = 1
            """
        ) { row in
            beginnings[try UnitCode(String(try row.text(0).dropFirst(prefix.count)))] =
                Instant(milliseconds: try row.int64(1))
        }
        return beginnings
    }
}
