public import Walkthrough

/// Files a finding without a session (其他渠道转来的问题), or one of a unit's own with its classification.
public struct FileItem: LedgerCommand {
    public static let act = "登记问题"
    public static let scope = TokenScope.file

    public struct Receipt: Codable, Hashable, Sendable {
        public let id: String
        public let number: String
        public let version: Int
    }

    public let draft: FindingDraft
    public let ownWork: Filing.OwnWork?
    /// Made by the client where it works offline; a repeat with the same content gives the first receipt.
    public let id: ID<RectificationItem>?

    public init(_ draft: FindingDraft, ownWork: Filing.OwnWork? = nil, id: ID<RectificationItem>? = nil) {
        self.draft = draft
        self.ownWork = ownWork
        self.id = id
    }

    public var action: Action { .fileItem }
    public var namedEvidence: [Digest] { draft.evidence.map(\.digest) }

    public func run(in work: CommandTransaction) throws -> Receipt {
        guard let id else { return try file(work.newID(), in: work) }
        return try work.once(StreamID(.item, id.text), Content(draft: draft.repeatable, ownWork: ownWork)) {
            try file(id, in: work)
        }
    }

    /// What a repeat must have the same.
    private struct Content: Encodable {
        let draft: FindingDraft
        let ownWork: Filing.OwnWork?
    }

    private func file(_ id: ID<RectificationItem>, in work: CommandTransaction) throws -> Receipt {
        var draft = draft
        draft.evidence = try work.settled(draft.evidence)
        let stated = try work.source(named: draft.source)
        let own = try work.actor.source(stated: stated.code.text)
        let source = own == stated.code.text ? stated : try work.source(named: own)
        draft.basis = draft.basis.settled(of: draft.walker, by: work.actor)
        try draft.campaign.map(work.campaign(ofEntry:))?.state.mustBeOpen(on: work.today)
        guard source.isActive else { throw LedgerError.notPossible("来源“\(source.name)”已停用", allowed: []) }
        if let point = draft.checkPoint, point.isClue {
            throw LedgerError.notPossible(
                "检查项 \(point.code) 属于违纪线索，不进台账；请作为线索密封登记", allowed: [])
        }
        if let walker = draft.walker {
            let person = try work.read.state(Person.self, walker.text)?.state
            try EntryBasis.check(
                draft.basis, of: walker, by: work.actor, mayEnter: work.mayEnter(for: person))
        }
        let number = try work.nextNumber("item")
        let report = try work.report(draft, source: source, number: number)
        let events = try RectificationItem.register(
            Filing(report: report, ownWork: ownWork), id: id, in: try work.itemContext(source: source))
        let row = try work.write.append(RectificationItem.self, id.text, events, by: work.actor, expected: 0)
        return Receipt(id: id.text, number: number, version: row.version)
    }
}

/// One verb of the ledger on one row.
public struct ActOnItem: LedgerCommand {
    public static let act = "办理台账"

    public struct Receipt: Codable, Hashable, Sendable {
        public let id: String
        public let number: String
        public let state: StateKind
        public let due: Day?
        public let version: Int
        public let allowed: [String]
        /// The reporter, only where the command was `reveal`.
        public var reporter: Reporter?

        public struct Reporter: Codable, Hashable, Sendable {
            public let name: String?
            public let contact: String?
            public let caseNumber: String?
        }
    }

    /// The row's number, or its id.
    public let row: String
    public let command: ItemCommand
    /// The version that the actor saw.
    public let expecting: Int?

    public init(_ row: String, _ command: ItemCommand, expecting: Int? = nil) {
        self.row = row
        self.command = command
        self.expecting = expecting
    }

    public var subject: String { "\(row) \(command.kind.rawValue)" }
    public var action: Action { .actOnItem }

    public var namedEvidence: [Digest] {
        if case .attach(let files) = command { files.map(\.digest) } else { [] }
    }

