import Walkthrough

extension Suggestion {
    /// As 工作建议清单 prints it.
    func line(_ names: NamesAsOf) -> SuggestionRow {
        SuggestionRow(
            number: number, text: PersonalData.masked(text.description), kind: kind.title,
            reason: reason.map { PersonalData.masked($0.description) },
            unitName: (assignment?.unit ?? wished).map(names.unit), outcome: outcomeText)
    }

    private var outcomeText: String {
        guard let answered else {
            return assignment.map { "\(state.title)，\($0.due.due) 前" } ?? state.title
        }
        let detail: String =
            switch answered.outcome {
            case .adopted(let row, _): "采纳，列入台账 \(row.number)"
            case .partlyAdopted(let row, let reason):
                "部分采纳" + (row.map { "，列入台账 \($0.number)" } ?? "")
                    + "：\(PersonalData.masked(reason.description))"
            case .notAdopted(let reason): "不采纳：\(PersonalData.masked(reason.description))"
            case .reportedUp(let to, _): "已上报\(PersonalData.masked(to.description))"
            }
        return toldOn.map { "\(detail)（已告知，\($0)）" } ?? detail
    }

    /// Like rows (decisions 24): open at the T before, filed since, or answered since.
    func belongs(from: Instant?) -> Bool {
        guard let from, let answered else { return true }
        return answered.entry.receivedAt > from
    }
}

extension WeekRows {
    /// Suggestions of the week as of T, in the order in which they were filed.
    func suggestions(_ read: any ReadTransaction, _ names: NamesAsOf) -> LedgerStream<SuggestionRow> {
        LedgerStream { body in
            try read.states(Suggestion.self, asOf: to) { _, suggestion in
                let suggestion = suggestion.state
                guard suggestion.belongs(from: from) else { return }
                if let unit {
                    guard let owner = suggestion.assignment?.unit, read.covers(unit, owner) else { return }
                }
                try body(suggestion.line(names))
            }
        }
    }
}
