import Walkthrough

let previousCutoff = Instant(Day(number: 20_720), hour: 15)
let thisCutoff = previousCutoff.adding(milliseconds: 7 * 86_400_000)
let inWeek = previousCutoff.adding(milliseconds: 86_400_000)

func exampleRow(
    _ number: String = "QH-2026-0001", unit: String = "QH-D01", phase: LedgerRow.Phase = .open,
    round: Int = 1,
    isCarried: Bool = false, endedAt: Instant? = nil, edit: (inout LedgerRow) -> Void = { _ in }
) throws -> LedgerRow {
    let titles: [LedgerRow.Phase: (String, String)] = [
        .unverified: ("verifying", "核实中"), .open: ("inProgress", "整改中"), .checking: ("checking", "待核查"),
        .closed: ("closed", "已销号"), .ended: ("explained", "解释说明"),
    ]
    let (state, title) = titles[phase] ?? ("", "")
    var row = LedgerRow(
        item: StreamID(.item, number), number: number, version: 3,
        origin: .init(source: "走流程", foundOn: .day(Day(number: 20_715))),
        finding: .init(problem: "办事指南与窗口要求不一致"),
        plan: .init(mode: "限期整改", measures: "统一口径"),
        duty: .init(unit: try UnitCode(unit), unitName: "单位\(unit.suffix(2))"),
        course: .init(due: Day(number: 20_730), closedOn: phase == .closed ? Day(number: 20_725) : nil),
        standing: .init(
            state: state, stateTitle: title, phase: phase, light: .green, round: round, isCarried: isCarried,
            endedAt: endedAt))
    edit(&row)
    return row
}
