/// What a front can ask for, beside the verbs on a row: those stand in `Gate`, state by state (architecture 1). `Permission`
/// says whom each is open to, and how far.
public enum Action: String, Sendable, Codable, CaseIterable {
    // Rows, walks and what comes of them.
    case readItems, readHistory, readActors, actOnItem, fileItem, importFindings
    case readWalks, readSignals, openWalk, enterForOthers
    case readSuggestions, fileSuggestion, assignSuggestion, answerSuggestion
    case readTasks, reportTask
    case readNotices, draftNotice, decideNotice
    case openClue, readClues, nameClueOfficers
    case readStatistics, export
    case useEvidence
    case usePublicDoor
    // The week.
    case readWeek, fillUnitWeek, signUnitWeek, freezeWeek, correctWeek
    // What the work refers to.
    case readReference, importReference, keepReference, filePlan
    case readPersons, proposeTermEnd, confirmTermEnd
    case readSettings, changeSettings, changeSecuritySettings
    // Accounts and upkeep.
    case useOwnAccount, issueCard
    case readAccounts, keepAccounts, resetPassword, grantRoles, revokeTokens, readAccessLog
    case erase, sealLog

    /// What messages and tables call it.
    public var title: String {
        switch self {
        case .readItems: "查看台账"
        case .readHistory: "查看办理经过"
        case .readActors: "查看经办账号"
        case .actOnItem: "办理台账"
        case .fileItem: "登记问题"
        case .importFindings: "导入问题"
        case .readWalks: "查看体验"
        case .readSignals: "查看需核实提示"
        case .openWalk: "登记体验"
        case .enterForOthers: "代录体验"
        case .readSuggestions: "查看建议"
        case .fileSuggestion: "提建议"
        case .assignSuggestion: "分办建议"
        case .answerSuggestion: "答复建议"
        case .readTasks: "查看自查任务"
        case .reportTask: "报承办单位的自查结果"
        case .readNotices: "查看预告"
        case .draftNotice: "登记预告"
        case .decideNotice: "决定预告公开"
        case .openClue: "登记线索"
        case .readClues: "查看和办理线索"
        case .nameClueOfficers: "指定线索受理人"
        case .readStatistics: "查看统计"
        case .useEvidence: "上传和查看佐证"
        case .usePublicDoor: "群众反映（e码）"
        case .export: "导出台账"
        case .readWeek: "查看周台账"
        case .fillUnitWeek: "填报和报送单位周报"
        case .signUnitWeek: "审签单位周报"
        case .freezeWeek: "定稿和停发周台账"
        case .correctWeek: "更正周台账"
        case .readReference: "查看单位、事项等基础资料"
        case .importReference: "导入基础资料和人员"
        case .keepReference: "维护基础资料和活动"
        case .filePlan: "报送行动方案"
        case .readPersons: "查看人员名单"
        case .proposeTermEnd: "提前结束体验员聘期"
        case .confirmTermEnd: "复核提前结束聘期"
        case .readSettings: "查看设置"
        case .changeSettings: "修改业务设置"
        case .changeSecuritySettings: "修改安全设置"
        case .useOwnAccount: "使用本人账号"
        case .issueCard: "发体验员个人卡"
        case .readAccounts: "查看账号"
        case .keepAccounts: "新增、停用和启用账号"
        case .resetPassword: "重设他人的密码"
        case .grantRoles: "授予和收回角色"
        case .revokeTokens: "吊销他人的令牌"
        case .readAccessLog: "查看访问日志"
        case .erase: "依法删除"
        case .sealLog: "封存日志、清理和恢复"
        }
    }
}

/// How far somebody may do an action.
public enum Reach: Int, Sendable, CaseIterable, Comparable {
    case none
    /// What he himself filed, walked or suggested; his own account.
    case ownRecords
    /// What was assigned to him by name.
    case assigned
    /// The unit that the role is held at, and everything below it.
    case subtree
    /// The county, wherever the role is held.
    case county

    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }

    public var title: String {
        switch self {
        case .none: ""
        case .ownRecords: "本人"
        case .assigned: "分派"
        case .subtree: "本级及下级"
        case .county: "全县"
        }
    }
}
