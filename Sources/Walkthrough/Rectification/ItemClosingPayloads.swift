extension ItemEvent {
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
}