    public func run(in work: CommandTransaction) throws -> Receipt {
        let item = try work.visibleItem(row)
        let context = try work.itemContext(
            source: try work.read.source(item.state.report.source), target: try target(item.state, in: work),
            peers: try peers(item.state, in: work), caller: try caller(in: work))
        let events: NonEmpty<ItemEvent>
        do {
            // Who may not is told so, whatever version he saw and whatever he names.
            let standing = try item.state.permit(
                command.kind, in: context, ifStale: expecting.map { $0 != item.version } ?? false)
            try work.check(expecting, item.version)
            var command = command
            if case .attach(let files) = command { command = .attach(try work.present(files)) }
            events = try item.state.decide(command, in: context, as: standing)
        } catch let refusal as Refusal {
            // What was just refused is no way out.
            throw LedgerError(
                refusal, allowed: work.allowed(item.state).filter { $0 != command.kind.rawValue })
        }
        let after = try work.write.append(
            RectificationItem.self, item.state.id.text, events, by: work.actor, expected: item.version)
        try absorb(item.state, events, context, in: work)
        for case .closed(let closed) in events {
            try work.openTasks(of: after.state, for: closed.closing.generalizedTo)
        }
        var receipt = Receipt(
            id: after.state.id.text, number: after.state.report.number, state: after.state.state.kind,
            due: after.state.due, version: after.version, allowed: work.allowed(after.state))
        if case .reveal = command {
            let report = after.state.report
            receipt.reporter = .init(
                name: report.reporterName?.description, contact: report.reporterContact?.description,
                caseNumber: report.caseNumber?.description)
        }
        return receipt
    }

    /// A reporter's identity is told once, with its event (decisions 3); a repeat is not told it again.
    public func kept(_ receipt: Receipt) -> Receipt {
        var kept = receipt
        kept.reporter = nil
        return kept
    }

    /// What the rules ask of whoever is to call.
    private func caller(in work: CommandTransaction) throws -> ItemContext.Caller? {
        guard case .assignCaller(let id) = command else { return nil }
        let person = try work.existing(Person.self, id.text, "这名人员").state
        var isCaller = false
        try work.read.states(Account.self) { _, account in
            guard account.state.person == id, !account.state.isDisabled else { return }
            if account.state.holds(.caller) { isCaller = true }
        }
        return ItemContext.Caller(
            id, isCaller: isCaller && person.isActive,
            posts: person.units + person.units.compactMap { work.read.posted(of: $0) })
    }

    /// Looked up only where it matters, since all units are read for it.
    private func peers(_ item: RectificationItem, in work: CommandTransaction) throws -> [UnitCode] {
        guard case .close(_, let spread) = command, spread.isEmpty,
            item.state.requested?.request.generalization.value == .yes
        else { return [] }
        return try work.peers(of: item)
    }

    /// The row that this one is merged into: named by the command, or by the proposal to be confirmed.
    private func target(_ item: RectificationItem, in work: CommandTransaction) throws -> RectificationItem? {
        if case .merge(let id, _) = command {
            return try work.read.state(RectificationItem.self, id.text)?.state
        }
        if case .confirmEnding = command, case .merged(let id, _)? = item.pendingEnding?.ending {
            return try work.read.state(RectificationItem.self, id.text)?.state
        }
        return nil
    }

    /// The other row learns what it absorbed.
    private func absorb(
        _ item: RectificationItem, _ events: NonEmpty<ItemEvent>, _ context: ItemContext,
        in work: CommandTransaction
    ) throws {
        guard let target = context.target, case .merged? = item.pendingEnding?.ending,
            events.contains(where: { if case .endingConfirmed = $0 { true } else { false } })
        else { return }
        let head = try work.existing(RectificationItem.self, target.id.text, "要并入的那一条")
        try work.write.append(
            RectificationItem.self, target.id.text,
            [.absorbed(.init(item: item.id, number: item.report.number))], by: work.actor,
            expected: head.version)
    }
}

extension QueryTransaction {
    /// The row that a number or an id names, if the actor sees it.
    package func visibleItem(_ row: String) throws -> Versioned<RectificationItem> {
        let unknown = LedgerError.unknown("没有“\(row.prefix(60))”这条台账，或您看不到它；请核对台账编号")
        let id = try (try? ID<RectificationItem>(row))?.text ?? read.id(of: .item, key: row)
        guard let id, let item = try read.state(RectificationItem.self, id) else { throw unknown }
        guard try read.sees(.item, id, in: read.scopes(of: actor, for: .readItems)) else { throw unknown }
        return item
    }

    /// The verbs that the actor may use on the row now.
    package func allowed(_ item: RectificationItem) -> [String] {
        let standing = Standing(of: actor, to: item, in: read)
        return item.availableCommands(for: standing).map(\.rawValue)
    }
}
