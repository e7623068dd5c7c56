public enum CampaignCommand: Equatable, Sendable {
    case record(CampaignRecorded)
    case filePlan(SessionKind, Digest, unit: UnitCode)
    case end(on: Day, reason: Prose)
}

/// What a decision about a campaign reads.
public struct CampaignContext {
    public let actor: Actor
    public let today: Day
    public let directory: any UnitDirectory
    /// Of the items and leaders that the command names, those that are not recorded, as text.
    public let missing: [String]

    public init(actor: Actor, today: Day, directory: any UnitDirectory, missing: [String] = []) {
        self.actor = actor
        self.today = today
        self.directory = directory
        self.missing = missing
    }
}

extension Campaign {
    /// Rules: a proved coordinator opens, changes and ends a campaign; the office of an action, or a coordinator, files
    /// its plan.
    public static func decide(
        _ command: CampaignCommand, on state: Campaign?, in context: CampaignContext
    ) throws(Refusal) -> NonEmpty<CampaignEvent> {
        switch command {
        case .record(let record):
            try context.actor.must(.keepReference)
            if let state {
                guard state.ended == nil else { throw .notPossible("活动已提前结束，不能再改。") }
                guard state.record != record else { throw .notPossible("活动没有变化。") }
            }
            let units =
                [record.issuer] + record.actions.compactMap(\.office) + record.actions.flatMap(\.partners)
            for code in units {
                guard let unit = context.directory.unit(code) else {
                    throw .invalid("单位编码", "没有编码为 \(code) 的单位", mend: "请先录入该单位，或改正编码")
                }
                guard unit.isActive else { throw .invalid("单位编码", "单位 \(code) 已撤销", mend: "请填在用的单位") }
            }
            if let missing = context.missing.first {
                throw .invalid("编号", "没有编号为 \(missing) 的事项或人员", mend: "请先录入，或改正编号")
            }
            return NonEmpty(.recorded(record))
        case .filePlan(let kind, let plan, let unit):
            try context.actor.must(.filePlan)
            guard let state else { throw .unknown("没有这个活动，请核对编号。") }
            guard state.ended == nil else { throw .notPossible("活动已提前结束，不能再报方案。") }
            guard let action = state.action(kind) else {
                throw .notPossible("本活动没有列“\(kind.title)”，请先在活动里列出。")
            }
            let isOffice =
                action.office == unit && context.actor.may(.filePlan, at: unit, in: context.directory)
            guard isOffice || context.actor.reach(for: .filePlan) == .county else {
                throw .notPermitted("“\(kind.title)”的方案由责任科室或政务办管理报送。")
            }
            return NonEmpty(.planFiled(PlanFiled(action: kind, plan: plan, unit: unit, on: context.today)))
        case .end(let day, let reason):
            try context.actor.must(.keepReference)
            guard let state else { throw .unknown("没有这个活动，请核对编号。") }
            guard state.ended == nil else { throw .notPossible("活动已提前结束。") }
            return NonEmpty(.ended(CampaignEnded(on: day, reason: reason)))
        }
    }
}
