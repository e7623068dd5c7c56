import Walkthrough

/// A cut of the sample county: one row of each kind of unit, both lines of the hall, the outsiders.
enum SampleCounty {
    /// 单位编码, 单位名称, 单位类型, 上级编码, 派驻单位编码, 部门类型, 窗口类型
    static let rows = [
        ["QH", "青禾县", "县", "", "", "", ""],
        ["QH-D01", "青禾县政府办公室", "部门", "QH", "", "政府办公室", ""],
        ["QH-D07", "青禾县公安局", "部门", "QH", "", "公安局", ""],
        ["QH-D27", "青禾县行政审批服务局", "部门", "QH", "", "行政审批服务局", ""],
        ["QH-D33", "青禾县税务局", "部门", "QH", "", "税务局", ""],
        ["QH-D27-DC", "督查科", "内设科室", "QH-D27", "", "行政审批服务局", ""],
        ["QH-D27-ZF", "政务服务科", "内设科室", "QH-D27", "", "行政审批服务局", ""],
        ["QH-D01-DC", "县政府督查室", "内设科室", "QH-D01", "", "政府办公室", ""],
        ["QH-JJ", "县纪委监委派驻纪检监察组", "派驻机构", "QH", "", "纪检监察", ""],
        ["QH-ZX", "青禾县政务服务中心", "县级政务大厅", "QH-D27", "", "行政审批服务局", ""],
        ["QH-PQ1", "政务大厅一片区（社会事务）", "片区", "QH-ZX", "", "行政审批服务局", ""],
        ["QH-PQ2", "政务大厅二片区（企业与项目）", "片区", "QH-ZX", "", "行政审批服务局", ""],
        ["QH-W001", "咨询导办台1号", "窗口", "QH-PQ1", "", "行政审批服务局", "咨询引导"],
        ["QH-W003", "综合窗口（社会事务）1号", "窗口", "QH-PQ1", "", "行政审批服务局", "无差别综合受理"],
        ["QH-W042", "公安业务窗口1号", "窗口", "QH-PQ2", "QH-D07", "公安局", "部门专区"],
        ["QH-W050", "税务业务窗口1号", "窗口", "QH-PQ2", "QH-D33", "税务局", "部门专区"],
        ["QH-YQ1", "青禾县经济开发区企业服务中心", "园区便民服务中心", "QH", "", "园区", ""],
        ["QH-T01", "云溪镇便民服务中心", "乡镇便民服务中心", "QH", "", "乡镇人民政府", "办不成事反映窗口等综合受理窗口"],
        ["QH-T02", "石桥镇便民服务中心", "乡镇便民服务中心", "QH", "", "乡镇人民政府", "办不成事反映窗口等综合受理窗口"],
        ["QH-T03", "城关街道便民服务中心", "街道便民服务中心", "QH", "", "街道办事处", "办不成事反映窗口等综合受理窗口"],
        ["QH-T01-V01", "云溪镇东王家庄村便民服务站", "村（社区）便民服务站", "QH-T01", "", "村（居）民委员会", "代办点"],
        ["QH-T01-V02", "云溪镇后王家庄村便民服务站", "村（社区）便民服务站", "QH-T01", "", "村（居）民委员会", "代办点"],
    ]

    static func record(_ row: [String]) throws(Invalid) -> UnitRecorded {
        try UnitRecorded(
            code: row[0], name: row[1], kind: row[2], parent: row[3], posted: row[4], departmentType: row[5],
            deskType: row[6], notes: "县名虚构", basis: nil)
    }

    static func units() throws -> UnitTable { UnitTable(try rows.map { Unit(try record($0)) }) }

    static func outside() throws -> [Category] { Settings().outsideCheckTypes }
    static func code(_ text: String) throws -> UnitCode { try UnitCode(text) }
}

/// An id that is the same in every run.
func id<Entity>(_ number: UInt64, _ type: Entity.Type = Entity.self) -> ID<Entity> {
    ID(at: Instant(milliseconds: 1_788_000_000_000), random: (0, number))
}

func prose(_ text: String) throws -> Prose { try Prose(text, "文字") }

/// Somebody signed in with a password.
func actor(_ account: String, _ roles: Role..., person: UInt64? = nil) throws -> Actor {
    let county = try UnitCode("QH")
    return Actor(
        account: account, person: person.map { id($0) }, authentication: .password,
        grants: roles.map { Grant($0, at: county) })
}

/// Whoever sits at the machine without having signed in.
let local = Actor(account: "local:root", person: nil, authentication: .none)
