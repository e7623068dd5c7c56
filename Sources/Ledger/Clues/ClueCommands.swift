public import Walkthrough

/// Names the two who receive clues of misconduct (decisions 4).
public struct AppointClueOfficers: LedgerCommand {
    public static let act = "指定线索受理人"

    public let first: String
    public let second: String
    /// Who takes the place of an officer whose own institution a clue is about.
    public let reserves: [String]

    /// All by staff number.
    public init(first: String, second: String, reserves: [String] = []) {
        self.first = first
        self.second = second
        self.reserves = reserves
    }

    public var action: Action { .nameClueOfficers }

    public func run(in work: CommandTransaction) throws -> Done {
        let log = try work.existing(StoreLog.self, StoreLog.id, "这个库的记录")
        let officers = try ClueCase.Officers(work.person(first), work.person(second))
        let events = try log.state.appoint(
            officers, reserves: reserves.map { try work.person($0) }, actor: work.actor)
        let after = try work.write.append(
            StoreLog.self, StoreLog.id, events, by: work.actor, expected: log.version)
        return Done(version: after.version)
    }
}

/// Files a clue: it opens a sealed case and never enters the ledger.
public struct OpenClue: LedgerCommand {
    public static let act = "密封登记线索"
    public static let scope = TokenScope.file

    public struct Receipt: Codable, Hashable, Sendable {
        public let id: String
        public let number: String
    }

    public let text: Prose
    public let unit: UnitCode?
    public let evidence: [EvidenceRef]
    public let source: String?

    public init(_ text: Prose, unit: UnitCode? = nil, evidence: [EvidenceRef] = [], source: String? = nil) {
        self.text = text
        self.unit = unit
        self.evidence = evidence
        self.source = source
    }

    public var action: Action { .openClue }
    public var namedEvidence: [Digest] { evidence.map(\.digest) }

    public func run(in work: CommandTransaction) throws -> Receipt {
        try work.require(units: ("涉及的单位", unit))
        let evidence = try work.settled(evidence)
        let source = try self.source.map { try work.source(named: $0).code.text }
        let opened = try work.openClue(text, unit: unit, evidence: evidence, from: .init(source: source))
        return Receipt(id: opened.id, number: opened.number)
    }
}

extension CommandTransaction {
    /// Opens a sealed case that the actor files.
    func openClue(
        _ text: Prose, unit: UnitCode?, evidence: [EvidenceRef], from origin: ClueCase.Origin,
        reporter: ClueCase.Reporter? = nil
    ) throws -> Opened {
        let officers = try clueOfficers(unit: unit)
        let clue = try opened(1, "clue", prefix: "X")[0]
        let opening = ClueCommand.Opening(
            number: clue.number, origin: origin, text: text, unit: unit, evidence: evidence,
            filer: actor.person,
            officers: officers, reporter: reporter)
        let events = try ClueCase.decide(
            .open(opening), on: nil, in: try clueContext(unit: unit, officers: officers))
        try write.append(ClueCase.self, clue.id, events, by: actor, expected: 0)
        return clue
    }
}

extension ClueCase {
    /// The key by which an imported clue is known again.
    package var importKey: String? {
        origin.file.flatMap { RectificationItem.originKey(origin: $0, description: text) }.map {
            "file:\($0)"
        }
    }
}

/// What the officers do with a case. Every act is noted in the access log.
public struct ActOnClue: LedgerCommand {
    public static let act = "办理线索"

    public enum Step: Sendable {
        case note(Prose)
        case transfer(ClueCase.Transfer)
        /// Other officers, by staff number.
        case officers(String, String, reason: Prose)
    }

    public let clue: String
    public let step: Step
    /// The version that the actor saw; asked of those only who see the case.
    public let expecting: Int?

    public init(_ clue: String, _ step: Step, expecting: Int? = nil) {
        self.clue = clue
        self.step = step
        self.expecting = expecting
    }

    public var action: Action {
        switch step {
        case .note, .transfer: .readClues
        case .officers: .nameClueOfficers
        }
    }

    public func run(in work: CommandTransaction) throws -> Done {
        let id = try (try? ID<ClueCase>(clue))?.text ?? work.read.id(of: .clue, key: clue)
        let before = try id.flatMap { try work.read.state(ClueCase.self, $0) }
        var officers = before?.state.officers
        let command: ClueCommand
        switch step {
        case .note(let text): command = .note(text)
        case .transfer(let transfer): command = .transfer(transfer)
        case .officers(let first, let second, let reason):
            let named = try ClueCase.Officers(work.person(first), work.person(second))
            officers = named
            command = .assignOfficers(named, reason: reason)
        }
        if let before, work.actor.isProven, before.state.isVisible(to: work.actor.person) {
            try work.check(expecting, before.version)
        }
        let context = try work.clueContext(unit: before?.state.unit, officers: officers)
        let events = try ClueCase.decide(command, on: before?.state, in: context)
        guard let id, let before else { throw LedgerError.unknown("没有这条线索，请核对编号") }
        let after = try work.write.append(ClueCase.self, id, events, by: work.actor, expected: before.version)
        try work.write.noteAccess(
            AccessEntry(
                at: work.at, account: work.actor.account, act: Self.act, subject: before.state.number,
                outcome: "ok"))
        return Done(version: after.version)
    }
}

extension CommandTransaction {
    /// The two who receive a clue about `unit`: the first of those appointed who are outside its line.
    func clueOfficers(unit: UnitCode?) throws -> ClueCase.Officers {
        guard let log = try read.state(StoreLog.self, StoreLog.id)?.state, let appointed = log.clueOfficers
        else {
            throw LedgerError.notPossible(
                "还没有指定线索受理人，线索不能登记；请政务办管理或督查先指定两名受理人", allowed: [])
        }
        let all = appointed.both + log.clueReserves
        let ofLine = try unit.map { try persons(all, ofLineOf: $0) } ?? []
        let outside = all.filter { !ofLine.contains($0) }
        guard outside.count >= 2 else {
            throw LedgerError.notPossible(
                "线索所涉单位以外的受理人不足两名；请政务办管理或督查指定候补受理人", allowed: [])
        }
        return try ClueCase.Officers(outside[0], outside[1])
    }

    private func persons(_ persons: [ID<Person>], ofLineOf unit: UnitCode) throws -> Set<ID<Person>> {
        let line = read.line(of: unit, outsideTypes: try settings().outsideCheckTypes)
        return try Set(
            persons.filter { person in
                let posts = try read.state(Person.self, person.text)?.state.units ?? []
                return posts.contains { line.contains($0, in: DirectoryOf(read)) }
            })
    }

    func clueContext(
        unit: UnitCode?, officers: ClueCase.Officers?, isReporter: Bool = false
    ) throws -> ClueContext {
        return ClueContext(
            at: at, today: today, actor: actor,
            mayNameOfficers: actor.reach(for: .nameClueOfficers) == .county,
            linePersons: try unit.map { try persons(officers?.both ?? [], ofLineOf: $0) } ?? [],
            isReporter: isReporter)
    }
}

/// The units of a transaction as a concrete type, for rules that are generic over it.
struct DirectoryOf: UnitDirectory {
    private let read: any ReadTransaction

    init(_ read: any ReadTransaction) { self.read = read }

    func unit(_ code: UnitCode) -> Unit? { read.unit(code) }
}
