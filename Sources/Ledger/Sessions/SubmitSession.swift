public import Walkthrough

/// Submits a walk: one row a finding, one suggestion a 可优化, one sealed case a clue, all in this transaction and linked
/// both ways (decisions 4, 11, 12).
public struct SubmitSession: LedgerCommand {
    public static let act = "提交体验"
    public static let scope = TokenScope.file

    public struct Receipt: Codable, Hashable, Sendable {
        public let number: String
        public let version: Int
        public let rows: [String]
        public let suggestions: [String]
        /// Numbers of sealed cases; their filer sees them, nobody else is told.
        public let clues: [String]
        /// 待本人确认.
        public let awaitsConfirmation: Bool
    }

    public let session: String
    /// The answers that the device saw, by code; other versions mean that somebody else answered meanwhile.
    public let seen: [String: Int]?
    /// When it was submitted by the device's clock, and what that clock says now (decisions 2).
    public let observedAt: Instant?
    public let deviceNow: Instant?

    public init(
        _ session: String, seen: [String: Int]? = nil, observedAt: Instant? = nil, deviceNow: Instant? = nil
    ) {
        self.session = session
        self.seen = seen
        self.observedAt = observedAt
        self.deviceNow = deviceNow
    }

    public var subject: String { session }
    public var action: Action { .openWalk }

    public func run(in work: CommandTransaction) throws -> Receipt {
        let (id, before) = try work.visibleSession(session)
        let walk = before.state
        let visible = walk.visible(to: work.actor.person)
        var context = try work.sessionContext(of: walk)
        try walk.permit(.submit, in: context)
        if let receipt = repeated(before, in: work) { return receipt }
        if let seen, seen != visible.answerVersions {
            throw LedgerError.stale(current: before.version, "有人同时回答了检查项；请刷新核对后再提交")
        }
        context.observedAt = observedAt
        context.deviceNow = deviceNow
        // What a clue lacks is not told to others who type.
        if case .open = walk.phase, SubmitGate.missing(in: visible, context).isEmpty,
            !SubmitGate.missing(in: walk, context).isEmpty
        {
            throw LedgerError.notPossible("有一部分内容只有体验人本人能看，还没有填完；请由体验人提交", allowed: [])
        }
        let counts = walk.openings
        context.rows = try work.opened(counts.rows, "item", prefix: "")
        context.suggestions = try work.opened(counts.suggestions, "suggestion", prefix: "J")
        context.clues = try work.opened(counts.clues, "clue", prefix: "X")
        let events = try ExperienceSession.decide(.submit, on: walk, in: context)
        let submission = try walk.submission(in: context)
        let after = try work.write.append(
            ExperienceSession.self, id, events, by: work.actor, expected: before.version)
        let opened = Opened(id: id, number: walk.number)
        for row in submission.rows { try open(row, of: walk, opened, in: work) }
        for suggestion in submission.suggestions { try open(suggestion, of: walk, opened, in: work) }
        for clue in submission.clues { try open(clue, of: walk, opened, in: work) }
        // Whoever submits for another, who answered a clue, is not told of it.
        let told = after.state.visible(to: work.actor.person).submitted?.clues ?? []
        return Receipt(
            number: walk.number, version: after.version, rows: submission.rows.map(\.opened.number),
            suggestions: submission.suggestions.map(\.opened.number), clues: told.map(\.clue.number),
            awaitsConfirmation: after.state.submitted?.isPending ?? false)
    }

    /// Whoever submitted is told the same again, if he saw the same answers.
    private func repeated(_ walk: Versioned<ExperienceSession>, in work: CommandTransaction) -> Receipt? {
        let visible = walk.state.visible(to: work.actor.person)
        guard case .submitted(let submitted) = visible.phase, let seen, seen == visible.answerVersions,
            submitted.entry.account == work.actor.account
        else { return nil }
        return Receipt(
            number: walk.state.number, version: walk.version, rows: submitted.rows.map(\.row.number),
            suggestions: submitted.suggestions.map(\.suggestion.number),
            clues: submitted.clues.map(\.clue.number), awaitsConfirmation: submitted.isPending)
    }

