extension ExperienceSession {
    /// In what capacity the walker takes part.
    public enum ObserverRole: String, Sendable, Codable, CaseIterable {
        case experiencer, directorOnDuty, leader, windowHead, crossChecker, helper, inspector

        public var title: String {
            switch self {
            case .experiencer: "体验员"
            case .directorOnDuty: "值班局长"
            case .leader: "主要负责人"
            case .windowHead: "窗口负责人"
            case .crossChecker: "互查人员"
            case .helper: "帮办"
            case .inspector: "督查"
            }
        }

        /// A volunteer walks as one; for others the kind of walk tells, else their office.
        public static func proposed(
            isVolunteer: Bool, _ kind: SessionKind, roles: Set<Role>
        ) -> ObserverRole {
            if isVolunteer { return .experiencer }
            switch kind {
            case .chiefDuty: return .leader
            case .crossCheck: return .crossChecker
            case .accompanied: return .helper
            case .immersiveInspection: return .inspector
            case .openObservation, .fullChain, .routineWalk:
                if roles.contains(.unitHead) { return .leader }
                let inspects = !roles.isDisjoint(with: [.supervisor, .reviewer, .countyLeader, .auditor])
                return inspects ? .inspector : .windowHead
            }
        }

        /// A leader's walk that somebody else typed counts only once the leader confirmed it (decisions 2).
        public var isLeader: Bool {
            switch self {
            case .directorOnDuty, .leader: true
            case .experiencer, .windowHead, .crossChecker, .helper, .inspector: false
            }
        }
    }

    /// The viewpoint of a weekly walk (decisions 9).
    public enum Viewpoint: String, Sendable, Codable, CaseIterable {
        case own, accompany, supervise

        public var title: String {
            switch self {
            case .own: "亲自办"
            case .accompany: "陪同办"
            case .supervise: "督导办"
            }
        }
    }

    /// A service item that was walked: its code where the office's list has it, and its name.
    public struct WalkedItem: Hashable, Sendable, Codable {
        public let code: String?
        public let name: Prose

        public init(code: String?, name: Prose) {
            self.code = code
            self.name = name
        }
    }

    /// A number that ties the walk to something handled on the day.
    public struct TraceNumber: Hashable, Sendable, Codable {
        public enum Kind: String, Sendable, Codable, CaseIterable {
            case caseNumber, queueNumber, receiptNumber

            public var title: String {
                switch self {
                case .caseNumber: "办件编号"
                case .queueNumber: "排队号"
                case .receiptNumber: "回执号"
                }
            }
        }

        public let kind: Kind
        public let number: Prose

        /// - Throws: `Invalid` for an empty number or one over 50 characters.
        public init(_ kind: Kind, _ number: String) throws(Invalid) {
            self.kind = kind
            self.number = try Prose(number, kind.title, limit: 50)
        }
    }

    /// What can be taken out of a walk again.
    public enum Part: String, Sendable, Codable, CaseIterable {
        case visit, evidence, finding, suggestion

        public var title: String {
            switch self {
            case .visit: "走访"
            case .evidence: "佐证"
            case .finding: "问题分组"
            case .suggestion: "建议"
            }
        }
    }

    /// One visit, within a day; a session may have several on several days (decisions 10).
    public struct Visit: Hashable, Sendable, Codable {
        public let start: Instant
        /// Absent while the visit goes on.
        public let end: Instant?

        /// - Throws: `Invalid` unless it ends after it starts and on the same day.
        public init(start: Instant, end: Instant? = nil) throws(Invalid) {
            if let end, end <= start {
                throw Invalid("体验时间", "结束时间 \(end.short) 不晚于开始时间 \(start.short)", mend: "请核对起止时间")
            }
            if let end, end.day != start.day {
                throw Invalid("体验时间", "一次走访跨了两天（\(start.day) 至 \(end.day)）", mend: "请按天分别登记走访")
            }
            self.start = start
            self.end = end
        }

        public var day: Day { start.day }
    }

    /// A line of the help log of an accompanied walk.
    public struct Help: Hashable, Sendable, Codable {
        public let at: Instant
        public let text: Prose

        public init(at: Instant, text: Prose) {
            self.at = at
            self.text = text
        }
    }

    /// A call by a third party to somebody whose matter went through the chain.
    public struct Call: Hashable, Sendable, Codable {
        public enum Result: String, Sendable, Codable, CaseIterable {
            case satisfied, unsatisfied, refused, unreached

            public var title: String {
                switch self {
                case .satisfied: "满意"
                case .unsatisfied: "不满意"
                case .refused: "拒访"
                case .unreached: "未接通"
                }
            }
        }

        public let at: Instant
        public let result: Result
        public let note: Prose?

        public init(at: Instant, result: Result, note: Prose? = nil) {
            self.at = at
            self.result = result
            self.note = note
        }
    }

    /// A case that the director on duty followed from acceptance to its end.
    public struct FollowedCase: Hashable, Sendable, Codable {
        public let number: Prose
        public let item: String?
        public let accepted: Instant
        /// Absent while it is not finished; such a case does not fill the gate.
        public let finished: Instant?

        /// - Throws: `Invalid` if it is finished before it was accepted.
        public init(number: Prose, item: String?, accepted: Instant, finished: Instant?) throws(Invalid) {
            if let finished, finished < accepted {
                throw Invalid("跟办办件", "办结时间 \(finished.short) 早于受理时间 \(accepted.short)", mend: "请核对受理和办结时间")
            }
            self.number = number
            self.item = item
            self.accepted = accepted
            self.finished = finished
        }
    }
}
