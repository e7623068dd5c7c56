import HTTPTypes
import Hummingbird
import Ledger
import NIOCore
import NIOHTTPTypes

/// A JSON body, read whole within its limits of size and time.
enum Body {
    static func read(
        _ request: Request, _ context: APIContext, _ limits: Limits, isRequired: Bool
    ) async throws -> [UInt8] {
        let length = request.headers[.contentLength].flatMap(Int.init)
        if let length, length > limits.bodyBytes { throw Problem.tooLarge(limits.bodyBytes) }
        guard length ?? 0 > 0 || request.headers[.transferEncoding] != nil else {
            guard !isRequired else { throw LedgerError.malformed("请求没有正文；请按接口文档填写 JSON") }
            return []
        }
        guard isJSON(request.headers[.contentType]) else {
            throw LedgerError.unsupportedType("请求正文应是 application/json；请设好 Content-Type 后再发送")
        }
        let codings = (request.headers[.contentEncoding] ?? "").split(separator: ",")
        guard codings.allSatisfy({ $0.filter { $0 != " " }.lowercased() == "identity" }) else {
            throw LedgerError.unsupportedType("请求正文不能压缩；请去掉 Content-Encoding，按原样发送")
        }
        let bytes = try await whole(request, context, most: limits.bodyBytes, seconds: limits.bodySeconds)
        guard !bytes.isEmpty || !isRequired else {
            throw LedgerError.malformed("请求没有正文；请按接口文档填写 JSON")
        }
        return bytes
    }

    /// All bytes, at most so many, within so many seconds.
    static func whole(
        _ request: Request, _ context: APIContext, most: Int, seconds: Int
    ) async throws -> [UInt8] {
        let length = request.headers[.contentLength].flatMap(Int.init)
        if let length, length > most { throw Problem.tooLarge(most) }
        try await invite(request, context)
        let bytes = try await within(seconds) { try await collect(request.body, most) }
        if let length, bytes.count < length { throw Problem.slow }
        return bytes
    }

    /// A client that asked first is told to go on: whatever could be refused without its body has been.
    static func invite(_ request: Request, _ context: APIContext) async throws {
        guard request.headers[.expect]?.lowercased() == "100-continue" else { return }
        try await context.channel.writeAndFlush(HTTPResponsePart.head(HTTPResponse(status: .continue))).get()
    }

    private static func isJSON(_ type: String?) -> Bool {
        guard let type else { return false }
        let parts = type.lowercased().split(separator: ";").map { $0.filter { $0 != " " } }
        guard parts.first == "application/json" else { return false }
        return parts.dropFirst().allSatisfy { !$0.hasPrefix("charset=") || $0 == "charset=utf-8" }
    }

    private static func collect(_ body: RequestBody, _ most: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await buffer in body {
            guard bytes.count + buffer.readableBytes <= most else { throw Problem.tooLarge(most) }
            bytes += buffer.readableBytesView
        }
        return bytes
    }

    /// - Throws: `Problem.slow` where `body` takes longer.
    static func within<Value: Sendable>(
        _ seconds: Int, _ body: @escaping @Sendable () async throws -> Value
    ) async throws -> Value {
        try await withThrowingTaskGroup(of: Value?.self) { group in
            group.addTask { try await body() }
            group.addTask {
                try await Task.sleep(for: .seconds(seconds))
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let value = first else { throw Problem.slow }
            return value
        }
    }
}
