import Hummingbird
import Ledger

/// What a `PUT` asks of what is there: that it is not there yet, or the version that the client saw.
enum Precondition {
    case isNew
    case version(Int)
}

extension Call {
    /// - Throws: `preconditionMissing` where neither header is there, `stale` where both are: no state fits both.
    func precondition() throws(LedgerError) -> Precondition {
        switch (headers.text("If-None-Match"), expected) {
        case (.some, .some(let version)):
            throw .stale(current: version, "If-None-Match 和 If-Match 不能同时满足；新建只带前者，修改只带后者")
        case (.some, nil): return .isNew
        case (nil, .some(0)): throw .stale(current: 0, "没有第 0 版；还没有的请带 If-None-Match: * 新建")
        case (nil, .some(let version)): return .version(version)
        case (nil, nil):
            throw .preconditionMissing("缺少请求头：新建请带 If-None-Match: *，修改请带 If-Match 和您看到的 ETag")
        }
    }
}

extension Parameter {
    static let ifNewOrMatch = header("If-None-Match", .choice(["*"]), "写 *：只在还没有时新建")
    static let mayMatch = header("If-Match", ifMatch.schema, "您看到的版本，即上次得到的 ETag；别人改过就不办（412）")
}

extension Operation {
    /// Takes the version that the client saw where it wants to be sure, and needs none.
    func mayNameVersion() -> Operation { takes(.mayMatch).may(.stale, .malformed) }
}
