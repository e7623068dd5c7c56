public import Walkthrough

/// Files a suggestion outside of a walk.
public struct FileSuggestion: LedgerCommand {
    public static let act = "提建议"
    public static let scope = TokenScope.file

    public struct Receipt: Codable, Hashable, Sendable {
        public let id: String
        public let number: String
        public let version: Int
    }

    public let kind: Suggestion.Kind
    public let text: Prose
    public let reason: Prose?
    public let unit: UnitCode?
    public let source: String?
    /// Name or id of the campaign; `nil` is 常态化.
    public let campaign: String?
    /// Staff or volunteer number of whoever suggests; `nil` is the account's own person.
    public let author: String?

    public init(
        _ kind: Suggestion.Kind, _ text: Prose, reason: Prose? = nil, unit: UnitCode? = nil,
        source: String? = nil,
        campaign: String? = nil, author: String? = nil
    ) {
        self.campaign = campaign
        self.author = author
        self.kind = kind
        self.text = text
        self.reason = reason
        self.unit = unit
        self.source = source
    }

    public var action: Action { .fileSuggestion }

    public func run(in work: CommandTransaction) throws -> Receipt {
        try work.require(units: ("承办单位", unit))
        let author = try author.map { try work.entered($0) } ?? work.actor.person
        let id: ID<Suggestion> = work.newID()
        let number = try work.nextNumber("suggestion", prefix: "J")
        let filing = SuggestionCommand.Filing(
            number: number, kind: kind, text: text, reason: reason,
            origin: Suggestion.Origin(
                session: nil, source: try source.map { try work.source(named: $0).code.text }),
            campaign: try campaign.map { try work.campaign(ofEntry: $0).state.id.text }, wished: unit,
            author: author)
        let events = try Suggestion.decide(
            .file(filing), on: nil, in: SuggestionContext(at: work.at, today: work.today, actor: work.actor))
        let after = try work.write.append(Suggestion.self, id.text, events, by: work.actor, expected: 0)
        return Receipt(id: id.text, number: number, version: after.version)
    }
}

/// Hands a suggestion out, answers it, or notes that its author was told.
public struct ActOnSuggestion: LedgerCommand {
    public static let act = "办理建议"

    public struct Receipt: Codable, Hashable, Sendable {
        public let number: String
        public let state: Suggestion.State.Kind
        public let stateTitle: String
        /// The number of the row that an adopted suggestion opened.
        public let row: String?
        public let version: Int
    }

    public enum Step: Sendable {
        case assign(UnitCode)
        /// 采纳: the suggestion enters the ledger as a row.
        case adopt(note: Prose?)
        /// With a row for the part that is adopted, or without.
        case adoptPartly(reason: Prose, opensRow: Bool)
        case decline(reason: Prose)
        case reportUp(to: Prose, note: Prose?)
        case tell(on: Day)

        /// An answer as people give it: by its outcome, with what that needs.
        /// - Throws: `Invalid` where the reason of a refusal, or the body reported to, is missing.
        public static func answer(
            _ outcome: Suggestion.Outcome.Kind, reason: Prose?, to: Prose?, opensRow: Bool
        ) throws(Invalid) -> Step {
            switch outcome {
            case .adopted: return .adopt(note: reason)
            case .partlyAdopted, .notAdopted:
                guard let reason else {
                    throw Invalid("reason", "答复“\(outcome.title)”没有写理由", mend: "请写明理由")
                }
                return outcome == .notAdopted
                    ? .decline(reason: reason) : .adoptPartly(reason: reason, opensRow: opensRow)
            case .reportedUp:
                guard let to else { throw Invalid("to", "答复“已上报”没有写报给谁", mend: "请写明报给谁") }
                return .reportUp(to: to, note: reason)
            }
        }
    }

    public let suggestion: String
    public let step: Step
    /// The version that the actor saw.
    public let expecting: Int?

    public init(_ suggestion: String, _ step: Step, expecting: Int? = nil) {
        self.suggestion = suggestion
        self.step = step
        self.expecting = expecting
    }

