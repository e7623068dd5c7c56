extension ExperienceSession {
    /// What follows from `command`: events, or why not.
    ///
    /// Typing needs the walker or who began the walk for him; in a walk that is typed for another, and in a leader's, which
    /// the leader then confirms, also who has `mayEnter`.
    /// It needs no proof of identity, because filing needs none (decisions 2). What the walker types himself nobody else
    /// touches (decisions 6). Confirming needs the leader's own, proven account. Signals are not asked.
    public static func decide(
        _ command: SessionCommand, on state: ExperienceSession?, in context: SessionContext
    ) throws(Refusal) -> NonEmpty<SessionEvent> {
        try refuse(context.timeFaults)
        guard let session = state else {
            guard case .open(let opening) = command else { throw .unknown("没有这次体验，请核对编号") }
            return try open(opening, in: context)
        }
        try session.permit(command, in: context)
        switch command {
        case .open: throw .notPossible("体验 \(session.number) 已经开始，不能重复开始")
        case .change, .answer, .addVisit, .attach, .group, .suggest, .recordMeeting, .help, .call, .follow,
            .recordFeelings, .remove, .submit:
            try session.requireOpen()
        case .confirm, .explain, .withdraw: break
        }
        let entry = context.entry
        switch command {
        case .open: throw .notPossible("体验 \(session.number) 已经开始，不能重复开始")
        case .change(let details):
            try refuse(invalid(details, kind: session.kind, context))
            return NonEmpty(.changed(SessionChanged(details: details, entry: entry)))
        case .answer(let answer): return NonEmpty(.answered(try session.answered(answer, context)))
        case .addVisit(let visit):
            try refuse(invalid([visit], kind: session.kind, context))
            return NonEmpty(.visitAdded(SessionVisitAdded(visit: visit, entry: entry)))
        case .attach(let evidence, let answer, let finding):
            return NonEmpty(.attached(try session.attached(evidence, answer, finding, entry)))
        case .group(let finding):
            try refuse(session.invalid(finding))
            return NonEmpty(.findingGrouped(SessionFindingGrouped(finding: finding, entry: entry)))
        case .suggest(let suggestion):
            try refuse(session.invalid(suggestion))
            return NonEmpty(.suggestionAdded(SessionSuggestionAdded(suggestion: suggestion, entry: entry)))
        case .recordMeeting(let meeting):
            return NonEmpty(.meetingRecorded(SessionMeetingRecorded(meeting: meeting, entry: entry)))
        case .help(let help): return NonEmpty(.helped(SessionHelped(help: help, entry: entry)))
        case .call(let call): return NonEmpty(.called(SessionCalled(call: call, entry: entry)))
        case .follow(let followed):
            return NonEmpty(.caseFollowed(SessionCaseFollowed(followed: followed, entry: entry)))
        case .recordFeelings(let feelings):
            return NonEmpty(.feelingsRecorded(SessionFeelingsRecorded(feelings: feelings, entry: entry)))
        case .remove(let part, let key): return NonEmpty(.partRemoved(try session.removed(part, key, entry)))
        case .submit: return try session.submission(in: context).events
        case .confirm: return try session.confirm(context)
        case .explain(let signal, let text): return try session.explain(signal, text, context)
        case .withdraw(let reason): return try session.withdraw(reason, context)
        }
    }

    /// Who may do `command` in this walk at all, whatever state it is in; asked before anything that would tell more.
    /// - Throws: `Refusal.notPermitted`.
    public func permit(_ command: SessionCommand, in context: SessionContext) throws(Refusal) {
        switch command {
        case .open: return
        case .confirm: try requireWalkersOwnAccount(context, "确认")
        case .explain:
            guard isEnterer(context.actor) else { throw .notPermitted("需核实提示只由体验人或登记人说明") }
        case .withdraw:
            if submitted == nil {
                guard isEnterer(context.actor) else {
                    throw .notPermitted("体验 \(number) 由体验人或登记人撤回，您没有撤回权限")
                }
            } else {
                try requireWalkersOwnAccount(context, "否认")
            }
        case .change, .answer, .addVisit, .attach, .group, .suggest, .recordMeeting, .help, .call, .follow,
            .recordFeelings, .remove, .submit:
            try requireEnterer(context)
        }
    }

    static func refuse(_ invalids: [Invalid]) throws(Refusal) {
        if !invalids.isEmpty { throw .invalid(invalids) }
    }

    private static func open(
        _ opening: SessionCommand.Opening, in context: SessionContext
    ) throws(Refusal) -> NonEmpty<SessionEvent> {
        try EntryBasis.check(
            opening.basis, of: opening.walker, by: context.actor, mayEnter: context.mayEnter)
        if context.actor.isVolunteer {
            let isOfOffice = [.chiefDuty, .crossCheck, .immersiveInspection].contains(opening.kind)
            guard opening.role == .experiencer, !isOfOffice else {
                throw .notPermitted("体验员以体验员的身份走流程；坐班、互查、督查由单位和督查人员登记")
            }
        }
        var wrong: [Invalid] = []
        if opening.basis == .paperForm, opening.form == nil {
            wrong.append(Invalid("登记依据", "凭纸质表登记，但没有纸质表照片", mend: "请先上传纸质表照片"))
        }
        if opening.offered.count > 12 {
            wrong.append(
                Invalid("检查项", "一次提供了 \(opening.offered.count) 个核心检查项，超过 12 个", mend: "其余检查项由体验人按需调取"))
        }
        for code in opening.offered where !context.knownCodes.contains(code) { wrong.append(unknown(code)) }
        wrong += invalid(opening.details, kind: opening.kind, context)
        wrong += invalid(opening.visits, kind: opening.kind, context)
        try refuse(wrong)
        let entry = context.entry
        return NonEmpty(
            .opened(
                SessionOpened(
                    number: opening.number, kind: opening.kind, campaign: opening.campaign,
                    walker: opening.walker,
                    role: opening.role, basis: opening.basis, form: opening.form,
                    checklists: opening.checklists,
                    offered: opening.offered, details: opening.details, entry: entry)),
            opening.visits.map { .visitAdded(SessionVisitAdded(visit: $0, entry: entry)) })
    }

    static func unknown(_ code: String) -> Invalid {
        Invalid("检查项", "“\(code.prefix(40))”不在本次体验的清单里", mend: "请在检查清单里核对编号")
    }

    /// Faults of the details that need no waiting for the end of the walk.
    private static func invalid(_ details: Details, kind: SessionKind, _ context: SessionContext) -> [Invalid]
    {
        var wrong: [Invalid] = []
        if let score = details.score, !(0...100).contains(score) {
            wrong.append(Invalid("互查评分", "\(score) 不在 0 到 100 之间", mend: "请填 0 到 100 的整数"))
        }
        if let own = SubmitGate.ownUnit(kind, context) { wrong.append(own) }
        return wrong
    }

    /// A duty on a day off is refused as soon as its day is known.
    private static func invalid(_ visits: [Visit], kind: SessionKind, _ context: SessionContext) -> [Invalid]
    {
        kind == .chiefDuty ? visits.compactMap { SubmitGate.dayOff($0.day, context) } : []
    }

    private func requireOpen() throws(Refusal) {
        switch phase {
        case .open: return
        case .submitted: throw .notPossible("体验 \(number) 已经提交，不能再改；发现新问题请另行登记")
        case .withdrawn: throw .notPossible("体验 \(number) 已经撤回")
        }
    }

    /// The walker, or who has typed in this walk.
    public func isEnterer(_ actor: Actor) -> Bool {
        (actor.person != nil && actor.person == walker) || enterers.contains { $0.account == actor.account }
    }

    private func requireEnterer(_ context: SessionContext) throws(Refusal) {
        guard isEnterer(context.actor) || ((basis != .own || role.isLeader) && context.mayEnter) else {
            throw .notPermitted("体验 \(number) 由体验人或登记人填写，您没有填写权限")
        }
    }

    private func answered(_ answer: Answer, _ context: SessionContext) throws(Refusal) -> SessionAnswered {
        guard context.knownCodes.contains(answer.code) else { throw .invalid([Self.unknown(answer.code)]) }
        let reports = answer.value == .fail || answer.value == .improvable
        return SessionAnswered(
            answer: answer, isClue: reports && context.clueCodes.contains(answer.code), entry: context.entry)
    }

    private func attached(
        _ evidence: EvidenceRef, _ code: String?, _ key: String?, _ entry: Entry
    ) throws(Refusal) -> SessionAttached {
        let record = code.flatMap(answer)
        if let code, record == nil {
            throw .invalid("佐证材料", "检查项 \(code) 还没有回答", mend: "请先回答该检查项，再上传它的佐证")
        }
        if let key, !findings.contains(where: { $0.key == key }) {
            throw .invalid("佐证材料", "没有问题 \(key)", mend: "请先登记该问题，再上传它的佐证")
        }
        return SessionAttached(
            evidence: evidence, answer: code, finding: key, isClue: record?.isClue ?? false, entry: entry)
    }

    private func removed(_ part: Part, _ key: String, _ entry: Entry) throws(Refusal) -> SessionPartRemoved {
        let evidence = attachments.filter { $0.evidence.digest.text == key }
        let exists =
            switch part {
            case .visit: visits.contains { $0.key == key }
            case .evidence: !evidence.isEmpty
            case .finding: findings.contains { $0.key == key }
            case .suggestion: suggestions.contains { $0.key == key }
            }
        guard exists else { throw .unknown("体验 \(number) 里没有这项\(part.title)，请刷新后再试") }
        return SessionPartRemoved(
            part: part, key: key, isClue: part == .evidence && evidence.contains(where: \.isClue),
            entry: entry)
    }

    private func invalid(_ finding: Finding) -> [Invalid] {
        finding.codes.compactMap { code in
            let record = answer(code)
            if record?.isClue == true {
                return Invalid("问题分组 \(finding.key)", "\(code) 属违纪线索，不进台账", mend: "提交后由专人受理，请不要放进分组")
            }
            guard record?.value != .fail else { return nil }
            return Invalid("问题分组 \(finding.key)", "\(code) 没有答“有问题”", mend: "只把“有问题”的检查项归到一组")
        }
    }

    private func invalid(_ suggestion: SessionSuggestion) -> [Invalid] {
        guard let code = suggestion.code else { return [] }
        let record = answer(code)
        guard record?.value != .improvable || record?.isClue == true else { return [] }
        return [Invalid("建议 \(suggestion.key)", "\(code) 没有答“可优化”", mend: "请改答“可优化”，或不关联检查项")]
    }

    private func confirm(_ context: SessionContext) throws(Refusal) -> NonEmpty<SessionEvent> {
        switch phase {
        case .open: throw .notPossible("体验 \(number) 还没有提交，提交后再确认")
        case .withdrawn: throw .notPossible("体验 \(number) 已经撤回")
        case .submitted(let submitted):
            guard submitted.isPending else { throw .notPossible("体验 \(number) 不需要确认，或已经确认") }
            return NonEmpty(.confirmed(SessionConfirmed(entry: context.entry)))
        }
    }

    private func requireWalkersOwnAccount(_ context: SessionContext, _ act: String) throws(Refusal) {
        guard context.actor.isProven, context.actor.person == walker else {
            throw .notPermitted("体验 \(number) 须由体验人本人用自己的账号登录后\(act)，他人不能代办")
        }
    }

    private func explain(
        _ signal: IntegritySignal.Kind, _ text: Prose, _ context: SessionContext
    ) throws(Refusal) -> NonEmpty<SessionEvent> {
        switch phase {
        case .open, .submitted: break
        case .withdrawn: throw .notPossible("体验 \(number) 已经撤回")
        }
        return NonEmpty(
            .signalExplained(SessionSignalExplained(signal: signal, explanation: text, entry: context.entry)))
    }

    private func withdraw(_ reason: Prose, _ context: SessionContext) throws(Refusal) -> NonEmpty<
        SessionEvent
    > {
        switch phase {
        case .open: break
        case .submitted(let submitted):
            guard submitted.isPending else { throw .notPossible("体验 \(number) 已经提交，问题已进台账，不能撤回") }
        case .withdrawn: throw .notPossible("体验 \(number) 已经撤回")
        }
        return NonEmpty(.withdrawn(SessionWithdrawn(reason: reason, entry: context.entry)))
    }
}
