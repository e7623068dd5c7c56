/// A row now and as it was at the 数据截止 before; the two make every change and count of the week.
public struct LedgerEntry: Equatable, Sendable {
    /// `nil` if the ledger did not know the row then.
    public let before: LedgerRow?
    public let now: LedgerRow

    public init(before: LedgerRow?, now: LedgerRow) {
        self.before = before
        self.now = now
    }

    /// Rows not yet verified are not on a ledger.
    var listedBefore: LedgerRow? { before.flatMap { $0.standing.phase == .unverified ? nil : $0 } }
}

/// A source that gives its elements once, in its own order, to whoever asks, without holding them all.
/// It stays where it was made: a store's source reads in the transaction that made it.
public struct LedgerStream<Element> {
    private let run: (_ body: (Element) throws -> Void) throws -> Void

    public init(_ run: @escaping (_ body: (Element) throws -> Void) throws -> Void) {
        self.run = run
    }

    public init(_ elements: [Element]) {
        run = { body in for element in elements { try body(element) } }
    }

    public func forEach(_ body: (Element) throws -> Void) throws { try run(body) }
}

/// A week's ledger: its head and a source of its rows, which is read once.
public struct LedgerSnapshot {
    public let header: LedgerHeader
    public let lists: LedgerLists
    /// Every verified row that was on a ledger up to T, in the order of the sheet.
    public let entries: LedgerStream<LedgerEntry>
    public let suggestions: LedgerStream<SuggestionRow>
    /// 核实中 n 件 for each unit (decisions 8).
    public let verifying: [UnitCount]
    /// 问题线索 kept apart: a county's total and nothing else (decisions 4); `nil` leaves the line out.
    public let clues: Int?
    public let unitWeeks: [UnitWeekLine]
    public let corrections: [LedgerCorrection]
    public let seal: LedgerSeal

    public init(
        header: LedgerHeader, lists: LedgerLists = .standard, entries: LedgerStream<LedgerEntry>,
        suggestions: LedgerStream<SuggestionRow> = LedgerStream([]), verifying: [UnitCount] = [],
        clues: Int? = nil, unitWeeks: [UnitWeekLine] = [], corrections: [LedgerCorrection] = [],
        seal: LedgerSeal = LedgerSeal()
    ) {
        self.header = header
        self.lists = lists
        self.entries = entries
        self.suggestions = suggestions
        self.verifying = verifying
        self.clues = clues
        self.unitWeeks = unitWeeks
        self.corrections = corrections
        self.seal = seal
    }
}

/// How many rows of a unit are being verified.
public struct UnitCount: Hashable, Sendable, Codable {
    public let unit: UnitCode
    public let unitName: String
    public let count: Int

    public init(unit: UnitCode, unitName: String, count: Int) {
        self.unit = unit
        self.unitName = unitName
        self.count = count
    }
}

/// Whether and when a unit reported its week (decisions 22).
public struct UnitWeekLine: Hashable, Sendable, Codable {
    public enum Standing: String, Sendable, Codable, CaseIterable {
        case reported, zeroReport, missing

        public var title: String {
            switch self {
            case .reported: "已报送"
            case .zeroReport: "零报告"
            case .missing: "未报"
            }
        }
    }

    public let unit: UnitCode
    public let unitName: String
    public let standing: Standing
    public let signedBy: String?
    public let at: Instant?
    /// Reported after 报送时限.
    public let isLate: Bool

    public init(
        unit: UnitCode, unitName: String, standing: Standing, signedBy: String? = nil, at: Instant? = nil,
        isLate: Bool = false
    ) {
        self.unit = unit
        self.unitName = unitName
        self.standing = standing
        self.signedBy = signedBy
        self.at = at
        self.isLate = isLate
    }
}

/// What ties an edition to the log and to the edition before.
public struct LedgerSeal: Hashable, Sendable {
    public let merkleRoot: Digest?
    /// The hash of the manifest before.
    public let previousManifest: Digest?
    /// The rows open at the end of the edition before, as it printed them.
    public let previousClosing: Int?
    /// The hash of the first edition's manifest, in a 更正.
    public let firstEdition: Digest?

    public init(
        merkleRoot: Digest? = nil, previousManifest: Digest? = nil, previousClosing: Int? = nil,
        firstEdition: Digest? = nil
    ) {
        self.merkleRoot = merkleRoot
        self.previousManifest = previousManifest
        self.previousClosing = previousClosing
        self.firstEdition = firstEdition
    }
}

/// Where a row stands in a week's ledger (decisions 24).
public enum RowPlacement: Hashable, Sendable {
    /// On the main sheet: open at the 数据截止 before, new since, or ended in the week.
    case main
    /// On 历史销号: ended earlier, or brought in as ended.
    case history
    /// Counted only.
    case unverified

    public init(_ entry: LedgerEntry, from: Instant?) {
        let standing = entry.now.standing
        switch standing.phase {
        case .unverified: self = .unverified
        case .open, .checking: self = .main
        case .closed, .ended:
            let wasOpen = entry.listedBefore.map(\.standing.phase.isOpen)
            // A carried row that its papers claim to be done has no end here (decisions 19).
            let endedInWeek = standing.endedAt.map { at in from.map { at > $0 } ?? true } ?? false
            let isNew = wasOpen == nil && !standing.isCarried
            self = wasOpen == true || isNew || endedInWeek ? .main : .history
        }
    }
}
