/// Everything a decision about a row reads beside the row itself; read in the transaction that records it.
public struct ItemContext {
    /// The limits that the county has set, in working days unless said otherwise.
    public struct Rules: Hashable, Sendable {
        public var firstResponse: Int?
        public var acceptance: Int
        public var dispute: Int
        public var statement: Int
        public var immediate: Int
        public var check: Int
        public var recheck: Int
        public var reclassify: Int
        /// How often a time limit may be extended.
        public var extensions: Int
        public var outsideTypes: [Category]

        public init(
            firstResponse: Int? = nil, acceptance: Int = 1, dispute: Int = 1, statement: Int = 1, immediate: Int = 1,
            check: Int = 3, recheck: Int = 60, reclassify: Int = 2, extensions: Int = 2,
            outsideTypes: [Category] = []
        ) {
            self.firstResponse = firstResponse
            self.acceptance = acceptance
            self.dispute = dispute
            self.statement = statement
            self.immediate = immediate
            self.check = check
            self.recheck = recheck
            self.reclassify = reclassify
            self.extensions = extensions
            self.outsideTypes = outsideTypes
        }
    }

    public let at: Instant
    public let actor: Actor
    public let directory: any UnitDirectory
    public let calendar: WorkCalendar
    public let rules: Rules
    /// The row that this one is to be merged into.
    public let target: RectificationItem?
    /// Whether the row came from a source whose verdicts may be 不予采纳.
    public let isRating: Bool
    /// Whether the source's rows are classified by the supervisor alone.
    public let isForSupervisor: Bool

    public init(
        at: Instant, actor: Actor, directory: any UnitDirectory, calendar: WorkCalendar, rules: Rules,
        target: RectificationItem? = nil, isRating: Bool = false, isForSupervisor: Bool = false
    ) {
        self.at = at
        self.actor = actor
        self.directory = directory
        self.calendar = calendar
        self.rules = rules
        self.target = target
        self.isRating = isRating
        self.isForSupervisor = isForSupervisor
    }

    public var today: Day { at.day }

    func line(of unit: UnitCode) -> Line { directory.line(of: unit, outsideTypes: rules.outsideTypes) }

    func clock(
        _ purpose: ClockPurpose, rule: String, workdays: Int, target: Int? = nil, round: Int
    ) throws(Refusal) -> Clock {
        do {
            return try Clock.start(
                purpose, rule: rule, from: today, workdays: workdays, target: target, round: round, in: calendar)
        } catch { throw .invalid([error]) }
    }

    func clock(_ purpose: ClockPurpose, rule: String, until day: Day, round: Int) throws(Refusal) -> Clock {
        do {
            return try Clock.start(purpose, rule: rule, from: today, until: day, round: round, in: calendar)
        } catch { throw .invalid([error]) }
    }
}
