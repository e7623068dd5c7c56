public enum UnitCommand: Equatable, Sendable {
    case record(UnitRecorded)
    case close(on: Day, reason: Prose)
    case reopen(on: Day, reason: Prose)
}

/// What a decision about a unit reads.
public struct UnitContext {
    public let actor: Actor
    /// The code of the county, the only unit without a parent.
    public let county: UnitCode
    public let directory: any UnitDirectory
    /// The levels of the present tree below the unit, and how many active units hang directly under it.
    public let levelsBelow: Int
    public let activeChildren: Int

    public init(
        actor: Actor, county: UnitCode, directory: any UnitDirectory, levelsBelow: Int = 0,
        activeChildren: Int = 0
    ) {
        self.actor = actor
        self.county = county
        self.directory = directory
        self.levelsBelow = levelsBelow
        self.activeChildren = activeChildren
    }
}

extension Unit {
    /// Rules: a parent for every unit but the county; no circle, no unknown unit, at most 12 levels. A change that moves
    /// a line decides who may check whom, so it needs a proved coordinator; a new unit may be imported by anybody who
    /// may import.
    public static func decide(
        _ command: UnitCommand, on state: Unit?, in context: UnitContext
    ) throws(Refusal) -> NonEmpty<UnitEvent> {
        switch command {
        case .record(let record):
            try check(record, on: state, in: context)
            return NonEmpty(.recorded(record))
        case .close(let day, let reason):
            try context.actor.mustKeepReferenceData("撤销单位")
            guard let state else { throw .unknown("没有这个单位，请核对编码。") }
            guard state.isActive else { throw .notPossible("单位 \(state.code) 已经撤销，不必再办。") }
            guard context.activeChildren == 0 else {
                throw .notPossible("单位 \(state.code) 下面还有 \(context.activeChildren) 个在用单位，请先撤销或改挂它们。")
            }
            return NonEmpty(.closed(UnitClosed(on: day, reason: reason)))
        case .reopen(let day, let reason):
            try context.actor.mustKeepReferenceData("恢复单位")
            guard let state else { throw .unknown("没有这个单位，请核对编码。") }
            guard !state.isActive else { throw .notPossible("单位 \(state.code) 没有撤销，不必恢复。") }
            return NonEmpty(.reopened(UnitReopened(on: day, reason: reason)))
        }
    }

    private static func check(
        _ record: UnitRecorded, on state: Unit?, in context: UnitContext
    ) throws(Refusal) {
        try context.actor.mustImportReferenceData("录入单位")
        if let state {
            guard state.code == record.code else {
                throw .invalid("单位编码", "不能由 \(state.code) 改成 \(record.code)", mend: "请新建单位，并撤销旧的")
            }
            guard state.isActive else {
                throw .notPossible("单位 \(state.code) 已撤销，请先恢复再修改。")
            }
            guard state.record != record else { throw .notPossible("单位 \(state.code) 没有变化，不必重录。") }
            if record.movesLine(from: state.record) {
                try context.actor.mustKeepReferenceData("改变单位的上级、派驻单位或类型")
            }
        }
        guard (record.parent == nil) == (record.code == context.county) else {
            throw .invalid(
                "上级编码",
                record.parent == nil ? "\(record.code) 没有上级" : "\(record.code) 是本县，不能有上级",
                mend: "只有 \(context.county) 没有上级，其余单位都要填上级编码")
        }
        do {
            try context.directory.checkPlace(of: record, levelsBelow: context.levelsBelow)
        } catch {
            throw .invalid([error])
        }
    }
}

extension Actor {
    /// Reference data may be imported without proof (decisions 2), but not by an account that is trusted with other work.
    /// - Throws: `Refusal.notPermitted`.
    public func mustImportReferenceData(_ act: String) throws(Refusal) {
        guard !isProven || holds(.coordinator) || holds(.supervisor) else {
            throw .notPermitted("账号 \(account) 不能\(act)，请由政务办管理或督查账号办理。")
        }
    }

    /// What changes rights or rules needs a proved coordinator.
    /// - Throws: `Refusal.notPermitted`.
    func mustKeepReferenceData(_ act: String) throws(Refusal) {
        guard isProven else {
            throw .notPermitted("\(act)要先证明身份，请用 --as 登录政务办管理账号，或提供令牌。")
        }
        guard holds(.coordinator) else {
            throw .notPermitted("账号 \(account) 不能\(act)，请由政务办管理账号办理。")
        }
    }
}
