extension ItemEvent {
    /// Another row was merged into this one.
    public struct Absorbed: EventPayload {
        public static let kind = "item.absorbed.1"
        public let item: ID<RectificationItem>
        public let number: String

        public init(item: ID<RectificationItem>, number: String) {
            self.item = item
            self.number = number
        }
    }

    /// 提请上级解决.
    public struct Escalated: EventPayload {
        public static let kind = "item.escalated.1"
        public let escalation: Escalation

        public init(escalation: Escalation) {
            self.escalation = escalation
        }
    }

    /// 情况说明 of the window, before the verdict.
    public struct Responded: EventPayload {
        public static let kind = "item.responded.1"
        public let statement: Remark

        public init(statement: Remark) {
            self.statement = statement
        }
    }

    /// 批示; it opens a 督办.
    public struct Instructed: EventPayload {
        public static let kind = "item.instructed.1"
        public let instruction: Remark

        public init(instruction: Remark) {
            self.instruction = instruction
        }
    }

    /// 公开、不公开 or 暂缓.
    public struct PublicationDecided: EventPayload {
        public static let kind = "item.publicationDecided.1"
        public let decision: PublicationDecision

        public init(decision: PublicationDecision) {
            self.decision = decision
        }
    }

    /// 容错, proposed.
    public struct ToleranceProposed: EventPayload {
        public static let kind = "item.toleranceProposed.1"
        public let tolerance: Tolerance

        public init(tolerance: Tolerance) {
            self.tolerance = tolerance
        }
    }

    /// 容错, confirmed by another.
    public struct ToleranceConfirmed: EventPayload {
        public static let kind = "item.toleranceConfirmed.1"
        public let by: Act

        public init(by: Act) {
            self.by = by
        }
    }

    /// Somebody looked at the reporter's identity, and why.
    public struct ReporterRevealed: EventPayload {
        public static let kind = "item.reporterRevealed.1"
        public let reason: Prose
        public let by: Act

        public init(reason: Prose, by: Act) {
            self.reason = reason
            self.by = by
        }
    }

    /// The follow-up calls were handed to a person of the third party.
    public struct CallAssigned: EventPayload {
        public static let kind = "item.callAssigned.1"
        public let caller: ID<Person>
        public let on: Day
        public let by: Act

        public init(caller: ID<Person>, on: Day, by: Act) {
            self.caller = caller
            self.on = on
            self.by = by
        }
    }

    /// A provisional clock, settled by a calendar loaded since.
    public struct DeadlineSettled: EventPayload {
        public static let kind = "item.deadlineSettled.1"
        public let clock: Clock
        public let old: Day

        public init(clock: Clock, old: Day) {
            self.clock = clock
            self.old = old
        }
    }
}