    private func open(
        _ row: Submission.Row, of walk: ExperienceSession, _ session: Opened, in work: CommandTransaction
    ) throws {
        let source = try work.source(of: walk)
        let person = try work.read.state(Person.self, walk.walker.text)?.state
        let service = try row.item.flatMap { try work.read.id(of: .service, key: $0) }
        let name = walk.details.items.first { $0.code == row.item }?.name ?? walk.details.items.first?.name
        let seen =
            row.finding.codes.compactMap { walk.answer($0)?.entry }.min { $0.observed < $1.observed }
            ?? walk.opened
        let number = walk.details.numbers.first { $0.kind == .caseNumber } ?? walk.details.numbers.first
        // A 体验员 reports by name and is told what became of it (decisions 3, 19).
        let reporter = source.record.identity == .required ? person : nil
        let report = Report(
            number: row.opened.number, source: source.code, campaign: walk.campaign,
            session: try ID(session.id), sessionKind: walk.kind, foundOn: .day(row.observed.day),
            observedAt: seen.observedAt, clockError: seen.clockError.map(Int.init), receivedAt: work.at,
            walker: walk.walker, walkerInstitution: person.flatMap(work.institution),
            basis: walk.basis,
            reporterLabel: work.label(of: person, reporter: reporter != nil, source: source),
            reporterName: reporter?.name, reporterContact: reporter?.record.phone, caseNumber: number?.number,
            service: try service.map { try ID($0) }, serviceName: name,
            channels: row.channels, place: row.unit,
            checkItem: row.finding.codes.isEmpty ? nil : row.finding.codes.joined(separator: "、"),
            description: row.text, goal: row.finding.goal,
            statedLimit: try row.finding.due.map { try Prose($0.description, "完成时限") },
            evidence: row.evidence.map { $0.staged(.before) },
            noEvidenceReason: row.evidence.isEmpty ? walk.noEvidenceReason(row.finding) : nil)
        let events = try RectificationItem.register(
            Filing(report: report), id: try ID(row.opened.id), in: try work.itemContext(source: source))
        try work.write.append(RectificationItem.self, row.opened.id, events, by: work.actor, expected: 0)
    }

    private func open(
        _ new: Submission.NewSuggestion, of walk: ExperienceSession, _ session: Opened,
        in work: CommandTransaction
    ) throws {
        let filing = SuggestionCommand.Filing(new, session: session, of: walk)
        let events = try Suggestion.decide(
            .file(filing), on: nil, in: SuggestionContext(at: work.at, today: work.today, actor: work.actor))
        try work.write.append(Suggestion.self, new.opened.id, events, by: work.actor, expected: 0)
    }

    private func open(
        _ new: Submission.NewClue, of walk: ExperienceSession, _ session: Opened, in work: CommandTransaction
    ) throws {
        let officers: ClueCase.Officers
        do {
            officers = try work.clueOfficers(unit: new.unit)
        } catch let error as LedgerError {
            // Only who sees the clue may learn from a refusal that there is one.
            guard walk.visible(to: work.actor.person).answer(new.code) == nil else { throw error }
            throw LedgerError.notPossible("有一部分内容只有体验人本人能看，还不能提交；请由体验人提交", allowed: [])
        }
        let opening = ClueCommand.Opening(new, session: session, of: walk, officers: officers)
        let events = try ClueCase.decide(
            .open(opening), on: nil, in: try work.clueContext(unit: new.unit, officers: officers))
        try work.write.append(ClueCase.self, new.opened.id, events, by: work.actor, expected: 0)
    }
}

extension ExperienceSession {
    /// Why a finding has no evidence: its own reason, else its answers'.
    func noEvidenceReason(_ finding: Finding) -> Prose? {
        finding.noEvidenceReason
            ?? finding.codes.lazy.compactMap { self.answer($0)?.answer.noEvidenceReason }.first
    }
}

extension CommandTransaction {
    func opened(_ count: Int, _ series: String, prefix: String) throws -> [Opened] {
        try (0..<count).map { _ in
            let id: ID<RectificationItem> = newID()
            return Opened(id: id.text, number: try nextNumber(series, prefix: prefix))
        }
    }

    /// What stands on a walk's rows as their source.
    func source(of walk: ExperienceSession) throws -> Source {
        let wanted =
            switch (walk.kind, walk.role) {
            case (_, .experiencer): "experiencer"
            case (.immersiveInspection, _), (_, .inspector): "inspection"
            default: "walk"
            }
        if let source = try read.state(Source.self, wanted)?.state, source.isActive { return source }
        return try source(named: "walk")
    }
}
