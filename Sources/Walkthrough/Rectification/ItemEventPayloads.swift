extension ItemEvent {
    /// A problem got a row of its own.
    public struct Registered: EventPayload {
        public static let kind = "item.registered.1"
        public let report: Report
        public let line: Line
        public let clocks: [Clock]
        public let isVerifying: Bool
        public let opening: OpeningClaim?
        public let by: Act

        public init(
            report: Report, line: Line, clocks: [Clock], isVerifying: Bool, opening: OpeningClaim?, by: Act
        ) {
            self.report = report
            self.line = line
            self.clocks = clocks
            self.isVerifying = isVerifying
            self.opening = opening
            self.by = by
        }
    }

    /// The supervisor began to ask whether it is so.
    public struct VerificationBegun: EventPayload {
        public static let kind = "item.verificationBegun.1"
        public let by: Act

        public init(by: Act) {
            self.by = by
        }
    }

    /// What asking showed.
    public struct Verified: EventPayload {
        public static let kind = "item.verified.1"
        public let verification: Verification

        public init(verification: Verification) {
            self.verification = verification
        }
    }

    /// 情况复杂: the 答复 clock is the longer one.
    public struct FoundComplex: EventPayload {
        public static let kind = "item.foundComplex.1"
        public let clock: Clock
        public let old: Day
        public let reason: Prose
        public let by: Act

        public init(clock: Clock, old: Day, reason: Prose, by: Act) {
            self.clock = clock
            self.old = old
            self.reason = reason
            self.by = by
        }
    }

    /// 研判分办: owner, mode and clocks; again when it is changed. `clocks` replace those of the same purpose and round.
    public struct Assigned: EventPayload {
        public static let kind = "item.assigned.1"
        public let assignment: Assignment
        public let clocks: [Clock]
        public let settlesDispute: Bool
        public let reason: Prose?

        public init(assignment: Assignment, clocks: [Clock], settlesDispute: Bool, reason: Prose?) {
            self.assignment = assignment
            self.clocks = clocks
            self.settlesDispute = settlesDispute
            self.reason = reason
        }
    }

    /// 退回派单.
    public struct Disputed: EventPayload {
        public static let kind = "item.disputed.1"
        public let dispute: Dispute

        public init(dispute: Dispute) {
            self.dispute = dispute
        }
    }

    /// 签收.
    public struct Accepted: EventPayload {
        public static let kind = "item.accepted.1"
        public let on: Day
        public let by: Act

        public init(on: Day, by: Act) {
            self.on = on
            self.by = by
        }
    }

    /// Cause, measures and goal.
    public struct Planned: EventPayload {
        public static let kind = "item.planned.1"
        public let plan: Plan
        public let by: Act

        public init(plan: Plan, by: Act) {
            self.plan = plan
            self.by = by
        }
    }

    /// 进展 of the lead or a partner; milestones by position.
    public struct Progressed: EventPayload {
        public static let kind = "item.progressed.1"
        public let progress: Progress
        public let milestonesDone: [Int]

        public init(progress: Progress, milestonesDone: [Int]) {
            self.progress = progress
            self.milestonesDone = milestonesDone
        }
    }

    /// Evidence beside the row.
    public struct Attached: EventPayload {
        public static let kind = "item.attached.1"
        public let evidence: [EvidenceRef]
        public let by: Act

        public init(evidence: [EvidenceRef], by: Act) {
            self.evidence = evidence
            self.by = by
        }
    }

    /// A talk with the reporter.
    public struct Contacted: EventPayload {
        public static let kind = "item.contacted.1"
        public let contact: Contact

        public init(contact: Contact) {
            self.contact = contact
        }
    }

    /// Asked before the time limit passed.
    public struct ExtensionAsked: EventPayload {
        public static let kind = "item.extensionAsked.1"
        public let request: ExtensionRequest

        public init(request: ExtensionRequest) {
            self.request = request
        }
    }

    /// A later time limit; the first stays in `clock`.
    public struct ExtensionGranted: EventPayload {
        public static let kind = "item.extensionGranted.1"
        public let clock: Clock
        public let old: Day
        public let reason: Prose?
        public let by: Act

        public init(clock: Clock, old: Day, reason: Prose?, by: Act) {
            self.clock = clock
            self.old = old
            self.reason = reason
            self.by = by
        }
    }

    /// The time limit stays.
    public struct ExtensionDeclined: EventPayload {
        public static let kind = "item.extensionDeclined.1"
        public let reason: Prose
        public let by: Act

        public init(reason: Prose, by: Act) {
            self.reason = reason
            self.by = by
        }
    }
}
