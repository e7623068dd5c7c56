public import Walkthrough

/// Closes or reopens a unit.
public struct ActOnUnit: LedgerCommand {
    public static let act = "撤销或恢复单位"

    public let code: UnitCode
    public let command: UnitCommand
    /// The version that the client saw.
    public let expecting: Int?

    public init(_ code: UnitCode, _ command: UnitCommand, expecting: Int? = nil) {
        self.code = code
        self.command = command
        self.expecting = expecting
    }

    public var action: Action { .keepReference }

    public func run(in work: CommandTransaction) throws -> Done {
        let before = try work.existing(Unit.self, code.text, "编码为 \(code) 的单位")
        try work.check(expecting, before.version)
        var children = 0
        try work.read.states(Unit.self) { _, unit in
            if unit.state.parent == code, unit.state.isActive { children += 1 }
        }
        let context = UnitContext(
            actor: work.actor, county: try UnitCode(work.read.county.code), directory: work.read,
            activeChildren: children)
        let events = try Unit.decide(command, on: before.state, in: context)
        let after = try work.write.append(
            Unit.self, code.text, events, by: work.actor, expected: before.version)
        return Done(version: after.version)
    }
}

/// What is done to a person after the import: leaving, appointing, ending a term early.
public struct ActOnPerson: LedgerCommand {
    public static let act = "人员和体验员"

    public let person: String
    public let command: PersonCommand
    /// The version that the client saw.
    public let expecting: Int?

    public init(_ person: String, _ command: PersonCommand, expecting: Int? = nil) {
        self.person = person
        self.command = command
        self.expecting = expecting
    }

    public var action: Action {
        switch command {
        case .record: .importReference
        case .leave, .appoint: .keepReference
        case .proposeTermEnd: .proposeTermEnd
        case .confirmTermEnd, .declineTermEnd: .confirmTermEnd
        }
    }

    public func run(in work: CommandTransaction) throws -> Done {
        let id = try work.person(person)
        let before = try work.existing(Person.self, id.text, "这名人员")
        try work.check(expecting, before.version)
        var taken: ID<Person>?
        if case .appoint(let appointment) = command {
            taken = try work.read.id(of: .person, key: appointment.number.description).map { try ID($0) }
        }
        let events = try Person.decide(
            command, on: before.state,
            in: PersonContext(
                actor: work.actor, today: work.today, directory: work.read, numberTakenBy: taken))
        let after = try work.write.append(
            Person.self, id.text, events, by: work.actor, expected: before.version)
        return Done(version: after.version)
    }
}

/// Records a campaign, files a plan, or ends it early.
public struct ActOnCampaign: LedgerCommand {
    public static let act = "设置活动"

    public struct Receipt: Codable, Hashable, Sendable {
        public let id: String
        public let version: Int
    }

    /// The name or id of a campaign that is there; `nil` for a new one.
    public let campaign: String?
    public let command: CampaignCommand
    /// The version that the client saw.
    public let expecting: Int?

    public init(_ campaign: String?, _ command: CampaignCommand, expecting: Int? = nil) {
        self.campaign = campaign
        self.command = command
        self.expecting = expecting
    }

    public var action: Action {
        switch command {
        case .record, .end: .keepReference
        case .filePlan: .filePlan
        }
    }

    public var namedEvidence: [Digest] {
        if case .filePlan(_, let plan, _) = command { [plan] } else { [] }
    }

    public func run(in work: CommandTransaction) throws -> Receipt {
        let id: String
        if let campaign {
            id = try work.campaign(campaign).state.id.text
        } else if case .record(let record) = command {
            id = record.id.text
        } else {
            throw LedgerError.unknown("没有写是哪个活动")
        }
        let before = try work.read.state(Campaign.self, id)
        try work.check(expecting, before?.version ?? 0)
        var missing: [String] = []
        if case .record(let record) = command {
            for service in record.mustWalk where try work.read.state(ServiceItem.self, service.text) == nil {
                missing.append(service.text)
            }
            for leader in record.actions.compactMap(\.leader)
            where try work.read.state(Person.self, leader.text) == nil {
                missing.append(leader.text)
            }
        }
        let events = try Campaign.decide(
            command, on: before?.state,
            in: CampaignContext(actor: work.actor, today: work.today, directory: work.read, missing: missing))
        if case .filePlan(_, let plan, _) = command { try work.mustBePresent(plan) }
        let after = try work.write.append(
            Campaign.self, id, events, by: work.actor, expected: before?.version ?? 0)
        return Receipt(id: id, version: after.version)
    }
}

extension QueryTransaction {
    /// The campaign that an entry names.
    /// - Throws: `invalid` for one that there is not.
    package func campaign(ofEntry name: String) throws -> Versioned<Campaign> {
        do throws(any Error) {
            return try campaign(name)
        } catch LedgerError.unknown {
            throw LedgerError.invalid([
                Invalid("活动", "没有“\(name.prefix(40))”这个活动", mend: "请在活动目录里核对，或不填，作为常态化登记")
            ])
        }
    }

    /// The campaign that a name or an id means.
    package func campaign(_ name: String) throws -> Versioned<Campaign> {
        let id = try (try? ID<Campaign>(name))?.text ?? read.id(of: .campaign, key: name)
        return try existing(Campaign.self, id ?? name, "“\(name.prefix(40))”这个活动")
    }
}
