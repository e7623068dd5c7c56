/// A 一件事: items of several departments that are handled as one (domain §1). Places differ, so the same name may be
/// recorded several times, with its region.
public struct OneThing: Codable, Equatable, Sendable {
    public let record: OneThingRecorded
    public let closed: OneThingClosed?

    public init(_ record: OneThingRecorded, closed: OneThingClosed? = nil) {
        self.record = record
        self.closed = closed
    }

    public var id: ID<OneThing> { record.id }
    public var name: Prose { record.name }
    public var isActive: Bool { closed == nil }

    public static func stream(_ id: ID<OneThing>) -> StreamID { StreamID(.oneThing, id.text) }

    /// `nil` while nothing was recorded.
    public static func apply(_ event: OneThingEvent, to state: OneThing?) -> OneThing? {
        switch event {
        case .recorded(let record): OneThing(record)
        case .closed(let closed): state.map { OneThing($0.record, closed: closed) }
        }
    }
}

/// One item of a bundle, as its source names it; linked where the county has it.
public struct OneThingPart: Hashable, Sendable, Codable {
    public let name: Prose
    public let service: ID<ServiceItem>?

    public init(name: Prose, service: ID<ServiceItem>? = nil) {
        self.name = name
        self.service = service
    }
}

/// A bundle was entered or changed; the last record is the bundle. Empty lists and `nil` are not known.
public struct OneThingRecorded: EventPayload {
    public static let kind = "oneThing.recorded.1"
    public let id: ID<OneThing>
    public let name: Prose
    public let batch: Category?
    public let leadUnit: UnitCode?
    public let lead: Prose?
    public let partners: [Prose]
    public let parts: [OneThingPart]
    public let region: Prose?
    public let verification: Category?
    public let basis: Prose?

    public init(
        id: ID<OneThing>, name: Prose, batch: Category? = nil, leadUnit: UnitCode? = nil, lead: Prose? = nil,
        partners: [Prose] = [], parts: [OneThingPart] = [], region: Prose? = nil,
        verification: Category? = nil,
        basis: Prose? = nil
    ) {
        self.id = id
        self.name = name
        self.batch = batch
        self.leadUnit = leadUnit
        self.lead = lead
        self.partners = partners
        self.parts = parts
        self.region = region
        self.verification = verification
        self.basis = basis
    }

    /// Reads the texts of one row of a bundle file; partners and parts are joined by `；`.
    public init(
        id: ID<OneThing>, name: String, batch: String?, lead: String?, partners: String?, parts: String?,
        region: String?, verification: String?, basis: String?
    ) throws(Invalid) {
        var partnerNames: [Prose] = []
        for text in listed(partners) { partnerNames.append(try Prose(text, "配合部门", limit: Prose.titleLimit)) }
        var items: [OneThingPart] = []
        for text in listed(parts) {
            items.append(OneThingPart(name: try Prose(text, "联办事项", limit: Prose.titleLimit)))
        }
        self.init(
            id: id,
            name: try Prose(name, "一件事名称", limit: Prose.titleLimit),
            batch: try Category.optional(batch, "年度批次"),
            lead: try Prose.optional(lead, "牵头部门", limit: Prose.titleLimit),
            partners: partnerNames,
            parts: items,
            region: try Prose.optional(region, "适用地区", limit: Prose.titleLimit),
            verification: try Category.optional(verification, "核实状态"),
            basis: try Prose.optional(basis, "来源网址"))
    }
}

public struct OneThingClosed: EventPayload {
    public static let kind = "oneThing.closed.1"
    public let on: Day
    public let reason: Prose

    public init(on: Day, reason: Prose) {
        self.on = on
        self.reason = reason
    }
}

public enum OneThingEvent: EventFamily {
    case recorded(OneThingRecorded)
    case closed(OneThingClosed)

    public static var forms: [EventForm<OneThingEvent>] {
        [EventForm(OneThingEvent.recorded), EventForm(OneThingEvent.closed)]
    }

    public var payload: any EventPayload {
        switch self {
        case .recorded(let payload): payload
        case .closed(let payload): payload
        }
    }
}

public enum OneThingCommand: Equatable, Sendable {
    case record(OneThingRecorded)
    case close(on: Day, reason: Prose)
}

extension OneThing {
    public static func decide(
        _ command: OneThingCommand, on state: OneThing?, in context: CatalogContext
    ) throws(Refusal) -> NonEmpty<OneThingEvent> {
        switch command {
        case .record(let record):
            try context.actor.must(.importReference)
            guard state.map({ $0.record != record || !$0.isActive }) ?? true else {
                throw .notPossible("该一件事没有变化，不必重录。")
            }
            if let lead = record.leadUnit { try context.mustKnow(lead, "牵头部门") }
            if let missing = context.missingServices.first {
                throw .invalid("联办事项", "没有编号为 \(missing) 的事项", mend: "请先录入该事项，或只写名称")
            }
            return NonEmpty(.recorded(record))
        case .close(let day, let reason):
            try context.actor.must(.keepReference)
            guard let state else { throw .unknown("没有这个一件事，请核对编号。") }
            guard state.isActive else { throw .notPossible("该一件事已经取消。") }
            return NonEmpty(.closed(OneThingClosed(on: day, reason: reason)))
        }
    }
}
