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

    /// The owner unit asks for 销号; the 整改 clock stands still.
    public struct CloseRequested: EventPayload {
        public static let kind = "item.closeRequested.1"
        public let request: CloseRequest
        public let clocks: [Clock]

        public init(request: CloseRequest, clocks: [Clock]) {
            self.request = request
            self.clocks = clocks
        }
    }

    /// A checker took it up.
    public struct CheckBegun: EventPayload {
        public static let kind = "item.checkBegun.1"
        public let by: Act

        public init(by: Act) {
            self.by = by
        }
    }

    /// A checker's pass.
    public struct Checked: EventPayload {
        public static let kind = "item.checked.1"
        public let check: Check

        public init(check: Check) {
            self.check = check
        }
    }

    /// Not good enough: work goes on, its time counts as used.
    public struct Returned: EventPayload {
        public static let kind = "item.returned.1"
        public let check: Check?
        public let reason: Prose
        public let on: Day
        public let by: Act

        public init(check: Check?, reason: Prose, on: Day, by: Act) {
            self.check = check
            self.reason = reason
            self.on = on
            self.by = by
        }
    }

    /// 销号.
    public struct Closed: EventPayload {
        public static let kind = "item.closed.1"
        public let closing: Closing
        public let clocks: [Clock]

        public init(closing: Closing, clocks: [Clock]) {
            self.closing = closing
            self.clocks = clocks
        }
    }

    /// The same number, a new round with its own limit.
    public struct Reopened: EventPayload {
        public static let kind = "item.reopened.1"
        public let reason: Prose
        public let round: Int
        public let clocks: [Clock]
        public let on: Day
        public let by: Act

        public init(reason: Prose, round: Int, clocks: [Clock], on: Day, by: Act) {
            self.reason = reason
            self.round = round
            self.clocks = clocks
            self.on = on
            self.by = by
        }
    }

    /// One person proposes an end without rectification.
    public struct EndingProposed: EventPayload {
        public static let kind = "item.endingProposed.1"
        public let proposal: EndingProposal

        public init(proposal: EndingProposal) {
            self.proposal = proposal
        }
    }

    /// Another confirms it.
    public struct EndingConfirmed: EventPayload {
        public static let kind = "item.endingConfirmed.1"
        public let note: Prose?
        public let on: Day
        public let by: Act

        public init(note: Prose?, on: Day, by: Act) {
            self.note = note
            self.on = on
            self.by = by
        }
    }

    /// Another declines it.
    public struct EndingDeclined: EventPayload {
        public static let kind = "item.endingDeclined.1"
        public let reason: Prose
        public let by: Act

        public init(reason: Prose, by: Act) {
            self.reason = reason
            self.by = by
        }
    }

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
