import Ledger
import Walkthrough

/// Between several values in one cell: it can stand in none of them.
let cellSeparator: Character = "\u{1F}"

extension RowFact {
    func projectedRow(county: SQLValue, item: SQLValue) -> ProjectedRow {
        ProjectedRow(
            .itemFact, key: [county, item],
            [
                optional(unit?.text), source.text.sqlValue, optional(service?.text),
                Channel.mask(channels).sqlValue, joined(checks), registered.sqlValue,
                optional(struckOff), standing.rawValue.sqlValue, optional(due), rectified.rawValue.sqlValue,
                settled.rawValue.sqlValue, optional(presentDue), optional(acceptBy),
                accepted.rawValue.sqlValue, isReopened.sqlValue, wasSettled.sqlValue, isReturned.sqlValue,
                wasRequested.sqlValue, calls.sqlValue, satisfied.sqlValue, solved.sqlValue,
            ])
    }
}

extension WalkFact {
    func projectedRows(county: String, session: String) -> [ProjectedRow] {
        let key = [county.sqlValue, session.sqlValue]
        let walk = ProjectedRow(
            .walkFact, key: key,
            [
                walker.text.sqlValue, isLeaders.sqlValue, submitted.sqlValue, optional(unit?.text),
                joined(services),
            ])
        return [walk]
            + seen.map { answer in
                ProjectedRow(
                    .answerFact, key: key + [answer.code.sqlValue],
                    [
                        answer.value.rawValue.sqlValue, submitted.sqlValue, optional(answer.unit?.text),
                        optional(answer.service), Channel.mask(answer.channels).sqlValue,
                    ])
            }
    }
}

extension UnitWeek {
    /// One row once the week was handed in.
    func factRows(county: String) -> [ProjectedRow] {
        guard let submission else { return [] }
        return [
            ProjectedRow(
                .unitWeekFact,
                key: [county.sqlValue, week.description.sqlValue, unit.text.sqlValue],
                [(!submission.isLate).sqlValue])
        ]
    }
}

private func joined(_ texts: [String]) -> SQLValue {
    texts.isEmpty ? .null(.text) : texts.joined(separator: String(cellSeparator)).sqlValue
}

/// Days of facts are numbers, which are shorter than texts.
private func optional(_ day: Day?) -> SQLValue { day.map(\.number.sqlValue) ?? .null(.int) }
private func optional(_ instant: Instant?) -> SQLValue { instant.map(\.sqlValue) ?? .null(.int) }
