/// Which print of a week's ledger this is (decisions 23).
public enum LedgerEdition: Hashable, Sendable {
    /// 预览, before 数据截止.
    case preview
    /// 送审稿, after it and not yet fixed.
    case review
    /// 定稿.
    case final
    /// 更正第n号.
    case correction(Int)

    /// Of a fixed week: 0 is 定稿, n is 更正第n号.
    public init(number: Int) { self = number == 0 ? .final : .correction(number) }

    public var title: String {
        switch self {
        case .preview: "预览"
        case .review: "送审稿"
        case .final: "定稿"
        case .correction(let serial): "更正第\(serial)号"
        }
    }

    /// The name in manifests.
    public var code: String {
        switch self {
        case .preview: "preview"
        case .review: "review"
        case .final: "final"
        case .correction: "correction"
        }
    }

    public var correctionSerial: Int? {
        if case .correction(let serial) = self { serial } else { nil }
    }
}

/// The head of a ledger: whose, for which days, as of when.
public struct LedgerHeader: Hashable, Sendable {
    public let county: String
    public let countyName: String
    /// Set in a unit's own ledger (decisions 22).
    public let unit: UnitCode?
    public let unitName: String?
    public let week: Week
    /// n of 2026年第n期.
    public let issue: Int
    /// 起 and 止.
    public let first: Day
    public let last: Day
    /// The 数据截止 before, and this one.
    public let from: Instant?
    public let to: Instant
    public let edition: LedgerEdition
    public let isDemo: Bool
    /// Weeks without an edition of their own which this one holds (decisions 24).
    public let mergedWeeks: [Week]
    public let signature: Signature

    /// The lines that people fill in or sign; an empty one is left blank for a pen (decisions 25).
    public struct Signature: Hashable, Sendable {
        public let unit: String?
        public let head: String?
        public let reviewer: String?
        public let filler: String?
        public let phone: String?
        public let day: Day?

        public init(
            unit: String? = nil, head: String? = nil, reviewer: String? = nil, filler: String? = nil,
            phone: String? = nil, day: Day? = nil
        ) {
            self.unit = unit
            self.head = head
            self.reviewer = reviewer
            self.filler = filler
            self.phone = phone
            self.day = day
        }

        public var lines: [(label: String, value: String?)] {
            [
                ("填报单位", unit), ("单位负责人", head), ("审核人", reviewer), ("填报人", filler), ("电话", phone),
                ("日期", day?.chinese),
            ]
        }
    }

    public init(
        county: String, countyName: String, unit: UnitCode? = nil, unitName: String? = nil, week: Week,
        issue: Int,
        first: Day, last: Day, from: Instant?, to: Instant, edition: LedgerEdition, isDemo: Bool,
        mergedWeeks: [Week] = [], signature: Signature = Signature()
    ) {
        self.county = county
        self.countyName = countyName
        self.unit = unit
        self.unitName = unitName
        self.week = week
        self.issue = issue
        self.first = first
        self.last = last
        self.from = from
        self.to = to
        self.edition = edition
        self.isDemo = isDemo
        self.mergedWeeks = mergedWeeks
        self.signature = signature
    }

    /// `2026年第40期（2026年9月25日—2026年9月30日）` (decisions 24).
    public var periodTitle: String { "\(week.year)年第\(issue)期（\(first.chinese)—\(last.chinese)）" }

    public var title: String { "\(unitName ?? countyName)“我陪群众走流程”问题整改台账" }

    /// 定稿, 送审稿 …, with 演示 before it in a demo store (decisions 7).
    public var mark: String { isDemo ? "演示 · \(edition.title)" : edition.title }
}
