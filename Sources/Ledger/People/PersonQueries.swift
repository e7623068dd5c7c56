public import Walkthrough

/// The person that a staff number, a volunteer's number or an id names: for those who keep the list or write down what
/// others walked; to anybody else only he himself.
public struct FindPerson: LedgerQuery {
    public let number: String

    public init(_ number: String) { self.number = number }

    public var action: Action { .fileItem }

    public func answer(in view: QueryTransaction) throws -> ID<Person> { try view.entered(number) }
}

/// Persons: by a word of name or number, of a unit and what lies below it, those who are 体验员 today. For those who keep
/// the list, for it names people.
public struct ListPersons: LedgerQuery {
    public static let act = "查看人员名单"

    public var text: String?
    public var under: UnitCode?
    public var isExperiencer: Bool?
    public var paging = Paging.all

    public init() {}

    public var action: Action { .readPersons }

    public func answer(in view: QueryTransaction) throws -> ReferencePage<Person> {
        if let under, view.read.unit(under) == nil {
            throw LedgerError.unknown("没有编码为 \(under) 的单位；请核对单位编码")
        }
        let filter = TextFilter(text)
        return try view.page(Person.self, paging) { person in
            let isVolunteer = person.isExperiencer(on: view.today)
            return try filter.takes(
                person.name.description, person.record.staffNumber?.text,
                person.appointment?.record.number.description)
                && isExperiencer ?? isVolunteer == isVolunteer
                && (under == nil || person.units.contains { try view.lies($0, under: under) })
        }
    }
}

/// One person, by staff number, volunteer's number or id.
public struct ShowPerson: LedgerQuery {
    public static let act = "查看人员名单"
    public let number: String

    public init(_ number: String) { self.number = number }

    public var action: Action { .readPersons }

    public func answer(in view: QueryTransaction) throws -> Versioned<Person> {
        return try view.existing(Person.self, view.person(number).text, "这名人员")
    }
}

extension QueryTransaction {
    /// The person whom an entry names as its author.
    /// - Throws: `notPermitted` for another than himself, whether he exists or not, unless the actor may know others.
    func entered(_ number: String) throws -> ID<Person> {
        guard actor.may(.readPersons) || actor.may(.enterForOthers) else {
            guard let own = try? person(number), own == actor.person else {
                throw LedgerError.notPermitted("只能写本人的工号或编号；写别人的，须由有代录权限的账号办理")
            }
            return own
        }
        do throws(any Error) {
            return try person(number)
        } catch LedgerError.unknown {
            throw LedgerError.invalid([
                Invalid("人员编号", "没有工号或编号为“\(number.prefix(40))”的人员", mend: "请在人员名册里核对")
            ])
        }
    }

    /// - Throws: `unknown` for a number that nobody has.
    package func person(_ number: String) throws -> ID<Person> {
        if let id = try? ID<Person>(number), try read.state(Person.self, id.text) != nil { return id }
        if let id = try read.id(of: .person, key: number) { return try ID(id) }
        if let volunteer = try? ExperiencerNumber(number),
            let id = try read.id(of: .person, key: volunteer.description)
        {
            return try ID(id)
        }
        throw LedgerError.unknown("没有工号或编号为“\(number.prefix(40))”的人员；请在人员名册里核对")
    }
}