    public var subject: String { suggestion }
    public var action: Action {
        switch step {
        case .assign: .assignSuggestion
        case .adopt, .adoptPartly, .decline, .reportUp, .tell: .answerSuggestion
        }
    }

    public func run(in work: CommandTransaction) throws -> Receipt {
        let (id, before) = try work.visibleSuggestion(suggestion)
        try work.check(expecting, before.version)
        var row: Opened?
        let command: SuggestionCommand
        switch step {
        case .assign(let unit):
            try work.require(units: ("承办单位", unit))
            command = .assign(unit, try due(in: work))
        case .adopt(let note):
            let opened = try work.opened(1, "item", prefix: "")[0]
            row = opened
            command = .answer(.adopted(row: opened, note: note))
        case .adoptPartly(let reason, let opensRow):
            if opensRow { row = try work.opened(1, "item", prefix: "")[0] }
            command = .answer(.partlyAdopted(row: row, reason: reason))
        case .decline(let reason): command = .answer(.notAdopted(reason: reason))
        case .reportUp(let to, let note): command = .answer(.reportedUp(to: to, note: note))
        case .tell(let day): command = .tell(on: day)
        }
        let events = try Suggestion.decide(
            command, on: before.state, in: work.suggestionContext(before.state))
        let after = try work.write.append(
            Suggestion.self, id, events, by: work.actor, expected: before.version)
        if let row { try register(row, of: before.state, in: work) }
        return Receipt(
            number: after.state.number, state: after.state.state.kind, stateTitle: after.state.state.title,
            row: row?.number, version: after.version)
    }

    private func due(in work: CommandTransaction) throws -> CountedDue {
        try CountedDue(
            "suggestionReply", from: work.today, workdays: work.settings().suggestionReplyWorkdays,
            in: work.calendar())
    }

    private func register(_ row: Opened, of suggestion: Suggestion, in work: CommandTransaction) throws {
        let source = try work.source(named: suggestion.origin.source ?? "walk")
        let report = Report(
            number: row.number, source: source.code, campaign: suggestion.campaign,
            session: try suggestion.origin.session.map { try ID($0.id) },
            foundOn: .day(suggestion.filed.observed.day),
            receivedAt: work.at, walker: suggestion.author,
            reporterLabel: work.label(
                of: try suggestion.author.flatMap { try work.read.state(Person.self, $0.text)?.state },
                reporter: false,
                source: source),
            place: suggestion.assignment?.unit, checkItem: suggestion.origin.code,
            description: suggestion.text,
            suggestion: suggestion.text,
            external: [try ExternalReference(system: "工作建议", number: suggestion.number)],
            noEvidenceReason: try Prose("由建议 \(suggestion.number) 采纳而来", "原因"))
        let events = try RectificationItem.register(
            Filing(report: report), id: try ID(row.id), in: try work.itemContext(source: source))
        try work.write.append(RectificationItem.self, row.id, events, by: work.actor, expected: 0)
    }
}

extension QueryTransaction {
    package func visibleSuggestion(_ name: String) throws -> (id: String, suggestion: Versioned<Suggestion>) {
        let unknown = LedgerError.unknown("没有“\(name.prefix(60))”这条建议，或您看不到它；请核对编号")
        let id = try (try? ID<Suggestion>(name))?.text ?? read.id(of: .suggestion, key: name)
        guard let id, let found = try read.state(Suggestion.self, id),
            try read.sees(.suggestion, id, in: read.scopes(of: actor, for: .readSuggestions))
        else { throw unknown }
        return (id, found)
    }

    /// Supervisors and coordinators hand out and tell; the 承办单位 answers.
    package func suggestionContext(_ suggestion: Suggestion) -> SuggestionContext {
        let unit = suggestion.assignment?.unit ?? suggestion.wished
        let directory = DirectoryOf(read)
        let isOffice = actor.may(.assignSuggestion, at: unit, in: directory)
        let isOwner = suggestion.assignment != nil && actor.may(.answerSuggestion, at: unit, in: directory)
        return SuggestionContext(
            at: at, today: today, actor: actor, mayAssign: isOffice, mayAnswer: isOwner || isOffice,
            mayTell: isOffice || isOwner)
    }
}
