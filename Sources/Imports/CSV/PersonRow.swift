public import Walkthrough

/// One person of a file: staff with their posts, and 体验员 with how they were recruited (decisions 15).
public struct PersonRow: CSVRow, Hashable {
    public let line: Int
    /// The office's own number for the person: how files and exports name them.
    public let number: String
    public let name: Prose
    public let unit: UnitCode?
    /// The unit on the second line of the person's post.
    public let posted: UnitCode?
    public let duty: Prose?
    public let phone: Prose?
    /// The number under which lists and exports name a 体验员; nobody else has one.
    public let experiencerNumber: String?
    /// 公开征集, 单位推荐 or 定向邀约.
    public let recruitment: String?
    public let recommendedBy: Prose?
    /// As printed; a day of birth is not asked for.
    public let ageBand: String?
    public let trade: String?
    /// 人大代表, 政协委员 or 无.
    public let mandate: String?
    public let termFrom: Day?
    public let termThrough: Day?

    public static let recruitmentWays = ["公开征集", "单位推荐", "定向邀约"]
    public static let mandates = ["无", "人大代表", "政协委员"]

    public static let layout = CSVLayout(
        required: ["人员编号", "姓名"],
        optional: [
            "单位编码", "派驻单位编码", "职务", "手机号", "体验员编号", "招募方式", "推荐单位", "年龄段", "行业", "代表委员", "聘期起", "聘期止",
        ], unique: "人员编号")

    public init?(_ cells: inout CSVCells) {
        let number = cells.required("人员编号") { text throws(Invalid) in try CSVCells.code(text, "人员编号") }
        let name = cells.requiredTitle("姓名")
        unit = cells.unit("单位编码")
        posted = cells.unit("派驻单位编码")
        duty = cells.prose("职务", limit: Prose.titleLimit)
        phone = cells.value("手机号") { text throws(Invalid) in
            guard (5...24).contains(text.utf8.count),
                text.utf8.allSatisfy({ "0123456789+- ()".utf8.contains($0) })
            else {
                throw Invalid("手机号", "不是电话号码", mend: "请只填数字，Excel 显示成 1.38E+10 时请改为文本格式")
            }
            return try Prose(text, "手机号", limit: Prose.titleLimit)
        }
        experiencerNumber = cells.label("体验员编号")
        recruitment = cells.choice("招募方式", Self.recruitmentWays) { $0 }
        recommendedBy = cells.prose("推荐单位", limit: Prose.titleLimit)
        ageBand = cells.label("年龄段")
        trade = cells.label("行业")
        mandate = cells.choice("代表委员", Self.mandates) { $0 }
        termFrom = cells.day("聘期起")
        termThrough = cells.day("聘期止")
        if let termFrom, let termThrough, termThrough < termFrom {
            cells.fail(Invalid("聘期止", "\(termThrough) 早于聘期起 \(termFrom)", mend: "请核对聘期"))
        }
        guard let number, let name else { return nil }
        (line, self.number, self.name) = (cells.line, number, name)
    }
}
