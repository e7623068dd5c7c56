extension WeekLedger {
    /// What `command` does to the week, or why it may not be done.
    ///
    /// - Returns: `.already` for a second freeze and for an edition that is published: the first one's stands.
    public static func decide(
        _ command: WeekCommand, on state: WeekLedger?, in context: WeekContext
    ) throws(Refusal) -> WeekDecision<WeekEvent> {
        if case .freeze(let freeze) = command { return try Self.freeze(freeze, on: state, in: context) }
        guard let state else {
            throw .notPossible("\(context.week) 还没有定稿；请先定稿")
        }
        switch command {
        case .freeze(let freeze): return try Self.freeze(freeze, on: state, in: context)
        case .publish(let publish): return try state.publish(publish, in: context)
        case .proposeCorrection(let correct): return try state.propose(correct, in: context)
        case .confirmCorrection(let number): return try state.confirm(number, in: context)
        case .declineCorrection(let number, let reason): return try state.decline(number, reason, in: context)
        case .withhold(let number, let reason): return try state.withhold(number, reason, in: context)
        }
    }

    // MARK: 定稿

    /// What a 定稿 of the week covers now, so that the store reads as of its T; `nil` if the week is fixed already.
    /// Refused before T; earlier weeks come first; by a named person (architecture 11, decisions 23).
    public static func period(
        toFreeze state: WeekLedger?, in context: WeekContext
    ) throws(Refusal) -> WeekPeriod? {
        _ = try context.officer(.freezeWeek)
        guard state == nil else { return nil }
        let edition: WeekEdition
        switch context.schedule.plan(of: context.week) {
        case .own(let own): edition = own
        case .mergedInto(let holder):
            throw .notPossible("\(context.week) 没有报送日，与 \(holder) 合并报送；请对 \(holder) 定稿")
        }
        if let begun = context.begun, context.week < begun {
            throw .notPossible("本县台账从 \(begun) 开始，没有更早的周台账；请改填周次")
        }
        guard edition.hasClosed(at: context.at) else {
            throw .notPossible(
                "\(context.week) 的数据截止是 \(edition.cutoff.short)，还没有到；现在只能预览")
        }
        if let first = context.earlierUnfrozen.min() {
            let weeks = context.earlierUnfrozen.sorted().map(\.description).joined(separator: "、")
            throw .notPossible("前面还有没有定稿的周次：\(weeks)；请先对 \(first) 定稿")
        }
        let period = WeekPeriod(edition, after: context.previous, in: context.schedule)
        if let previous = context.previous, previous.week >= context.week || previous.to >= period.to {
            throw .notPossible("\(previous.week) 已经定稿到 \(previous.to.short)，不能再为更早的 \(context.week) 定稿")
        }
        return period
    }

    private static func freeze(
        _ freeze: WeekCommand.Freeze, on state: WeekLedger?, in context: WeekContext
    ) throws(Refusal) -> WeekDecision<WeekEvent> {
        guard let period = try period(toFreeze: state, in: context) else { return .already }
        return .record(
            NonEmpty(
                .frozen(
                    .init(
                        period: period, settings: freeze.settings,
                        calendar: context.schedule.calendar.revision,
                        root: freeze.root, rows: freeze.rows, verifying: freeze.verifying,
                        signatures: freeze.signatures.sorted { $0.unit < $1.unit },
                        isDemo: context.actor.isDemo,
                        by: context.act))))
    }

    /// The bytes follow from the log, so anybody's run may finish what a crash cut off.
    private func publish(
        _ publish: WeekCommand.Publish, in context: WeekContext
    ) throws(Refusal) -> WeekDecision<WeekEvent> {
        guard publish.number >= editions.count else { return .already }
        guard publish.number == toPublish else {
            throw .notPossible("\(week) 没有等待生成的第 \(publish.number) 号文件；请先复核更正")
        }
        if publish.number == 0, let previous = context.previous, previous.manifest == nil {
            throw .notPossible("\(previous.week) 的文件还没有生成；请先导出上期清单")
        }
        let before = manifest(before: publish.number, after: context.previous)
        guard publish.previous == before else {
            throw .notPossible("上期清单在生成期间有更新；请重新导出本期清单")
        }
        guard Set(publish.files.map(\.name)).count == publish.files.count,
            publish.files.contains(where: { $0.digest == publish.manifest })
        else {
            throw .invalid("文件清单", "有重名文件，或没有清单文件本身", mend: "请重新生成全部文件")
        }
        return .record(
            NonEmpty(
                .published(
                    .init(
                        number: publish.number, files: publish.files.sorted { $0.name < $1.name },
                        root: frozen.root,
                        manifest: publish.manifest, previous: before,
                        first: publish.number == 0 ? nil : first?.manifest, closing: publish.closing,
                        by: context.act))))
    }

    // MARK: 更正

    private func propose(
        _ correct: WeekCommand.Correct, in context: WeekContext
    ) throws(Refusal) -> WeekDecision<WeekEvent> {
        let act = try context.officer(.correctWeek)
        guard first != nil else { throw .notPossible("\(week) 的定稿文件还没有生成；请先导出本期清单") }
        switch correct.column {
        case .serial, .number, .due, .completedOn, .check, .closing, .publication, .mode:
            throw .invalid("栏目", "“\(correct.column.title)”不能更正", mend: "更正只改印错的字；编号、状态和日期有误，请在台账里改")
        case .unit, .problem:
            guard correct.new != nil else {
                throw .invalid("更正后内容", "“\(correct.column.title)”不能为空", mend: "请填写改正后的内容")
            }
        default: break
        }
        guard let row = context.row, row.number == correct.row, row.standing.phase != .unverified else {
            throw .unknown("\(week) 的台账里没有 \(correct.row)；请核对台账编号")
        }
        let column = correct.column
        if let other = corrections.first(where: {
            $0.isPending && $0.proposal.row == correct.row && $0.proposal.column == column
        }) {
            throw .notPossible("\(correct.row)的“\(column.title)”已有一份更正申请（第 \(other.proposal.number) 份）在等复核")
        }
        let printed = printed(column, of: row)
        guard Prose.trimmed(correct.old?.text ?? "") == Prose.trimmed(printed) else {
            throw .invalid(
                "更正前内容", "\(correct.row)的“\(column.title)”印的是“\(printed.prefix(60))”", mend: "请照定稿原样填写")
        }
        guard (correct.new?.text ?? "") != Prose.trimmed(printed) else {
            throw .invalid("更正后内容", "与原内容相同", mend: "请填写改正后的内容")
        }
        return .record(
            NonEmpty(
                .correctionProposed(
                    .init(
                        number: corrections.count + 1, row: correct.row, column: column,
                        old: printed.isEmpty ? nil : .text(printed), new: correct.new, reason: correct.reason,
                        by: act))))
    }

    /// What the latest edition prints in the cell; `row` is without corrections.
    public func printed(_ column: LedgerColumn, of row: LedgerRow) -> String {
        let mended = corrections.filter {
            $0.proposal.row == row.number && $0.proposal.column == column && $0.serial != nil
        }.max { ($0.serial ?? 0) < ($1.serial ?? 0) }
        guard let mended else { return row.text(of: column, since: period.from) }
        return mended.proposal.new?.description ?? ""
    }

    private func confirm(_ number: Int, in context: WeekContext) throws(Refusal) -> WeekDecision<WeekEvent> {
        let act = try context.officer(.correctWeek)
        let correction = try pending(number)
        guard !correction.proposal.by.isSamePerson(as: act) else {
            throw .notPermitted("更正要双人复核，提出人不能自己复核；请由另一人复核")
        }
        // One at a time: an edition that is still to be rendered holds the corrections up to its own.
        if let waiting = toPublish {
            throw .notPossible("更正第\(waiting)号的文件还没有生成；请先导出本期清单")
        }
        return .record(
            NonEmpty(
                .correctionConfirmed(
                    .init(number: number, serial: confirmedCount + 1, on: context.at.day, by: act))))
    }

    private func decline(
        _ number: Int, _ reason: Prose, in context: WeekContext
    ) throws(Refusal) -> WeekDecision<WeekEvent> {
        let act = try context.officer(.correctWeek)
        _ = try pending(number)
        return .record(
            NonEmpty(
                .correctionDeclined(.init(number: number, reason: reason, on: context.at.day, by: act))))
    }

    private func pending(_ number: Int) throws(Refusal) -> Correction {
        guard let correction = corrections.first(where: { $0.proposal.number == number }) else {
            throw .unknown("\(week) 没有第 \(number) 份更正申请")
        }
        guard correction.isPending else { throw .notPossible("第 \(number) 份更正申请已经处理过") }
        return correction
    }

    // MARK: 停发

    private func withhold(
        _ number: Int, _ reason: Prose, in context: WeekContext
    ) throws(Refusal) -> WeekDecision<WeekEvent> {
        let act = try context.officer(.freezeWeek)
        guard let edition = editions.first(where: { $0.number == number }) else {
            throw .unknown("\(week) 没有第 \(number) 号文件")
        }
        guard !isWithheld(number) else { return .already }
        return .record(
            NonEmpty(
                .withheld(
                    .init(
                        number: number, manifest: edition.manifest, reason: reason, on: context.at.day,
                        by: act))))
    }
}

extension WeekContext {
    var act: Act { Act(account: actor.account, person: actor.person, forLine: false) }

    /// The actor as a named person who is proved to be himself (a token counts, decisions 7) and may do `action` for the
    /// whole county.
    func officer(_ action: Action) throws(Refusal) -> Act {
        try actor.must(action)
        guard actor.person != nil else {
            throw .notPermitted("“\(action.title)”要由实名的人办理：请用绑定到本人的账号登录")
        }
        guard actor.may(action, at: nil, in: directory) else {
            throw .notPermitted("“\(action.title)”由全县的\(Permission.titles(for: action))账号办理，您的角色只管一个单位")
        }
        return act
    }
}
