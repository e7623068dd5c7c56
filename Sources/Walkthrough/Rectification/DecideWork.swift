extension ItemDecision {
    func plan(_ plan: Plan) throws(Refusal) -> NonEmpty<ItemEvent> {
        guard let assignment = item.state.assignment, let clock = item.clock(.rectification) else {
            throw .notPossible("还没有派单，不能填措施")
        }
        if assignment.mode == .longTerm, plan.milestones.isEmpty {
            throw .invalid("阶段目标", "长期整改没有阶段目标", mend: "请至少填一个“阶段目标：日期”")
        }
        if let late = plan.milestones.first(where: { $0.due > clock.due }) {
            throw .invalid("阶段目标", "“\(late.title)”的日期 \(late.due) 晚于整改时限 \(clock.due)", mend: "请提前，或先申请延期")
        }
        return NonEmpty(.planned(.init(plan: plan, by: act)))
    }

    func progress(_ text: Prose, _ unit: UnitCode?, _ done: [Int]) throws(Refusal) -> NonEmpty<ItemEvent> {
        guard let working = item.state.working else { throw .notPossible("还没有签收，不能更新进展") }
        let parts = [working.assignment.lead] + working.assignment.partners
        let own = unit ?? standing.unit ?? working.assignment.lead
        guard parts.contains(own) else {
            throw .invalid("单位", "\(own) 不是牵头或协同单位", mend: "请填：\(parts.map(\.text).joined(separator: "、"))")
        }
        if standing.sides.isDisjoint(with: [.lead, .line]), standing.unit != own {
            throw .notPermitted("只能更新本单位的进展；\(own) 的进展由该单位填报")
        }
        let count = working.plan?.milestones.count ?? 0
        if let wrong = done.first(where: { $0 < 0 || $0 >= count }) {
            throw .invalid(
                "阶段目标", "没有第 \(wrong + 1) 个阶段目标", mend: count == 0 ? "措施里没有阶段目标" : "请填 1 到 \(count)")
        }
        return NonEmpty(
            .progressed(
                .init(progress: Progress(unit: own, text: text, on: today, by: act), milestonesDone: done)))
    }

    func attach(_ evidence: [EvidenceRef]) throws(Refusal) -> NonEmpty<ItemEvent> {
        try item.evidence.mustTake(evidence)
        return NonEmpty(.attached(.init(evidence: evidence, by: act)))
    }

    /// The owner unit may speak with the reporter only where the mode lets it know who that is (decisions 3).
    func contact(
        _ purpose: ContactPurpose, _ outcome: ContactOutcome, _ satisfaction: Satisfaction?, _ note: Prose?
    ) throws(Refusal) -> NonEmpty<ItemEvent> {
        let isOfOffice = !standing.sides.isDisjoint(with: [.supervisor, .coordinator, .reviewer, .caller])
        if !isOfOffice || standing.isOfLine, item.report.hasReporter {
            guard purpose == .reply, item.report.reporterMode == .named else {
                throw .notPermitted("反映人要求保密，责任单位一方不能联系；请由外部督查或回访人员\(purpose.title)")
            }
        }
        if satisfaction != nil, outcome == .refused || outcome == .unreached {
            throw .invalid("满意度", "\(outcome.title)时不能有满意度", mend: "请去掉满意度，或更正回访结果")
        }
        let contact = Contact(
            purpose: purpose, outcome: outcome, satisfaction: satisfaction, note: note, on: today, by: act)
        return NonEmpty(.contacted(.init(contact: contact)))
    }

    /// Asked before the limit passes; another grants it; the first limit is kept (domain §8.13).
    func askExtension(_ day: Day, _ reason: Prose) throws(Refusal) -> NonEmpty<ItemEvent> {
        guard let clock = item.clock(.rectification), clock.isRunning else {
            throw .notPossible("没有在走的整改时限，不能申请延期")
        }
        guard item.pendingExtension == nil else { throw .notPossible("已有一份延期申请等待决定") }
        guard item.extensionCount < context.settings.maxExtensions else {
            throw .notPossible("已延期 \(item.extensionCount) 次，达到上限；请提请上级解决或说明理由重新派单")
        }
        guard today <= clock.due else {
            throw .notPossible("时限 \(clock.due) 已过，延期应在到期前申请；请尽快整改，逾期如实显示")
        }
        guard day > clock.due else {
            throw .invalid("延期至", "\(day) 不晚于现时限 \(clock.due)", mend: "请填 \(clock.due) 以后的日期")
        }
        return NonEmpty(
            .extensionAsked(.init(request: ExtensionRequest(until: day, reason: reason, on: today, by: act))))
    }

    func grantExtension(_ day: Day?, _ reason: Prose?) throws(Refusal) -> NonEmpty<ItemEvent> {
        guard let request = item.pendingExtension, let clock = item.clock(.rectification) else {
            throw .notPossible("没有待决定的延期申请")
        }
        guard !request.by.isSamePerson(as: act) else { throw .notPermitted("自己申请的延期要由别人决定") }
        do {
            let extended = try clock.extended(to: day ?? request.until, in: context.calendar)
            return NonEmpty(
                .extensionGranted(.init(clock: extended, old: clock.due, reason: reason, by: act)))
        } catch { throw .invalid([error]) }
    }

    func declineExtension(_ reason: Prose) throws(Refusal) -> NonEmpty<ItemEvent> {
        guard let request = item.pendingExtension else { throw .notPossible("没有待决定的延期申请") }
        guard !request.by.isSamePerson(as: act) else { throw .notPermitted("自己申请的延期要由别人决定") }
        return NonEmpty(.extensionDeclined(.init(reason: reason, by: act)))
    }

    func escalate(_ to: Prose, _ paper: Prose, _ nextLook: Day) throws(Refusal) -> NonEmpty<ItemEvent> {
        guard nextLook > today else {
            throw .invalid("下次跟进", "\(nextLook) 不在今天之后", mend: "请填以后的日期")
        }
        let escalation = Escalation(to: to, paper: paper, nextLook: nextLook, on: today, by: act)
        return NonEmpty(.escalated(.init(escalation: escalation)))
    }

    // MARK: At any time

    func publish(
        _ value: PublicationDecision.Value, _ text: Prose?, _ reason: Prose?
    ) throws(Refusal) -> NonEmpty<ItemEvent> {
        switch value {
        case .publish:
            guard let text = text?.text else {
                throw .invalid("公开文本", "决定公开却没有公开用的文字", mend: "请另写一段去标识化的公开文字")
            }
            if let found = PersonalData.first(in: text) {
                throw .invalid("公开文本", "含有\(found.kind)“\(found.masked)”", mend: "请删去或打码后再公开")
            }
        case .withhold, .later:
            guard reason != nil else { throw .invalid("理由", "\(value.title)没有写理由", mend: "请写明理由") }
        }
        let decision = PublicationDecision(value: value, publicText: text, reason: reason, on: today, by: act)
        return NonEmpty(.publicationDecided(.init(decision: decision)))
    }

    func proposeTolerance(_ reason: Prose) throws(Refusal) -> NonEmpty<ItemEvent> {
        guard item.tolerance == nil else { throw .notPossible("已经提议过容错") }
        return NonEmpty(.toleranceProposed(.init(tolerance: Tolerance(reason: reason, proposedBy: act))))
    }

    func confirmTolerance() throws(Refusal) -> NonEmpty<ItemEvent> {
        guard let tolerance = item.tolerance, tolerance.confirmedBy == nil else {
            throw .notPossible("没有待确认的容错提议")
        }
        guard !tolerance.proposedBy.isSamePerson(as: act) else { throw .notPermitted("双人复核：提议人不能自己确认") }
        return NonEmpty(.toleranceConfirmed(.init(by: act)))
    }

    func reveal(_ reason: Prose) throws(Refusal) -> NonEmpty<ItemEvent> {
        guard item.report.reporterMode != .anonymous else { throw .notPossible("匿名反映，没有可查看的身份") }
        return NonEmpty(.reporterRevealed(.init(reason: reason, by: act)))
    }

    /// A caller of the third party, of no unit of the responsible line, by somebody else (domain §2).
    func assignCaller(_ person: ID<Person>) throws(Refusal) -> NonEmpty<ItemEvent> {
        guard let caller = context.caller, caller.person == person, caller.isCaller else {
            throw .invalid("回访人", "这名人员没有“\(Role.caller.title)”角色", mend: "请填有此角色的人员的工号，或请安全管理员授权")
        }
        guard person != act.person else { throw .notPermitted("不能把回访分派给自己，请分派给第三方回访人员") }
        let line = item.line
        let isOfLine = caller.posts.contains { line.contains($0, in: context.directory) }
        guard !isOfLine, !item.actedForLine.contains(person) else {
            throw .notPermitted("回访人属于该问题的责任单位一方（或曾代表它经办），不能回访；请另选人员")
        }
        guard item.assignedCaller != person else { throw .notPossible("已经分派给这名回访人") }
        return NonEmpty(.callAssigned(.init(caller: person, on: today, by: act)))
    }
}
