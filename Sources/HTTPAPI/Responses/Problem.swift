import Documents
import Exports
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Ledger
import Walkthrough

/// An RFC 9457 problem document (architecture 16): what is wrong, where, and how to mend it, in Chinese, with a `code`
/// that programs can rely on.
struct Problem: Codable, Sendable, Error {
    struct Field: Codable, Sendable {
        let field: String
        let message: String
        let mend: String
        /// Of a file: the physical line, 1 is the header's, and the column, 1 is the first.
        var line: Int?
        var column: Int?
    }

    let type: String
    let title: String
    let status: Int
    let detail: String
    let code: String
    var errors: [Field]?
    /// What can be done instead, of a row.
    var allowed: [String]?
    /// The version that is there now.
    var current: Int?
    /// Seconds.
    var retryAfter: Int?
    /// Names a fault of ours in the logs.
    var reference: String?

    init(_ status: Int, code: String, _ title: String, _ detail: String) {
        type = "urn:peizou:problem:\(code)"
        self.title = title
        self.status = status
        self.detail = detail
        self.code = code
    }

    init(_ error: LedgerError) {
        self.init(error.httpStatus, code: error.code, error.title, error.shown)
        switch error {
        case .invalid(let fields):
            errors = fields.map { Field(field: $0.field, message: $0.what, mend: $0.mend) }
        case .notPossible(_, let allowed): self.allowed = allowed
        case .stale(let current, _): self.current = current
        case .tooMany(let seconds, _), .unavailable(let seconds, _): retryAfter = max(1, seconds)
        case .internalFault(let reference, _): self.reference = reference
        case .malformed, .unauthenticated, .passwordMustChange, .notPermitted, .preconditionMissing, .unknown,
            .tooLarge,
            .unsupportedType, .uncertain, .unusableStore:
            break
        }
    }

    static let mediaType = "application/problem+json"

    func response(headers: HTTPFields = [:]) -> Response {
        var headers = headers
        headers[.contentType] = Self.mediaType
        headers[.cacheControl] = "no-store"
        if let retryAfter { headers[.retryAfter] = "\(retryAfter)" }
        if status == 401 { headers[.wwwAuthenticate] = "Bearer" }
        let bytes = (try? JSONOutput.encoder.encode(self)) ?? Data()
        return Response(
            status: .init(code: status), headers: headers,
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}

extension Problem {
    /// Every `code` that there is.
    static let codes = [
        "internalFault", "invalid", "malformed", "notPermitted", "notPossible", "passwordMustChange",
        "preconditionMissing", "rangeNotSatisfiable", "slow", "stale", "tooLarge", "tooMany",
        "unauthenticated",
        "unavailable", "uncertain", "unknown", "unsupportedType", "unusableStore", "wrongMethod",
    ]

    static let wrongPath = Problem(404, code: "unknown", "没有找到", "没有这个地址；请核对接口文档 /openapi.json 中的路径")
    static let noHTTP = Problem(
        400, code: "malformed", "请求看不懂", "这不是有效的 HTTP 请求，或请求头太大；请核对后再发送")
    static let oneHost = Problem(400, code: "malformed", "请求看不懂", "请求头要有 Host，而且只有一个；请写明要访问的主机")
    static let slow = Problem(408, code: "slow", "请求太慢", "请求正文迟迟没有发完；请检查网络后重发")
    static func tooLarge(_ most: Int) -> Problem {
        Problem(413, code: "tooLarge", "内容太大", "请求正文超过 \(most / 1000) KB；请精简后再发送")
    }
    static func rangeNotSatisfiable(_ size: Int) -> Problem {
        Problem(416, code: "rangeNotSatisfiable", "没有这一段", "文件只有 \(size) 字节；请重新下载")
    }
    static func wrongMethod(_ allowed: [String]) -> Problem {
        Problem(
            405, code: "wrongMethod", "方法不对", "这个地址只接受 \(allowed.joined(separator: "、"))；请改用其中之一")
    }
}

extension LedgerError {
    /// What a fault of ours was, only the log tells.
    fileprivate var shown: String {
        guard case .internalFault(let reference, _) = self else { return message }
        return "程序出错，没有办成；请把编号 \(reference) 告诉系统管理员"
    }

    /// As architecture 16 has it.
    var httpStatus: Int {
        switch self {
        case .malformed: 400
        case .invalid: 422
        case .unauthenticated: 401
        case .passwordMustChange, .notPermitted: 403
        case .notPossible: 409
        case .preconditionMissing: 428
        case .stale: 412
        case .unknown: 404
        case .tooLarge: 413
        case .unsupportedType: 415
        case .tooMany: 429
        case .unavailable, .uncertain: 503
        case .unusableStore, .internalFault: 500
        }
    }

    fileprivate var title: String {
        switch self {
        case .malformed: "请求看不懂"
        case .invalid: "内容有误"
        case .unauthenticated: "请先登录"
        case .passwordMustChange: "请先改密码"
        case .notPermitted: "没有权限"
        case .notPossible: "现在不能这样办"
        case .preconditionMissing: "缺少请求头"
        case .stale: "内容已被改动"
        case .unknown: "没有找到"
        case .tooLarge: "内容太大"
        case .unsupportedType: "文件类型不支持"
        case .tooMany: "太频繁"
        case .unavailable: "暂时不可用"
        case .uncertain: "结果不明"
        case .unusableStore, .internalFault: "程序出错"
        }
    }
}
