package import Walkthrough

/// Which facts are summed: those of a period, of some units, and within what somebody sees.
package struct FactQuery: Sendable {
    /// `nil`: all of the county's.
    package var scopes: [String]?
    /// `nil`: of every unit, and those without one.
    package var units: [UnitCode]?
    package var period: StatisticsPeriod
    /// A due day before it has passed.
    package var today: Day
    /// Codes of the sources that are 差评.
    package var ratingSources: [String]

    package init(
        scopes: [String]?, units: [UnitCode]?, period: StatisticsPeriod, today: Day, ratingSources: [String]
    ) {
        self.scopes = scopes
        self.units = units
        self.period = period
        self.today = today
        self.ratingSources = ratingSources
    }
}

/// What sums are kept apart by.
package enum FactGroup: Sendable {
    case unit, service
    /// Sums of rows or answers that went through the same channels: the key is `Channel.mask`.
    case channels
    /// Sums of rows with the same check points: the key is their codes. Answers have one each, always.
    case checks
}

/// Sums of one group.
package struct FactSum<Key: Hashable & Sendable, Sums: Sendable>: Sendable {
    package let key: Key
    package let sums: Sums

    package init(key: Key, sums: Sums) {
        self.key = key
        self.sums = sums
    }
}

/// Statistics are summed by the store: no state is read for them.
package protocol StatisticsReading {
    func rowTally(_ query: FactQuery) throws -> RowTally
    /// The key is the group's text; `nil` for what has none.
    func rowTallies(_ query: FactQuery, by group: FactGroup) throws -> [FactSum<String?, RowTally>]
    /// One a week, each count by its own day. The query's period is not asked.
    func rowTallies(_ query: FactQuery, in weeks: [StatisticsWeek]) throws -> [RowTally]

    /// Answers of each check point, by its code; with a group, of each of its keys.
    func answerTallies(
        _ query: FactQuery, by group: FactGroup?
    ) throws -> [FactSum<AnswerKey, AnswerTally>]
    /// The key's group is the week's place in `weeks`.
    func answerTallies(
        _ query: FactQuery, in weeks: [StatisticsWeek]
    ) throws -> [FactSum<AnswerKey, AnswerTally>]

    /// Codes of the service items walked in the period.
    func walkedServices(_ query: FactQuery) throws -> Set<String>
    /// Who of the heads walked in which week: places in `weeks`.
    func leaderWalks(
        _ query: FactQuery, in weeks: [StatisticsWeek]
    ) throws -> [(walker: ID<Person>, week: Int)]
    /// The units that handed in the weeks from one through another, and whether in time.
    func submissions(
        from first: Week, through last: Week
    ) throws -> [(week: Week, unit: UnitCode, isOnTime: Bool)]
    /// When each unit was recorded first.
    func unitBeginnings() throws -> [UnitCode: Instant]
}

package struct AnswerKey: Hashable, Sendable {
    package let code: String
    package let group: String?

    package init(code: String, group: String?) {
        self.code = code
        self.group = group
    }
}
