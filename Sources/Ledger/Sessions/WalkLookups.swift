public import Walkthrough

/// Whose walk it would be, and in what capacity if nobody says otherwise.
public struct WhoWalks: LedgerQuery {
    public struct Answer: Sendable {
        public let label: String
        public let role: ExperienceSession.ObserverRole
    }

    /// Staff or volunteer number; `nil` is the account's own person.
    public let walker: String?
    public let kind: SessionKind

    public init(_ walker: String?, _ kind: SessionKind) {
        self.walker = walker
        self.kind = kind
    }

    public var action: Action { .openWalk }

    public func answer(in view: QueryTransaction) throws -> Answer {
        let person = try view.walker(walker)
        return Answer(label: view.label(of: person), role: try view.proposedRole(of: person, kind))
    }
}

extension QueryTransaction {
    /// - Throws: `invalid` if nobody is named and the account has no person.
    func walker(_ number: String?) throws -> Person {
        guard let id = try number.map(entered) ?? actor.person else {
            throw LedgerError.invalid([
                Invalid("体验人", "没有写体验人，登录的账号也没有绑定人员", mend: "请写明体验人的工号或体验员编号")
            ])
        }
        return try existing(Person.self, id.text, "这名体验人").state
    }

    func proposedRole(of person: Person, _ kind: SessionKind) throws -> ExperienceSession.ObserverRole {
        .proposed(isVolunteer: person.isExperiencer(on: today), kind, roles: try roles(of: person.id))
    }

    /// The roles of a person's accounts: also of somebody for whom another types.
    private func roles(of person: ID<Person>) throws -> Set<Role> {
        if actor.person == person { return Set(actor.grants.map(\.role)) }
        var roles: Set<Role> = []
        try read.states(Account.self) { _, account in
            if account.state.person == person, !account.state.isDisabled {
                roles.formUnion(account.state.grants.map(\.role))
            }
        }
        return roles
    }

    /// The bundle that an id or a name means; a walk keeps its id.
    func oneThing(_ text: String) throws -> String {
        if let id = try? ID<OneThing>(text), try read.state(OneThing.self, id.text) != nil { return id.text }
        var found: [String] = []
        try read.states(OneThing.self) { id, bundle in
            if bundle.state.isActive, bundle.state.name.text == text { found.append(id) }
        }
        guard let id = found.first else {
            throw LedgerError.invalid([
                Invalid("一件事", "没有名为“\(text.prefix(60))”的“一件事”", mend: "请在“一件事”目录里核对名称")
            ])
        }
        return id
    }
}

/// A unit or a service item that a few typed words may mean.
public struct Candidate: Hashable, Sendable {
    public let code: String?
    public let name: Prose
}

/// Service items by code or by part of their name, the best first; at most nine.
public struct FindServices: LedgerQuery {
    public let text: String

    public init(_ text: String) { self.text = text }

    public var action: Action { .readReference }

    public func answer(in view: QueryTransaction) throws -> [Candidate] {
        if let id = try view.read.id(of: .service, key: text),
            let item = try view.read.state(ServiceItem.self, id)?.state
        {
            return [Candidate(code: item.record.code?.text, name: item.name)]
        }
        var finder = Finder(text)
        try view.read.states(ServiceItem.self) { _, item in
            if item.state.isActive {
                finder.look(at: Candidate(code: item.state.record.code?.text, name: item.state.name))
            }
        }
        return finder.best
    }
}

/// Units by code or by part of their name, the best first; at most nine.
public struct FindUnits: LedgerQuery {
    public let text: String

    public init(_ text: String) { self.text = text }

    public var action: Action { .readReference }

    public func answer(in view: QueryTransaction) throws -> [Candidate] {
        if let code = try? UnitCode(text), let unit = view.read.unit(code) {
            return [Candidate(code: code.text, name: unit.name)]
        }
        var finder = Finder(text)
        try view.read.states(Unit.self) { code, unit in
            if unit.state.isActive { finder.look(at: Candidate(code: code, name: unit.state.name)) }
        }
        return finder.best
    }
}

/// Keeps what contains some words: the same name first, then the shortest.
private struct Finder {
    private let words: String
    private var found: [(name: String, candidate: Candidate)] = []

    init(_ text: String) { words = Prose.folded(text) }

    mutating func look(at candidate: Candidate) {
        let name = Prose.folded(candidate.name.description)
        if !words.isEmpty, name.contains(words) { found.append((name, candidate)) }
    }

    var best: [Candidate] {
        if let same = found.first(where: { $0.name == words }) { return [same.candidate] }
        return found.sorted { ($0.name.count, $0.name) < ($1.name.count, $1.name) }.prefix(9).map(\.candidate)
    }
}
