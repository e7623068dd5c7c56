extension RectificationItem {
    /// The row after `event`. Total and pure: it reads only the event and the instant of its record.
    ///
    /// Events are facts that `decide` let through; a fact that does not fit the state leaves the state as it is.
    public static func apply(
        _ event: ItemEvent, at: Instant, to item: RectificationItem?, id: ID<RectificationItem>
    ) -> RectificationItem? {
        guard var item else {
            guard case .registered(let payload) = event else { return nil }
            return RectificationItem(registered: payload, id: id, at: at)
        }
        let before = item.state.kind
        item.change(by: event, at: at)
        item.changedAt = at
        if item.state.kind != before { item.stateSince = at }
        return item
    }

    private init(registered payload: ItemEvent.Registered, id: ID<RectificationItem>, at: Instant) {
        self.id = id
        report = payload.report
        registeredAt = at
        opening = payload.opening
        line = payload.line
        stateSince = at
        changedAt = at
        clocks = payload.clocks
        evidence = payload.report.evidence
        state =
            if let opening = payload.opening, opening.isClosed {
                .closed(
                    State.Closed(
                        requested: nil,
                        closing: Closing(note: payload.report.description, on: at.day, by: payload.by)))
            } else if payload.isVerifying {
                .verifying(State.Verifying(verification: nil))
            } else {
                .registered(State.Registered())
            }
        actForLine(payload.by)
    }

    private mutating func change(by event: ItemEvent, at: Instant) {
        switch event {
        case .registered: break
        case .verificationBegun: state = .verifying(State.Verifying(verification: nil))
        case .verified(let payload): take(payload)
        case .foundComplex(let payload): replace([payload.clock])
        case .assigned(let payload): take(payload)
        case .disputed(let payload): take(payload)
        case .accepted(let payload): take(payload)
        case .planned(let payload): take(payload)
        case .progressed(let payload): take(payload, at: at)
        case .attached(let payload): take(payload)
        case .contacted(let payload): take(payload)
        case .extensionAsked(let payload): take(payload)
        case .extensionGranted(let payload): take(payload, at: at)
        case .extensionDeclined: pendingExtension = nil
        case .closeRequested(let payload): take(payload)
        case .checkBegun: if case .closeRequested(let requested) = state { state = .checking(requested) }
        case .checked(let payload): take(payload)
        case .returned(let payload): take(payload, at: at)
        case .closed(let payload): take(payload)
        case .reopened(let payload): take(payload, at: at)
        case .endingProposed(let payload): pendingEnding = payload.proposal
        case .endingConfirmed(let payload): take(payload)
        case .endingDeclined: pendingEnding = nil
        case .absorbed(let payload): absorbed.append(payload.number)
        case .escalated(let payload): escalations.append(payload.escalation)
        case .responded(let payload): take(payload)
        case .instructed(let payload): instructions.append(payload.instruction)
        case .publicationDecided(let payload): publication = payload.decision
        case .toleranceProposed(let payload): tolerance = payload.tolerance
        case .toleranceConfirmed(let payload): tolerance?.confirmedBy = payload.by
        case .reporterRevealed: break
        case .deadlineSettled(let payload): replace([payload.clock])
        case .callAssigned(let payload): assignedCaller = payload.caller
        }
    }

    // MARK: Before work

    private mutating func take(_ payload: ItemEvent.Verified) {
        verification = payload.verification
        state = .verifying(State.Verifying(verification: payload.verification))
        meet(.firstResponse, on: payload.verification.on)
    }

    private mutating func take(_ payload: ItemEvent.Assigned) {
        let assignment = payload.assignment
        actForLine(assignment.by)
        let keepsWork = state.assignment?.lead == assignment.lead
        line = assignment.line
        replace(payload.clocks)
        own(on: assignment.on)
        switch state {
        case .accepted(var working) where keepsWork:
            working.assignment = assignment
            state = .accepted(working)
        case .inProgress(var working) where keepsWork:
            working.assignment = assignment
            state = .inProgress(working)
        case .registered, .verifying, .assigned, .accepted, .inProgress, .closeRequested, .checking, .closed,
            .explained, .notAdopted, .unfounded, .merged, .transferred:
            state = .assigned(State.Assigned(assignment: assignment, dispute: nil))
            pendingExtension = nil
        }
    }

    /// The line has the row now, if not before in this round.
    private mutating func own(on day: Day) {
        guard let due = clock(.rectification)?.due else { return }
        for institution in line.institutions where !owners.contains(where: { $0.institution == institution })
        {
            owners.append(Owner(institution: institution, since: day, due: due))
        }
    }

    private mutating func take(_ payload: ItemEvent.Disputed) {
        actForLine(payload.dispute.by)
        guard case .assigned(var assigned) = state else { return }
        assigned.dispute = payload.dispute
        state = .assigned(assigned)
    }

    private mutating func take(_ payload: ItemEvent.Accepted) {
        actForLine(payload.by)
        meet(.acceptance, on: payload.on)
        meet(.firstResponse, on: payload.on)
        guard let assignment = state.assignment else { return }
        state = .accepted(
            State.Working(assignment: assignment, acceptedOn: payload.on, plan: nil, progress: []))
    }

    private mutating func take(_ payload: ItemEvent.Responded) {
        actForLine(payload.statement.by)
        statement = payload.statement
    }

    // MARK: Work

    private mutating func take(_ payload: ItemEvent.Planned) {
        actForLine(payload.by)
        guard var working = state.working, !state.kind.awaitsCheck else { return }
        working.plan = payload.plan
        state = .inProgress(working)
    }

    private mutating func take(_ payload: ItemEvent.Progressed, at: Instant) {
        actForLine(payload.progress.by)
        guard var working = state.working, !state.kind.awaitsCheck else { return }
        progressedAt = at
        working.progress.append(payload.progress)
        for position in payload.milestonesDone
        where working.plan?.milestones.indices.contains(position) == true {
            working.plan?.milestones[position].doneOn = payload.progress.on
        }
        state = state.kind == .accepted ? .accepted(working) : .inProgress(working)
    }

    private mutating func take(_ payload: ItemEvent.Attached) {
        actForLine(payload.by)
        evidence = evidence.taking(payload.evidence)
    }

    private mutating func take(_ payload: ItemEvent.Contacted) {
        actForLine(payload.contact.by)
        contacts.append(payload.contact)
        guard payload.contact.outcome != .unreached else { return }
        meet(.firstResponse, on: payload.contact.on)
        if payload.contact.purpose == .reply { meet(.reply, on: payload.contact.on) }
    }

    private mutating func take(_ payload: ItemEvent.ExtensionAsked) {
        actForLine(payload.request.by)
        pendingExtension = payload.request
    }

    private mutating func take(_ payload: ItemEvent.ExtensionGranted, at: Instant) {
        pendingExtension = nil
        extensionCount += 1
        extendedAt = at
        replace([payload.clock])
    }

    // MARK: Closing

    private mutating func take(_ payload: ItemEvent.CloseRequested) {
        actForLine(payload.request.by)
        guard let working = state.working else { return }
        state = .closeRequested(State.Requested(work: working, request: payload.request, checks: []))
        meet(.rectification, on: payload.request.on)
        replace(payload.clocks)
        pendingExtension = nil
    }

    private mutating func take(_ payload: ItemEvent.Checked) {
        guard var requested = state.requested, state.kind.awaitsCheck else { return }
        requested.checks.append(payload.check)
        state = .checking(requested)
        if requested.isPassed { meet(.check, on: payload.check.on) }
    }

    private mutating func take(_ payload: ItemEvent.Returned, at: Instant) {
        guard let requested = state.requested else { return }
        state = .inProgress(requested.work)
        returnedCount += 1
        returnedAt = at
        meet(.check, on: payload.on)
        unmeet(.rectification)
    }

    private mutating func take(_ payload: ItemEvent.Closed) {
        guard let requested = state.requested else { return }
        state = .closed(State.Closed(requested: requested, closing: payload.closing))
        replace(payload.clocks)
    }

    private mutating func take(_ payload: ItemEvent.Reopened, at: Instant) {
        if case .closed(let closed) = state { previousClosing = closed }
        round = payload.round
        reopenedAt = at
        replace(payload.clocks)
        owners = []
        own(on: payload.on)
        pendingEnding = nil
        pendingExtension = nil
        state =
            state.assignment.map { .assigned(State.Assigned(assignment: $0, dispute: nil)) }
            ?? .registered(State.Registered())
    }

    private mutating func take(_ payload: ItemEvent.EndingConfirmed) {
        guard let proposal = pendingEnding else { return }
        pendingEnding = nil
        pendingExtension = nil
        let ended = State.Ended(
            proposal: proposal, confirmedBy: payload.by, on: payload.on, assignment: state.assignment)
        state =
            switch proposal.ending {
            case .explained: .explained(ended)
            case .notAdopted: .notAdopted(ended)
            case .unfounded: .unfounded(ended)
            case .merged: .merged(ended)
            case .transferred: .transferred(ended)
            }
    }

    // MARK: Clocks and persons

    /// Each new clock takes the place of the one with its purpose and round.
    private mutating func replace(_ new: [Clock]) {
        for clock in new {
            clocks.removeAll { $0.purpose == clock.purpose && $0.round == clock.round }
            clocks.append(clock)
            guard clock.purpose == .rectification else { continue }
            for index in owners.indices where line.institutions.contains(owners[index].institution) {
                owners[index].due = clock.due
            }
        }
    }

    private mutating func meet(_ purpose: ClockPurpose, on day: Day) {
        for index in clocks.indices
        where clocks[index].purpose == purpose && clocks[index].round == round && clocks[index].isRunning {
            clocks[index] = clocks[index].met(on: day)
        }
    }

    private mutating func unmeet(_ purpose: ClockPurpose) {
        for index in clocks.indices where clocks[index].purpose == purpose && clocks[index].round == round {
            clocks[index] = clocks[index].unmet()
        }
    }

    private mutating func actForLine(_ act: Act) {
        guard act.forLine, let person = act.person, !actedForLine.contains(person) else { return }
        actedForLine.append(person)
    }
}

extension State.Requested {
    /// One checker's pass is enough; 体验员 pass in twos.
    public var isPassed: Bool {
        let passes = checks.filter(\.passed)
        return passes.contains { !$0.isExperiencer } || passes.filter(\.isExperiencer).count >= 2
    }
}
