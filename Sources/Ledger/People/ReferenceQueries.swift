public import Walkthrough

/// Which part of a list is wanted.
public struct Paging: Hashable, Sendable {
    /// `nil` is all of it.
    public let limit: Int?
    /// What the page before gave as `next`.
    public let after: String?

    public init(limit: Int, after: String?) {
        self.limit = limit
        self.after = after
    }

    private init() { (limit, after) = (nil, nil) }

    public static let all = Paging()
}

/// A page of records of one kind, by their ids.
public struct ReferencePage<State: Sendable>: Sendable {
    public let items: [Versioned<State>]
    /// `nil` at the end.
    public let next: String?
}

extension QueryTransaction {
    /// A page of the states of a kind that `fits` takes. Reference data is small enough to be looked through.
    /// - Throws: `invalid` on `after` for what no page gave.
    package func page<A: Aggregate>(
        _ type: A.Type, _ paging: Paging, where fits: (A) throws -> Bool
    ) throws -> ReferencePage<A> {
        var items: [Versioned<A>] = []
        var last: String?
        var hasBegun = paging.after == nil
        var hasMore = false
        try read.states(type) { id, found in
            guard hasBegun else {
                hasBegun = id == paging.after
                return
            }
            guard !hasMore, try fits(found.state) else { return }
            hasMore = items.count == paging.limit
            if !hasMore {
                items.append(found)
                last = id
            }
        }
        guard hasBegun else { throw Self.strange(paging.after ?? "") }
        return ReferencePage(items: items, next: hasMore ? last : nil)
    }

    /// The refusal of a cursor that no page gave.
    package static func strange(_ after: String) -> LedgerError {
        .invalid([
            Invalid("after", "“\(after.prefix(40))”不是上一页给出的 next", mend: "请原样填写上一页的 next，或不填而从头看起")
        ])
    }
}

/// Whether one of several texts contains a word, whatever its case and width.
package struct TextFilter: Hashable, Sendable {
    private let word: String

    /// `nil` and blank take everything.
    package init(_ word: String?) { self.word = Prose.folded(word ?? "") }

    package func takes(_ texts: String?...) -> Bool {
        word.isEmpty || texts.contains { $0.map { Prose.folded($0).contains(word) } ?? false }
    }
}

/// Units: by a word of name or code, below a unit, of a kind.
public struct ListUnits: LedgerQuery {
    public static let act = "查看单位"

    public var text: String?
    public var under: UnitCode?
    public var kind: UnitKind?
    public var paging = Paging.all

    public init() {}

    public var action: Action { .readReference }

    public func answer(in view: QueryTransaction) throws -> ReferencePage<Unit> {
        if let under { _ = try view.knownUnit(under) }
        let filter = TextFilter(text)
        return try view.page(Unit.self, paging) { unit in
            try filter.takes(unit.name.description, unit.code.text) && kind ?? unit.kind == unit.kind
                && view.lies(unit.code, under: under)
        }
    }
}

/// One unit.
public struct ShowUnit: LedgerQuery {
    public static let act = "查看单位"
    public let code: UnitCode

    public init(_ code: UnitCode) { self.code = code }

    public var action: Action { .readReference }

    public func answer(in view: QueryTransaction) throws -> Versioned<Unit> {
        try view.existing(Unit.self, code.text, "编码为 \(code) 的单位")
    }
}

/// Service items: by a word of name or code, of a department and what lies below it, those that must be walked.
public struct ListServices: LedgerQuery {
    public static let act = "查看事项"

    public var text: String?
    public var under: UnitCode?
    public var mustWalk = false
    public var paging = Paging.all

    public init() {}

    public var action: Action { .readReference }

    public func answer(in view: QueryTransaction) throws -> ReferencePage<ServiceItem> {
        if let under { _ = try view.knownUnit(under) }
        let filter = TextFilter(text)
        return try view.page(ServiceItem.self, paging) { service in
            try filter.takes(service.name.description, service.record.code?.text)
                && (!mustWalk || service.mustBeWalked) && view.lies(service.record.owner, under: under)
        }
    }
}

/// 一件事 bundles: by a word of name, department or region.
public struct ListOneThings: LedgerQuery {
    public static let act = "查看一件事"

    public var text: String?
    public var paging = Paging.all

    public init() {}

    public var action: Action { .readReference }

    public func answer(in view: QueryTransaction) throws -> ReferencePage<OneThing> {
        let filter = TextFilter(text)
        return try view.page(OneThing.self, paging) {
            filter.takes($0.name.description, $0.record.lead?.description, $0.record.region?.description)
        }
    }
}

/// Campaigns: by a word of the name, those that go on today.
public struct ListCampaigns: LedgerQuery {
    public static let act = "查看活动"

    public var text: String?
    public var isOpen: Bool?
    public var paging = Paging.all

    public init() {}

    public var action: Action { .readReference }

    public func answer(in view: QueryTransaction) throws -> ReferencePage<Campaign> {
        let filter = TextFilter(text)
        return try view.page(Campaign.self, paging) {
            filter.takes($0.name.description)
                && isOpen ?? $0.isOpen(on: view.today) == $0.isOpen(on: view.today)
        }
    }
}

/// One campaign, by its name or id.
public struct ShowCampaign: LedgerQuery {
    public static let act = "查看活动"
    public let name: String

    public init(_ name: String) { self.name = name }

    public var action: Action { .readReference }

    public func answer(in view: QueryTransaction) throws -> Versioned<Campaign> { try view.campaign(name) }
}

/// The sources of problems, retired ones too: by a word of name, alias or code.
public struct ListSources: LedgerQuery {
    public static let act = "查看问题来源"

    public var text: String?
    public var paging = Paging.all

    public init() {}

    public var action: Action { .readReference }

    public func answer(in view: QueryTransaction) throws -> ReferencePage<Source> {
        let filter = TextFilter(text)
        return try view.page(Source.self, paging) { source in
            filter.takes(source.code.text, source.name.text)
                || source.record.aliases.contains { filter.takes($0.text) }
        }
    }
}

extension QueryTransaction {
    /// - Throws: `unknown` for no such unit.
    fileprivate func knownUnit(_ code: UnitCode) throws -> Unit {
        guard let unit = read.unit(code) else {
            throw LedgerError.unknown("没有编码为 \(code) 的单位；请核对单位编码")
        }
        return unit
    }

    /// Whether a unit is the one or hangs below it.
    package func lies(_ unit: UnitCode?, under above: UnitCode?) throws -> Bool {
        guard let above else { return true }
        return unit.map { read.path(of: $0).contains { $0.code == above } } ?? false
    }
}
