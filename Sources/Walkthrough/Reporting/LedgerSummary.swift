/// The counts of one unit, or of the county.
public struct LedgerTally: Hashable, Sendable, Codable {
    /// Open at the 数据截止 before.
    public var opening = 0
    /// Open rows brought in by 期初结转.
    public var carried = 0
    public var new = 0
    public var reopened = 0
    /// Open rows taken over from, and handed over to, other units.
    public var movedIn = 0
    public var movedOut = 0
    /// 销号.
    public var closed = 0
    /// Ended without rectification.
    public var ended = 0
    /// Open at T.
    public var closing = 0
    /// Of those open: red, waiting for the checker.
    public var overdue = 0
    public var checking = 0
    /// Not yet verified, and so in no other count.
    public var verifying = 0

    public init() {}

    /// What `closing` must be: opening + carried + new + reopened + movedIn − movedOut − closed − ended.
    public var expectedClosing: Int {
        opening + carried + new + reopened + movedIn - movedOut - closed - ended
    }

    public var isBalanced: Bool { expectedClosing == closing }

    static func += (a: inout LedgerTally, b: LedgerTally) {
        a.opening += b.opening
        a.carried += b.carried
        a.new += b.new
        a.reopened += b.reopened
        a.movedIn += b.movedIn
        a.movedOut += b.movedOut
        a.closed += b.closed
        a.ended += b.ended
        a.closing += b.closing
        a.overdue += b.overdue
        a.checking += b.checking
        a.verifying += b.verifying
    }
}

/// 汇总: the counts of each unit, with the proof that they add up (architecture 11).
public struct LedgerSummary: Sendable {
    public struct UnitLine: Hashable, Sendable {
        public let unit: UnitCode
        public let name: String
        public fileprivate(set) var tally: LedgerTally
    }

    private var lines: [UnitCode: UnitLine] = [:]

    public init() {}

    /// Units by code.
    public var units: [UnitLine] { lines.values.sorted { $0.unit < $1.unit } }

    public var total: LedgerTally {
        lines.values.reduce(into: LedgerTally()) { $0 += $1.tally }
    }

    public mutating func add(_ counts: [UnitCount]) {
        for count in counts { update(count.unit, count.unitName) { $0.verifying += count.count } }
    }

    public mutating func add(_ entry: LedgerEntry) {
        let now = entry.now
        let before = entry.listedBefore
        let wasOpen = before?.standing.phase.isOpen ?? false
        if let before, wasOpen {
            update(before.duty) { $0.opening += 1 }
            if before.duty.unit != now.duty.unit {
                update(before.duty) { $0.movedOut += 1 }
                update(now.duty) { $0.movedIn += 1 }
            }
        }
        guard now.standing.phase != .unverified else { return }
        let isOpen = now.standing.phase.isOpen
        let isClaimed = !isOpen && now.standing.endedAt == nil
        if before == nil, now.standing.isCarried, isClaimed, now.standing.round == 1 { return }
        update(now.duty) { tally in
            var entered = wasOpen ? 1 : 0
            if before == nil {
                if now.standing.isCarried { tally.carried += 1 } else { tally.new += 1 }
                entered += 1
            }
            var reopened = now.standing.round - (before?.standing.round ?? 1)
            if before != nil, !wasOpen, isOpen { reopened = max(reopened, 1) }
            tally.reopened += max(0, reopened)
            entered += max(0, reopened)
            var left = entered - (isOpen ? 1 : 0)
            // Only a 销号 or another ending can be reopened; a row that left more than once was struck off before.
            if left > 0, now.standing.phase == .ended {
                tally.ended += 1
                left -= 1
            }
            tally.closed += max(0, left)
            guard isOpen else { return }
            tally.closing += 1
            if now.standing.light == .red { tally.overdue += 1 }
            if now.standing.phase == .checking { tally.checking += 1 }
        }
    }

    /// - Parameter previousClosing: the closing that the edition before printed, where there was one.
    /// - Throws: `Invalid` if opening + new + reopened − closed − ended is not closing, for the county or a unit, or
    ///   if this opening is not that closing.
    public func prove(previousClosing: Int?) throws(Invalid) {
        let total = total
        guard total.isBalanced else { throw Self.imbalance("全县", total) }
        for line in units where !line.tally.isBalanced { throw Self.imbalance(line.name, line.tally) }
        if let previousClosing, previousClosing != total.opening {
            throw Invalid(
                "汇总", "期初 \(total.opening) 件，与上期期末 \(previousClosing) 件不符",
                mend: "请运行 peizou verify，并核对上期定稿")
        }
    }

    private static func imbalance(_ name: String, _ tally: LedgerTally) -> Invalid {
        Invalid(
            "汇总", "\(name)应余 \(tally.expectedClosing) 件，实余 \(tally.closing) 件，不平衡",
            mend: "请运行 peizou verify 查明去向不明的台账")
    }

    private mutating func update(_ duty: LedgerRow.Duty, _ change: (inout LedgerTally) -> Void) {
        update(duty.unit, duty.unitName, change)
    }

    private mutating func update(_ unit: UnitCode, _ name: String, _ change: (inout LedgerTally) -> Void) {
        change(&lines[unit, default: UnitLine(unit: unit, name: name, tally: LedgerTally())].tally)
    }
}
