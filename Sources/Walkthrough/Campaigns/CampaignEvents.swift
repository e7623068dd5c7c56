/// A campaign was opened or changed; the last record is the campaign.
public struct CampaignRecorded: EventPayload {
    public static let kind = "campaign.recorded.1"
    public let id: ID<Campaign>
    public let name: Prose
    public let issuer: UnitCode
    /// All four, in order, without overlap.
    public let stages: [CampaignStage]
    public let actions: [CampaignAction]
    /// x of the 主官式 gate: the hall suggestions that a report needs at least.
    public let hallSuggestions: Int
    /// The suggestions on the unit's own work that it needs at least.
    public let internalSuggestions: Int
    public let issuesList: ListLayout
    public let measuresList: ListLayout
    public let suggestionsList: ListLayout
    /// Items that must be walked besides those of high frequency and those blocked.
    public let mustWalk: [ID<ServiceItem>]

    /// - Throws: `Invalid` for missing, unordered or overlapping stages, an action twice, numbers outside 1 to 20, or two
    ///   lists of one title.
    public init(
        id: ID<Campaign>, name: Prose, issuer: UnitCode, stages: [CampaignStage], actions: [CampaignAction],
        hallSuggestions: Int, internalSuggestions: Int = 1, issuesList: ListLayout, measuresList: ListLayout,
        suggestionsList: ListLayout, mustWalk: [ID<ServiceItem>] = []
    ) throws(Invalid) {
        guard stages.map(\.name) == CampaignStage.Name.allCases else {
            throw Invalid(
                "阶段", "四个阶段不全或次序不对",
                mend: "请依次填" + CampaignStage.Name.allCases.map(\.title).joined(separator: "、"))
        }
        for (earlier, later) in zip(stages, stages.dropFirst()) where earlier.to >= later.from {
            throw Invalid(
                "阶段“\(later.name.title)”", "起日 \(later.from) 与上一阶段（至 \(earlier.to)）重叠", mend: "请让各阶段前后相接")
        }
        guard Set(actions.map(\.action)).count == actions.count else {
            throw Invalid("行动", "同一行动写了两遍", mend: "每个行动只写一次")
        }
        for (number, field) in [(hallSuggestions, "大厅建议条数"), (internalSuggestions, "内部建议条数")] {
            guard (1...20).contains(number) else {
                throw Invalid(field, "\(number) 不在 1 到 20 之间", mend: "请改正")
            }
        }
        guard Set([issuesList.title, measuresList.title, suggestionsList.title]).count == 3 else {
            throw Invalid("清单名称", "三张清单有重名", mend: "请分别命名")
        }
        self.id = id
        self.name = name
        self.issuer = issuer
        self.stages = stages
        self.actions = actions
        self.hallSuggestions = hallSuggestions
        self.internalSuggestions = internalSuggestions
        self.issuesList = issuesList
        self.measuresList = measuresList
        self.suggestionsList = suggestionsList
        self.mustWalk = mustWalk
    }
}

/// The plan of an action was filed; the file lies in the vault.
public struct PlanFiled: EventPayload {
    public static let kind = "campaign.planFiled.1"
    public let action: SessionKind
    public let plan: Digest
    public let unit: UnitCode
    public let on: Day

    public init(action: SessionKind, plan: Digest, unit: UnitCode, on: Day) {
        self.action = action
        self.plan = plan
        self.unit = unit
        self.on = on
    }
}

/// The campaign ended before its last stage did; `on` is its last day.
public struct CampaignEnded: EventPayload {
    public static let kind = "campaign.ended.1"
    public let on: Day
    public let reason: Prose

    public init(on: Day, reason: Prose) {
        self.on = on
        self.reason = reason
    }
}

public enum CampaignEvent: EventFamily {
    case recorded(CampaignRecorded)
    case planFiled(PlanFiled)
    case ended(CampaignEnded)

    public static var forms: [EventForm<CampaignEvent>] {
        [
            EventForm(CampaignEvent.recorded), EventForm(CampaignEvent.planFiled),
            EventForm(CampaignEvent.ended),
        ]
    }

    public var payload: any EventPayload {
        switch self {
        case .recorded(let payload): payload
        case .planFiled(let payload): payload
        case .ended(let payload): payload
        }
    }
}
