public import Walkthrough

/// The person that a staff number, a volunteer's number or an id names.
public struct FindPerson: LedgerQuery {
    public let number: String

    public init(_ number: String) { self.number = number }

    public var action: Action { .fileItem }

    public func answer(in view: QueryTransaction) throws -> ID<Person> { try view.person(number) }
}

extension QueryTransaction {
    /// - Throws: `unknown` for a number that nobody has.
    package func person(_ number: String) throws -> ID<Person> {
        if let id = try? ID<Person>(number), try read.state(Person.self, id.text) != nil { return id }
        if let id = try read.id(of: .person, key: number) { return try ID(id) }
        if let volunteer = try? ExperiencerNumber(number),
            let id = try read.id(of: .person, key: volunteer.description)
        {
            return try ID(id)
        }
        throw LedgerError.unknown("没有工号或编号为“\(number.prefix(40))”的人员；请用 peizou person list 核对")
    }
}
