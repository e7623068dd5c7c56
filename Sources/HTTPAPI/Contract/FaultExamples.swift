import Ledger
import Walkthrough

extension Operation.Fault {
    /// A problem document of this kind, as the OpenAPI document shows it.
    var example: Problem {
        switch self {
        case .malformed: Problem(.malformed("请求正文不是有效的 JSON；请检查引号、逗号和括号"))
        case .unauthenticated: Problem(.unauthenticated("令牌已于 2026-10-08 18:00 到期；请重新登录"))
        case .notPermitted: Problem(.notPermitted("“销号”由督查人员办理，您不在其中；请转告他们，或请安全管理员授权"))
        case .unknown: Problem(.unknown("没有“QH-2026-0042”这条台账，或您看不到它；请核对台账编号"))
        case .slow: .slow
        case .notPossible:
            Problem(.notPossible("现在是“已分办”，不能销号；“销号”用于：核查中", allowed: ["accept", "dispute"]))
        case .stale: Problem(.stale(current: 8, "内容已有变动（您看到的是第 7 版，现在是第 8 版）；请刷新后再办"))
        case .tooLarge: .tooLarge(1_000_000)
        case .unsupportedType: Problem(.unsupportedType("请求正文应是 application/json；请设好 Content-Type 后再发送"))
        case .rangeNotSatisfiable: .rangeNotSatisfiable(1024)
        case .invalid: Problem(.invalid([Invalid("description", "没有填写“问题描述”", mend: "请补上")]))
        case .preconditionMissing: Problem(.preconditionMissing("缺少请求头 If-Match：您看到的版本"))
        case .tooMany: Problem(.tooMany(retryAfter: 30, "请求太频繁；请等 30 秒再试"))
        case .internalFault: Problem(.internalFault(reference: "k3x9q2", ""))
        case .unavailable: Problem(.unavailable(retryAfter: 1, "台账正忙，没有记录任何内容；请稍后再试"))
        }
    }
}
