extension ExperienceSession {
    /// What the walk is after `event`; reads nothing else.
    ///
    /// A stream begins with `opened`. Should another event come first, it falls on a walk without content, so that
    /// a replay is total; `decide` never makes such a stream.
    public static func apply(_ event: SessionEvent, to state: ExperienceSession?) -> ExperienceSession {
        if case .opened(let payload) = event { return ExperienceSession(payload) }
        var session = state ?? .blank(event.entry)
        session.take(event)
        return session
    }

    /// The walk after all of `events`, in order.
    public static func replay(_ events: some Sequence<SessionEvent>) -> ExperienceSession? {
        events.reduce(nil as ExperienceSession?) { apply($1, to: $0) }
    }

    private static func blank(_ entry: Entry) -> ExperienceSession {
        let nobody = ID<Person>(at: Instant(milliseconds: 0), random: (0, 0))
        return ExperienceSession(
            SessionOpened(
                number: "", kind: .routineWalk, campaign: nil, walker: entry.person ?? nobody,
                role: .experiencer,
                basis: .onBehalf, form: nil, checklists: [], offered: [], details: Details(), entry: entry))
    }

    private mutating func take(_ event: SessionEvent) {
        switch event {
        case .opened: break
        case .changed(let payload): details = payload.details
        case .answered(let payload): take(payload)
        case .visitAdded(let payload):
            visits.removeAll { $0.start == payload.visit.start }
            visits.append(payload.visit)
            visits.sort { $0.start < $1.start }
        case .attached(let payload):
            take(
                Attachment(
                    evidence: payload.evidence, answer: payload.answer, finding: payload.finding,
                    isClue: payload.isClue, entry: payload.entry))
        case .findingGrouped(let payload): take(payload.finding)
        case .suggestionAdded(let payload):
            if let index = suggestions.firstIndex(where: { $0.key == payload.suggestion.key }) {
                suggestions[index] = payload.suggestion
            } else {
                suggestions.append(payload.suggestion)
            }
        case .meetingRecorded(let payload): meeting = payload.meeting
        case .helped(let payload): helpLog.append(payload.help)
        case .called(let payload): calls.append(payload.call)
        case .caseFollowed(let payload): followed.append(payload.followed)
        case .feelingsRecorded(let payload): feelings = payload.feelings
        case .partRemoved(let payload): remove(payload.part, payload.key)
        case .submitted(let payload):
            phase = .submitted(
                Submitted(
                    entry: payload.entry, rows: payload.rows, suggestions: payload.suggestions,
                    facts: payload.facts,
                    awaitsConfirmation: payload.awaitsConfirmation, clues: [], confirmation: nil))
        case .cluesOpened(let payload): amend { $0.clues = payload.clues }
        case .confirmed(let payload): amend { $0.confirmation = payload.entry }
        case .signalExplained(let payload):
            explanations.removeAll { $0.signal == payload.signal }
            explanations.append(
                Explanation(signal: payload.signal, text: payload.explanation, entry: payload.entry))
        case .withdrawn(let payload):
            phase = .withdrawn(Withdrawn(entry: payload.entry, reason: payload.reason, submitted: submitted))
        }
        guard event.isContent else { return }
        let entry = event.entry
        if !enterers.contains(where: { $0.account == entry.account && $0.isProven == entry.isProven }) {
            enterers.append(entry)
        }
    }

    private mutating func take(_ payload: SessionAnswered) {
        let code = payload.answer.code
        let old = answers.firstIndex { $0.code == code }
        let record = AnswerRecord(
            answer: payload.answer, isClue: payload.isClue,
            version: (old.map { answers[$0].version } ?? 0) + 1,
            entry: payload.entry)
        if let old {
            answers[old] = record
        } else {
            answers.insert(record, at: answers.firstIndex { $0.code > code } ?? answers.endIndex)
        }
        if record.value != .fail || record.isClue { ungroup([code], keeping: nil) }
    }

    /// A file that arrives takes the place of its promise.
    private mutating func take(_ new: Attachment) {
        let waiting = attachments.firstIndex {
            new.evidence.keeps($0.evidence) && $0.answer == new.answer && $0.finding == new.finding
        }
        if let waiting {
            attachments[waiting] = new
        } else {
            attachments.append(new)
        }
    }

    private mutating func take(_ finding: Finding) {
        ungroup(finding.codes, keeping: finding.key)
        if let index = findings.firstIndex(where: { $0.key == finding.key }) {
            findings[index] = finding
        } else {
            findings.append(finding)
        }
    }

    private mutating func remove(_ part: Part, _ key: String) {
        switch part {
        case .visit: visits.removeAll { $0.key == key }
        case .evidence: attachments.removeAll { $0.evidence.digest.text == key }
        case .finding: findings.removeAll { $0.key == key }
        case .suggestion: suggestions.removeAll { $0.key == key }
        }
    }

    /// Takes codes out of the groups; a group that loses its last one is gone.
    private mutating func ungroup(_ codes: [String], keeping key: String?) {
        findings = findings.compactMap { finding in
            guard finding.key != key, finding.codes.contains(where: codes.contains) else { return finding }
            var rest = finding
            rest.codes.removeAll(where: codes.contains)
            return rest.codes.isEmpty ? nil : rest
        }
    }

    private mutating func amend(_ change: (inout Submitted) -> Void) {
        switch phase {
        case .open, .withdrawn: break
        case .submitted(var submitted):
            change(&submitted)
            phase = .submitted(submitted)
        }
    }

    /// What submitting opened, also of a walk withdrawn after it.
    public var submitted: Submitted? {
        switch phase {
        case .open: nil
        case .submitted(let submitted): submitted
        case .withdrawn(let withdrawn): withdrawn.submitted
        }
    }
}

extension ExperienceSession.Visit {
    /// Names it for `SessionCommand.remove`.
    public var key: String { String(start.milliseconds) }
}

extension SessionEvent {
    /// Whether it says something about the walk itself, so that whoever typed it is an enterer.
    var isContent: Bool {
        switch self {
        case .opened, .changed, .answered, .visitAdded, .attached, .findingGrouped, .suggestionAdded,
            .meetingRecorded, .helped, .called, .caseFollowed, .feelingsRecorded, .partRemoved, .submitted,
            .cluesOpened:
            true
        case .confirmed, .signalExplained, .withdrawn: false
        }
    }
}
