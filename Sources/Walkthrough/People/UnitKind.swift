/// What a unit is in the county's organisation; the titles are the words of the unit file.
public enum UnitKind: String, Sendable, Codable, CaseIterable {
    case county, department, section, dispatchedBody
    case hall, area, desk
    case town, street, park
    case townCenter, streetCenter, parkCenter, villageStation

    public var title: String {
        switch self {
        case .county: "县"
        case .department: "部门"
        case .section: "内设科室"
        case .dispatchedBody: "派驻机构"
        case .hall: "县级政务大厅"
        case .area: "片区"
        case .desk: "窗口"
        case .town: "乡镇"
        case .street: "街道"
        case .park: "园区"
        case .townCenter: "乡镇便民服务中心"
        case .streetCenter: "街道便民服务中心"
        case .parkCenter: "园区便民服务中心"
        case .villageStation: "村（社区）便民服务站"
        }
    }

    /// Whether a unit of this kind answers as a whole for what lies below it (architecture 13). A service centre that
    /// hangs directly under the county stands for its town, street or park.
    public var isInstitution: Bool {
        switch self {
        case .department, .dispatchedBody, .town, .street, .park, .townCenter, .streetCenter, .parkCenter: true
        case .county, .section, .hall, .area, .desk, .villageStation: false
        }
    }

    /// Parses a title; brackets of either width, and the village's and the community's own names, are taken alike.
    public init(title text: String) throws(Invalid) {
        let word = Prose.trimmed(text).replacing("(", with: "（").replacing(")", with: "）")
        if let kind = Self.allCases.first(where: { $0.title == word }) {
            self = kind
            return
        }
        switch word {
        case "区", "市", "县（区）", "县（市、区）": self = .county
        case "大厅", "政务大厅", "政务服务中心", "政务服务大厅": self = .hall
        case "科室", "股室": self = .section
        case "镇便民服务中心", "乡便民服务中心", "镇街便民服务中心": self = .townCenter
        case "村便民服务站", "社区便民服务站": self = .villageStation
        case "镇", "乡": self = .town
        default:
            throw Invalid(
                "单位类型", "“\(text.prefix(40))”不在类型表里",
                mend: "请填" + Self.allCases.map(\.title).joined(separator: "、") + "之一")
        }
    }
}
