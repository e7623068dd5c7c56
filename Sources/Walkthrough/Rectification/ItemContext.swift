/// Everything a decision about a row reads beside the row itself; read in the transaction that records it.
public struct ItemContext {
    public let at: Instant
    public let actor: Actor
    public let directory: any UnitDirectory
    public let calendar: WorkCalendar
    public let settings: Settings
    /// The source of the row's report.
    public let source: Source
    /// The row that this one is to be merged into.
    public let target: RectificationItem?
    /// Who is asked about a generalised problem when nobody is named; see `UnitDirectory.peers`.
    public let peers: [UnitCode]
    /// Whether the actor proved by the receipt's key to be the reporter: he may add photos to his own report, no more.
    public let isReporter: Bool
    /// The person that a follow-up is to be handed to.
    public let caller: Caller?

    /// Who would call: whether an account of his has the role, and the units on both lines of his posts.
    public struct Caller: Hashable, Sendable {
        public let person: ID<Person>
        public let isCaller: Bool
        public let posts: [UnitCode]

        public init(_ person: ID<Person>, isCaller: Bool, posts: [UnitCode]) {
            self.person = person
            self.isCaller = isCaller
            self.posts = posts
        }
    }

    public init(
        at: Instant, actor: Actor, directory: any UnitDirectory, calendar: WorkCalendar, settings: Settings,
        source: Source, target: RectificationItem? = nil, peers: [UnitCode] = [], isReporter: Bool = false,
        caller: Caller? = nil
    ) {
        self.at = at
        self.actor = actor
        self.directory = directory
        self.calendar = calendar
        self.settings = settings
        self.source = source
        self.target = target
        self.peers = peers
        self.isReporter = isReporter
        self.caller = caller
    }

    public var today: Day { at.day }

    func line(of unit: UnitCode) -> Line {
        directory.line(of: unit, outsideTypes: settings.outsideCheckTypes)
    }

    func clock(
        _ purpose: ClockPurpose, rule: String, from day0: Day? = nil, workdays: Int, target: Int? = nil,
        round: Int
    ) throws(Refusal) -> Clock {
        do {
            return try Clock.start(
                purpose, rule: rule, from: day0 ?? today, workdays: workdays, target: target, round: round,
                in: calendar)
        } catch { throw .invalid([error]) }
    }

    func clock(_ purpose: ClockPurpose, rule: String, until day: Day, round: Int) throws(Refusal) -> Clock {
        do {
            return try Clock.start(purpose, rule: rule, from: today, until: day, round: round, in: calendar)
        } catch { throw .invalid([error]) }
    }
}
