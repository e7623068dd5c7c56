extension RectificationItem {
    /// What `command` does to the row, or why it may not be done. The gate table is asked first (architecture 1).
    ///
    /// - Parameter standing: as `permit` gave it, where it was asked before.
    /// - Returns: the events of this row; a confirmed merge also needs `Absorbed` on the other row, which `merges`
    ///   names.
    public func decide(
        _ command: ItemCommand, in context: ItemContext, as standing: Standing? = nil
    ) throws(Refusal) -> NonEmpty<ItemEvent> {
        let standing = if let standing { standing } else { try permit(command.kind, in: context) }
        let decision = ItemDecision(item: self, context: context, standing: standing)
        switch command {
        case .verify(let step): return try decision.verify(step)
        case .assign(let assign): return try decision.assign(assign)
        case .dispute(let reason): return try decision.dispute(reason)
        case .accept: return try decision.accept()
        case .plan(let plan): return try decision.plan(plan)
        case .progress(let text, let unit, let done): return try decision.progress(text, unit, done)
        case .attach(let evidence): return try decision.attach(evidence)
        case .contact(let purpose, let outcome, let satisfaction, let note):
            return try decision.contact(purpose, outcome, satisfaction, note)
        case .askExtension(let day, let reason): return try decision.askExtension(day, reason)
        case .grantExtension(let day, let reason): return try decision.grantExtension(day, reason)
        case .declineExtension(let reason): return try decision.declineExtension(reason)
        case .requestClose(let request): return try decision.requestClose(request)
        case .check(let verdict, let opinion): return try decision.check(verdict, opinion)
        case .return(let reason): return try decision.return(reason)
        case .close(let note, let spread): return try decision.close(note, spread)
        case .reopen(let reason): return try decision.reopen(reason)
        case .proposeEnding(let ending, let reason): return try decision.propose(ending, reason)
        case .confirmEnding(let note): return try decision.confirmEnding(note)
        case .declineEnding(let reason): return try decision.declineEnding(reason)
        case .merge(let target, let reason): return try decision.merge(target, reason)
        case .transfer(let body, let paper, let day, let reason):
            return try decision.propose(.transferred(to: body, paper: paper, on: day), reason)
        case .escalate(let to, let paper, let nextLook): return try decision.escalate(to, paper, nextLook)
        case .respond(let text): return try decision.respond(text)
        case .publish(let value, let text, let reason): return try decision.publish(value, text, reason)
        case .instruct(let text): return NonEmpty(.instructed(.init(instruction: decision.remark(text))))
        case .proposeTolerance(let reason): return try decision.proposeTolerance(reason)
        case .confirmTolerance: return try decision.confirmTolerance()
        case .reveal(let reason): return try decision.reveal(reason)
        case .assignCaller(let person): return try decision.assignCaller(person)
        }
    }

    /// The gate of `command`, asked before anything that would tell more than whether it is open.
    /// - Parameter isStale: the actor saw another state: then only the right is asked, since what is possible has changed.
    @discardableResult
    public func permit(
        _ command: ItemCommand.Kind, in context: ItemContext, ifStale isStale: Bool = false
    ) throws(Refusal) -> Standing {
        let standing =
            context.isReporter && command == .attach
            ? Standing(reporter: context.actor) : Standing(of: context.actor, to: self, in: context.directory)
        if let refusal = Gate.of(state.kind, command).refusal(of: command, in: state.kind, to: standing) {
            if isStale, case .notPossible = refusal { return standing }
            throw refusal
        }
        return standing
    }

    /// The clocks that a calendar loaded since moves; each becomes a `DeadlineSettled` (architecture 1).
    public func settle(in calendar: WorkCalendar) -> [ItemEvent] {
        guard state.kind.isOpen else { return [] }
        return clocks.compactMap { clock in
            guard clock.round == round, clock.provisional, let settled = clock.settled(in: calendar) else {
                return nil
            }
            return .deadlineSettled(.init(clock: settled, old: clock.due))
        }
    }
}

/// One decision about one row: the row, what is known, and who asks. Its methods stand in files by stage.
struct ItemDecision {
    let item: RectificationItem
    let context: ItemContext
    let standing: Standing

    var act: Act { standing.act }
    var today: Day { context.today }

    func remark(_ text: Prose) -> Remark { Remark(text: text, on: today, by: act) }

    /// The last day of a limit of `workdays` that began on `day`.
    func limit(_ workdays: Int, from day: Day) -> Day {
        context.calendar.due(from: day, workdays: workdays).day
    }
}
