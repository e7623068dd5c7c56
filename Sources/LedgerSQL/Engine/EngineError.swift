/// What an engine can fail with; whatever a body itself throws reaches its caller unchanged.
package enum EngineError: Error, Hashable, Sendable {
    /// Somebody else holds the store. Nothing was recorded; try again after so many seconds.
    case unavailable(retryAfter: Int)
    /// Others wrote the same at the same time, again and again. Nothing was recorded.
    case contended
    /// Somebody else holds a row that was asked for without waiting.
    case held
    /// The server cannot be reached, or does not let us in. Nothing was recorded.
    case unreachable(String)
    /// The server does not allow it: rights, limits, or a store that is read only. Nothing was recorded.
    case denied(String)
    /// The connection was lost while the commit was under way, and the server could not say how it ended.
    case uncertain
    /// The disk, or the room allowed to the store, is full. Nothing was recorded.
    case diskFull
    case ioError(String)
    /// The store was written by a newer version, so this process must not write.
    case newerSchema(found: Int, known: Int)
    /// A rule of the schema was broken, among them the append-only triggers. A bug, or a hand at work.
    case constraint(String)
    /// The file is damaged, or a cell holds what its column cannot.
    case corrupt(String)
    /// The caller's task was cancelled before anything was recorded.
    case cancelled
    case closed
    /// The transaction is gone because an earlier statement failed and the body went on.
    case rolledBack
    /// SQL that the engine does not take: a bug of ours.
    case misuse(String)
}

extension EngineError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unavailable(let seconds): "数据库正忙，本次没有记录任何内容，请 \(seconds) 秒后再试"
        case .contended, .held: "同一内容正被多人同时修改，本次没有记录任何内容，请稍后再试"
        case .unreachable(let detail): "连不上数据库：\(detail)。本次没有记录任何内容；请检查地址、网络和数据库服务"
        case .denied(let detail): "数据库不允许：\(detail)。本次没有记录任何内容；请数据库管理员检查账号的权限和库的设置"
        case .uncertain: "提交时与数据库断开，不知道本次是否已经记录；请先查询，没有再重办"
        case .diskFull: "磁盘已满，本次没有记录任何内容，请清理磁盘后再试"
        case .ioError(let detail): "读写数据文件失败：\(detail)。请检查磁盘和数据目录的权限"
        case .newerSchema(let found, let known):
            "数据由更新的版本写成（第 \(found) 版，本程序只认识到第 \(known) 版），请升级程序后再写入"
        case .constraint(let detail): "违反数据约束：\(detail)"
        case .corrupt(let detail): "数据已损坏：\(detail)。请运行 verify 查明，或从备份恢复"
        case .cancelled: "操作已取消，没有记录任何内容"
        case .closed: "数据库已关闭"
        case .rolledBack: "事务已被数据库撤销，本次没有记录任何内容"
        case .misuse(let detail): "程序错误：\(detail)"
        }
    }
}
