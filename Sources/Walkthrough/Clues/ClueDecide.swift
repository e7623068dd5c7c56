public enum ClueCommand: Hashable, Sendable {
    case open(Opening)
    case assignOfficers(ClueCase.Officers, reason: Prose)
    case note(Prose)
    case transfer(ClueCase.Transfer)
    case attach([EvidenceRef])

    public struct Opening: Hashable, Sendable {
        public var number: String
        public var origin: ClueCase.Origin
        public var text: Prose
        public var unit: UnitCode?
        public var evidence: [EvidenceRef]
        public var filer: ID<Person>?
        public var officers: ClueCase.Officers
        public var reporter: ClueCase.Reporter?

        public init(
            number: String, origin: ClueCase.Origin, text: Prose, unit: UnitCode? = nil,
            evidence: [EvidenceRef] = [],
            filer: ID<Person>?, officers: ClueCase.Officers, reporter: ClueCase.Reporter? = nil
        ) {
            self.number = number
            self.origin = origin
            self.text = text
            self.unit = unit
            self.evidence = evidence
            self.filer = filer
            self.officers = officers
            self.reporter = reporter
        }

        /// What a submitted walk opens; `officers` are those that the county's setting names.
        public init(
            _ new: Submission.NewClue, session: Opened, of walk: ExperienceSession,
            officers: ClueCase.Officers
        ) {
            self.init(
                number: new.opened.number, origin: ClueCase.Origin(session: session, code: new.code),
                text: new.text,
                unit: new.unit, evidence: new.evidence, filer: walk.walker, officers: officers)
        }
    }
}

public struct ClueContext: Sendable {
    public var at: Instant
    public var today: Day
    public var actor: Actor
    /// Whether the actor may give the case to other officers; it opens no case to the actor.
    public var mayNameOfficers: Bool
    /// Persons of the institution that the clue is about: none of them may be an officer.
    public var linePersons: Set<ID<Person>>
    /// Whether the actor proved by the receipt's key to be the reporter: he may add photos, no more.
    public var isReporter: Bool

    public init(
        at: Instant, today: Day, actor: Actor, mayNameOfficers: Bool = false,
        linePersons: Set<ID<Person>> = [], isReporter: Bool = false
    ) {
        self.at = at
        self.today = today
        self.actor = actor
        self.mayNameOfficers = mayNameOfficers
        self.linePersons = linePersons
        self.isReporter = isReporter
    }
}

extension ClueCase {
    public static func apply(_ event: ClueEvent, to state: ClueCase?) -> ClueCase {
        if case .opened(let payload) = event { return ClueCase(payload) }
        var clue = state ?? .blank(event.entry)
        switch event {
        case .opened: break
        case .officersNamed(let payload): clue.officers = payload.officers
        case .noted(let payload): clue.notes.append(Note(text: payload.text, entry: payload.entry))
        case .transferred(let payload): clue.state = .transferred(payload.transfer, payload.entry)
        case .attached(let payload): clue.evidence = clue.evidence.taking(payload.evidence)
        }
        return clue
    }

    /// Anybody may file. To others than its filer and officers a case does not exist: they get the same answer as
    /// for a number that was never given. Only officers, by a proven account, transfer.
    public static func decide(
        _ command: ClueCommand, on state: ClueCase?, in context: ClueContext
    ) throws(Refusal) -> NonEmpty<ClueEvent> {
        let entry = Entry(context.actor, at: context.at)
        guard let clue = state else {
            guard case .open(let opening) = command else { throw hidden }
            try requireOutside(opening.officers, context)
            return NonEmpty(.opened(ClueOpened(opening, entry: entry)))
        }
        let person = context.actor.isProven ? context.actor.person : nil
        switch command {
        case .open: throw .notPossible("这个编号已经使用，请重新登记")
        case .assignOfficers(let officers, let reason):
            guard context.mayNameOfficers || clue.isOfficer(person) else { throw hidden }
            guard context.actor.isProven else { throw .notPermitted("指定受理人须用密码或令牌登录") }
            switch clue.state {
            case .sealed: break
            case .transferred: throw .notPossible("线索已经移送，不能再换受理人")
            }
            if let person, officers.both.contains(person), !clue.isOfficer(person) {
                throw .notPermitted("不能指定自己为受理人")
            }
            try requireOutside(officers, context)
            return NonEmpty(
                .officersNamed(ClueOfficersNamed(officers: officers, reason: reason, entry: entry)))
        case .note(let text):
            guard clue.isVisible(to: person) else { throw hidden }
            return NonEmpty(.noted(ClueNoted(text: text, entry: entry)))
        case .transfer(let transfer):
            guard clue.isVisible(to: person) else { throw hidden }
            guard clue.isOfficer(person) else { throw .notPermitted("移送由两名受理人之一办理") }
            switch clue.state {
            case .sealed: break
            case .transferred(let earlier, _): throw .notPossible("线索已于 \(earlier.day) 移送")
            }
            guard clue.opened.receivedAt.day <= transfer.day, transfer.day <= context.today else {
                throw .invalid("移送日期", "\(transfer.day) 不在登记之日和今天之间", mend: "请填实际移送的日期")
            }
            return NonEmpty(.transferred(ClueTransferred(transfer: transfer, entry: entry)))
        case .attach(let evidence):
            guard context.isReporter || clue.isVisible(to: person) else { throw hidden }
            try clue.evidence.mustTake(evidence)
            return NonEmpty(.attached(ClueAttached(evidence: evidence, entry: entry)))
        }
    }

    private static let hidden = Refusal.unknown("没有这条线索，请核对编号")

    private static func requireOutside(_ officers: Officers, _ context: ClueContext) throws(Refusal) {
        guard context.linePersons.isDisjoint(with: officers.both) else {
            throw .invalid("受理人", "受理人来自线索所涉单位", mend: "请指定该单位以外的两人")
        }
    }

    private init(_ opened: ClueOpened) {
        number = opened.number
        origin = opened.origin
        text = opened.text
        unit = opened.unit
        evidence = opened.evidence
        filer = opened.filer
        reporter = opened.reporter
        self.opened = opened.entry
        officers = opened.officers
    }

    /// A stream begins with `opened`; see `ExperienceSession.apply`. Nobody sees a case without content.
    private static func blank(_ entry: Entry) -> ClueCase {
        let nobody = ID<Person>(at: Instant(milliseconds: 0), random: (0, 0))
        return ClueCase(
            ClueOpened(
                number: "", origin: Origin(), text: .erased, unit: nil, evidence: [], filer: nil,
                officers: Officers(unnamed: nobody), entry: entry))
    }
}

extension ClueCase.Officers {
    fileprivate init(unnamed nobody: ID<Person>) {
        first = nobody
        second = nobody
    }
}

extension ClueOpened {
    init(_ opening: ClueCommand.Opening, entry: Entry) {
        self.init(
            number: opening.number, origin: opening.origin, text: opening.text, unit: opening.unit,
            evidence: opening.evidence, filer: opening.filer, officers: opening.officers,
            reporter: opening.reporter, entry: entry)
    }
}
