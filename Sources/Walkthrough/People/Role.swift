/// What an account may be trusted with, always for one unit and what lies below it (domain §2, decisions 7).
public enum Role: String, Sendable, Codable, CaseIterable {
    case coordinator, supervisor, unitHead, windowLead, clerk, office, partner, townCenter, villageStation
    case experiencer, caller, reviewer, countyLeader, auditor
    case systemAdmin, securityAdmin, auditAdmin

    public var title: String {
        switch self {
        case .coordinator: "政务办管理"
        case .supervisor: "督查"
        case .unitHead: "部门主要负责人"
        case .windowLead: "窗口负责人"
        case .clerk: "窗口工作人员"
        case .office: "责任科室"
        case .partner: "协同单位"
        case .townCenter: "镇街便民服务中心"
        case .villageStation: "村（社区）便民服务站"
        case .experiencer: "政务服务体验员"
        case .caller: "第三方回访"
        case .reviewer: "复核人"
        case .countyLeader: "县领导"
        case .auditor: "上级督查/审计"
        case .systemAdmin: "系统管理员"
        case .securityAdmin: "安全管理员"
        case .auditAdmin: "审计管理员"
        }
    }
}

/// A role held at a unit: it reaches that unit and everything below it.
public struct Grant: Hashable, Sendable, Codable {
    public let role: Role
    public let unit: UnitCode
    /// What of it a 上级督查/审计 reads; no other role has one.
    public let period: AuditPeriod?

    public init(_ role: Role, at unit: UnitCode, during period: AuditPeriod? = nil) {
        self.role = role
        self.unit = unit
        self.period = period
    }

    /// Whether it opens anything: that of an auditor only with its period.
    public var isEffective: Bool { role != .auditor || period != nil }

    /// The role, where, and of which days.
    public var title: String {
        "\(role.title)（\(unit)\(period.map { "，\($0)" } ?? "")\(isEffective ? "" : "，没有查看期间，不起作用")）"
    }

    /// Whether it is the same role at the same unit, of whatever period.
    func isSame(as other: Grant) -> Bool { role == other.role && unit == other.unit }
}
