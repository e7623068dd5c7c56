public enum UnitWeekCommand: Equatable, Sendable {
    /// 填报.
    case fill(WorkInformation?)
    /// 审签.
    case sign
    /// 报送, with the packet's files where they were rendered.
    case submit([WeekFile])
    /// 零报告; a head's own is signed by it.
    case zeroReport
    case recall(reason: Prose)
}

/// Everything a decision about a unit's week reads beside the week itself.
public struct UnitWeekContext {
    public let at: Instant
    public let actor: Actor
    public let directory: any UnitDirectory
    public let week: Week
    public let unit: UnitCode
    public let schedule: WeekSchedule
    /// The unit's rows that belong to the week (`WeekMembership.main`), now or as of T once that has passed.
    public let rows: Int
    /// The county's week is fixed.
    public let isFrozen: Bool

    public init(
        at: Instant, actor: Actor, directory: any UnitDirectory, week: Week, unit: UnitCode,
        schedule: WeekSchedule,
        rows: Int, isFrozen: Bool
    ) {
        self.at = at
        self.actor = actor
        self.directory = directory
        self.week = week
        self.unit = unit
        self.schedule = schedule
        self.rows = rows
        self.isFrozen = isFrozen
    }
}

extension UnitWeek {
    /// Anybody of the unit fills it in; only its head signs, and may have filled it in himself; what is sent was signed,
    /// and for as many rows as there are; lateness is decided against 报送时限 when it is sent (decisions 22, 23).
    public static func decide(
        _ command: UnitWeekCommand, on state: UnitWeek?, in context: UnitWeekContext
    ) throws(Refusal) -> NonEmpty<UnitWeekEvent> {
        let edition = try context.edition()
        if let state, state.submission != nil {
            switch command {
            case .recall: break
            case .fill, .sign, .submit, .zeroReport:
                throw .notPossible("\(context.unit) 的 \(context.week) \(state.title)；要改请先撤回，并写明理由")
            }
        }
        switch command {
        case .fill(let information):
            return NonEmpty(.filled(.init(information: information, by: try context.filler())))
        case .sign:
            guard state?.filling != nil else {
                throw .notPossible("\(context.unit) 的 \(context.week) 还没有填报；请先填报再审签，没有问题的请用零报告")
            }
            return NonEmpty(.signed(.init(rows: context.rows, by: try context.signer())))
        case .submit(let files): return NonEmpty(try submit(files, state, edition, in: context))
        case .zeroReport: return try zeroReport(state, edition, in: context)
        case .recall(let reason):
            guard state?.signature != nil || state?.submission != nil else {
                throw .notPossible("\(context.unit) 的 \(context.week) 还没有审签或报送，不用撤回")
            }
            guard !context.isFrozen else {
                throw .notPossible("\(context.week) 全县台账已经定稿，不能撤回；有错请由政务办更正")
            }
            return NonEmpty(.recalled(.init(reason: reason, by: try context.signer())))
        }
    }

    private static func submit(
        _ files: [WeekFile], _ state: UnitWeek?, _ edition: WeekEdition, in context: UnitWeekContext
    ) throws(Refusal) -> UnitWeekEvent {
        let act = try context.filler()
        guard let signature = state?.signature else {
            throw .notPossible("\(context.unit) 的 \(context.week) 还没有单位负责人审签，不能报送")
        }
        guard signature.rows == context.rows else {
            throw .notPossible("审签后台账由 \(signature.rows) 条变为 \(context.rows) 条；请单位负责人重新审签")
        }
        return .submitted(
            .init(
                reportBy: edition.reportBy, isLate: context.at > edition.reportBy,
                files: files.sorted { $0.name < $1.name }, by: act))
    }

    private static func zeroReport(
        _ state: UnitWeek?, _ edition: WeekEdition, in context: UnitWeekContext
    ) throws(Refusal) -> NonEmpty<UnitWeekEvent> {
        guard context.at.day >= edition.cutoff.day else {
            throw .notPossible("\(context.week) 要到 \(edition.cutoff.day) 才截止，当天起才能零报告")
        }
        let act = try context.filler()
        guard context.rows == 0 else {
            throw .notPossible("\(context.unit) 本周台账有 \(context.rows) 条，不能零报告；请填报、审签后报送")
        }
        let reported = UnitWeekEvent.zeroReported(
            .init(reportBy: edition.reportBy, isLate: context.at > edition.reportBy, by: act))
        if let signature = state?.signature, signature.rows == 0 { return NonEmpty(reported) }
        return NonEmpty(.signed(.init(rows: 0, by: try context.signer())), [reported])
    }
}

extension UnitWeekContext {
    private var act: Act { Act(account: actor.account, person: actor.person, forLine: true) }

    /// The week's own edition, of a unit in use and a week that has begun.
    func edition() throws(Refusal) -> WeekEdition {
        guard let record = directory.unit(unit) else {
            throw .unknown("没有编码为 \(unit) 的单位；请在单位目录里查编码")
        }
        guard record.isActive else { throw .notPossible("单位 \(unit) 已撤销，不用报送") }
        guard directory.reportsWeeks(record) else {
            throw .notPossible(directory.reportingAdvice(unit))
        }
        switch schedule.plan(of: week) {
        case .mergedInto(let holder):
            throw .notPossible("\(week) 没有报送日，与 \(holder) 合并报送；请报送 \(holder)")
        case .own(let edition):
            // A merged edition is open from the first week that it holds.
            let begins = schedule.edition(before: week).cutoff
            guard at > begins else { throw .notPossible("\(week) 从 \(begins.short) 起填报，还没有开始") }
            return edition
        }
    }

    /// Anybody who works for the unit.
    func filler() throws(Refusal) -> Act {
        try actor.must(.fillUnitWeek, at: unit, in: directory)
        return act
    }

    /// The unit's head as a named person, or the head of the town's centre.
    func signer() throws(Refusal) -> Act {
        try actor.must(.signUnitWeek, at: unit, in: directory)
        guard actor.person != nil else {
            throw .notPermitted("审签要由实名的单位负责人办理：请用绑定到本人的账号登录")
        }
        return act
    }
}

extension UnitDirectory {
    /// Whether the unit hands in a week of its own: an institution in use below the county (decisions 22). What lies
    /// below an institution goes with it.
    public func reportsWeeks(_ unit: Unit) -> Bool {
        unit.isActive && unit.kind != .county && institution(of: unit.code)?.code == unit.code
    }

    /// What to tell somebody who names a unit that hands in no week of its own.
    public func reportingAdvice(_ unit: UnitCode) -> String {
        guard let holder = institution(of: unit), holder.code != unit else {
            return "\(unit) 没有自己的周报，全县的由各单位汇成；请填部门、乡镇或街道的编码"
        }
        return "\(unit) 不单独报送，随 \(holder.code) 报送；请改填 \(holder.code)"
    }
}

extension RectificationItem {
    /// Whether the row stands in the unit's own ledger: the unit is of the responsible line, as a whole and on either
    /// side (decisions 5).
    public func isOfLine(_ unit: UnitCode) -> Bool { line.institutions.contains(unit) }
}
