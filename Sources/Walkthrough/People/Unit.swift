/// A county, department, section, hall, desk, town centre or village station, as last recorded.
///
/// `parent` is the first line (for a desk the hall: conduct, attendance, environment); `posted` is the second, the
/// department that posts its staff (business); see decisions 5.
public struct Unit: Codable, Equatable, Sendable {
    public let record: UnitRecorded
    /// Set while the unit is closed.
    public let closed: UnitClosed?

    public init(_ record: UnitRecorded, closed: UnitClosed? = nil) {
        self.record = record
        self.closed = closed
    }

    public var code: UnitCode { record.code }
    public var name: Prose { record.name }
    public var kind: UnitKind { record.kind }
    public var parent: UnitCode? { record.parent }
    public var posted: UnitCode? { record.posted }
    public var departmentType: Category? { record.departmentType }
    public var deskType: Category? { record.deskType }
    public var isActive: Bool { closed == nil }

    public static func stream(_ code: UnitCode) -> StreamID { StreamID(.unit, code.text) }

    /// `nil` while nothing was recorded: closing says nothing about a unit that no event has described.
    public static func apply(_ event: UnitEvent, to state: Unit?) -> Unit? {
        switch event {
        case .recorded(let record): Unit(record, closed: state?.closed)
        case .closed(let closed): state.map { Unit($0.record, closed: closed) }
        case .reopened: state.map { Unit($0.record) }
        }
    }
}

/// A unit was entered or changed; the last record is the unit.
public struct UnitRecorded: EventPayload {
    public static let kind = "unit.recorded.1"
    public let code: UnitCode
    public let name: Prose
    public let kind: UnitKind
    public let parent: UnitCode?
    public let posted: UnitCode?
    public let departmentType: Category?
    public let deskType: Category?
    public let notes: Prose?
    /// Where the entry comes from.
    public let basis: Prose?

    public init(
        code: UnitCode, name: Prose, kind: UnitKind, parent: UnitCode?, posted: UnitCode? = nil,
        departmentType: Category? = nil, deskType: Category? = nil, notes: Prose? = nil, basis: Prose? = nil
    ) {
        self.code = code
        self.name = name
        self.kind = kind
        self.parent = parent
        self.posted = posted
        self.departmentType = departmentType
        self.deskType = deskType
        self.notes = notes
        self.basis = basis
    }

    /// Reads the texts of one row of a unit file; blank cells are unknown.
    /// - Throws: `Invalid` whose `field` is the column's title.
    public init(
        code: String, name: String, kind: String, parent: String?, posted: String?, departmentType: String?,
        deskType: String?, notes: String?, basis: String?
    ) throws(Invalid) {
        try self.init(
            code: UnitCode(Prose.trimmed(code)),
            name: Prose(name, "单位名称", limit: Prose.titleLimit),
            kind: UnitKind(title: kind),
            parent: UnitCode.optional(parent, "上级编码"),
            posted: UnitCode.optional(posted, "派驻单位编码"),
            departmentType: Category.optional(departmentType, "部门类型"),
            deskType: Category.optional(deskType, "窗口类型"),
            notes: Prose.optional(notes, "说明"),
            basis: Prose.optional(basis, "依据来源"))
    }

    /// Whether taking this record in place of `other` changes who is of which line.
    public func movesLine(from other: UnitRecorded) -> Bool {
        kind != other.kind || parent != other.parent || posted != other.posted
            || departmentType != other.departmentType
    }
}

public struct UnitClosed: EventPayload {
    public static let kind = "unit.closed.1"
    public let on: Day
    public let reason: Prose

    public init(on: Day, reason: Prose) {
        self.on = on
        self.reason = reason
    }
}

public struct UnitReopened: EventPayload {
    public static let kind = "unit.reopened.1"
    public let on: Day
    public let reason: Prose

    public init(on: Day, reason: Prose) {
        self.on = on
        self.reason = reason
    }
}

public enum UnitEvent: EventFamily {
    case recorded(UnitRecorded)
    case closed(UnitClosed)
    case reopened(UnitReopened)

    public static var forms: [EventForm<UnitEvent>] {
        [EventForm(UnitEvent.recorded), EventForm(UnitEvent.closed), EventForm(UnitEvent.reopened)]
    }

    public var payload: any EventPayload {
        switch self {
        case .recorded(let payload): payload
        case .closed(let payload): payload
        case .reopened(let payload): payload
        }
    }
}

extension UnitCode {
    /// `nil` for missing or blank text; the error names `field`.
    public static func optional(_ text: String?, _ field: String) throws(Invalid) -> UnitCode? {
        guard let text, !Prose.trimmed(text).isEmpty else { return nil }
        do {
            return try UnitCode(Prose.trimmed(text))
        } catch {
            throw Invalid(field, error.what, mend: error.mend)
        }
    }
}
