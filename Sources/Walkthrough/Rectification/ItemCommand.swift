/// What people ask of a row; one verb of the CLI, the API and the pages each (interface: `ledger VERB`).
public enum ItemCommand: Equatable, Sendable {
    case verify(Verify)
    case assign(Assign)
    case dispute(reason: Prose)
    case accept
    case plan(Plan)
    case progress(text: Prose, unit: UnitCode?, milestonesDone: [Int])
    case attach([EvidenceRef])
    case contact(purpose: ContactPurpose, outcome: ContactOutcome, satisfaction: Satisfaction?, note: Prose?)
    case askExtension(until: Day, reason: Prose)
    case grantExtension(until: Day?, reason: Prose?)
    case declineExtension(reason: Prose)
    case requestClose(RequestClose)
    case check(CheckVerdict, opinion: Prose?)
    case `return`(reason: Prose)
    /// - spread: the units that look for the same problem (举一反三); empty for the peers of the lead unit.
    case close(note: Prose, spread: [UnitCode] = [])
    case reopen(reason: Prose)
    case proposeEnding(Ending, reason: Prose)
    case confirmEnding(note: Prose?)
    case declineEnding(reason: Prose)
    case merge(into: ID<RectificationItem>, reason: Prose)
    case transfer(to: Prose, paper: Prose, on: Day, reason: Prose)
    case escalate(to: Prose, paper: Prose, nextLook: Day)
    case respond(Prose)
    case publish(PublicationDecision.Value, publicText: Prose?, reason: Prose?)
    case instruct(Prose)
    case proposeTolerance(reason: Prose)
    case confirmTolerance
    case reveal(reason: Prose)
    /// Hands the row's follow-up calls to a person of the third party; another one takes the place of the first.
    case assignCaller(ID<Person>)

    public enum Verify: Equatable, Sendable {
        case begin
        /// 情况复杂: the longer 答复 limit, with its target, from the day of receipt.
        case complex(reason: Prose)
        case verdict(Verification.Result, note: Prose, statementRead: Bool)
    }

    public struct Assign: Equatable, Sendable, Encodable {
        public var lead: UnitCode
        public var partners: [UnitCode]
        public var mode: RectifyMode
        /// The day asked for; 限期 and 长期整改 need one, 立行立改 may have an earlier one than the rule's.
        public var due: Day?
        public var goal: Prose?
        public var leader: Prose?
        public var responsible: Prose?
        public var sponsor: Prose?
        /// Why it is changed, or why 限期 rather than 立行立改 (domain §4.3).
        public var reason: Prose?

        public init(
            lead: UnitCode, partners: [UnitCode] = [], mode: RectifyMode, due: Day? = nil, goal: Prose? = nil,
            leader: Prose? = nil, responsible: Prose? = nil, sponsor: Prose? = nil, reason: Prose? = nil
        ) {
            self.lead = lead
            self.partners = partners
            self.mode = mode
            self.due = due
            self.goal = goal
            self.leader = leader
            self.responsible = responsible
            self.sponsor = sponsor
            self.reason = reason
        }
    }

    public struct RequestClose: Equatable, Sendable, Encodable {
        public var note: Prose
        public var generalization: Answered
        public var publication: Answered
        public var result: InstitutionalResult

        public init(
            note: Prose, generalization: Answered, publication: Answered, result: InstitutionalResult = .none
        ) {
            self.note = note
            self.generalization = generalization
            self.publication = publication
            self.result = result
        }
    }

    public enum CheckVerdict: String, Sendable, CaseIterable {
        case begin, pass, fail
    }

    public enum Kind: String, Sendable, CaseIterable {
        case verify, assign, dispute, accept, plan, progress, attach, contact
        case askExtension = "ask-extension"
        case grantExtension = "grant-extension"
        case declineExtension = "decline-extension"
        case requestClose = "request-close"
        case check, `return`, close, reopen
        case proposeEnding = "propose-ending"
        case confirmEnding = "confirm-ending"
        case declineEnding = "decline-ending"
        case merge, transfer, escalate, respond, publish, instruct
        case proposeTolerance = "propose-tolerance"
        case confirmTolerance = "confirm-tolerance"
        case reveal
        case assignCaller = "assign-caller"

        public var title: String {
            switch self {
            case .verify: "核实"
            case .assign: "研判分办"
            case .dispute: "退回派单"
            case .accept: "签收"
            case .plan: "填报措施"
            case .progress: "更新进展"
            case .attach: "上传佐证"
            case .contact: "回访告知"
            case .askExtension: "申请延期"
            case .grantExtension: "同意延期"
            case .declineExtension: "不同意延期"
            case .requestClose: "申请销号"
            case .check: "核查"
            case .return: "退回整改"
            case .close: "销号"
            case .reopen: "重办"
            case .proposeEnding: "提议办结"
            case .confirmEnding: "同意办结"
            case .declineEnding: "不同意办结"
            case .merge: "并案"
            case .transfer: "转办"
            case .escalate: "提请上级解决"
            case .respond: "情况说明"
            case .publish: "公开决定"
            case .instruct: "批示"
            case .proposeTolerance: "提议容错"
            case .confirmTolerance: "同意容错"
            case .reveal: "查看反映人"
            case .assignCaller: "分派回访"
            }
        }
    }

    public var kind: Kind {
        switch self {
        case .verify: .verify
        case .assign: .assign
        case .dispute: .dispute
        case .accept: .accept
        case .plan: .plan
        case .progress: .progress
        case .attach: .attach
        case .contact: .contact
        case .askExtension: .askExtension
        case .grantExtension: .grantExtension
        case .declineExtension: .declineExtension
        case .requestClose: .requestClose
        case .check: .check
        case .return: .return
        case .close: .close
        case .reopen: .reopen
        case .proposeEnding: .proposeEnding
        case .confirmEnding: .confirmEnding
        case .declineEnding: .declineEnding
        case .merge: .merge
        case .transfer: .transfer
        case .escalate: .escalate
        case .respond: .respond
        case .publish: .publish
        case .instruct: .instruct
        case .proposeTolerance: .proposeTolerance
        case .confirmTolerance: .confirmTolerance
        case .reveal: .reveal
        case .assignCaller: .assignCaller
        }
    }
}
