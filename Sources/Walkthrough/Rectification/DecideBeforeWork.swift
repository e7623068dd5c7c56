extension ItemDecision {
    func verify(_ step: ItemCommand.Verify) throws(Refusal) -> NonEmpty<ItemEvent> {
        switch step {
        case .begin:
            guard item.state.kind == .registered else {
                throw .notPossible("已在核实中，请直接登记核实结果（属实、部分属实或不属实）")
            }
            return NonEmpty(.verificationBegun(.init(by: act)))
        case .complex(let reason):
            guard let days = context.source.replyDays(context.settings), let clock = item.clock(.reply) else {
                throw .notPossible("这条问题没有答复时限，不必认定为复杂")
            }
            guard clock.targetWorkdays == nil else { throw .notPossible("已认定为情况复杂") }
            guard clock.isRunning, !clock.isLate(on: today) else {
                throw .notPossible("答复时限 \(clock.due) 已过或已答复，不能再认定为复杂")
            }
            let longer = try context.clock(
                .reply, rule: "reply.complex", from: clock.day0, workdays: days.limit, target: days.target,
                round: item.round)
            return NonEmpty(.foundComplex(.init(clock: longer, old: clock.due, reason: reason, by: act)))
        case .verdict(let result, let note, let statementRead):
            if item.statement != nil, !statementRead {
                throw .invalid("情况说明", "窗口已提交情况说明，结论须写明是否看过", mend: "看过后注明已看，再登记结论")
            }
            let verification = Verification(
                result: result, note: note, statementRead: item.statement == nil ? nil : statementRead,
                on: today,
                by: act)
            return NonEmpty(.verified(.init(verification: verification)))
        }
    }

    /// 研判分办, and its change. A unit may classify what its own people found; the supervisor may change that for some
    /// working days (decisions 6).
    func assign(_ command: ItemCommand.Assign) throws(Refusal) -> NonEmpty<ItemEvent> {
        let isByUnit = standing.sides.isDisjoint(with: [.supervisor, .coordinator])
        let line = try checkedLine(of: command)
        if isByUnit { try checkOwnFinding(line) }
        if item.state.kind == .verifying {
            guard let verification = item.verification else {
                throw .notPossible("还没有核实结果：先登记核实结论，属实后再派单")
            }
            guard verification.result != .refuted else {
                throw .notPossible("核实结论是“不属实”：请提议按“核实不属实”办结，或重新核实")
            }
        }
        let isChange = item.state.assignment != nil
        let settlesDispute = item.isDisputed
        if isChange, command.reason == nil {
            throw .invalid("变更理由", "改派或改类型没有写理由", mend: "请写明为什么改")
        }
        if let assignment = item.state.assignment, assignment.isByUnit, !settlesDispute,
            today > limit(context.settings.reclassifyWorkdays, from: assignment.on)
        {
            throw .notPossible("单位自行分类已超过 \(context.settings.reclassifyWorkdays) 个工作日，不能再改；如有问题请在核查时退回")
        }
        let assignment = Assignment(
            lead: command.lead, line: line, partners: command.partners, mode: command.mode,
            goal: command.goal,
            leader: command.leader, responsible: command.responsible, sponsor: command.sponsor, on: today,
            by: act,
            isByUnit: isByUnit)
        var clocks = [try rectification(command)]
        try keepDue(clocks[0].due, command.lead, settlesDispute)
        let keepsWork = item.state.working != nil && item.state.assignment?.lead == command.lead
        if !keepsWork {
            clocks.append(
                try context.clock(
                    .acceptance, rule: "acceptance", workdays: context.settings.acceptWorkdays,
                    round: item.round))
        }
        return NonEmpty(
            .assigned(
                .init(
                    assignment: assignment, clocks: clocks, settlesDispute: settlesDispute,
                    reason: command.reason)))
    }

    /// A later day for an owner that has had the row in this round is an extension: asked before the day, granted by
    /// another, counted. Only within some working days of its first assignment may it be a correction.
    private func keepDue(_ due: Day, _ lead: UnitCode, _ settlesDispute: Bool) throws(Refusal) {
        let institutions = context.line(of: lead).institutions
        let known = item.owners.filter { institutions.contains($0.institution) }
        guard !settlesDispute, let since = known.map(\.since).min(), let old = known.map(\.due).min(),
            due > old,
            today > limit(context.settings.reclassifyWorkdays, from: since)
        else { return }
        throw .notPossible(
            "派单已超过 \(context.settings.reclassifyWorkdays) 个工作日，不能用改派把整改时限从 \(old) 推到 \(due)；确需延期，由责任单位在到期前申请，另一人批准"
        )
    }

    private func checkedLine(of command: ItemCommand.Assign) throws(Refusal) -> Line {
        for (code, field) in [(command.lead, "责任单位")] + command.partners.map({ ($0, "协同单位") }) {
            guard let unit = context.directory.unit(code) else {
                throw .invalid(field, "没有编码为 \(code) 的单位", mend: "请在单位目录里查编码")
            }
            guard unit.isActive, unit.kind != .county else {
                throw .invalid(field, "\(code) 不能承办整改", mend: "请填具体的部门、窗口、镇街或村（社区）")
            }
        }
        guard !command.partners.contains(command.lead), Set(command.partners).count == command.partners.count
        else {
            throw .invalid("协同单位", "与责任单位或彼此重复", mend: "每个单位只写一次，牵头单位不必再列为协同")
        }
        return context.line(of: command.lead)
    }

    private func checkOwnFinding(_ line: Line) throws(Refusal) {
        guard item.state.kind == .registered else {
            throw .notPermitted("已经分类，本单位不能再改；确需改的，请督查人员办理")
        }
        guard !context.source.record.classifiedBySupervisor,
            let found = item.report.walkerInstitution, line.contains(found, in: context.directory),
            standing.isOfLine
        else {
            throw .notPermitted("只有本单位人员自己发现的问题可以自行分类；群众、体验员、其他单位和督查提出的，由督查人员分办")
        }
    }

    private func rectification(_ command: ItemCommand.Assign) throws(Refusal) -> Clock {
        switch command.mode {
        case .immediate:
            let clock = try context.clock(
                .rectification, rule: "immediate", workdays: context.settings.immediateWorkdays,
                round: item.round)
            guard let due = command.due else { return clock }
            guard due <= clock.due else {
                throw .invalid("整改时限", "立行立改最晚 \(clock.due)，填的是 \(due)", mend: "请提前，或改为限期整改并说明理由")
            }
            return try context.clock(.rectification, rule: "immediate.asked", until: due, round: item.round)
        case .deadline, .longTerm:
            guard let due = command.due else {
                throw .invalid(
                    "整改时限", "\(command.mode.title)没有写明日期", mend: "请填完成日期；系统性攻坚也要有最后时限")
            }
            return try context.clock(
                .rectification, rule: command.mode.rawValue, until: due, round: item.round)
        }
    }

    func dispute(_ reason: Prose) throws(Refusal) -> NonEmpty<ItemEvent> {
        guard case .assigned(let assigned) = item.state, assigned.dispute == nil else {
            throw .notPossible("已经退回派单，请等督查人员决定")
        }
        let last = limit(context.settings.disputeWorkdays, from: assigned.assignment.on)
        guard today <= last else {
            throw .notPossible("退回派单应在派单后 \(context.settings.disputeWorkdays) 个工作日内提出，最晚 \(last)；请签收并与督查人员联系")
        }
        return NonEmpty(.disputed(.init(dispute: Dispute(reason: reason, on: today, by: act))))
    }

    func accept() throws(Refusal) -> NonEmpty<ItemEvent> {
        if item.isDisputed {
            throw .notPossible("已退回派单、等督查人员决定，现在不能签收")
        }
        return NonEmpty(.accepted(.init(on: today, by: act)))
    }

    /// 情况说明: before the verdict, within a working day, without seeing the reporter (decisions 8).
    func respond(_ text: Prose) throws(Refusal) -> NonEmpty<ItemEvent> {
        guard item.verification == nil else { throw .notPossible("核实结论已作出；对结论有异议请向督查人员申诉") }
        let last = limit(context.settings.statementWorkdays, from: item.registeredAt.day)
        guard today <= last else {
            throw .notPossible("情况说明应在登记后 \(context.settings.statementWorkdays) 个工作日内提交，最晚 \(last)")
        }
        return NonEmpty(.responded(.init(statement: remark(text))))
    }
}
