public import Walkthrough

/// A checklist that a walk may use: stored at its first use, so that the walk keeps the exact revision.
public struct ChecklistUse: Sendable {
    public let name: Wording
    public let origin: ChecklistOrigin
    public let revision: ChecklistRevision

    public init(name: Wording, origin: ChecklistOrigin, revision: ChecklistRevision) {
        self.name = name
        self.origin = origin
        self.revision = revision
    }
}

/// Begins a walk, with at most 12 check items offered (decisions 9).
public struct OpenSession: LedgerCommand {
    public static let act = "开始体验"
    public static let scope = TokenScope.file

    public struct Receipt: Codable, Hashable, Sendable {
        public let id: String
        public let number: String
        public let version: Int
        public let offered: [String]
    }

    public var kind: SessionKind
    /// By name or id; `nil` is 常态化.
    public var campaign: String?
    /// Staff or volunteer number; `nil` is the account's own person.
    public var walker: String?
    /// `nil`: as `WhoWalks` proposes.
    public var role: ExperienceSession.ObserverRole?
    public var basis: EntryBasis
    public var form: Digest?
    public var details: ExperienceSession.Details
    public var visits: [ExperienceSession.Visit]
    public var checklists: [ChecklistUse]
    public var traits: Set<ServiceTrait>
    public var observedAt: Instant?
    public var deviceNow: Instant?
    public var id: ID<ExperienceSession>?

    public init(
        _ kind: SessionKind, role: ExperienceSession.ObserverRole? = nil,
        basis: EntryBasis = .own,
        walker: String? = nil, campaign: String? = nil, form: Digest? = nil,
        details: ExperienceSession.Details = .init(), visits: [ExperienceSession.Visit] = [],
        checklists: [ChecklistUse] = [], traits: Set<ServiceTrait> = [], observedAt: Instant? = nil,
        deviceNow: Instant? = nil, id: ID<ExperienceSession>? = nil
    ) {
        self.kind = kind
        self.role = role
        self.basis = basis
        self.walker = walker
        self.campaign = campaign
        self.form = form
        self.details = details
        self.visits = visits
        self.checklists = checklists
        self.traits = traits
        self.observedAt = observedAt
        self.deviceNow = deviceNow
        self.id = id
    }

    public var action: Action { .openWalk }
    public var namedEvidence: [Digest] { [form].compactMap { $0 } }

    public func run(in work: CommandTransaction) throws -> Receipt {
        guard let id else { return try open(work.newID(), in: work) }
        let content = Content(
            kind: kind, campaign: campaign, walker: walker, role: role, basis: basis, form: form,
            details: details, visits: visits, checklists: checklists.map(\.revision.digest),
            traits: traits.sorted { $0.rawValue < $1.rawValue }, observedAt: observedAt)
        return try work.once(StreamID(.session, id.text), content) { try open(id, in: work) }
    }

    /// What a repeat must have the same.
    private struct Content: Encodable {
        let kind: SessionKind
        let campaign: String?
        let walker: String?
        let role: ExperienceSession.ObserverRole?
        let basis: EntryBasis
        let form: Digest?
        let details: ExperienceSession.Details
        let visits: [ExperienceSession.Visit]
        let checklists: [Digest]
        let traits: [ServiceTrait]
        let observedAt: Instant?
    }

    private func open(_ id: ID<ExperienceSession>, in work: CommandTransaction) throws -> Receipt {
        if let form { try work.mustBePresent(form) }
        let person = try work.walker(self.walker)
        let walker = person.id
        var details = details
        try work.require(unitsOf: details)
        if let bundle = details.oneThing { details.oneThing = try work.oneThing(bundle) }
        let campaign = try self.campaign.map { try work.campaign(ofEntry: $0).state }
        try campaign?.mustBeOpen(on: work.today)
        for use in checklists { try store(use, in: work) }
        let groups = Set(details.groups.compactMap { SpecialGroup(rawValue: $0) })
        let selection = ChecklistSelection(
            from: checklists.map(\.revision.checklist),
            for: WalkProfile(
                kind, channels: Set(details.channels), traits: try traits(in: work), groups: groups),
            limit: min(12, try work.settings().coreItemsLimit))
        let offered = selection.offered.map(\.id.text)
        var context = try work.sessionContext(
            kind: kind, walker: walker, details: details, campaign: campaign,
            checklists: checklists.map(\.revision))
        context.observedAt = observedAt
        context.deviceNow = deviceNow
        let opening = SessionCommand.Opening(
            number: try work.nextNumber("session", prefix: "W"), kind: kind, campaign: campaign?.id.text,
            walker: walker,
            role: try role ?? work.proposedRole(of: person, kind),
            basis: basis.settled(of: walker, by: work.actor), form: form,
            checklists: checklists.map(\.revision.digest),
            offered: offered,
            details: details, visits: visits)
        let events = try ExperienceSession.decide(.open(opening), on: nil, in: context)
        let after = try work.write.append(
            ExperienceSession.self, id.text, events, by: work.actor, expected: 0)
        return Receipt(id: id.text, number: opening.number, version: after.version, offered: offered)
    }

