extension ItemDecision {
    /// 销号 gates on the owner's side: evidence, cause, measure, goal (issue's 销号 gates; domain §4.4).
    func requestClose(
        _ command: ItemCommand.RequestClose, onTheSpot: Bool = false
    ) throws(Refusal) -> NonEmpty<ItemEvent> {
        guard let working = item.state.working, let plan = working.plan else {
            throw .notPossible("还没有填原因、措施和目标，不能申请销号")
        }
        var missing: [Invalid] = []
        if !item.evidence.contains(where: { $0.stage != .before && !$0.isPromised }) {
            missing.append(Invalid("佐证材料", "没有整改后的佐证", mend: "请先上传整改后的照片、截图或文件；待传的要等传到"))
        }
        let open = plan.milestones.filter { $0.doneOn == nil }
        if let first = open.first {
            missing.append(Invalid("阶段目标", "还有 \(open.count) 个没有完成，如“\(first.title)”", mend: "完成后更新进展再申请"))
        }
        for partner in working.assignment.partners
        where !working.progress.contains(where: { $0.unit == partner }) {
            missing.append(Invalid("协同单位", "\(partner) 还没有报进展", mend: "请协同单位先更新进展"))
        }
        guard missing.isEmpty else { throw .invalid(missing) }
        let request = CloseRequest(
            note: command.note, generalization: command.generalization, publication: command.publication,
            result: command.result, isOnTheSpot: onTheSpot, on: today, by: act)
        let check = try context.clock(
            .check, rule: "check", workdays: context.settings.checkWorkdays, round: item.round)
        return NonEmpty(.closeRequested(.init(request: request, clocks: [check])))
    }

    /// Who mends never checks; hall rows are checked by outsiders; 体验员 check in twos (decisions 5, 6).
    func check(_ verdict: ItemCommand.CheckVerdict, _ opinion: Prose?) throws(Refusal) -> NonEmpty<ItemEvent>
    {
        guard let requested = item.state.requested else { throw .notPossible("没有销号申请") }
        let isOfOffice = !standing.sides.isDisjoint(with: [.supervisor, .reviewer])
        let needsOutside = requested.work.assignment.line.needsOutsideCheck
        if !isOfOffice {
            let walkedIt = standing.sides.contains(.filer) || isWalkersInstitution
            guard needsOutside || walkedIt else {
                throw .notPermitted("这条问题由督查或复核人员核查；其他单位和体验员只核查自己发现的，或须外部核查的问题")
            }
        }
        guard !requested.request.by.isSamePerson(as: act) else {
            throw .notPermitted("申请销号的人不能核查自己的申请")
        }
        let isExperiencer = !isOfOffice && !standing.sides.contains(.outsider)
        switch verdict {
        case .begin:
            guard item.state.kind == .closeRequested else { throw .notPossible("已有人在核查") }
            return NonEmpty(.checkBegun(.init(by: act)))
        case .pass, .fail:
            guard let opinion else { throw .invalid("核查意见", "没有写核查意见", mend: "请写明看了什么、结果如何") }
            guard !requested.isPassed else { throw .notPossible("核查已通过，等待销号") }
            guard !requested.checks.contains(where: { $0.by.isSamePerson(as: act) }) else {
                throw .notPermitted("您已核查过；体验员核查须两人，请另一位体验员核查")
            }
            let check = Check(
                passed: verdict == .pass, opinion: opinion, isExperiencer: isExperiencer,
                isOutside: needsOutside,
                on: today, by: act)
            guard verdict == .pass else {
                return NonEmpty(.returned(.init(check: check, reason: opinion, on: today, by: act)))
            }
            return NonEmpty(.checked(.init(check: check)))
        }
    }

    private var isWalkersInstitution: Bool {
        guard let found = item.report.walkerInstitution else { return false }
        let line = context.line(of: found)
        return context.actor.posts.contains { line.contains($0, in: context.directory) }
    }

    func `return`(_ reason: Prose) throws(Refusal) -> NonEmpty<ItemEvent> {
        NonEmpty(.returned(.init(check: nil, reason: reason, on: today, by: act)))
    }

    /// 销号: a passed check from outside the line, the reporter told where there is one, and for a “yes” to 举一反三 the
    /// units that are asked.
    func close(_ note: Prose, _ spread: [UnitCode]) throws(Refusal) -> NonEmpty<ItemEvent> {
        guard let requested = item.state.requested, requested.isPassed else {
            throw .notPossible("核查还没有通过，不能销号；体验员核查须两人都通过")
        }
        var missing: [Invalid] = []
        if item.report.hasReporter,
            !item.contacts.contains(where: { $0.purpose == .reply && $0.outcome != .unreached })
        {
            missing.append(Invalid("答复告知", "有反映人，还没有告知办理结果", mend: "请先登记一次答复告知"))
        }
        let others = generalizedTo(requested.request.generalization, spread, &missing)
        guard missing.isEmpty else { throw .invalid(missing) }
        let recheck = try context.clock(
            .recheck, rule: "recheck", workdays: context.settings.recheckWorkdays, round: item.round)
        return NonEmpty(
            .closed(
                .init(
                    closing: Closing(note: note, generalizedTo: others, on: today, by: act), clocks: [recheck]
                )))
    }

    private func generalizedTo(
        _ answer: Answered, _ spread: [UnitCode], _ missing: inout [Invalid]
    ) -> [UnitCode] {
        guard answer.value == .yes else {
            if !spread.isEmpty {
                missing.append(
                    Invalid("举一反三", "申请销号时答的是“\(answer.value.title)”", mend: "要推及别的单位，请退回申请，改答“是”"))
            }
            return []
        }
        let line = item.state.assignment?.line
        func isOwn(_ unit: UnitCode) -> Bool { line?.contains(unit, in: context.directory) ?? false }
        for code in spread {
            guard let unit = context.directory.unit(code), unit.isActive, unit.kind != .county else {
                missing.append(
                    Invalid("推及单位", "没有编码为 \(code) 的单位，或已撤销，或不能自查", mend: "请填具体的部门、镇街或窗口的编码"))
                continue
            }
            if isOwn(code) {
                missing.append(Invalid("推及单位", "\(code) 就是责任单位一方", mend: "请填别的单位"))
            }
        }
        let others = spread.isEmpty ? context.peers.filter { !isOwn($0) } : spread
        if others.isEmpty {
            missing.append(
                Invalid("举一反三", "答了“是”，没有推及的单位", mend: "请写明要自查的单位编码；不需推及的，请退回申请改答“否”"))
        }
        return Array(Set(others)).sorted()
    }

    /// The same number, a new round with its own limit (decisions 18).
    func reopen(_ reason: Prose) throws(Refusal) -> NonEmpty<ItemEvent> {
        let round = item.round + 1
        var clocks: [Clock] = []
        if let assignment = item.state.assignment {
            clocks.append(
                try context.clock(
                    .acceptance, rule: "acceptance", workdays: context.settings.acceptWorkdays, round: round))
            let workdays =
                item.clock(.rectification)?.workdays
                ?? (assignment.mode == .immediate ? context.settings.immediateWorkdays : nil)
            let span = item.clock(.rectification).map {
                context.calendar.workdays(after: $0.day0, through: $0.due)
            }
            clocks.append(
                try context.clock(
                    .rectification, rule: "reopened",
                    workdays: max(1, workdays ?? span ?? context.settings.immediateWorkdays),
                    round: round))
        }
        return NonEmpty(.reopened(.init(reason: reason, round: round, clocks: clocks, on: today, by: act)))
    }
}
