/// One row of the ledger as it stood at an instant T.
///
/// Texts are ready to print: an erased text reads 已依法删除, names are those the reader of the ledger may see
/// (decisions 3). `nil` is unknown or not given, and prints as an empty cell.
public struct LedgerRow: Codable, Equatable, Sendable {
    public let item: StreamID
    /// The serial that people see, such as `QH-2026-0042`.
    public let number: String
    /// The version of the row's stream at T.
    public let version: Int
    public var origin: Origin
    public var finding: Finding
    public var plan: Plan
    public var duty: Duty
    public var course: Course
    public var standing: Standing
    /// Cells that a 更正 replaced; they are printed instead of the row's own.
    public internal(set) var corrected: [LedgerColumn: String] = [:]

    public init(
        item: StreamID, number: String, version: Int, origin: Origin, finding: Finding, plan: Plan,
        duty: Duty,
        course: Course, standing: Standing
    ) {
        self.item = item
        self.number = number
        self.version = version
        self.origin = origin
        self.finding = finding
        self.plan = plan
        self.duty = duty
        self.course = course
        self.standing = standing
    }
}

extension LedgerRow {
    /// Where the row comes from.
    public struct Origin: Codable, Equatable, Sendable {
        public var source: String?
        public var foundOn: PartialDay?
        public var walkKind: String?
        /// Role and number, never a reporter's name (decisions 3).
        public var walker: String?
        public var service: String?
        public var channels: [String]
        public var checkItem: String?

        public init(
            source: String? = nil, foundOn: PartialDay? = nil, walkKind: String? = nil, walker: String? = nil,
            service: String? = nil, channels: [String] = [], checkItem: String? = nil
        ) {
            self.source = source
            self.foundOn = foundOn
            self.walkKind = walkKind
            self.walker = walker
            self.service = service
            self.channels = channels
            self.checkItem = checkItem
        }
    }

    /// What was found, and why it came about.
    public struct Finding: Codable, Equatable, Sendable {
        public var problem: String
        public var category: String?
        public var cause: String?

        public init(problem: String, category: String? = nil, cause: String? = nil) {
            self.problem = problem
            self.category = category
            self.cause = cause
        }
    }

    /// What is to be done.
    public struct Plan: Codable, Equatable, Sendable {
        /// 立行立改, 限期整改 or 长期整改.
        public var mode: String?
        public var goal: String?
        public var measures: String?
        public var advice: String?

        public init(mode: String? = nil, goal: String? = nil, measures: String? = nil, advice: String? = nil)
        {
            self.mode = mode
            self.goal = goal
            self.measures = measures
            self.advice = advice
        }
    }

    /// Who mends it. `unit` is the lead unit, which also carries the row in every count.
    public struct Duty: Codable, Equatable, Sendable {
        public var unit: UnitCode
        public var unitName: String
        public var leader: String?
        public var responsible: String?
        public var partners: [String]

        public init(
            unit: UnitCode, unitName: String, leader: String? = nil, responsible: String? = nil,
            partners: [String] = []
        ) {
            self.unit = unit
            self.unitName = unitName
            self.leader = leader
            self.responsible = responsible
            self.partners = partners
        }
    }

    /// How far it has come.
    public struct Course: Codable, Equatable, Sendable {
        public var due: Day?
        /// The calendar of the due day's year is not loaded yet (domain §7).
        public var dueIsProvisional: Bool
        public var progress: String?
        public var progressAt: Instant?
        public var completedOn: Day?
        public var evidence: [EvidenceMark]
        /// 证据待传: files that are named and have not arrived; `nil` for none.
        public var evidencePending: Int?
        public var followUp: String?
        public var check: String?
        public var closedOn: Day?
        public var publication: String?
        public var note: String?

