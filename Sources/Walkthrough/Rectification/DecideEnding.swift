extension ItemDecision {
    /// Ends without rectification: one proposes, another confirms, neither of the line (decisions 6, 16).
    func propose(_ ending: Ending, _ reason: Prose) throws(Refusal) -> NonEmpty<ItemEvent> {
        guard item.pendingEnding == nil else { throw .notPossible("已有一份办结提议等待复核") }
        switch ending {
        case .explained:
            try mustBeVerified("解释说明")
        case .notAdopted:
            guard context.source.record.isRating else {
                throw .notPossible("“不予采纳”只用于好差评；其他来源请用“解释说明”或“核实不属实”")
            }
            try mustBeVerified("不予采纳")
        case .unfounded:
            try mustBeVerified("核实不属实")
            guard item.verification?.result == .refuted else {
                throw .notPossible("核实结论不是“不属实”，不能按核实不属实办结")
            }
        case .merged:
            guard let target = context.target else { throw .unknown("没有要并入的那一条，请核对台账编号") }
            guard target.id != item.id else { throw .invalid("并入", "不能并入自己", mend: "请填另一条的台账编号") }
            guard target.state.kind.isOpen else {
                throw .notPossible("\(target.report.number) 现在是“\(target.state.kind.title)”，不能并入；请先重办那一条")
            }
        case .transferred(_, _, let day):
            guard day <= today else { throw .invalid("转办日期", "\(day) 在今天之后", mend: "请填实际转出的日期") }
        }
        let proposal = EndingProposal(ending: ending, reason: reason, on: today, by: act)
        return NonEmpty(.endingProposed(.init(proposal: proposal)))
    }

    private func mustBeVerified(_ what: String) throws(Refusal) {
        if item.state.kind.isUnverified, item.verification == nil {
            throw .notPossible("还没有核实结论，不能提议\(what)；请先核实")
        }
    }

    func merge(_ target: ID<RectificationItem>, _ reason: Prose) throws(Refusal) -> NonEmpty<ItemEvent> {
        guard let row = context.target, row.id == target else { throw .unknown("没有要并入的那一条，请核对台账编号") }
        return try propose(.merged(into: target, number: row.report.number), reason)
    }

    func confirmEnding(_ note: Prose?) throws(Refusal) -> NonEmpty<ItemEvent> {
        let proposal = try pending()
        if case .unfounded = proposal.ending, item.report.hasReporter,
            !item.contacts.contains(where: { $0.purpose == .reply && $0.outcome != .unreached })
        {
            throw .invalid("答复告知", "核实不属实要告知反映人，还没有登记", mend: "请先登记一次答复告知")
        }
        if case .merged(_, let number) = proposal.ending, context.target?.state.kind.isOpen != true {
            throw .notPossible("\(number) 已不在办，不能并入；请不同意这份提议后另行处理")
        }
        return NonEmpty(.endingConfirmed(.init(note: note, on: today, by: act)))
    }

    func declineEnding(_ reason: Prose) throws(Refusal) -> NonEmpty<ItemEvent> {
        _ = try pending()
        return NonEmpty(.endingDeclined(.init(reason: reason, by: act)))
    }

    private func pending() throws(Refusal) -> EndingProposal {
        guard let proposal = item.pendingEnding else { throw .notPossible("没有待复核的办结提议") }
        guard !proposal.by.isSamePerson(as: act) else {
            throw .notPermitted("双人复核：提议人不能自己同意或不同意，请由另一位督查或复核人员决定")
        }
        return proposal
    }
}
