/// 需核实提示: a question that the facts of a walk raise, for the walker and the supervisor (decisions 14).
///
/// A signal is no score, ranks nobody and blocks nothing; the walker's explanation stays beside it. Clues and their
/// evidence are left out, because the supervisor may not see them.
public struct IntegritySignal: Hashable, Sendable {
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case hurried, short, allPassed, earlyEvidence, reusedEvidence, sameTexts, samePair, enteredLate,
            overlapping

        public var title: String {
            switch self {
            case .hurried: "短时间答了很多项"
            case .short: "走访时间很短"
            case .allPassed: "全部通过"
            case .earlyEvidence: "佐证早于走访"
            case .reusedEvidence: "佐证用过"
            case .sameTexts: "文字雷同"
            case .samePair: "固定互查"
            case .enteredLate: "隔了很久才登记"
            case .overlapping: "时间重叠"
            }
        }
    }

    public let kind: Kind
    /// What to ask, with the figures.
    public let question: String
    /// The walker's explanation, where there is one.
    public let explanation: Prose?

    /// When a question is worth asking; all are settings.
    public struct Thresholds: Hashable, Sendable {
        /// More than `items` answers within `minutes`.
        public var items: Int
        public var minutes: Int
        /// A walk shorter than this, in minutes.
        public var shortest: Int
        /// 全部通过 is asked about from so many seen check points on.
        public var passed: Int
        /// A picture taken so many minutes before the walk began.
        public var early: Int
        /// The same text, of at least `sameLength` characters, so many times.
        public var sameTexts: Int
        public var sameLength: Int
        /// Walks between the same two units, each at the other.
        public var pair: Int
        /// Hours between the end of the visit and its entry.
        public var late: Int

        public init(
            items: Int = 12, minutes: Int = 5, shortest: Int = 10, passed: Int = 8, early: Int = 30,
            sameTexts: Int = 2, sameLength: Int = 8, pair: Int = 3, late: Int = 72
        ) {
            self.items = items
            self.minutes = minutes
            self.shortest = shortest
            self.passed = passed
            self.early = early
            self.sameTexts = sameTexts
            self.sameLength = sameLength
            self.pair = pair
            self.late = late
        }
    }

    /// Another walk, as far as this one is compared with it.
    public struct Neighbour: Hashable, Sendable {
        public let number: String
        public let walker: ID<Person>
        public let visits: [ExperienceSession.Visit]
        public let evidence: Set<Digest>
        /// Notes of its answers.
        public let texts: Set<String>

        public init(
            number: String, walker: ID<Person>, visits: [ExperienceSession.Visit], evidence: Set<Digest>,
            texts: Set<String>
        ) {
            self.number = number
            self.walker = walker
            self.visits = visits
            self.evidence = evidence
            self.texts = texts
        }

        public init(_ session: ExperienceSession) {
            self.init(
                number: session.number, walker: session.walker, visits: session.visits,
                evidence: Set(session.openEvidence.map(\.digest)), texts: Set(session.openTexts))
        }
    }

    public struct Context: Sendable {
        public var thresholds: Thresholds
        /// Walks that share the walker, evidence or texts; the session itself is not among them.
        public var neighbours: [Neighbour]
        /// How many walks in the period went to and fro between this walk's two units.
        public var pairCount: Int

        public init(thresholds: Thresholds = Thresholds(), neighbours: [Neighbour] = [], pairCount: Int = 0) {
            self.thresholds = thresholds
            self.neighbours = neighbours
            self.pairCount = pairCount
        }
    }

    /// The questions that `session` raises, in the order of `Kind`.
    public static func of(_ session: ExperienceSession, in context: Context) -> [IntegritySignal] {
        Kind.allCases.compactMap { kind in
            question(kind, session, context).map { question in
                IntegritySignal(
                    kind: kind, question: question,
                    explanation: session.explanations.first { $0.signal == kind }?.text)
            }
        }
    }
}

extension ExperienceSession {
    /// What is not sealed: signals are for the supervisor, too.
    var openAnswers: [AnswerRecord] { answers.filter { !$0.isClue } }
    var openEvidence: [EvidenceRef] { attachments.filter { !$0.isClue }.map(\.evidence) }
    var openTexts: [String] { openAnswers.compactMap(\.answer.note?.text) }
}