        public init(
            due: Day? = nil, dueIsProvisional: Bool = false, progress: String? = nil,
            progressAt: Instant? = nil,
            completedOn: Day? = nil, evidence: [EvidenceMark] = [], evidencePending: Int? = nil,
            followUp: String? = nil,
            check: String? = nil,
            closedOn: Day? = nil, publication: String? = nil, note: String? = nil
        ) {
            self.due = due
            self.dueIsProvisional = dueIsProvisional
            self.progress = progress
            self.progressAt = progressAt
            self.completedOn = completedOn
            self.evidence = evidence
            self.evidencePending = evidencePending
            self.followUp = followUp
            self.check = check
            self.closedOn = closedOn
            self.publication = publication
            self.note = note
        }
    }

    /// What counts, colours and comparisons are made from.
    public struct Standing: Codable, Equatable, Sendable {
        /// The state's code, such as `inProgress`, and its Chinese name.
        public var state: String
        public var stateTitle: String
        public var phase: Phase
        public var light: Light
        /// 1, and one more for each reopening.
        public var round: Int
        /// How often a close request was sent back, over all rounds.
        public var returns: Int
        /// How many extensions were granted, over all rounds.
        public var extensions: Int
        /// Brought in by 期初结转: never counted as new, closed in a week or on time (decisions 19).
        public var isCarried: Bool
        /// When the row was closed, or ended without rectification; `nil` while it is open.
        public var endedAt: Instant?

        public init(
            state: String, stateTitle: String, phase: Phase, light: Light = .none, round: Int = 1,
            returns: Int = 0,
            extensions: Int = 0, isCarried: Bool = false, endedAt: Instant? = nil
        ) {
            self.state = state
            self.stateTitle = stateTitle
            self.phase = phase
            self.light = light
            self.round = round
            self.returns = returns
            self.extensions = extensions
            self.isCarried = isCarried
            self.endedAt = endedAt
        }
    }

    /// The part of its life that a row is in, as far as a ledger cares.
    public enum Phase: String, Codable, Sendable, CaseIterable {
        /// Not yet verified: counted, never shown (decisions 8).
        case unverified
        case open
        /// Waiting for the checker: open, but never red (decisions 18).
        case checking
        /// 销号.
        case closed
        /// Ended without rectification: explained, not adopted, unfounded, merged or transferred.
        case ended

        public var isOpen: Bool { self == .open || self == .checking }
    }

    public enum Light: String, Codable, Sendable, CaseIterable {
        case none, green, yellow, red

        public var title: String {
            switch self {
            case .none: "—"
            case .green: "绿"
            case .yellow: "黄"
            case .red: "红"
            }
        }
    }
}

/// One file of evidence as a ledger names it; the file itself goes with a unit's packet.
public struct EvidenceMark: Codable, Equatable, Sendable {
    public enum Stage: String, Codable, Sendable, CaseIterable {
        case before, after

        public var title: String {
            switch self {
            case .before: "整改前"
            case .after: "整改后"
            }
        }
    }

    public let digest: Digest
    public let stage: Stage
    /// 照片, 截图, 视频 …
    public let kind: String
    /// Without the dot, such as `jpg`.
    public let fileExtension: String
    public let observedOn: Day?

    public init(digest: Digest, stage: Stage, kind: String, fileExtension: String, observedOn: Day? = nil) {
        self.digest = digest
        self.stage = stage
        self.kind = kind
        self.fileExtension = fileExtension
        self.observedOn = observedOn
    }

    /// `QH-2026-0042-整改前-1.jpg` (decisions 22). Characters that file systems refuse become `_`.
    /// - Parameter index: from 1, within the row and stage.
    public func fileName(of number: String, index: Int) -> String {
        let suffix = fileExtension.isEmpty ? "" : "." + Self.plain(fileExtension)
        return "\(Self.plain(number))-\(stage.title)-\(index)\(suffix)"
    }

    private static func plain(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.map { scalar in
                    scalar.value < 32 || "/\\:*?\"<>|.".unicodeScalars.contains(scalar) ? "_" : scalar
                }))
    }
}
