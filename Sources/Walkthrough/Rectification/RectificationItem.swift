/// One row of the rectification ledger: one problem, one number, from registration to 销号 (domain §4).
public struct RectificationItem: Equatable, Sendable, Codable {
    public let id: ID<RectificationItem>
    public let report: Report
    public let registeredAt: Instant
    public let opening: OpeningClaim?
    /// The responsible line: suspected from the place at first, then the assignment's.
    public internal(set) var line: Line
    public internal(set) var state: State
    /// When the row came into its present state, and when anything last happened to it.
    public internal(set) var stateSince: Instant
    public internal(set) var changedAt: Instant
    /// 1 at first; each reopening begins another, with its own limit.
    public internal(set) var round = 1
    public internal(set) var clocks: [Clock]
    /// Who has had to mend it in this round.
    public internal(set) var owners: [Owner] = []
    public internal(set) var verification: Verification?
    public internal(set) var contacts: [Contact] = []
    /// Who makes the follow-up calls for the third party.
    public internal(set) var assignedCaller: ID<Person>?
    public internal(set) var evidence: [EvidenceRef]
    public internal(set) var statement: Remark?
    public internal(set) var instructions: [Remark] = []
    public internal(set) var escalations: [Escalation] = []
    public internal(set) var pendingEnding: EndingProposal?
    public internal(set) var pendingExtension: ExtensionRequest?
    public internal(set) var extensionCount = 0
    public internal(set) var returnedCount = 0
    public internal(set) var returnedAt: Instant?
    public internal(set) var reopenedAt: Instant?
    public internal(set) var extendedAt: Instant?
    /// When somebody last reported progress: a `Progress` knows its day only, and a week ends in the middle of one.
    public internal(set) var progressedAt: Instant?
    public internal(set) var publication: PublicationDecision?
    public internal(set) var tolerance: Tolerance?
    public internal(set) var absorbed: [String] = []
    /// Persons who have acted on the row for its line: they never check it, wherever posted now.
    public internal(set) var actedForLine: [ID<Person>] = []
    /// The last round's work, kept when the row is reopened.
    public internal(set) var previousClosing: State.Closed?

    /// A row's 整改 clock of the present round, else the next running one (architecture 1).
    public var leadingClock: Clock? {
        clock(.rectification) ?? clocks.filter { $0.isRunning && $0.round == round }.min { $0.due < $1.due }
    }

    public func clock(_ purpose: ClockPurpose) -> Clock? {
        clocks.last { $0.purpose == purpose && $0.round == round }
    }

    public var due: Day? { leadingClock?.due }
    public var isProvisional: Bool { leadingClock?.provisional ?? false }
    public var reopenedCount: Int { round - 1 }
    public var isEscalated: Bool { state.kind.isOpen && !escalations.isEmpty }

    /// What came with the report, as far as it is there by now.
    public var reportedEvidence: [EvidenceRef] { Array(evidence.prefix(report.evidence.count)) }

    /// 证据待传: files that are named and have not arrived.
    public var evidencePending: Int { evidence.count(where: \.isPromised) }

    /// 完成日期: the day of the close request that passed (decisions 18).
    public var completedOn: Day? {
        guard case .closed(let closed) = state else { return nil }
        return closed.requested?.request.on
    }

    /// The unit that the row is about: its owner, else the place where it was found.
    public var unit: UnitCode? { state.assignment?.lead ?? report.place }
}
