public import Walkthrough

/// 定稿: fixes the state as of 数据截止, whatever happened later; a second one gives the first's (architecture 11). Its
/// files are rendered afterwards, outside of any write.
public struct FreezeWeek: LedgerCommand {
    public static let act = "定稿"
    public static let scope = TokenScope.freeze
    public static let isLong = true

    public struct Receipt: Codable, Hashable, Sendable {
        public let week: Week
        /// It was fixed before: the first one's stands.
        public let isOld: Bool
        public let rows: Int
        public let verifying: Int
        public let root: Digest
        public let missing: [UnitCode]
    }

    public let week: Week

    public init(_ week: Week) { self.week = week }

    public var subject: String { "\(week)" }
    public var action: Action { .freezeWeek }

    public func run(in work: CommandTransaction) throws -> Receipt {
        let context = try work.weekContext(week)
        let stored = try work.weekLedger(week)
        guard let period = try WeekLedger.period(toFreeze: stored?.state, in: context) else {
            return Self.receipt(
                try work.existing(WeekLedger.self, WeekLedger.stream(week).id, "").state, isOld: true)
        }
        let counts = try WeekRows(work.read, from: period.from, to: period.to).counts()
        let freeze = WeekCommand.Freeze(
            settings: FrozenSettings(
                rule: context.schedule.rule, lists: try work.lists(on: period.last),
                yellowWorkdays: try work.settings().yellowWorkdays),
            root: try work.read.root(through: period.to).root, rows: counts.main,
            verifying: counts.verifying, signatures: try work.signatures(of: week))
        let decision = try WeekLedger.decide(.freeze(freeze), on: nil, in: context)
        let after = try work.write.append(
            WeekLedger.self, WeekLedger.stream(week).id, decision.events, by: work.actor, expected: 0)
        return Self.receipt(after.state, isOld: false)
    }

    private static func receipt(_ ledger: WeekLedger, isOld: Bool) -> Receipt {
        let frozen = ledger.frozen
        return Receipt(
            week: ledger.week, isOld: isOld, rows: frozen.rows, verifying: frozen.verifying,
            root: frozen.root,
            missing: frozen.signatures.filter { $0.standing == .missing }.map(\.unit))
    }
}

/// What is to be done before a week's files can be handed out: editions to fix, oldest first, and fixed weeks whose files
/// a crash left unmade.
package struct WeekWork: LedgerQuery {
    package static let act = "查看周台账"

    package struct Answer: Hashable, Sendable {
        package let week: Week
        /// The week itself last; empty if it is fixed.
        package let toFreeze: [Week]
        /// The latest editions before the week that are fixed, oldest first.
        package let earlier: [Week]
        /// The next edition whose files are to be rendered, of the week or an earlier one.
        package let toPublish: WeekEditionKey?
    }

    /// `nil` is the last week whose 数据截止 has passed.
    package let week: Week?
    private let isToFreeze: Bool
    private let isRepeat: Bool

    /// - Parameters:
    ///   - isToFreeze: asked by who is about to fix them, and must have the right.
    ///   - isRepeat: it may be, so that earlier weeks are looked at.
    package init(_ week: Week?, isToFreeze: Bool = false, isRepeat: Bool = false) {
        self.week = week
        self.isToFreeze = isToFreeze
        self.isRepeat = isRepeat
    }

    package var action: Action { isToFreeze ? .freezeWeek : .readWeek }

    package func answer(in view: QueryTransaction) throws -> Answer {
        let week = try week ?? view.schedule().lastClosed(at: view.at).week
        try view.requireCounty("周台账", in: week)
        var toFreeze: [Week] = []
        if try view.weekLedger(week) == nil {
            let edition = try view.ownEdition(of: week)
            try view.requireBegun(week)
            guard edition.hasClosed(at: view.at) else {
                throw LedgerError.notPossible(
                    "\(week) 的数据截止是 \(edition.cutoff.short)，还没有到；现在只能预览",
                    allowed: [])
            }
            toFreeze = try view.unfrozenEditions(before: week).map(\.week) + [week]
        }
        var earlier: [Week] = []
        var last = isRepeat ? try view.frozenLedger(before: toFreeze.first ?? week) : nil
        while let ledger = last, earlier.count < 10 {
            earlier.insert(ledger.week, at: 0)
            last = try view.frozenLedger(before: ledger.week)
        }
        return Answer(
            week: week, toFreeze: toFreeze, earlier: earlier,
            toPublish: try view.firstUnpublished(through: week))
    }
}

/// An edition of a fixed week: 0 is 定稿, n is 更正第n号.
package struct WeekEditionKey: Hashable, Sendable {
    package let week: Week
    package let number: Int
}

/// A fixed week with its editions and corrections.
package struct ReadWeekLedger: LedgerQuery {
    package static let act = "查看周台账"
    package let week: Week

    package init(_ week: Week) { self.week = week }

    package var subject: String { "\(week)" }
    package var action: Action { .readWeek }

    package func answer(in view: QueryTransaction) throws -> Versioned<WeekLedger> {
        try view.require(.export)
        try view.requireCounty("周台账", in: week)
        return try view.existing(WeekLedger.self, WeekLedger.stream(week).id, "定稿的 \(week)")
    }
}

extension QueryTransaction {
    /// The oldest edition up to `week` whose files are still to be rendered.
    package func firstUnpublished(through week: Week) throws -> WeekEditionKey? {
        var found: WeekEditionKey?
        var current = try weekLedger(week)?.state ?? frozenLedger(before: week)
        // An edition is published only after the one before it, so the search ends at the first complete week.
        while let ledger = current {
            guard let number = ledger.toPublish else { break }
            found = WeekEditionKey(week: ledger.week, number: number)
            current = try frozenLedger(before: ledger.week)
        }
        return found
    }
}

extension Ledger {
    /// 定稿 of a week, and before it of those that are due and not fixed, each in a transaction of its own. Their files are
    /// the exporter's to make.
    /// - Parameters:
    ///   - week: `nil` is the last whose 数据截止 has passed.
    ///   - key: under which a repeat gives the week's first receipt.
    /// - Returns: the week, and those that were fixed, oldest first; the week itself if that was done before.
    package func freeze(
        _ week: Week?, by caller: Caller, key: RequestKey? = nil
    ) async throws(LedgerError) -> (week: Week, receipts: [FreezeWeek.Receipt]) {
        let work = try await ask(WeekWork(week, isToFreeze: true, isRepeat: key != nil), by: caller)
        // Earlier weeks, each under a key that follows from the client's: a repeat tells of the same weeks.
        func keyed(_ due: Week) -> RequestKey? {
            due == work.week
                ? key : key.map { RequestKey(key: "\($0.key) \(due)", bodyDigest: $0.bodyDigest) }
        }
        var receipts: [FreezeWeek.Receipt] = []
        for due in work.toFreeze.isEmpty ? [work.week] : work.toFreeze {
            receipts.append(try await perform(FreezeWeek(due), by: caller, key: keyed(due)))
        }
        var earlier = work.earlier[...]
        while let due = earlier.popLast(), let key = keyed(due),
            let first: FreezeWeek.Receipt = await receipt(of: key, by: caller)
        {
            receipts.insert(first, at: 0)
        }
        return (work.week, receipts)
    }
}
