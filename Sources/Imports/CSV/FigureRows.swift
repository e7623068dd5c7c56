public import Walkthrough

/// One published scale figure of a file as `activity-figures.csv`. Bases differ from place to place: never rank them.
public struct ActivityFigureRow: CSVRow, Hashable {
    public let line: Int
    public let serial: String?
    public let region: Prose
    public let activity: Prose
    public let period: String?
    public let people: Int?
    public let occasions: Int?
    public let coverage: Prose?
    public let found: Int?
    public let measures: Int?
    public let finished: Int?
    /// As printed.
    public let rate: String?
    public let note: Prose?
    public let source: Prose?
    public let sourceNature: String?

    public static let layout = CSVLayout(
        required: ["地区", "活动名称"],
        optional: [
            "序号", "统计期间", "参与人数或人次", "场次", "覆盖范围", "发现问题或受理件数", "措施或建议数", "整改或办结数", "公布比率", "备注",
            "来源网址", "来源性质",
        ], unique: "序号")

    public init?(_ cells: inout CSVCells) {
        let region = cells.requiredTitle("地区")
        let activity = cells.requiredTitle("活动名称")
        serial = cells.label("序号")
        period = cells.label("统计期间")
        people = cells.integer("参与人数或人次")
        occasions = cells.integer("场次")
        coverage = cells.prose("覆盖范围")
        found = cells.integer("发现问题或受理件数")
        measures = cells.integer("措施或建议数")
        finished = cells.integer("整改或办结数")
        rate = cells.label("公布比率")
        note = cells.prose("备注")
        source = cells.prose("来源网址")
        sourceNature = cells.label("来源性质")
        guard let region, let activity else { return nil }
        (line, self.region, self.activity) = (cells.line, region, activity)
    }
}

/// One published rate of a file as `ratings-figures.csv`.
public struct RatingFigureRow: CSVRow, Hashable {
    public let line: Int
    public let serial: String?
    public let region: Prose
    public let period: String?
    public let metric: Prose
    public let numeratorBasis: Prose?
    /// `nil` where the source gives none: such a rate is claimed, not checked.
    public let numerator: Int?
    public let denominatorBasis: Prose?
    public let denominator: Int?
    /// As printed.
    public let published: String?
    public let halfUp: String?
    public let cut: String?
    /// Half-up, never 100.00% while something is missing.
    public let neverFull: String?
    public let agreement: String?
    public let note: Prose?
    public let source: Prose?
    public let sourceNature: String?

    public static let layout = CSVLayout(
        required: ["地区", "指标名称"],
        optional: [
            "序号", "统计期间", "分子口径", "分子", "分母口径", "分母", "公布值", "四舍五入两位", "截尾两位", "不虚满规则值", "公布值吻合情况",
            "说明", "来源网址", "来源性质",
        ], unique: "序号")

    public init?(_ cells: inout CSVCells) {
        let region = cells.requiredTitle("地区")
        let metric = cells.requiredTitle("指标名称")
        serial = cells.label("序号")
        period = cells.label("统计期间")
        numeratorBasis = cells.prose("分子口径")
        numerator = cells.integer("分子")
        denominatorBasis = cells.prose("分母口径")
        denominator = cells.integer("分母")
        published = cells.label("公布值")
        halfUp = cells.label("四舍五入两位")
        cut = cells.label("截尾两位")
        neverFull = cells.label("不虚满规则值")
        agreement = cells.label("公布值吻合情况")
        note = cells.prose("说明")
        source = cells.prose("来源网址")
        sourceNature = cells.label("来源性质")
        guard let region, let metric else { return nil }
        (line, self.region, self.metric) = (cells.line, region, metric)
    }
}
