public import Walkthrough

/// A person of a file, with the appointment as 体验员 that the line may hold.
public struct PersonDraft: Sendable {
    public let staffNumber: StaffNumber
    public let name: Prose
    public let phone: Prose?
    public let posts: [Post]
    public let jobTitle: Prose?
    public let appointment: ExperiencerAppointed?

    public init(
        staffNumber: StaffNumber, name: Prose, phone: Prose? = nil, posts: [Post] = [],
        jobTitle: Prose? = nil,
        appointment: ExperiencerAppointed? = nil
    ) {
        self.staffNumber = staffNumber
        self.name = name
        self.phone = phone
        self.posts = posts
        self.jobTitle = jobTitle
        self.appointment = appointment
    }
}

/// Persons of a file, known again by their number.
public struct ImportPersons: LedgerCommand {
    public static let act = "导入人员"
    public static let scope = TokenScope.file
    public static let isLong = true

    public let lines: [ImportLine<PersonDraft>]
    public let isDryRun: Bool

    public init(_ lines: [ImportLine<PersonDraft>], isDryRun: Bool = false) {
        self.lines = lines
        self.isDryRun = isDryRun
    }

    public func run(in work: CommandTransaction) throws -> ImportReport {
        try work.actor.mustImportReferenceData(Self.act)
        var run = ImportRun()
        for line in lines {
            try run.take(line: line.line) { try Self.record(line.record, in: work) }
        }
        return try run.finish(isDryRun: isDryRun)
    }

    private static func record(_ draft: PersonDraft, in work: CommandTransaction) throws -> ImportRun.Outcome
    {
        let known = try work.read.id(of: .person, key: draft.staffNumber.text)
        let before = try known.flatMap { try work.read.state(Person.self, $0) }
        let id = before?.state.id ?? work.newID()
        let record = PersonRecorded(
            id: id, staffNumber: draft.staffNumber, name: draft.name, phone: draft.phone, posts: draft.posts,
            jobTitle: draft.jobTitle)
        var version = before?.version ?? 0
        var person = before?.state
        var isNew = false
        if person?.record != record || person?.isActive == false {
            let events = try Person.decide(.record(record), on: person, in: context(work))
            let after = try work.write.append(Person.self, id.text, events, by: work.actor, expected: version)
            (person, version, isNew) = (after.state, after.version, true)
        }
        if let appointment = draft.appointment, person?.appointment?.record != appointment {
            let taken = try work.read.id(of: .person, key: appointment.number.description)
            let events = try Person.decide(
                .appoint(appointment), on: person, in: context(work, takenBy: try taken.map { try ID($0) }))
            try work.write.append(Person.self, id.text, events, by: work.actor, expected: version)
            isNew = true
        }
        return isNew ? .recorded : .known
    }

    private static func context(_ work: CommandTransaction, takenBy: ID<Person>? = nil) -> PersonContext {
        PersonContext(
            actor: work.actor, today: work.today, directory: work.read, numberTakenBy: takenBy, isImport: true
        )
    }
}
