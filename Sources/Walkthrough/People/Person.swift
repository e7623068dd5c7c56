/// Somebody the system knows: staff with posts, or a volunteer.
public struct Person: Codable, Equatable, Sendable {
    public let record: PersonRecorded
    /// Set while the person has left.
    public let left: PersonLeft?
    /// The last appointment as 体验员, also when its term is over.
    public let appointment: Appointment?

    public init(_ record: PersonRecorded, left: PersonLeft? = nil, appointment: Appointment? = nil) {
        self.record = record
        self.left = left
        self.appointment = appointment
    }

    public var id: ID<Person> { record.id }
    public var name: Prose { record.name }
    public var isActive: Bool { left == nil }
    public var units: [UnitCode] { record.posts.map(\.unit) }

    /// Whether the person is a 体验员 on `day`: appointed, the term begun and neither run out nor ended early.
    public func isExperiencer(on day: Day) -> Bool {
        guard isActive, let appointment else { return false }
        return appointment.record.from <= day && day <= appointment.lastDay
    }

    public static func stream(_ id: ID<Person>) -> StreamID { StreamID(.person, id.text) }

    /// `nil` while nothing was recorded.
    public static func apply(_ event: PersonEvent, to state: Person?) -> Person? {
        if case .recorded(let record) = event {
            return Person(record, appointment: state?.appointment)
        }
        guard let state else { return nil }
        return switch event {
        case .recorded(let record): Person(record, appointment: state.appointment)
        case .left(let left): Person(state.record, left: left, appointment: state.appointment)
        case .appointed(let record):
            Person(state.record, left: state.left, appointment: Appointment(record))
        case .termEndProposed(let proposal):
            state.with(state.appointment.map { Appointment($0.record, proposal: proposal) })
        case .termEndConfirmed(let end):
            state.with(state.appointment.map { Appointment($0.record, end: end) })
        case .termEndDeclined:
            state.with(state.appointment.map { Appointment($0.record) })
        }
    }

    private func with(_ appointment: Appointment?) -> Person {
        Person(record, left: left, appointment: appointment)
    }
}

/// Where a person works now.
public struct Post: Hashable, Sendable, Codable {
    public let unit: UnitCode
    /// `nil`: the file does not say.
    public let since: Day?

    public init(_ unit: UnitCode, since: Day? = nil) {
        self.unit = unit
        self.since = since
    }
}

/// A person was entered or changed; the last record is the person.
public struct PersonRecorded: EventPayload {
    public static let kind = "person.recorded.1"
    public let id: ID<Person>
    public let staffNumber: StaffNumber?
    public let name: Prose
    public let phone: Prose?
    /// Empty for volunteers and other outsiders.
    public let posts: [Post]
    public let jobTitle: Prose?

    public init(
        id: ID<Person>, staffNumber: StaffNumber?, name: Prose, phone: Prose?, posts: [Post], jobTitle: Prose?
    ) {
        self.id = id
        self.staffNumber = staffNumber
        self.name = name
        self.phone = phone
        self.posts = posts
        self.jobTitle = jobTitle
    }

    /// Reads the texts of one row of a person file; several units are joined by `、` or `；`.
    public init(
        id: ID<Person>, staffNumber: String?, name: String, phone: String?, units: String?, since: String?,
        jobTitle: String?
    ) throws(Invalid) {
        var posts: [Post] = []
        let since = try Day.optional(since, "任职日期")
        for part in (units ?? "").split(whereSeparator: { "、；;,，".contains($0) }) {
            if let code = try UnitCode.optional(String(part), "单位编码") { posts.append(Post(code, since: since)) }
        }
        self.init(
            id: id,
            staffNumber: try staffNumber.flatMapped { text throws(Invalid) in try StaffNumber(text) },
            name: try Prose(name, "姓名", limit: 60),
            phone: try Prose.optional(phone, "联系电话", limit: 60),
            posts: posts,
            jobTitle: try Prose.optional(jobTitle, "职务", limit: Prose.titleLimit))
    }
}

public struct PersonLeft: EventPayload {
    public static let kind = "person.left.1"
    public let on: Day
    public let reason: Prose?

    public init(on: Day, reason: Prose?) {
        self.on = on
        self.reason = reason
    }
}

public enum PersonEvent: EventFamily {
    case recorded(PersonRecorded)
    case left(PersonLeft)
    case appointed(ExperiencerAppointed)
    case termEndProposed(TermEndProposed)
    case termEndConfirmed(TermEndConfirmed)
    case termEndDeclined(TermEndDeclined)

    public static var forms: [EventForm<PersonEvent>] {
        [
            EventForm(PersonEvent.recorded), EventForm(PersonEvent.left), EventForm(PersonEvent.appointed),
            EventForm(PersonEvent.termEndProposed), EventForm(PersonEvent.termEndConfirmed),
            EventForm(PersonEvent.termEndDeclined),
        ]
    }

    public var payload: any EventPayload {
        switch self {
        case .recorded(let payload): payload
        case .left(let payload): payload
        case .appointed(let payload): payload
        case .termEndProposed(let payload): payload
        case .termEndConfirmed(let payload): payload
        case .termEndDeclined(let payload): payload
        }
    }
}

extension Day {
    /// `nil` for missing or blank text, which means unknown; the error names `field`.
    static func optional(_ text: String?, _ field: String) throws(Invalid) -> Day? {
        guard let text, !Prose.trimmed(text).isEmpty else { return nil }
        do {
            return try Day(Prose.trimmed(text))
        } catch {
            throw Invalid(field, error.what, mend: error.mend)
        }
    }
}

extension String? {
    /// The value that `make` parses, or `nil` for missing or blank text.
    func flatMapped<Value>(_ make: (String) throws(Invalid) -> Value) throws(Invalid) -> Value? {
        guard let self, !Prose.trimmed(self).isEmpty else { return nil }
        return try make(self)
    }
}
