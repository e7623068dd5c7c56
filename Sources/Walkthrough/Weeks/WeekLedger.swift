/// A county's week from its 定稿 on: what was fixed, what was published, and what was mended since.
///
/// Before 定稿 there is no stream; previews and 送审稿 are prints that leave no trace.
public struct WeekLedger: Equatable, Sendable, Codable {
    public let frozen: WeekEvent.Frozen
    public let frozenAt: Instant
    /// By number: 0 is 定稿, n is 更正第n号.
    public internal(set) var editions: [WeekEvent.Published] = []
    /// By number, from 1.
    public internal(set) var corrections: [Correction] = []
    public internal(set) var withheld: [WeekEvent.Withheld] = []

    /// 更正: proposed, then confirmed or declined.
    public struct Correction: Equatable, Sendable, Codable {
        public let proposal: WeekEvent.CorrectionProposed
        public let proposedAt: Instant
        public internal(set) var outcome: Outcome?

        public enum Outcome: Equatable, Sendable, Codable {
            case confirmed(WeekEvent.CorrectionConfirmed, at: Instant)
            case declined(WeekEvent.CorrectionDeclined, at: Instant)
        }

        public var isPending: Bool { outcome == nil }

        /// n of 更正第n号.
        public var serial: Int? {
            switch outcome {
            case .confirmed(let payload, at: _): payload.serial
            case .declined, nil: nil
            }
        }
    }

    public var period: WeekPeriod { frozen.period }
    public var week: Week { frozen.period.week }
    public var first: WeekEvent.Published? { editions.first }
    /// The edition that holds now.
    public var latest: WeekEvent.Published? { editions.last }

    /// How many corrections were confirmed.
    public var confirmedCount: Int { corrections.count { $0.serial != nil } }

    /// The edition whose files are still to be rendered and published; `nil` if there is none. A crash after a freeze
    /// or a confirmation leaves one, which the next run finishes (architecture 11).
    public var toPublish: Int? { editions.count <= confirmedCount ? editions.count : nil }

    public func isWithheld(_ number: Int) -> Bool { withheld.contains { $0.number == number } }

    public static func stream(_ week: Week) -> StreamID { StreamID(.week, week.description) }
}

extension WeekLedger: Aggregate {
    public static var streamKind: StreamID.Kind { .week }

    /// Total and pure; a week begins by being frozen.
    public static func replay(
        _ event: WeekEvent, at: Instant, stream: String, onto state: WeekLedger?
    ) -> WeekLedger? {
        guard var ledger = state else {
            guard case .frozen(let payload) = event else { return nil }
            return WeekLedger(frozen: payload, frozenAt: at)
        }
        switch event {
        case .frozen: break
        case .published(let payload): ledger.editions.append(payload)
        case .correctionProposed(let payload):
            ledger.corrections.append(Correction(proposal: payload, proposedAt: at))
        case .correctionConfirmed(let payload):
            ledger.settle(payload.number, as: .confirmed(payload, at: at))
        case .correctionDeclined(let payload):
            ledger.settle(payload.number, as: .declined(payload, at: at))
        case .withheld(let payload): ledger.withheld.append(payload)
        }
        return ledger
    }

    private mutating func settle(_ number: Int, as outcome: Correction.Outcome) {
        guard let index = corrections.firstIndex(where: { $0.proposal.number == number }) else { return }
        corrections[index].outcome = outcome
    }
}

extension WeekLedger {
    /// The confirmed corrections up to 更正第`serial`号, as editions print them.
    /// - Parameter name: of whoever proposed or confirmed; two persons of one name are told apart by their accounts.
    public func ledgerCorrections(through serial: Int, name: (Act) throws -> String) throws
        -> [LedgerCorrection]
    {
        var result: [LedgerCorrection] = []
        for correction in corrections {
            guard case .confirmed(let payload, let at) = correction.outcome, payload.serial <= serial else {
                continue
            }
            let proposal = correction.proposal
            var (one, other) = (try name(proposal.by), try name(payload.by))
            if one == other {
                (one, other) = ("\(one)（\(proposal.by.account)）", "\(other)（\(payload.by.account)）")
            }
            result.append(
                try LedgerCorrection(
                    serial: payload.serial, row: proposal.row, column: proposal.column,
                    old: proposal.old?.description ?? "", new: proposal.new?.description ?? "",
                    reason: proposal.reason, proposedBy: one, confirmedBy: other, at: at))
        }
        return result.sorted { $0.serial < $1.serial }
    }

    /// The head of edition `number`.
    public func header(
        _ number: Int, county: String, countyName: String, signature: LedgerHeader.Signature = .init()
    ) -> LedgerHeader {
        LedgerHeader(
            county: county, countyName: countyName, period,
            edition: number == 0 ? .final : .correction(number), isDemo: frozen.isDemo, signature: signature)
    }

    /// What ties edition `number` to the log and to the editions before.
    public func seal(_ number: Int, after previous: PreviousEdition?) -> LedgerSeal {
        LedgerSeal(
            merkleRoot: frozen.root,
            previousManifest: manifest(before: number, after: previous), previousClosing: previous?.closing,
            firstEdition: number == 0 ? nil : first?.manifest)
    }

    func manifest(before number: Int, after previous: PreviousEdition?) -> Digest? {
        number == 0 ? previous?.manifest : editions.last { $0.number < number }?.manifest
    }
}

extension LedgerHeader {
    /// The head of a print of the county's week, or of `unit`'s.
    public init(
        county: String, countyName: String, unit: (code: UnitCode, name: String)? = nil, _ period: WeekPeriod,
        edition: LedgerEdition, isDemo: Bool, signature: Signature = Signature()
    ) {
        self.init(
            county: county, countyName: countyName, unit: unit?.code, unitName: unit?.name, week: period.week,
            issue: period.issue, first: period.first, last: period.last, from: period.from, to: period.to,
            edition: edition, isDemo: isDemo, mergedWeeks: period.mergedWeeks, signature: signature)
    }
}

extension LedgerEdition {
    /// Which print a week gives at `at`: 预览 up to 数据截止, then 送审稿, then what was last published.
    public init(of edition: WeekEdition, _ ledger: WeekLedger?, at: Instant) {
        self = ledger.map(LedgerEdition.init) ?? (edition.hasClosed(at: at) ? .review : .preview)
    }

    /// What a fixed week last published; 定稿 until it has.
    public init(_ ledger: WeekLedger) {
        let number = ledger.latest?.number ?? 0
        self = number == 0 ? .final : .correction(number)
    }
}
