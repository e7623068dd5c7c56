/// What happened to one row between two 数据截止.
public enum RowChange: Hashable, Sendable {
    /// 新增.
    case new
    /// 期初结转: older than the system, so never new (decisions 19).
    case carried
    /// 销号.
    case closed(on: Day?)
    /// 退回, with how often in the week.
    case returned(times: Int)
    /// 重开, with the round that began.
    case reopened(round: Int)
    /// 逾期, newly so.
    case overdue(due: Day?)
    /// 延期.
    case extended(from: Day?, to: Day?)
    /// 内容变化, one a column.
    case changed(LedgerColumn, old: String, new: String)
    /// 离开 the ledger without rectification, with the state it left by.
    case left(String)

    public var title: String {
        switch self {
        case .new: "新增"
        case .carried: "期初结转"
        case .closed: "销号"
        case .returned: "退回"
        case .reopened: "重开"
        case .overdue: "逾期"
        case .extended: "延期"
        case .changed: "内容变化"
        case .left: "离开"
        }
    }

    /// The column it concerns, what that read before, and what it reads now.
    public var details: (column: String, old: String, new: String) {
        switch self {
        case .new, .carried: ("", "", "")
        case .closed(let day): (LedgerColumn.closing.title, "", day?.description ?? "")
        case .returned(let times): ("", "", "\(times)次")
        case .reopened(let round): ("", "", "第\(round)轮")
        case .overdue(let due): (LedgerColumn.due.title, "", due?.description ?? "")
        case .extended(let from, let to):
            (LedgerColumn.due.title, from?.description ?? "", to?.description ?? "")
        case .changed(let column, let old, let new): (column.title, old, new)
        case .left(let state): ("", "", state)
        }
    }
}

/// The row-level difference to the week before, one row at a time.
public enum SnapshotDiff {
    /// The columns whose text is compared: not those that the sheet or another change already tells.
    static let compared = LedgerColumn.allCases.filter {
        $0 != .serial && $0 != .number && $0 != .closing && $0 != .completedOn
    }

    /// The changes of a row, in the order in which they are printed; empty if nothing happened.
    public static func changes(of entry: LedgerEntry) -> [RowChange] {
        let now = entry.now
        guard now.standing.phase != .unverified else {
            return entry.listedBefore == nil ? [] : [.left("重新核实")]
        }
        guard let before = entry.listedBefore else {
            var changes: [RowChange] = [now.standing.isCarried ? .carried : .new]
            // 自报已办结 did not end here.
            if !now.standing.isCarried || now.standing.endedAt != nil { changes += ending(of: now) }
            return changes
        }
        guard before != now else { return [] }
        var changes: [RowChange] = []
        let wasOpen = before.standing.phase.isOpen
        let isOpen = now.standing.phase.isOpen
        let reopened = now.standing.round > before.standing.round || (!wasOpen && isOpen)
        if reopened { changes.append(.reopened(round: now.standing.round)) }
        if !isOpen, wasOpen || reopened { changes += ending(of: now) }
        let returned = now.standing.returns - before.standing.returns
        if returned > 0 { changes.append(.returned(times: returned)) }
        let extended = now.standing.extensions > before.standing.extensions
        if extended { changes.append(.extended(from: before.course.due, to: now.course.due)) }
        if isOpen, now.standing.light == .red, before.standing.light != .red {
            changes.append(.overdue(due: now.course.due))
        }
        for column in compared where !(extended && column == .due) {
            let (old, new) = (before.text(of: column), now.text(of: column))
            if old != new { changes.append(.changed(column, old: old, new: new)) }
        }
        return changes
    }

    private static func ending(of row: LedgerRow) -> [RowChange] {
        switch row.standing.phase {
        case .unverified, .open, .checking: []
        case .closed: [.closed(on: row.course.closedOn)]
        case .ended: [.left(row.standing.stateTitle)]
        }
    }
}
