/// The states of a row (decisions 16).
public enum StateKind: String, Sendable, Codable, CaseIterable {
    case registered, verifying, assigned, accepted, inProgress, closeRequested, checking, closed
    case explained, notAdopted, unfounded, merged, transferred

    public var title: String {
        switch self {
        case .registered: "已登记"
        case .verifying: "核实中"
        case .assigned: "已派单"
        case .accepted: "已签收"
        case .inProgress: "整改中"
        case .closeRequested: "申请销号"
        case .checking: "待核查"
        case .closed: "已销号"
        case .explained: "解释说明"
        case .notAdopted: "不予采纳"
        case .unfounded: "核实不属实"
        case .merged: "并案"
        case .transferred: "转办"
        }
    }

    public var isOpen: Bool {
        switch self {
        case .registered, .verifying, .assigned, .accepted, .inProgress, .closeRequested, .checking: true
        case .closed, .explained, .notAdopted, .unfounded, .merged, .transferred: false
        }
    }

    /// Rows not yet verified stand in ledgers as a count per unit only (decisions 8).
    public var isUnverified: Bool { self == .registered || self == .verifying }

    /// 待核查, never red (decisions 18).
    public var awaitsCheck: Bool { self == .closeRequested || self == .checking }
}

/// Where a row stands, with what is known because it stands there.
public enum State: Equatable, Sendable, Codable {
    case registered(Registered)
    case verifying(Verifying)
    case assigned(Assigned)
    case accepted(Working)
    case inProgress(Working)
    case closeRequested(Requested)
    case checking(Requested)
    case closed(Closed)
    case explained(Ended)
    case notAdopted(Ended)
    case unfounded(Ended)
    case merged(Ended)
    case transferred(Ended)

    public struct Registered: Equatable, Sendable, Codable {}

    public struct Verifying: Equatable, Sendable, Codable {
        public var verification: Verification?
    }

    public struct Assigned: Equatable, Sendable, Codable {
        public var assignment: Assignment
        public var dispute: Dispute?
    }

    /// Signed for; in progress once there is a plan.
    public struct Working: Equatable, Sendable, Codable {
        public var assignment: Assignment
        public var acceptedOn: Day
        public var plan: Plan?
        public var progress: [Progress]
    }

    /// Waiting for a checker, or checked in part.
    public struct Requested: Equatable, Sendable, Codable {
        public var work: Working
        public var request: CloseRequest
        public var checks: [Check]
    }

    public struct Closed: Equatable, Sendable, Codable {
        /// `nil` for 自报已办结 rows of 期初结转.
        public var requested: Requested?
        public var closing: Closing
    }

    public struct Ended: Equatable, Sendable, Codable {
        public var proposal: EndingProposal
        public var confirmedBy: Act
        public var on: Day
        public var assignment: Assignment?
    }

    public var kind: StateKind {
        switch self {
        case .registered: .registered
        case .verifying: .verifying
        case .assigned: .assigned
        case .accepted: .accepted
        case .inProgress: .inProgress
        case .closeRequested: .closeRequested
        case .checking: .checking
        case .closed: .closed
        case .explained: .explained
        case .notAdopted: .notAdopted
        case .unfounded: .unfounded
        case .merged: .merged
        case .transferred: .transferred
        }
    }

    public var assignment: Assignment? {
        switch self {
        case .registered, .verifying: nil
        case .assigned(let state): state.assignment
        case .accepted(let state), .inProgress(let state): state.assignment
        case .closeRequested(let state), .checking(let state): state.work.assignment
        case .closed(let state): state.requested?.work.assignment
        case .explained(let state), .notAdopted(let state), .unfounded(let state), .merged(let state),
            .transferred(let state):
            state.assignment
        }
    }

    /// Plan and progress, wherever the row has them.
    public var working: Working? {
        switch self {
        case .registered, .verifying, .assigned: nil
        case .accepted(let state), .inProgress(let state): state
        case .closeRequested(let state), .checking(let state): state.work
        case .closed(let state): state.requested?.work
        case .explained, .notAdopted, .unfounded, .merged, .transferred: nil
        }
    }

    public var requested: Requested? {
        switch self {
        case .closeRequested(let state), .checking(let state): state
        case .closed(let state): state.requested
        case .registered, .verifying, .assigned, .accepted, .inProgress: nil
        case .explained, .notAdopted, .unfounded, .merged, .transferred: nil
        }
    }
}
