public enum SuggestionCommand: Hashable, Sendable {
    case file(Filing)
    /// Hands it to a unit; the due day was counted by the caller, who has the calendar.
    case assign(UnitCode, CountedDue)
    case answer(Suggestion.Outcome)
    case tell(on: Day)

    public struct Filing: Hashable, Sendable {
        public var number: String
        public var kind: Suggestion.Kind
        public var text: Prose
        public var reason: Prose?
        public var origin: Suggestion.Origin
        public var campaign: String?
        public var wished: UnitCode?
        public var author: ID<Person>?

        public init(
            number: String, kind: Suggestion.Kind, text: Prose, reason: Prose? = nil,
            origin: Suggestion.Origin,
            campaign: String? = nil, wished: UnitCode? = nil, author: ID<Person>? = nil
        ) {
            self.number = number
            self.kind = kind
            self.text = text
            self.reason = reason
            self.origin = origin
            self.campaign = campaign
            self.wished = wished
            self.author = author
        }

        /// What a submitted walk files.
        public init(_ new: Submission.NewSuggestion, session: Opened, of walk: ExperienceSession) {
            self.init(
                number: new.opened.number, kind: new.kind, text: new.text, reason: new.reason,
                origin: Suggestion.Origin(session: session, key: new.key, code: new.code),
                campaign: walk.campaign,
                wished: new.unit, author: walk.walker)
        }
    }
}

public struct SuggestionContext: Sendable {
    public var at: Instant
    public var today: Day
    public var actor: Actor
    /// Whether the actor hands suggestions out, answers for the 承办单位, tells authors.
    public var mayAssign: Bool
    public var mayAnswer: Bool
    public var mayTell: Bool

    public init(
        at: Instant, today: Day, actor: Actor, mayAssign: Bool = false, mayAnswer: Bool = false,
        mayTell: Bool = false
    ) {
        self.at = at
        self.today = today
        self.actor = actor
        self.mayAssign = mayAssign
        self.mayAnswer = mayAnswer
        self.mayTell = mayTell
    }
}

extension Suggestion {
    public static func apply(_ event: SuggestionEvent, to state: Suggestion?) -> Suggestion {
        if case .filed(let payload) = event { return Suggestion(payload) }
        var suggestion = state ?? .blank(event.entry)
        switch event {
        case .filed: break
        case .assigned(let payload):
            suggestion.state = .assigned(
                Assignment(unit: payload.unit, due: payload.due, entry: payload.entry))
        case .answered(let payload):
            guard let assignment = suggestion.assignment else { break }
            suggestion.state = .answered(assignment, Answered(outcome: payload.value, entry: payload.entry))
        case .told(let payload):
            guard let assignment = suggestion.assignment, let answered = suggestion.answered else { break }
            suggestion.state = .told(assignment, answered, on: payload.day)
        }
        return suggestion
    }

    /// Anybody may file. Handing out, answering and telling need the right and a proven account (decisions 2).
    /// 已上报 may be answered again when the higher level decides.
    public static func decide(
        _ command: SuggestionCommand, on state: Suggestion?, in context: SuggestionContext
    ) throws(Refusal) -> NonEmpty<SuggestionEvent> {
        let entry = Entry(context.actor, at: context.at)
        guard let suggestion = state else {
            guard case .file(let filing) = command else { throw .unknown("没有这条建议，请核对编号") }
            return NonEmpty(.filed(SuggestionFiled(filing, entry: entry)))
        }
        switch command {
        case .file: throw .notPossible("建议 \(suggestion.number) 已经登记")
        case .assign(let unit, let due):
            try require(context.mayAssign, context, "分办")
            switch suggestion.state {
            case .filed, .assigned: break
            case .answered, .told: throw .notPossible("建议 \(suggestion.number) 已经答复，不能再分办")
            }
            guard due.dayZero <= due.due else {
                throw .invalid("答复时限", "\(due.due) 早于起算日 \(due.dayZero)", mend: "请核对时限规则")
            }
            return NonEmpty(.assigned(SuggestionAssigned(unit: unit, due: due, entry: entry)))
        case .answer(let outcome):
            try require(context.mayAnswer, context, "答复")
            switch suggestion.state {
            case .filed: throw .notPossible("建议 \(suggestion.number) 还没有承办单位，请先分办")
            case .assigned: break
            case .answered(_, let answered), .told(_, let answered, _):
                guard case .reportedUp = answered.outcome else {
                    throw .notPossible("建议 \(suggestion.number) 已经答复“\(answered.outcome.title)”")
                }
            }
            return NonEmpty(.answered(SuggestionAnswered(outcome, entry: entry)))
        case .tell(let day):
            try require(context.mayTell, context, "告知")
            switch suggestion.state {
            case .filed, .assigned: throw .notPossible("建议 \(suggestion.number) 还没有答复，答复后再告知")
            case .told(_, _, let day): throw .notPossible("建议 \(suggestion.number) 已于 \(day) 告知")
            case .answered(_, let answered):
                guard answered.entry.receivedAt.day <= day, day <= context.today else {
                    throw .invalid("告知日期", "\(day) 不在答复之日和今天之间", mend: "请填实际告知的日期")
                }
            }
            return NonEmpty(.told(SuggestionTold(day: day, entry: entry)))
        }
    }

    private static func require(_ right: Bool, _ context: SuggestionContext, _ act: String) throws(Refusal) {
        guard context.actor.isProven else { throw .notPermitted("\(act)建议须用密码或令牌登录") }
        guard right else { throw .notPermitted("您没有\(act)这条建议的权限") }
    }

    private init(_ filed: SuggestionFiled) {
        number = filed.number
        kind = filed.kind
        text = filed.text
        reason = filed.reason
        origin = filed.origin
        campaign = filed.campaign
        wished = filed.wished
        author = filed.author
        self.filed = filed.entry
    }

    /// A stream begins with `filed`; see `ExperienceSession.apply`.
    private static func blank(_ entry: Entry) -> Suggestion {
        Suggestion(
            SuggestionFiled(
                number: "", kind: .internal, text: .erased, reason: nil, origin: Origin(session: nil),
                campaign: nil,
                wished: nil, author: nil, entry: entry))
    }
}

extension SuggestionFiled {
    init(_ filing: SuggestionCommand.Filing, entry: Entry) {
        self.init(
            number: filing.number, kind: filing.kind, text: filing.text, reason: filing.reason,
            origin: filing.origin,
            campaign: filing.campaign, wished: filing.wished, author: filing.author, entry: entry)
    }
}
