/// The one table of who may do what to a row in which state, as a value.
///
/// `decide` asks it first; it also gives `availableCommands` to buttons, to the API's `allowed` and to hints. What it
/// cannot know (a pending request, a missing plan) the commands themselves refuse.
public enum Gate: Hashable, Sendable {
    /// In this state nobody may.
    case never
    case open(Duty)

    /// Who may, and from whom he must be apart (decisions 6).
    public struct Duty: Hashable, Sendable {
        public let sides: Set<Standing.Side>
        /// Nobody of the responsible line, nor who has acted on the row for it.
        public let isApartFromLine: Bool

        init(_ sides: Set<Standing.Side>, apartFromLine: Bool = false) {
            self.sides = sides
            isApartFromLine = apartFromLine
        }
    }

    public static func of(_ state: StateKind, _ command: ItemCommand.Kind) -> Gate {
        table[state]?[command] ?? .never
    }

    private static let table: [StateKind: [ItemCommand.Kind: Gate]] = {
        var table: [StateKind: [ItemCommand.Kind: Gate]] = [:]
        for command in ItemCommand.Kind.allCases {
            for state in states(of: command) {
                table[state, default: [:]][command] = .open(duty(of: command))
            }
        }
        return table
    }()

    private static let beforeAssignment: Set<StateKind> = [.registered, .verifying]
    private static let underWay: Set<StateKind> = [.assigned, .accepted, .inProgress]
    private static let open = Set(StateKind.allCases.filter(\.isOpen))
    private static let ended = Set(StateKind.allCases.filter { !$0.isOpen })

    private static func states(of command: ItemCommand.Kind) -> Set<StateKind> {
        switch command {
        case .verify: beforeAssignment
        case .assign: beforeAssignment.union(underWay)
        case .dispute, .accept: [.assigned]
        case .plan, .progress: [.accepted, .inProgress]
        case .attach: open
        case .contact, .publish, .proposeTolerance, .confirmTolerance, .reveal, .assignCaller:
            open.union(ended)
        case .askExtension, .grantExtension, .declineExtension: underWay
        case .requestClose: [.inProgress]
        case .check, .return: [.closeRequested, .checking]
        case .close: [.checking]
        case .reopen: ended
        case .proposeEnding, .confirmEnding, .declineEnding, .merge, .transfer:
            beforeAssignment.union(underWay)
        case .escalate: underWay
        case .respond: beforeAssignment
        case .instruct: open
        }
    }

    private static func duty(of command: ItemCommand.Kind) -> Duty {
        switch command {
        case .verify: Duty([.supervisor, .coordinator, .reviewer])
        case .assign: Duty([.supervisor, .coordinator, .line])
        case .dispute, .accept, .plan, .askExtension, .requestClose: Duty([.lead])
        case .progress: Duty([.lead, .partner, .line])
        case .attach: Duty([.lead, .partner, .line, .supervisor, .coordinator, .filer])
        case .contact: Duty([.supervisor, .coordinator, .reviewer, .caller, .lead])
        case .grantExtension, .declineExtension: Duty([.supervisor], apartFromLine: true)
        case .check: Duty([.supervisor, .reviewer, .outsider, .experiencer], apartFromLine: true)
        case .return: Duty([.supervisor, .reviewer], apartFromLine: true)
        case .close: Duty([.supervisor], apartFromLine: true)
        case .reopen: Duty([.supervisor, .coordinator, .reviewer])
        case .proposeEnding, .merge, .transfer: Duty([.supervisor, .reviewer], apartFromLine: true)
        case .confirmEnding, .declineEnding:
            Duty([.supervisor, .reviewer, .coordinator], apartFromLine: true)
        case .escalate: Duty([.supervisor, .coordinator, .lead])
        case .respond: Duty([.line])
        case .publish: Duty([.supervisor, .coordinator])
        case .instruct: Duty([.countyLeader])
        case .proposeTolerance, .confirmTolerance: Duty([.supervisor, .reviewer], apartFromLine: true)
        case .reveal: Duty([.supervisor, .caller, .coordinator], apartFromLine: true)
        case .assignCaller: Duty([.supervisor, .coordinator], apartFromLine: true)
        }
    }

    func isPassed(by standing: Standing) -> Bool {
        guard case .open(let duty) = self, standing.isProven else { return false }
        return !duty.sides.isDisjoint(with: standing.sides) && !(duty.isApartFromLine && standing.isOfLine)
    }

    /// Why `standing` does not pass; `nil` if it does.
    func refusal(of command: ItemCommand.Kind, in state: StateKind, to standing: Standing) -> Refusal? {
        guard !isPassed(by: standing) else { return nil }
        switch self {
        case .never:
            let now = StateKind.allCases.filter { Gate.of($0, command) != .never }.map(\.title)
            return .notPossible(
                "现在是“\(state.title)”，不能\(command.title)；“\(command.title)”用于：\(now.joined(separator: "、"))")
        case .open(let duty):
            guard standing.isProven else {
                return .notPermitted("“\(command.title)”要确认是谁在操作：请先登录，或用本人的令牌")
            }
            let who = Standing.Side.allCases.filter(duty.sides.contains).map(\.title).joined(separator: "、")
            guard !duty.sides.isDisjoint(with: standing.sides) else {
                return .notPermitted("“\(command.title)”由\(who)办理，您不在其中；请转告他们，或请安全管理员授权")
            }
            return .notPermitted("您属于该问题的责任单位一方（或曾代表它经办），不能\(command.title)；请由外部\(who)办理")
        }
    }
}

extension RectificationItem {
    /// Whether the owner unit handed it back and nobody has decided yet.
    var isDisputed: Bool {
        if case .assigned(let assigned) = state { assigned.dispute != nil } else { false }
    }

    /// What `standing` may do to the row now, as far as the table knows.
    public func availableCommands(for standing: Standing) -> [ItemCommand.Kind] {
        ItemCommand.Kind.allCases.filter { kind in
            let gate = Gate.of(state.kind, kind)
            guard gate.isPassed(by: standing) else { return false }
            return switch kind {
            case .grantExtension, .declineExtension: pendingExtension != nil
            case .askExtension: pendingExtension == nil
            case .confirmEnding, .declineEnding:
                pendingEnding.map { !$0.by.isSamePerson(as: standing.act) } ?? false
            case .proposeEnding, .merge, .transfer: pendingEnding == nil
            case .proposeTolerance: tolerance == nil
            case .confirmTolerance:
                tolerance.map { $0.confirmedBy == nil && !$0.proposedBy.isSamePerson(as: standing.act) }
                    ?? false
            case .close: state.requested?.isPassed ?? false
            case .reveal: report.reporterMode != .anonymous
            // A unit classifies only what its own people have just found.
            case .assign:
                !standing.sides.isDisjoint(with: [.supervisor, .coordinator])
                    || (state.kind == .registered && standing.isOfLine)
            case .accept, .dispute: !isDisputed
            case .verify, .plan, .progress, .attach, .contact, .requestClose,
                .check, .return, .reopen, .escalate, .respond, .publish, .instruct, .assignCaller:
                true
            }
        }
    }
}
