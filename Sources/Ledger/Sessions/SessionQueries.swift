public import Walkthrough

/// Walks that the actor may see, newest first.
public struct ListSessions: LedgerQuery {
    public static let act = "查看体验"

    public struct Line: Sendable {
        public let id: String
        public let session: ExperienceSession
        public let version: Int
        public let walkerLabel: String
        public let placeName: String?
    }

    public var kind: SessionKind?
    public var state: ExperienceSession.Phase.Kind?
    public var limit = 50
    public var after: String?

    public init() {}

    public var action: Action { .readWalks }

    public func answer(in view: QueryTransaction) throws -> Page<Line> {
        var query = DocumentQuery(.session, scopes: view.read.scopes(of: view.actor, for: .readWalks))
        query.subkind = kind?.rawValue
        query.state = state?.rawValue
        query.limit = limit
        query.after = after
        return try view.page(query) { id in
            guard let found = try view.read.state(ExperienceSession.self, id) else { return nil }
            let walker = try view.read.state(Person.self, found.state.walker.text)?.state
            return Line(
                id: id, session: found.state.visible(to: view.actor.person), version: found.version,
                walkerLabel: view.label(of: walker),
                placeName: found.state.details.place.flatMap { view.read.unit($0)?.name.description })
        }
    }
}

extension QueryTransaction {
    /// A person as lists name him: volunteers by number, staff by name.
    package func label(of person: Person?) -> String {
        guard let person else { return "" }
        if let number = person.appointment?.record.number,
            person.isExperiencer(on: today) || person.units.isEmpty
        {
            return number.description
        }
        return person.name.description
    }
}

/// One walk with what is still missing and what it makes one ask.
public struct ShowSession: LedgerQuery {
    public static let act = "查看体验"

    public struct Answer: Sendable {
        public let id: String
        public let session: ExperienceSession
        public let version: Int
        public let walkerLabel: String
        public let placeName: String?
        /// What the gate still misses, of an open walk.
        public let missing: [Invalid]
        /// 需核实提示: for the walker, who typed, and the inspection unit (decisions 14).
        public let signals: [IntegritySignal]
        /// Wordings of the check items of its checklists.
        public let items: [CheckItem]
    }

    public let session: String

    public init(_ session: String) { self.session = session }

    public var subject: String { session }
    public var action: Action { .readWalks }

    public func answer(in view: QueryTransaction) throws -> Answer {
        let (id, found) = try view.visibleSession(session)
        let walk = found.state
        let walker = try view.read.state(Person.self, walk.walker.text)?.state
        var missing: [Invalid] = []
        // What a clue lacks is told only to those who see the clue.
        let seen = walk.visible(to: view.actor.person)
        if case .open = walk.phase {
            missing = SubmitGate.missing(in: seen, try view.sessionContext(of: walk))
        }
        let items = try walk.checklists.flatMap { digest in
            try view.read.state(ChecklistStream.self, String(digest.hex))?.state.revision.checklist.items
                ?? []
        }
        return Answer(
            id: id, session: try walk.isEnterer(view.actor) ? seen : Masked.copy(of: seen.withoutNumbers()),
            version: found.version, walkerLabel: view.label(of: walker),
            placeName: walk.details.place.flatMap { view.read.unit($0)?.name.description }, missing: missing,
            signals: try view.signals(of: walk, id: id), items: items)
    }
}

extension QueryTransaction {
    /// The questions that a walk raises, for those whom they concern; others get none.
    func signals(of walk: ExperienceSession, id: String) throws -> [IntegritySignal] {
        let isOwn = actor.person.map { $0 == walk.walker || walk.entererPersons.contains($0) } ?? false
        let isCountys = actor.may(.readSignals, at: nil, in: DirectoryOf(read))
        guard isOwn || isCountys else { return [] }
        let settings = try settings()
        // The walker's own latest walks are compared, and those that name the same evidence.
        var query = DocumentQuery(.session, scopes: [Scope(of: walk.walker)])
        query.limit = 50
        var others = Set(try read.documents(query))
        for attachment in walk.attachments.prefix(50) where !attachment.isClue {
            let uses = try read.evidenceUses(attachment.evidence.digest).filter { $0.kind == .session }
            others.formUnion(uses.prefix(20).map(\.id))
        }
        others.remove(id)
        let neighbours = try others.sorted().compactMap { try read.state(ExperienceSession.self, $0)?.state }
        var context = IntegritySignal.Context()
        context.thresholds.items = settings.signalItems
        context.thresholds.minutes = settings.signalMinutes
        context.neighbours = neighbours.map(IntegritySignal.Neighbour.init)
        context.pairCount = try pairCount(of: walk)
        return IntegritySignal.of(walk, in: context)
    }

    /// How many of the last cross-checks of a year went to and fro between the two institutions of this one.
    private func pairCount(of walk: ExperienceSession) throws -> Int {
        guard walk.kind == .crossCheck else { return 0 }
        func institutions(_ walk: ExperienceSession) throws -> (from: Set<UnitCode>, to: Set<UnitCode>) {
            let units = try read.state(Person.self, walk.walker.text)?.state.units ?? []
            return (
                Set(units.compactMap { read.institution(of: $0)?.code }),
                Set([walk.details.place.flatMap { read.institution(of: $0)?.code }].compactMap { $0 })
            )
        }
        let own = try institutions(walk)
        var query = DocumentQuery(
            .session, scopes: own.from.union(own.to).map(\.text).sorted().map { Scope($0) })
        query.subkind = SessionKind.crossCheck.rawValue
        query.state = "submitted"
        query.limit = 100
        let since = at.adding(milliseconds: -365 * 86_400_000)
        return try read.documents(query).count { id in
            guard let other = try read.state(ExperienceSession.self, id)?.state,
                other.opened.receivedAt > since
            else {
                return false
            }
            let theirs = try institutions(other)
            return !theirs.from.isDisjoint(with: own.from) && !theirs.to.isDisjoint(with: own.to)
                || !theirs.from.isDisjoint(with: own.to) && !theirs.to.isDisjoint(with: own.from)
        }
    }
}