    private func store(_ use: ChecklistUse, in work: CommandTransaction) throws {
        let stream = use.revision.stream
        guard try work.read.head(stream) == nil,
            let event = ChecklistStream.recording(use.revision, name: use.name, origin: use.origin, on: nil)
        else { return }
        try work.write.append(ChecklistStream.self, stream.id, [event], by: work.actor, expected: 0)
    }

    private func traits(in work: CommandTransaction) throws -> Set<ServiceTrait> {
        var traits = traits
        for item in details.items {
            guard let code = item.code, let id = try work.read.id(of: .service, key: code),
                let service = try work.read.state(ServiceItem.self, id)?.state
            else { continue }
            if service.record.highFrequency == true { traits.insert(.highFrequency) }
        }
        return traits
    }
}

/// One step of filling in a walk.
public struct EditSession: LedgerCommand {
    public static let act = "填写体验"
    public static let scope = TokenScope.file

    public struct Receipt: Codable, Hashable, Sendable {
        public let number: String
        public let version: Int
        /// The version of the answer that was given.
        public let answerVersion: Int?
    }

    public let session: String
    public let command: SessionCommand
    /// The version of the answer that the device saw; 0 for none yet.
    public let answerVersion: Int?
    /// The version of the walk that the device saw.
    public let expecting: Int?
    public let observedAt: Instant?
    public let deviceNow: Instant?

    public init(
        _ session: String, _ command: SessionCommand, answerVersion: Int? = nil, expecting: Int? = nil,
        observedAt: Instant? = nil, deviceNow: Instant? = nil
    ) {
        self.expecting = expecting
        self.session = session
        self.command = command
        self.answerVersion = answerVersion
        self.observedAt = observedAt
        self.deviceNow = deviceNow
    }

    public var subject: String { session }
    public var action: Action { .openWalk }

    public var namedEvidence: [Digest] {
        if case .attach(let file, _, _) = command { [file.digest] } else { [] }
    }

    public func run(in work: CommandTransaction) throws -> Receipt {
        let before = try work.visibleSession(session)
        var context = try work.sessionContext(of: before.session.state)
        try before.session.state.permit(command, in: context)
        var command = command
        if case .attach(let file, let answer, let finding) = command {
            command = .attach(try work.settled([file])[0], answer: answer, finding: finding)
        }
        if let receipt = repeated(command, before.session) { return receipt }
        var code: String?
        switch command {
        case .answer(let answer):
            code = answer.code
            try work.require(units: ("发现单位", answer.unit))
            try work.check(answerVersion, before.session.state.answer(answer.code)?.version ?? 0)
        case .change(var new):
            try work.require(unitsOf: new)
            if let bundle = new.oneThing { new.oneThing = try work.oneThing(bundle) }
            command = .change(new)
            context = try work.sessionContext(of: before.session.state, details: new)
        case .open, .submit: throw LedgerError.malformed("开始和提交体验各有自己的命令：session open、session submit")
        case .confirm, .explain: try work.require(.act)
        case .group(let finding):
            try work.require(units: ("问题所在单位", finding.unit), ("责任主体", finding.responsible))
        case .suggest(let suggestion): try work.require(units: ("承办单位", suggestion.unit))
        case .addVisit, .attach, .recordMeeting, .help, .call, .follow, .recordFeelings,
            .remove,
            .withdraw:
            break
        }
        try work.check(expecting, before.session.version)
        context.observedAt = observedAt
        context.deviceNow = deviceNow
        let events = try ExperienceSession.decide(command, on: before.session.state, in: context)
        let after = try work.write.append(
            ExperienceSession.self, before.id, events, by: work.actor, expected: before.session.version)
        return Receipt(
            number: after.state.number, version: after.version,
            answerVersion: code.flatMap { after.state.answer($0)?.version })
    }

    /// The first receipt again, where the walk holds already what the command says. An answer is a repeat only for a device
    /// that saw what the first request saw.
    private func repeated(
        _ command: SessionCommand, _ walk: Versioned<ExperienceSession>
    ) -> Receipt? {
        guard walk.state.holds(command) else { return nil }
        guard case .answer(let answer) = command else {
            return Receipt(number: walk.state.number, version: walk.version, answerVersion: nil)
        }
        guard let seen = answerVersion, let known = walk.state.answer(answer.code)?.version,
            seen == known - 1 || seen == known
        else { return nil }
        return Receipt(number: walk.state.number, version: walk.version, answerVersion: known)
    }
}
