public import Walkthrough

/// One service item of a file as `service-items.csv`.
public struct ServiceRow: CSVRow, Hashable {
    public let line: Int
    public let serial: String?
    public let name: Prose
    /// 实施清单编码 or the catalogue's own; many items have none.
    public let code: String?
    /// The kind of department in charge, such as 公安局.
    public let department: String?
    /// The unit in charge, where the office's file names it.
    public let unit: UnitCode?
    public let theme: String?
    /// `nil` is not known, which is not no.
    public let isHighFrequency: Bool?
    public let highFrequencyBasis: Prose?
    public let isBlocker: Bool?
    public let channels: [Channel]
    /// 县级, 市级.
    public let levels: [String]
    public let source: Prose?
    public let sourceNature: String?

    public static let layout = CSVLayout(
        required: ["事项名称"],
        optional: [
            "序号", "基本编码", "主管部门", "主管单位编码", "主题领域", "是否高频", "高频依据", "是否堵点", "渠道", "行使层级", "来源网址",
            "来源性质",
        ], unique: "序号")

    public init?(_ cells: inout CSVCells) {
        let name = cells.requiredTitle("事项名称")
        serial = cells.label("序号")
        code = cells.value("基本编码") { text throws(Invalid) in try CSVCells.code(text, "基本编码") }
        department = cells.label("主管部门")
        unit = cells.unit("主管单位编码")
        theme = cells.label("主题领域")
        isHighFrequency = cells.flag("是否高频")
        highFrequencyBasis = cells.prose("高频依据")
        isBlocker = cells.flag("是否堵点")
        channels = cells.choices("渠道", Channel.allCases, \.title)
        levels = cells.names("行使层级")
        source = cells.prose("来源网址")
        sourceNature = cells.label("来源性质")
        guard let name else { return nil }
        (line, self.name) = (cells.line, name)
    }
}

/// One 一件事 of a file as `one-things.csv`; bundles of one name in different places are rows of their own.
public struct OneThingRow: CSVRow, Hashable {
    public let line: Int
    public let serial: String?
    public let name: Prose
    public let batch: String?
    public let lead: String?
    public let partners: NameList?
    public let items: NameList?
    public let region: String?
    public let verification: String?
    public let source: Prose?

    public static let layout = CSVLayout(
        required: ["一件事名称"],
        optional: ["序号", "年度批次", "牵头部门", "配合部门", "联办事项", "适用地区", "核实状态", "来源网址"], unique: "序号")

    public init?(_ cells: inout CSVCells) {
        let name = cells.requiredTitle("一件事名称")
        serial = cells.label("序号")
        batch = cells.label("年度批次")
        lead = cells.label("牵头部门")
        partners = cells.nameList("配合部门")
        items = cells.nameList("联办事项", onlyWide: true)
        region = cells.label("适用地区")
        verification = cells.label("核实状态")
        source = cells.prose("来源网址")
        guard let name else { return nil }
        (line, self.name) = (cells.line, name)
    }
}
