/// What may be done to a county's week.
public enum WeekCommand: Equatable, Sendable {
    /// 定稿.
    case freeze(Freeze)
    /// Names the rendered files of the edition that `WeekLedger.toPublish` asks for.
    case publish(Publish)
    case proposeCorrection(Correct)
    case confirmCorrection(number: Int)
    case declineCorrection(number: Int, reason: Prose)
    /// Edition 0 is 定稿.
    case withhold(number: Int, reason: Prose)

    /// What the store read as of T in the transaction that records it.
    public struct Freeze: Equatable, Sendable {
        public var settings: FrozenSettings
        public var root: Digest
        public var rows: Int
        public var verifying: Int
        public var signatures: [UnitSignature]

        public init(
            settings: FrozenSettings, root: Digest, rows: Int, verifying: Int, signatures: [UnitSignature]
        ) {
            self.settings = settings
            self.root = root
            self.rows = rows
            self.verifying = verifying
            self.signatures = signatures
        }
    }

    public struct Publish: Equatable, Sendable {
        public var number: Int
        public var files: [WeekFile]
        public var manifest: Digest
        /// The manifest before, as this one names it.
        public var previous: Digest?
        public var closing: Int

        public init(number: Int, files: [WeekFile], manifest: Digest, previous: Digest?, closing: Int) {
            self.number = number
            self.files = files
            self.manifest = manifest
            self.previous = previous
            self.closing = closing
        }
    }

    public struct Correct: Equatable, Sendable {
        public var row: String
        public var column: LedgerColumn
        /// What the proposer reads in the cell, and what it is to read; `nil` is an empty cell.
        public var old: Prose?
        public var new: Prose?
        public var reason: Prose

        public init(row: String, column: LedgerColumn, old: Prose?, new: Prose?, reason: Prose) {
            self.row = row
            self.column = column
            self.old = old
            self.new = new
            self.reason = reason
        }
    }
}

/// Everything a decision about a week reads beside the week itself.
public struct WeekContext {
    public let at: Instant
    public let actor: Actor
    public let directory: any UnitDirectory
    public let week: Week
    /// By the calendar and the reporting rule now in force.
    public let schedule: WeekSchedule
    /// The last frozen edition of an earlier week.
    public let previous: PreviousEdition?
    /// Earlier weeks that are due and not frozen (`WeekSchedule.editions`).
    public let earlierUnfrozen: [Week]
    /// The county's first week with an edition; `nil` asks for no such bound.
    public let begun: Week?
    /// The row that a correction names, as of T and without corrections; `nil` if the edition has none.
    public let row: LedgerRow?

    public init(
        at: Instant, actor: Actor, directory: any UnitDirectory, week: Week, schedule: WeekSchedule,
        previous: PreviousEdition? = nil, earlierUnfrozen: [Week] = [], begun: Week? = nil,
        row: LedgerRow? = nil
    ) {
        self.at = at
        self.actor = actor
        self.directory = directory
        self.week = week
        self.schedule = schedule
        self.previous = previous
        self.earlierUnfrozen = earlierUnfrozen
        self.begun = begun
        self.row = row
    }
}

/// What a decision comes to: events, or that the thing is done already and the first one's stands.
public enum WeekDecision<Event: Equatable & Sendable>: Equatable, Sendable {
    case record(NonEmpty<Event>)
    case already

    /// Empty for `already`.
    public var events: [Event] {
        switch self {
        case .record(let events): events.elements
        case .already: []
        }
    }
}

extension LedgerColumn {
    /// The column that somebody names by its title, with or without what stands in brackets, or by its code.
    /// - Throws: `Invalid` for a name that no column has; it lists the titles.
    public init(named text: String) throws(Invalid) {
        let word = Prose.trimmed(text)
        let found = Self.allCases.first { column in
            column.rawValue == word || column.title == word
                || column.title.prefix { $0 != "(" && $0 != "/" } == word
        }
        guard let found else {
            throw Invalid(
                "栏目", "没有“\(word.prefix(40))”这一栏",
                mend: "请填" + Self.allCases.map(\.title).joined(separator: "、") + "之一")
        }
        self = found
    }
}
