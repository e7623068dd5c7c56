extension ExperienceSession {
    /// What the walker says about the walk as a whole. It is replaced as one: whoever changes it sends all of it.
    public struct Details: Hashable, Sendable, Codable {
        public var items: [WalkedItem]
        public var channels: [Channel]
        /// The hall, window or station where it took place.
        public var venue: UnitCode?
        /// The unit looked at, which answers for what is found.
        public var inspected: UnitCode?
        public var viewpoint: Viewpoint?
        /// As whom the walker went: 本人、企业经办人、老年人家属 …
        public var identity: Prose?
        /// Codes of special groups walked with or for.
        public var groups: [String]
        public var numbers: [TraceNumber]
        /// Why there is neither a case number nor a queue number.
        public var noNumberReason: Prose?
        /// The publication record that announced a duty (decisions 21).
        public var notice: String?
        /// The bundle of a 全链式 walk.
        public var oneThing: String?
        /// The score of a 互查, 0 to 100.
        public var score: Int?
        /// What was or will be done about what was found, of a 主官式 walk.
        public var measures: Prose?
        /// What was looked at, where nothing was found.
        public var nothingFound: Prose?

        public init(
            items: [WalkedItem] = [], channels: [Channel] = [], venue: UnitCode? = nil,
            inspected: UnitCode? = nil,
            viewpoint: Viewpoint? = nil, identity: Prose? = nil, groups: [String] = [],
            numbers: [TraceNumber] = [],
            noNumberReason: Prose? = nil, notice: String? = nil, oneThing: String? = nil, score: Int? = nil,
            measures: Prose? = nil, nothingFound: Prose? = nil
        ) {
            self.items = items
            self.channels = channels
            self.venue = venue
            self.inspected = inspected
            self.viewpoint = viewpoint
            self.identity = identity
            self.groups = groups
            self.numbers = numbers
            self.noNumberReason = noNumberReason
            self.notice = notice
            self.oneThing = oneThing
            self.score = score
            self.measures = measures
            self.nothingFound = nothingFound
        }

        /// Where findings are charged if an answer names no unit.
        public var place: UnitCode? { inspected ?? venue }

        func has(_ kind: TraceNumber.Kind) -> Bool { numbers.contains { $0.kind == kind } }
    }
}
