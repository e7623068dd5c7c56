/// The 29 columns of the rectification ledger, in print order (domain §4.1).
public enum LedgerColumn: String, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
    case serial, number, source, foundOn, walkKind, walker, service, channels, checkItem
    case problem, category, cause, mode, goal, measures, advice
    case unit, leader, responsible, partners, due
    case progress, completedOn, evidence, followUp, check, closing, publication, note

    /// The words over the column. 责任人 is titled 整改责任人: who mends, not who is guilty (decisions 8).
    public var title: String {
        switch self {
        case .serial: "序号"
        case .number: "台账编号"
        case .source: "来源"
        case .foundOn: "发现日期"
        case .walkKind: "体验方式"
        case .walker: "体验人(岗位)"
        case .service: "事项名称"
        case .channels: "渠道"
        case .checkItem: "体验环节/检查项"
        case .problem: "问题描述"
        case .category: "问题类别"
        case .cause: "原因分析"
        case .mode: "整改类型(立/限/长)"
        case .goal: "整改目标(标准)"
        case .measures: "整改优化措施"
        case .advice: "工作建议"
        case .unit: "责任部门"
        case .leader: "责任领导"
        case .responsible: "整改责任人"
        case .partners: "协同单位"
        case .due: "整改时限"
        case .progress: "进展"
        case .completedOn: "完成日期"
        case .evidence: "佐证材料"
        case .followUp: "回访结果"
        case .check: "核查人/意见"
        case .closing: "是否销号/销号日期"
        case .publication: "是否公开"
        case .note: "备注"
        }
    }

    /// Whether the column is on the printed page; the others are grouped and folded away (decisions 25).
    public var isPrinted: Bool {
        switch self {
        case .serial, .number, .problem, .cause, .measures, .advice, .unit, .responsible, .due, .progress,
            .closing:
            true
        case .source, .foundOn, .walkKind, .walker, .service, .channels, .checkItem, .category, .mode, .goal,
            .leader, .partners, .completedOn, .evidence, .followUp, .check, .publication, .note:
            false
        }
    }

    /// The width on a sheet, in the widths of a digit; a Chinese character takes two.
    public var width: Double {
        switch self {
        case .serial: 5
        case .number: 13.5
        case .problem, .measures: 26
        case .cause, .advice: 18
        case .progress: 19
        case .unit, .closing: 12
        case .responsible: 10
        case .due, .foundOn, .completedOn: 11
        case .source, .publication: 10
        case .walkKind, .channels, .category, .mode, .leader: 12
        case .walker, .partners, .evidence: 15
        case .service, .checkItem, .goal, .followUp, .check, .note: 22
        }
    }
}
