public import Walkthrough

/// 更正 of a fixed week by two persons, and 停发 of an edition (decisions 23). `FreezeWeek` fixes one, and `PublishWeek`
/// names its files.
public struct ActOnWeek: LedgerCommand {
    public static let act = "更正周台账"

    public struct Receipt: Codable, Hashable, Sendable {
        public let week: Week
        public let version: Int
        /// Of the proposal, or of the edition that is withheld or published.
        public let number: Int?
        /// n of 更正第n号, once confirmed.
        public let serial: Int?
        /// What the cell reads, and is to read.
        public let old: String?
        public let new: String?
    }

    public let week: Week
    /// A proposal without `old` takes what was printed.
    public let command: WeekCommand
    /// The version that the client saw.
    public let expecting: Int?

    public init(_ week: Week, _ command: WeekCommand, expecting: Int? = nil) {
        self.week = week
        self.command = command
        self.expecting = expecting
    }

    public var subject: String { "\(week)" }
    public var action: Action {
        switch command {
        case .proposeCorrection, .confirmCorrection, .declineCorrection: .correctWeek
        case .freeze, .publish, .withhold: .freezeWeek
        }
    }

    public func run(in work: CommandTransaction) throws -> Receipt {
        try work.check(expecting, try work.weekLedger(week)?.version ?? 0)
        switch command {
        case .freeze, .publish: throw LedgerError.malformed("定稿有自己的命令")
        case .proposeCorrection(let correct):
            let ledger = try work.weekLedger(week)?.state
            let row = try ledger.flatMap { try work.row(correct.row, of: $0) }
            var stated = correct
            if stated.old == nil, let row, let printed = ledger?.printed(correct.column, of: row) {
                stated.old = try Prose.optional(printed, "更正前内容", limit: 40_000)
            }
            let decided = try work.decideWeek(week, .proposeCorrection(stated), row: row)
            return receipt(decided, proposal: decided.state.corrections.count)
        case .confirmCorrection(let number), .declineCorrection(let number, _):
            return receipt(try work.decideWeek(week, command), proposal: number)
        case .withhold(let number, _):
            return receipt(try work.decideWeek(week, command), edition: number)
        }
    }

    private func receipt(_ ledger: Versioned<WeekLedger>, proposal number: Int) -> Receipt {
        let correction = ledger.state.corrections.first { $0.proposal.number == number }
        return Receipt(
            week: week, version: ledger.version, number: number, serial: correction?.serial,
            old: correction?.proposal.old?.description, new: correction?.proposal.new?.description)
    }

    private func receipt(_ ledger: Versioned<WeekLedger>, edition number: Int) -> Receipt {
        Receipt(week: week, version: ledger.version, number: number, serial: nil, old: nil, new: nil)
    }
}

/// Names the files of an edition that is fixed already: whoever asks for them finishes them.
package struct PublishWeek: LedgerCommand {
    package static let act = "生成周台账文件"
    package static let scope = TokenScope.export

    let week: Week
    let files: WeekCommand.Publish

    package init(_ week: Week, _ files: WeekCommand.Publish) {
        self.week = week
        self.files = files
    }

    package var action: Action { .readWeek }

    package func run(in work: CommandTransaction) throws -> Done {
        Done(version: try work.decideWeek(week, .publish(files)).version)
    }
}

extension CommandTransaction {
    /// Decides `command` on the week's stream and appends what came of it.
    fileprivate func decideWeek(
        _ week: Week, _ command: WeekCommand, row: LedgerRow? = nil
    ) throws -> Versioned<WeekLedger> {
        let stored = try weekLedger(week)
        let decision = try WeekLedger.decide(
            command, on: stored?.state, in: try weekContext(week, row: row))
        let id = WeekLedger.stream(week).id
        guard !decision.events.isEmpty else { return try existing(WeekLedger.self, id, "定稿的 \(week)") }
        return try write.append(
            WeekLedger.self, id, decision.events, by: actor, expected: stored?.version ?? 0)
    }
}
