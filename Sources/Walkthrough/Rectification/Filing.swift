/// A finding as somebody files it: from a session, a desk, a volunteer's phone or a file.
public struct Filing: Equatable, Sendable {
    /// What the unit itself decides about what its own people found (decisions 6).
    public struct OwnWork: Equatable, Sendable, Encodable {
        public var assign: ItemCommand.Assign
        /// 当场整改: what was wrong and what was done, straight to checking.
        public var onTheSpot: OnTheSpot?

        public init(assign: ItemCommand.Assign, onTheSpot: OnTheSpot? = nil) {
            self.assign = assign
            self.onTheSpot = onTheSpot
        }
    }

    public struct OnTheSpot: Equatable, Sendable, Encodable {
        public var plan: Plan
        public var request: ItemCommand.RequestClose

        public init(plan: Plan, request: ItemCommand.RequestClose) {
            self.plan = plan
            self.request = request
        }
    }

    /// The number is the store's to give; `receivedAt` and the number in this report are not used.
    public var report: Report
    public var ownWork: OwnWork?
    public var opening: OpeningClaim?

    public init(report: Report, ownWork: OwnWork? = nil, opening: OpeningClaim? = nil) {
        self.report = report
        self.ownWork = ownWork
        self.opening = opening
    }
}

extension RectificationItem {
    /// One problem, one row (decisions 11): registered with its clocks, and classified at once where a unit does so for
    /// its own finding.
    ///
    /// - Parameters:
    ///   - id: of the new row.
    /// - Throws: `Refusal.invalid` for an unknown place, a day in the future or a clue; see `decide(.assign)` for own
    ///   classification.
    public static func register(
        _ filing: Filing, id: ID<RectificationItem>, in context: ItemContext
    ) throws(Refusal) -> NonEmpty<ItemEvent> {
        let report = filing.report
        let source = context.source
        guard !source.record.isClue else {
            throw .notPossible("“\(source.name)”属于线索，不进台账；请作为线索密封登记")
        }
        if let place = report.place, context.directory.unit(place) == nil {
            throw .invalid("地点", "没有编码为 \(place) 的单位", mend: "请在单位目录里查编码，或留空")
        }
        if report.reporterMode == .anonymous,
            report.reporterName != nil || report.reporterContact != nil || report.caseNumber != nil
        {
            throw .invalid("反映方式", "匿名反映不能留姓名、联系方式和办件编号", mend: "请删去，或改为实名保密")
        }
        if let found = report.foundOn, found.earliest > context.today {
            throw .invalid("发现日期", "\(found) 在今天之后", mend: "请填实际发现的日期")
        }
        let line = report.place.map(context.line) ?? Line(institutions: [], needsOutsideCheck: false)
        let posts = context.actor.posts
        let act = Act(
            account: context.actor.account, person: context.actor.person,
            forLine: posts.contains { line.contains($0, in: context.directory) })
        let registered = ItemEvent.registered(
            .init(
                report: report, line: line,
                clocks: filing.opening == nil ? try firstClocks(in: context) : [],
                isVerifying: filing.opening == nil && source.record.needsVerification,
                opening: filing.opening, by: act))
        guard let own = filing.ownWork else { return NonEmpty(registered) }
        guard filing.opening == nil else {
            throw .notPossible("期初结转的问题不能同时自行分类；登记后再派单")
        }
        return try classify(own, after: registered, id: id, in: context)
    }

    private static func firstClocks(in context: ItemContext) throws(Refusal) -> [Clock] {
        guard let days = context.source.replyDays(context.settings) else { return [] }
        return [
            try context.clock(.firstResponse, rule: "firstResponse", workdays: days.firstResponse, round: 1),
            try context.clock(.reply, rule: "reply", workdays: days.ordinary, round: 1),
        ]
    }

    /// The owner classified it itself, so that it has signed for it, too.
    private static func classify(
        _ own: Filing.OwnWork, after registered: ItemEvent, id: ID<RectificationItem>, in context: ItemContext
    ) throws(Refusal) -> NonEmpty<ItemEvent> {
        var events = [registered]
        guard var item = apply(registered, at: context.at, to: nil, id: id) else {
            return NonEmpty(registered)
        }
        func take(_ new: NonEmpty<ItemEvent>) {
            for event in new {
                events.append(event)
                item = apply(event, at: context.at, to: item, id: id) ?? item
            }
        }
        take(try item.decide(.assign(own.assign), in: context))
        take(try item.decide(.accept, in: context))
        if let spot = own.onTheSpot {
            // Still needs evidence, and somebody else's check (decisions 6).
            take(try item.decide(.plan(spot.plan), in: context))
            let standing = Standing(of: context.actor, to: item, in: context.directory)
            let decision = ItemDecision(item: item, context: context, standing: standing)
            take(try decision.requestClose(spot.request, onTheSpot: true))
        }
        return NonEmpty(registered, Array(events.dropFirst()))
    }
}
