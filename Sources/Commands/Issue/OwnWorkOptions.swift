import ArgumentParser
import Ledger
import Walkthrough

/// 当场整改: a unit that found and mended its own problem files both at once; somebody else still checks (decisions 6).
struct OwnWorkOptions: ParsableArguments {
    @Option(help: ArgumentHelp("当场整改：改了什么；写了就直接申请销号，仍由别人核查", valueName: "text"))
    var fixed: Prose?

    @Option(help: ArgumentHelp("当场整改的责任单位编码；不填为发现地点", valueName: "code"))
    var lead: UnitCode?

    @Option(help: ArgumentHelp("当场整改要达到的目标", valueName: "text"))
    var goal: Prose?

    @Option(parsing: .upToNextOption, help: ArgumentHelp("当场整改后的照片等佐证", valueName: "file"))
    var after: [String] = []

    @Option(help: ArgumentHelp("当场整改：这类问题别处有没有，举一反三 yes 是、no 否", valueName: "value"))
    var generalization: Answered.Value = .no

    @Option(help: ArgumentHelp("当场整改：公开 yes 是、no 否", valueName: "value"))
    var publication: Answered.Value = .no

    /// - Throws: `Invalid` for what 当场整改 lacks.
    func work(place: UnitCode?, cause: Prose?) throws -> Filing.OwnWork? {
        guard let fixed else {
            guard lead == nil, goal == nil, after.isEmpty else {
                throw LedgerError.malformed("--lead、--goal、--after 只用于当场整改，请同时写 --fixed。")
            }
            return nil
        }
        var missing: [Invalid] = []
        if lead ?? place == nil { missing.append(Invalid("责任单位", "没有写", mend: "请写 --place 或 --lead")) }
        if cause == nil { missing.append(Invalid("原因分析", "没有写", mend: "请写 --cause")) }
        guard let lead = lead ?? place, let cause else { throw LedgerError.invalid(missing) }
        return Filing.OwnWork(
            assign: .init(lead: lead, mode: .immediate),
            onTheSpot: .init(
                plan: Plan(cause: cause, measures: fixed, goal: goal ?? fixed),
                request: .init(
                    note: fixed, generalization: try Answered(generalization, reason: nil, field: "举一反三"),
                    publication: try Answered(publication, reason: nil, field: "公开"))))
    }
}
