public import Walkthrough

/// Adds, grants to, disables or enables an account.
public struct ActOnAccount: LedgerCommand {
    public static let act = "管理账号"

    public struct Receipt: Codable, Hashable, Sendable {
        public let account: String
        public let version: Int
    }

    public let name: AccountName
    public let command: AccountCommand
    /// The staff or volunteer number of the person of a new account.
    public let person: String?
    /// The version that the actor saw.
    public let expecting: Int?

    public init(_ name: AccountName, _ command: AccountCommand, expecting: Int? = nil) {
        self.name = name
        self.command = command
        self.expecting = expecting
        person = nil
    }

    /// A new account, of the person with this number.
    public init(adding name: AccountName, person: String?) {
        self.name = name
        command = .add(name, person: nil)
        expecting = nil
        self.person = person
    }

    public var subject: String { name.text }
    public var action: Action {
        switch command {
        case .add, .disable, .enable: .keepAccounts
        case .grant, .removeGrant: .grantRoles
        // Who else may, the rules ask.
        case .changePassword, .issueToken, .revokeToken: .useOwnAccount
        case .issueCard: .issueCard
        }
    }

    public func run(in work: CommandTransaction) throws -> Receipt {
        var command = command
        var person: Person?
        if let number = self.person {
            let id = try work.person(number)
            person = try work.existing(Person.self, id.text, "这名人员").state
            command = .add(name, person: id)
        }
        let version = try work.act(on: name, command, person: person, expecting: expecting)
        // What it had open ends at once.
        if case .disable = command { try work.write.revokeTokens(of: name.text, .all) }
        return Receipt(account: name.text, version: version)
    }
}

extension CommandTransaction {
    /// Decides and records; gives the new version.
    func act(
        on name: AccountName, _ command: AccountCommand, person: Person? = nil, expecting: Int? = nil
    ) throws -> Int {
        let before = try read.state(Account.self, name.text)
        if let before { try check(expecting, before.version) }
        var others: [Grant] = []
        if case .grant = command, let owner = before?.state.person {
            try read.states(Account.self) { _, other in
                if other.state.person == owner, other.state.name != name { others += other.state.grants }
            }
        }
        let context = AccountContext(
            actor: actor, at: at, today: today, settings: try settings(), directory: read, person: person,
            otherGrants: others)
        let events = try Account.decide(command, on: before?.state, in: context)
        return try write.append(Account.self, name.text, events, by: actor, expected: before?.version ?? 0)
            .version
    }
}
