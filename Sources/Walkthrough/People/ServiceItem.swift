/// A government-service item that the county offers, as last recorded (domain §1).
public struct ServiceItem: Codable, Equatable, Sendable {
    public let record: ServiceRecorded
    public let closed: ServiceClosed?

    public init(_ record: ServiceRecorded, closed: ServiceClosed? = nil) {
        self.record = record
        self.closed = closed
    }

    public var id: ID<ServiceItem> { record.id }
    public var name: Prose { record.name }
    public var isActive: Bool { closed == nil }

    /// High-frequency and blocked items must be walked (domain §2); an unknown frequency obliges nobody.
    public var mustBeWalked: Bool { isActive && (record.highFrequency == true || record.isBlocker) }

    public static func stream(_ id: ID<ServiceItem>) -> StreamID { StreamID(.service, id.text) }

    /// `nil` while nothing was recorded.
    public static func apply(_ event: ServiceEvent, to state: ServiceItem?) -> ServiceItem? {
        switch event {
        case .recorded(let record): ServiceItem(record)
        case .closed(let closed): state.map { ServiceItem($0.record, closed: closed) }
        }
    }
}

/// The code printed in the published list (实施清单编码): 1 to 32 visible ASCII characters.
public struct ServiceCode: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public let text: String

    public init(_ text: String) throws(Invalid) {
        let word = Prose.trimmed(text)
        guard (1...32).contains(word.utf8.count), word.utf8.allSatisfy({ (33...126).contains($0) }) else {
            throw Invalid("基本编码", "“\(text.prefix(60))”不合规", mend: "请用 1 到 32 位字母、数字和 - _ . 等符号，不含空格和汉字")
        }
        self.text = word
    }

    public var description: String { text }
    public static func < (a: Self, b: Self) -> Bool { a.text < b.text }

    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

/// An item was entered or changed; the last record is the item.
public struct ServiceRecorded: EventPayload {
    public static let kind = "service.recorded.1"
    public let id: ID<ServiceItem>
    public let code: ServiceCode?
    public let name: Prose
    public let owner: UnitCode?
    /// The type of the department as the file names it, whether or not the county has such a unit.
    public let ownerType: Category?
    public let theme: Category?
    /// `nil` is not known, which is not no.
    public let highFrequency: Bool?
    public let highFrequencyBasis: Prose?
    public let isBlocker: Bool
    /// In the order of `Channel`; empty is not known.
    public let channels: [Channel]
    public let level: Category?
    public let basis: Prose?

    public init(
        id: ID<ServiceItem>, code: ServiceCode? = nil, name: Prose, owner: UnitCode? = nil,
        ownerType: Category? = nil, theme: Category? = nil, highFrequency: Bool? = nil,
        highFrequencyBasis: Prose? = nil, isBlocker: Bool = false, channels: Set<Channel> = [],
        level: Category? = nil, basis: Prose? = nil
    ) {
        self.id = id
        self.code = code
        self.name = name
        self.owner = owner
        self.ownerType = ownerType
        self.theme = theme
        self.highFrequency = highFrequency
        self.highFrequencyBasis = highFrequencyBasis
        self.isBlocker = isBlocker
        self.channels = Channel.allCases.filter(channels.contains)
        self.level = level
        self.basis = basis
    }

    /// Reads the texts of one row of an item file; `是`, `否` and blank for the flags, channels joined by `、`.
    public init(
        id: ID<ServiceItem>, code: String?, name: String, owner: String?, ownerType: String?, theme: String?,
        highFrequency: String?, highFrequencyBasis: String?, blocker: String?, channels: String?,
        level: String?,
        basis: String?
    ) throws(Invalid) {
        self.init(
            id: id,
            code: try code.flatMapped { text throws(Invalid) in try ServiceCode(text) },
            name: try Prose(name, "事项名称", limit: Prose.titleLimit),
            owner: try UnitCode.optional(owner, "责任单位编码"),
            ownerType: try Category.optional(ownerType, "主管部门"),
            theme: try Category.optional(theme, "主题领域"),
            highFrequency: try yesOrNo(highFrequency, "是否高频"),
            highFrequencyBasis: try Prose.optional(highFrequencyBasis, "高频依据"),
            isBlocker: try yesOrNo(blocker, "是否堵点") ?? false,
            channels: try Channel.list(channels, "渠道"),
            level: try Category.optional(level, "行使层级"),
            basis: try Prose.optional(basis, "来源网址"))
    }
}

public struct ServiceClosed: EventPayload {
    public static let kind = "service.closed.1"
    public let on: Day
    public let reason: Prose

    public init(on: Day, reason: Prose) {
        self.on = on
        self.reason = reason
    }
}

public enum ServiceEvent: EventFamily {
    case recorded(ServiceRecorded)
    case closed(ServiceClosed)

    public static var forms: [EventForm<ServiceEvent>] {
        [EventForm(ServiceEvent.recorded), EventForm(ServiceEvent.closed)]
    }

    public var payload: any EventPayload {
        switch self {
        case .recorded(let payload): payload
        case .closed(let payload): payload
        }
    }
}

public enum ServiceCommand: Equatable, Sendable {
    case record(ServiceRecorded)
    case close(on: Day, reason: Prose)
}

/// What a decision about an item or a bundle reads.
public struct CatalogContext {
    public let actor: Actor
    public let directory: any UnitDirectory
    /// Another item with the same code.
    public let codeTakenBy: ID<ServiceItem>?
    /// Of the items that the command names, those that are not recorded.
    public let missingServices: [ID<ServiceItem>]

    public init(
        actor: Actor, directory: any UnitDirectory, codeTakenBy: ID<ServiceItem>? = nil,
        missingServices: [ID<ServiceItem>] = []
    ) {
        self.actor = actor
        self.directory = directory
        self.codeTakenBy = codeTakenBy
        self.missingServices = missingServices
    }

    func mustKnow(_ unit: UnitCode, _ field: String) throws(Refusal) {
        guard let found = directory.unit(unit) else {
            throw .invalid(field, "没有编码为 \(unit) 的单位", mend: "请先录入该单位，或改正编码")
        }
        guard found.isActive else {
            throw .invalid(field, "单位 \(unit) 已撤销", mend: "请填在用的单位")
        }
    }
}

extension ServiceItem {
    public static func decide(
        _ command: ServiceCommand, on state: ServiceItem?, in context: CatalogContext
    ) throws(Refusal) -> NonEmpty<ServiceEvent> {
        switch command {
        case .record(let record):
            try context.actor.must(.importReference)
            guard state.map({ $0.record != record || !$0.isActive }) ?? true else {
                throw .notPossible("该事项没有变化，不必重录。")
            }
            if let owner = record.owner { try context.mustKnow(owner, "责任单位编码") }
            if let code = record.code, let other = context.codeTakenBy, other != record.id {
                throw .invalid("基本编码", "\(code) 已是另一事项的编码", mend: "请核对编码")
            }
            return NonEmpty(.recorded(record))
        case .close(let day, let reason):
            try context.actor.must(.keepReference)
            guard let state else { throw .unknown("没有这个事项，请核对编号。") }
            guard state.isActive else { throw .notPossible("该事项已经取消。") }
            return NonEmpty(.closed(ServiceClosed(on: day, reason: reason)))
        }
    }
}
