public import Walkthrough

/// One unit of a file as `units.csv`: 单位编码, 单位名称, 单位类型, 上级编码, 派驻单位编码, …
public struct UnitRow: CSVRow, Hashable {
    public let line: Int
    public let code: UnitCode
    public let name: Prose
    /// 县, 部门, 内设科室, 派驻机构, 县级政务大厅, 片区, 窗口, 乡镇便民服务中心, …
    public let kind: String
    /// `nil` for the root.
    public let parent: UnitCode?
    /// The unit that posts a desk's staff: its second line.
    public let posted: UnitCode?
    public let departmentType: String?
    public let deskType: String?
    public let note: Prose?
    public let basis: Prose?

    public static let layout = CSVLayout(
        required: ["单位编码", "单位名称", "单位类型"],
        optional: ["上级编码", "派驻单位编码", "部门类型", "窗口类型", "说明", "依据来源"], unique: "单位编码")

    public init?(_ cells: inout CSVCells) {
        let code = cells.required("单位编码") { text throws(Invalid) in try UnitCode(text) }
        let name = cells.requiredTitle("单位名称")
        let kind = cells.required("单位类型") { text throws(Invalid) in try CSVCells.label(text, "单位类型") }
        parent = cells.unit("上级编码")
        posted = cells.unit("派驻单位编码")
        departmentType = cells.label("部门类型")
        deskType = cells.label("窗口类型")
        note = cells.prose("说明")
        basis = cells.prose("依据来源")
        guard let code, let name, let kind else { return nil }
        (line, self.code, self.name, self.kind) = (cells.line, code, name, kind)
    }
}
