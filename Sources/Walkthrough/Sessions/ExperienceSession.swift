/// One person or team walks one or more items through channels, along a checklist (domain §1).
///
/// A walk is open until it is submitted or withdrawn. What `decide` refuses and why: `SubmitGate`.
public struct ExperienceSession: Hashable, Sendable, Codable {
    public struct Submitted: Hashable, Sendable, Codable {
        public let entry: Entry
        public let rows: [OpenedRow]
        public let suggestions: [OpenedSuggestion]
        public let facts: GateFacts
        public let awaitsConfirmation: Bool
        public internal(set) var clues: [OpenedClue]
        /// The leader's own confirmation.
        public internal(set) var confirmation: Entry?
    }

    public struct Withdrawn: Hashable, Sendable, Codable {
        public let entry: Entry
        public let reason: Prose
        /// What it had opened, if it was submitted before; those stay.
        public let submitted: Submitted?
    }

    public enum Phase: Hashable, Sendable, Codable {
        case open
        case submitted(Submitted)
        case withdrawn(Withdrawn)

        /// The phase by its name in lists, documents and stored rows.
        public enum Kind: String, Sendable, CaseIterable, Codable {
            case open, submitted, withdrawn

            /// Whether something is still to come.
            public var isOpen: Bool { self == .open }

            public var title: String {
                switch self {
                case .open: "填写中"
                case .submitted: "已提交"
                case .withdrawn: "已撤回"
                }
            }
        }

        public var kind: Kind {
            switch self {
            case .open: .open
            case .submitted: .submitted
            case .withdrawn: .withdrawn
            }
        }

        public var title: String {
            switch self {
            case .submitted(let submitted): submitted.isPending ? "待本人确认" : kind.title
            case .open, .withdrawn: kind.title
            }
        }
    }

    /// Evidence and what it stands beside.
    public struct Attachment: Hashable, Sendable, Codable {
        public let evidence: EvidenceRef
        public let answer: String?
        public let finding: String?
        public let isClue: Bool
        public let entry: Entry
    }

    public struct Explanation: Hashable, Sendable, Codable {
        public let signal: IntegritySignal.Kind
        public let text: Prose
        public let entry: Entry
    }

    public let number: String
    public let kind: SessionKind
    public let campaign: String?
    public let walker: ID<Person>
    public let role: ObserverRole
    public let basis: EntryBasis
    public let form: Digest?
    public let checklists: [Digest]
    public let offered: [String]
    public let opened: Entry

    public internal(set) var phase: Phase = .open
    public internal(set) var details: Details
    /// By start.
    public internal(set) var visits: [Visit] = []
    /// By code.
    public internal(set) var answers: [AnswerRecord] = []
    public internal(set) var attachments: [Attachment] = []
    /// As the walker grouped them; `completedFindings()` adds what is proposed for the rest.
    public internal(set) var findings: [Finding] = []
    public internal(set) var suggestions: [SessionSuggestion] = []
    public internal(set) var meeting: MeetingRecord?
    public internal(set) var helpLog: [Help] = []
    public internal(set) var calls: [Call] = []
    public internal(set) var followed: [FollowedCase] = []
    public internal(set) var feelings: Prose?
    public internal(set) var explanations: [Explanation] = []
    /// The first entry of each account that typed something of the walk, proved and unproved apart.
    public internal(set) var enterers: [Entry]

    init(_ opened: SessionOpened) {
        number = opened.number
        kind = opened.kind
        campaign = opened.campaign
        walker = opened.walker
        role = opened.role
        basis = opened.basis
        form = opened.form
        checklists = opened.checklists
        offered = opened.offered
        self.opened = opened.entry
        details = opened.details
        enterers = [opened.entry]
    }
}

extension ExperienceSession.Submitted {
    /// 待本人确认.
    public var isPending: Bool { awaitsConfirmation && confirmation == nil }
}

extension ExperienceSession {
    public var start: Instant? { visits.first?.start }

    /// The end of the last visit; absent while one goes on.
    public var end: Instant? { visits.allSatisfy { $0.end != nil } ? visits.compactMap(\.end).max() : nil }

    /// The persons who typed; the separation of duties goes by them and by the walker (decisions 2).
    public var entererPersons: [ID<Person>] { Set(enterers.compactMap(\.person)).sorted() }

    /// Whether a leader's walk was typed by somebody else, or by somebody who only says to be the leader, so that
    /// the leader must confirm it.
    public var needsConfirmation: Bool {
        role.isLeader && enterers.contains { $0.person != walker || !$0.isProven }
    }

    /// Whether the walk counts in 周走率 and quotas: submitted, and confirmed where it must be.
    public var counts: Bool {
        switch phase {
        case .open, .withdrawn: false
        case .submitted(let submitted): !submitted.isPending
        }
    }

    /// The version of each answer, for a client that names the answers it saw.
    public var answerVersions: [String: Int] {
        Dictionary(answers.map { ($0.code, $0.version) }, uniquingKeysWith: { first, _ in first })
    }

    /// Clues of misconduct among the answers; they open sealed cases.
    public var clues: [AnswerRecord] { answers.filter(\.isClue) }

    public func answer(_ code: String) -> AnswerRecord? { answers.first { $0.code == code } }

    public func evidence(of code: String) -> [EvidenceRef] {
        attachments.filter { $0.answer == code }.map(\.evidence)
    }

    /// The walk as `person` may see it (decisions 4): a clue, its evidence and that there is one are left out for
    /// all but the walker and who typed it. The case's officers read the case.
    public func visible(to person: ID<Person>?) -> ExperienceSession {
        if person == walker { return self }
        func hides(_ entry: Entry) -> Bool { person == nil || entry.person != person }
        var copy = self
        let hidden = Set(answers.filter { $0.isClue && hides($0.entry) }.map(\.code))
        copy.answers.removeAll { hidden.contains($0.code) }
        copy.attachments.removeAll { $0.isClue && (hides($0.entry) || hidden.contains($0.answer ?? "")) }
        func stripped(_ submitted: Submitted) -> Submitted {
            var result = submitted
            result.clues.removeAll { clue in !copy.answers.contains { $0.isClue && $0.code == clue.code } }
            return result
        }
        switch phase {
        case .open: break
        case .submitted(let submitted): copy.phase = .submitted(stripped(submitted))
        case .withdrawn(let withdrawn):
            copy.phase = .withdrawn(
                Withdrawn(
                    entry: withdrawn.entry, reason: withdrawn.reason,
                    submitted: withdrawn.submitted.map(stripped)))
        }
        return copy
    }
}

extension ExperienceSession {
    /// The same without case, queue and receipt numbers, by which an office could look up whose case was followed
    /// (decisions 3): they are for the walker and who typed.
    public func withoutNumbers() -> ExperienceSession {
        var copy = self
        copy.details.numbers = []
        return copy
    }
}
