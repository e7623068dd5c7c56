public import Walkthrough

/// One finding of a file as `findings.csv`; the last columns serve `issue import --opening` (期初结转).
public struct FindingRow: CSVRow, Hashable {
    public let line: Int
    public let serial: String?
    /// 走流程, 督查, 媒体暗访, …: a source's title; whether it is known is for the county's sources to say.
    public let source: String
    public let region: Prose?
    public let found: PartialDay?
    public let way: SessionKind?
    public let service: Prose?
    public let channels: [Channel]
    public let stage: String?
    /// An id of a checklist, such as `FLOW-09`.
    public let checkItem: String?
    public let problem: Prose
    public let cause: Prose?
    /// 立行立改, 限期整改 or 长期整改.
    public let mode: String?
    public let measure: Prose?
    public let departments: NameList?
    public let deadline: StatedDay?
    public let completed: PartialDay?
    public let followUp: Prose?
    public let origin: Prose?
    public let originNature: String?
    public let opening: Opening

    /// What an older ledger says beside the finding; all empty in a plain file of findings.
    public struct Opening: Hashable, Sendable {
        public let number: String?
        /// The state claimed, in the old ledger's words.
        public let state: String?
        public let unit: UnitCode?
        public let partners: NameList?
        public let owner: Prose?
        public let leader: Prose?
        public let goal: Prose?
        public let suggestion: Prose?
        public let progress: Prose?
        public let struckOff: PartialDay?
        public let isPublic: Bool?
        public let externalSystem: String?
        public let externalNumber: String?
        public let note: Prose?
    }

    public static let modes = ["立行立改", "限期整改", "长期整改"]

    public static let layout = CSVLayout(
        required: ["来源", "问题描述"],
        optional: [
            "序号", "地区", "发现日期", "体验方式", "事项名称", "渠道", "体验环节", "检查项", "原因分析", "整改类型", "整改优化措施", "责任部门",
            "整改时限", "完成日期", "回访结果", "来源网址", "来源性质", "台账编号", "状态", "责任单位编码", "协同单位", "整改责任人", "责任领导",
            "整改目标", "工作建议", "进展", "销号日期", "是否公开", "外部系统", "外部编号", "备注",
        ], unique: "序号")

    public init?(_ cells: inout CSVCells) {
        let source = cells.required("来源") { text throws(Invalid) in try CSVCells.label(text, "来源") }
        let problem = cells.required("问题描述") { text throws(Invalid) in try Prose(text, "问题描述") }
        serial = cells.label("序号")
        region = cells.prose("地区", limit: Prose.titleLimit)
        found = cells.partialDay("发现日期")
        way = cells.choice("体验方式", SessionKind.allCases, \.title)
        service = cells.prose("事项名称", limit: Prose.titleLimit)
        channels = cells.choices("渠道", Channel.allCases, \.title)
        stage = cells.label("体验环节")
        checkItem = cells.value("检查项") { text throws(Invalid) in try CSVCells.code(text, "检查项") }
        cause = cells.prose("原因分析")
        mode = cells.choice("整改类型", Self.modes) { $0 }
        measure = cells.prose("整改优化措施")
        departments = cells.nameList("责任部门")
        deadline = cells.statedDay("整改时限")
        completed = cells.partialDay("完成日期")
        followUp = cells.prose("回访结果")
        origin = cells.prose("来源网址")
        originNature = cells.label("来源性质")
        opening = Opening(&cells)
        guard let source, let problem else { return nil }
        (line, self.source, self.problem) = (cells.line, source, problem)
    }
}

extension FindingRow.Opening {
    init(_ cells: inout CSVCells) {
        number = cells.label("台账编号")
        state = cells.label("状态")
        unit = cells.unit("责任单位编码")
        partners = cells.nameList("协同单位")
        owner = cells.prose("整改责任人", limit: Prose.titleLimit)
        leader = cells.prose("责任领导", limit: Prose.titleLimit)
        goal = cells.prose("整改目标")
        suggestion = cells.prose("工作建议")
        progress = cells.prose("进展")
        struckOff = cells.partialDay("销号日期")
        isPublic = cells.flag("是否公开")
        externalSystem = cells.label("外部系统")
        externalNumber = cells.label("外部编号")
        note = cells.prose("备注")
        if externalNumber != nil, externalSystem == nil {
            cells.fail(Invalid("外部系统", "有外部编号而没有外部系统", mend: "请填系统名，如 12345"))
        }
    }
}
