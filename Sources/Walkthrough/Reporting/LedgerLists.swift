/// One of the three lists: its sheet title and its columns in order.
public struct LedgerList<Column: Codable & Hashable & Sendable>: Codable, Hashable, Sendable {
    public let title: SheetTitle
    public let columns: [Column]

    /// - Throws: `Invalid` without columns, or with one twice.
    public init(_ title: SheetTitle, columns: [Column]) throws(Invalid) {
        guard !columns.isEmpty else { throw Invalid("清单“\(title)”", "没有栏目", mend: "请至少选一个栏目") }
        guard Set(columns).count == columns.count else {
            throw Invalid("清单“\(title)”", "有栏目选了两次", mend: "请删去重复的栏目")
        }
        self.title = title
        self.columns = columns
    }

    init(standard title: String, _ columns: [Column]) {
        self.title = SheetTitle(standard: title)
        self.columns = columns
    }
}

extension SheetTitle {
    /// A title of ours, known to be right; a test puts each through the rules.
    init(standard text: String) { self.text = text }
}

/// The three lists (三张清单): projections of the ledger's rows, titled and cut by the campaign (domain §4.2).
public struct LedgerLists: Codable, Hashable, Sendable {
    public let issues: LedgerList<LedgerColumn>
    public let measures: LedgerList<LedgerColumn>
    public let suggestions: LedgerList<SuggestionColumn>

    /// - Throws: `Invalid` if two lists, or a list and a fixed sheet, have the same title.
    public init(
        issues: LedgerList<LedgerColumn>, measures: LedgerList<LedgerColumn>,
        suggestions: LedgerList<SuggestionColumn>
    ) throws(Invalid) {
        try SheetTitle.requireUnique([issues.title, measures.title, suggestions.title] + SheetTitle.fixed)
        self.issues = issues
        self.measures = measures
        self.suggestions = suggestions
    }

    /// 问题清单, 整改优化措施清单 and 工作建议清单.
    public static let standard = LedgerLists()

    private init() {
        issues = LedgerList(
            standard: "问题清单", [.serial, .number, .service, .channels, .problem, .cause, .unit])
        measures = LedgerList(
            standard: "整改优化措施清单",
            [.serial, .number, .measures, .goal, .unit, .responsible, .due, .progress, .closing])
        suggestions = LedgerList(standard: "工作建议清单", SuggestionColumn.allCases)
    }
}

extension SheetTitle {
    public static let ledger = SheetTitle(standard: "整改台账")
    public static let changes = SheetTitle(standard: "本周变化")
    public static let summary = SheetTitle(standard: "汇总")
    public static let history = SheetTitle(standard: "历史销号")
    public static let evidence = SheetTitle(standard: "影像清单")

    /// The sheets that every weekly ledger has beside the lists.
    public static let fixed = [ledger, changes, summary, history, evidence]
}

/// The columns of 工作建议清单.
public enum SuggestionColumn: String, Sendable, Codable, CaseIterable {
    case serial, number, text, kind, reason, unit, outcome

    public var title: String {
        switch self {
        case .serial: "序号"
        case .number: "编号"
        case .text: "工作建议"
        case .kind: "类别"
        case .reason: "理由"
        case .unit: "承办单位"
        case .outcome: "采纳情况"
        }
    }

    public var width: Double {
        switch self {
        case .serial: 5
        case .number: 16
        case .text: 50
        case .kind: 10
        case .reason: 36
        case .unit: 20
        case .outcome: 26
        }
    }
}

/// One line of 工作建议清单: a suggestion of its own, or a row's 工作建议 (decisions 12).
public struct SuggestionRow: Codable, Equatable, Sendable {
    /// `JY-2026-0007`, or the row's number.
    public let number: String
    public let text: String
    /// 内部, 大厅, 上级; 台账 for a row's own.
    public let kind: String
    public let reason: String?
    public let unitName: String?
    public let outcome: String?

    public init(
        number: String, text: String, kind: String, reason: String? = nil, unitName: String? = nil,
        outcome: String? = nil
    ) {
        self.number = number
        self.text = text
        self.kind = kind
        self.reason = reason
        self.unitName = unitName
        self.outcome = outcome
    }

    /// What a row of the ledger suggests beside its own rectification; `nil` if it suggests nothing.
    public init?(of row: LedgerRow) {
        let advice = row.text(of: .advice)
        guard !advice.isEmpty else { return nil }
        self.init(
            number: row.number, text: advice, kind: "台账", reason: row.text(of: .problem),
            unitName: row.duty.unitName,
            outcome: "随台账办理：\(row.standing.stateTitle)")
    }

    public func text(of column: SuggestionColumn) -> String {
        switch column {
        case .serial: ""
        case .number: number
        case .text: text
        case .kind: kind
        case .reason: reason ?? ""
        case .unit: unitName ?? ""
        case .outcome: outcome ?? ""
        }
    }
}
