/// A programme with stages and six actions, under which walks are made (decisions 15). Outside of any, a walk is 常态化.
public struct Campaign: Codable, Equatable, Sendable {
    public let record: CampaignRecorded
    /// The plans filed so far, the last of each action.
    public let plans: [PlanFiled]
    public let ended: CampaignEnded?

    public init(_ record: CampaignRecorded, plans: [PlanFiled] = [], ended: CampaignEnded? = nil) {
        self.record = record
        self.plans = plans
        self.ended = ended
    }

    public var id: ID<Campaign> { record.id }
    public var name: Prose { record.name }

    /// The stage that `day` belongs to; `nil` outside of all, and after an early end.
    public func stage(on day: Day) -> CampaignStage.Name? {
        if let ended, day > ended.on { return nil }
        return record.stages.first { $0.from <= day && day <= $0.to }?.name
    }

    /// Whether a walk of `day` may name this campaign.
    public func isOpen(on day: Day) -> Bool { stage(on: day) != nil }

    /// - Throws: `Refusal.notPossible` on a day when nothing may name this campaign.
    public func mustBeOpen(on day: Day) throws(Refusal) {
        guard isOpen(on: day) else { throw .notPossible("活动“\(name)”今天不在任何阶段内；请核对，或作为常态化登记") }
    }

    public func action(_ kind: SessionKind) -> CampaignAction? { record.actions.first { $0.action == kind } }
    public func plan(_ kind: SessionKind) -> PlanFiled? { plans.first { $0.action == kind } }

    public static func stream(_ id: ID<Campaign>) -> StreamID { StreamID(.campaign, id.text) }

    /// `nil` while nothing was recorded.
    public static func apply(_ event: CampaignEvent, to state: Campaign?) -> Campaign? {
        switch event {
        case .recorded(let record): Campaign(record, plans: state?.plans ?? [], ended: state?.ended)
        case .planFiled(let plan):
            state.map {
                Campaign(
                    $0.record, plans: $0.plans.filter { $0.action != plan.action } + [plan], ended: $0.ended)
            }
        case .ended(let ended): state.map { Campaign($0.record, plans: $0.plans, ended: ended) }
        }
    }
}

/// One of the four stages, both days included.
public struct CampaignStage: Hashable, Sendable, Codable {
    public enum Name: String, Sendable, Codable, CaseIterable {
        case publicity, deployment, walking, summary

        public var title: String {
            switch self {
            case .publicity: "宣传发动"
            case .deployment: "全面部署"
            case .walking: "走流程体验"
            case .summary: "总结提高"
            }
        }
    }

    public let name: Name
    public let from: Day
    public let to: Day

    /// - Throws: `Invalid` if the stage ends before it begins.
    public init(_ name: Name, from: Day, to: Day) throws(Invalid) {
        guard from <= to else {
            throw Invalid("阶段“\(name.title)”", "止日 \(to) 早于起日 \(from)", mend: "请核对起止日期")
        }
        self.name = name
        self.from = from
        self.to = to
    }
}

/// Who leads one of the actions, and who helps.
public struct CampaignAction: Hashable, Sendable, Codable {
    public let action: SessionKind
    public let leader: ID<Person>?
    /// 责任科室.
    public let office: UnitCode?
    public let partners: [UnitCode]

    public init(_ action: SessionKind, leader: ID<Person>?, office: UnitCode?, partners: [UnitCode] = []) {
        self.action = action
        self.leader = leader
        self.office = office
        self.partners = partners
    }
}

/// The title of one of the three lists, and its columns; no columns means the standard ones.
public struct ListLayout: Hashable, Sendable, Codable {
    public let title: Category
    public let columns: [Category]

    /// The sheets beside the three lists in the weekly workbook.
    static let reservedTitles = ["整改台账", "本周变化", "汇总", "历史销号", "影像清单", "history"]

    /// - Throws: `Invalid` for a title that a sheet cannot have, or a column twice.
    public init(title: Category, columns: [Category] = []) throws(Invalid) {
        let text = title.text
        guard text.utf16.count <= 31 else {
            throw Invalid("清单名称", "“\(text)”超过 31 个字", mend: "请缩短，Excel 工作表名最多 31 个字")
        }
        guard !text.contains(where: { "[]:*?/\\".contains($0) }), text.first != "'", text.last != "'" else {
            throw Invalid("清单名称", "“\(text)”含有 Excel 工作表名不许用的符号", mend: #"请去掉 [ ] : * ? / \ 和首尾的 '"#)
        }
        guard !Self.reservedTitles.contains(text.lowercased()) else {
            throw Invalid("清单名称", "“\(text)”已用作别的工作表名", mend: "请换一个名称")
        }
        guard Set(columns).count == columns.count else {
            throw Invalid("清单“\(text)”", "有重复的列", mend: "请删去重复的列")
        }
        self.title = title
        self.columns = columns
    }
}
