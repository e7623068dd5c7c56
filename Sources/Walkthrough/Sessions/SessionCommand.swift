/// What somebody may do with a walk.
public enum SessionCommand: Hashable, Sendable {
    case open(Opening)
    case change(ExperienceSession.Details)
    case answer(Answer)
    case addVisit(ExperienceSession.Visit)
    /// Evidence for the walk, or for one answer or one finding.
    case attach(EvidenceRef, answer: String? = nil, finding: String? = nil)
    case group(Finding)
    case suggest(SessionSuggestion)
    case recordMeeting(MeetingRecord)
    case help(ExperienceSession.Help)
    case call(ExperienceSession.Call)
    case follow(ExperienceSession.FollowedCase)
    case recordFeelings(Prose)
    /// Takes out what was entered by mistake: a visit by its start in milliseconds, evidence by its digest, a finding
    /// or suggestion by its key.
    case remove(ExperienceSession.Part, key: String)
    case submit
    case confirm
    case explain(IntegritySignal.Kind, Prose)
    case withdraw(Prose)

    /// Everything that begins a walk; its entry comes from the context.
    public struct Opening: Hashable, Sendable {
        public var number: String
        public var kind: SessionKind
        public var campaign: String?
        public var walker: ID<Person>
        public var role: ExperienceSession.ObserverRole
        public var basis: EntryBasis
        public var form: Digest?
        public var checklists: [Digest]
        public var offered: [String]
        public var details: ExperienceSession.Details
        public var visits: [ExperienceSession.Visit]

        public init(
            number: String, kind: SessionKind, campaign: String?, walker: ID<Person>,
            role: ExperienceSession.ObserverRole, basis: EntryBasis, form: Digest? = nil,
            checklists: [Digest] = [], offered: [String] = [], details: ExperienceSession.Details = .init(),
            visits: [ExperienceSession.Visit] = []
        ) {
            self.number = number
            self.kind = kind
            self.campaign = campaign
            self.walker = walker
            self.role = role
            self.basis = basis
            self.form = form
            self.checklists = checklists
            self.offered = offered
            self.details = details
            self.visits = visits
        }
    }
}

/// What `ExperienceSession.decide` needs to know beside the walk; read in the transaction that writes.
public struct SessionContext: Sendable {
    public var at: Instant
    public var today: Day
    public var actor: Actor
    /// When the device says that the thing was observed, and what it says the time is now.
    public var observedAt: Instant?
    public var deviceNow: Instant?
    /// Whether the actor may type for walkers of this unit beside the walker and those who already did.
    public var mayEnter: Bool
    /// The check points that exist in the walk's checklists, and which of them are clues (decisions 4).
    public var knownCodes: Set<String>
    public var clueCodes: Set<String>
    /// Whether a day is a working day; `nil` where its year is not loaded.
    public var isWorkday: @Sendable (Day) -> Bool?
    /// The publication that `Details.notice` names, if it is published.
    public var notice: DutyNotice?
    /// The least suggestions of a 主官式 walk; the campaign's x is the hall's.
    public var internalQuota: Int
    public var hallQuota: Int
    /// The institutions on either line of the walker's posts and of the unit looked at (decisions 5).
    public var walkerInstitutions: Set<UnitCode>
    public var inspectedInstitutions: Set<UnitCode>
    /// Codes of the walked items that are high-frequency.
    public var highFrequency: Set<String>
    /// Ids and serials for what submitting opens; `Submission.Count` says how many.
    public var rows: [Opened]
    public var suggestions: [Opened]
    public var clues: [Opened]

    public init(
        at: Instant, today: Day, actor: Actor, observedAt: Instant? = nil, deviceNow: Instant? = nil,
        mayEnter: Bool = false, knownCodes: Set<String> = [], clueCodes: Set<String> = [],
        isWorkday: @escaping @Sendable (Day) -> Bool? = { _ in nil }, notice: DutyNotice? = nil,
        internalQuota: Int = 1, hallQuota: Int = 1, walkerInstitutions: Set<UnitCode> = [],
        inspectedInstitutions: Set<UnitCode> = [], highFrequency: Set<String> = [], rows: [Opened] = [],
        suggestions: [Opened] = [], clues: [Opened] = []
    ) {
        self.at = at
        self.today = today
        self.actor = actor
        self.observedAt = observedAt
        self.deviceNow = deviceNow
        self.mayEnter = mayEnter
        self.knownCodes = knownCodes
        self.clueCodes = clueCodes
        self.isWorkday = isWorkday
        self.notice = notice
        self.internalQuota = internalQuota
        self.hallQuota = hallQuota
        self.walkerInstitutions = walkerInstitutions
        self.inspectedInstitutions = inspectedInstitutions
        self.highFrequency = highFrequency
        self.rows = rows
        self.suggestions = suggestions
        self.clues = clues
    }

    var timeFaults: [Invalid] {
        Entry.fault(observedAt: observedAt, deviceNow: deviceNow, at: at).map { [$0] } ?? []
    }

    var entry: Entry { Entry(actor, at: at, observedAt: observedAt, deviceNow: deviceNow) }
}
