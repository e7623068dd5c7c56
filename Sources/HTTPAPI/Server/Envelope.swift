import Exports
import HTTPTypes
import Hummingbird
import Ledger
import Logging
import NIOCore
import NIOHTTP1
import Walkthrough

/// Around every request: its id, its problem document where it fails, the headers that every answer has, one log line
/// and its metrics. Nothing personal is logged: the route's template stands for the address, and queries are left out.
struct Envelope: RouterMiddleware {
    let routes: RouteTable
    let log: RequestLog
    let trustsProxy: Bool

    @concurrent func handle(
        _ request: Request, context: APIContext,
        next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.requestID = log.newID()
        context.logger[metadataKey: "request"] = .string(context.requestID)
        context.address = address(of: request, context)
        let began = ContinuousClock.now
        var response: Response
        do {
            guard Self.namesOneHost(request) else { throw Problem.oneHost }
            response = try await next(request, context)
        } catch {
            response = failure(error, request, context)
        }
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.requestID] = context.requestID
        if Self.leavesBody(request, response) { response.headers[.connection] = "close" }
        log.note(
            method: request.method.rawValue, route: context.endpointPath ?? "-", status: response.status.code,
            ContinuousClock.now - began, request: context.requestID)
        return response
    }

    /// Every HTTP/1.1 request names one host (RFC 9112 §3.2); probes of old proxies name none, and are answered.
    private static func namesOneHost(_ request: Request) -> Bool {
        // The first stands as the authority; another one stays among the fields.
        guard request.headers[.host] == nil else { return false }
        return !(request.head.authority ?? "").isEmpty || SystemRoutes.probes.contains(request.uri.path)
    }

    /// What was not read of a body belongs to no later request; it is not worth waiting for where it is large, slow, or
    /// was never asked for.
    private static func leavesBody(_ request: Request, _ response: Response) -> Bool {
        switch response.status.code {
        case ..<400: return false
        case 408, 413: return true
        default:
            if request.headers[.expect] != nil || request.headers[.transferEncoding] != nil { return true }
            return request.headers[.contentLength].flatMap(Int.init) ?? 0 > 65_536
        }
    }

    private func failure(_ error: any Error, _ request: Request, _ context: APIContext) -> Response {
        switch error {
        case let problem as Problem: return problem.response()
        case let error as LedgerError:
            if case .internalFault(let reference, let text) = error {
                context.logger.error(
                    "fault", metadata: ["reference": .string(reference), "error": .string(text)])
            }
            return Problem(error).response()
        case is HTTPParserError: return Problem.noHTTP.response(headers: [.connection: "close"])
        case let error as Refusal: return Problem(LedgerError(error)).response()
        case let error as Invalid: return Problem(.invalid([error])).response()
        case let error as ExportError: return Problem(error.ledgerError).response()
        case let error as HTTPError where error.status == .notFound: return missing(request)
        case let error as HTTPError where error.status == .contentTooLarge:
            return Problem(413, code: "tooLarge", "内容太大", "请求正文太大；请精简后再发送").response()
        case let error as HTTPError where error.status.kind == .clientError:
            return Problem(error.status.code, code: "malformed", "请求看不懂", "请求的格式不对；请核对接口文档").response()
        case is CancellationError:
            return Problem(LedgerError.unavailable(retryAfter: 1, "服务正在停止；请稍后再试")).response()
        default:
            context.logger.error(
                "fault", metadata: ["reference": .string(context.requestID), "error": .string("\(error)")])
            return Problem(LedgerError.internalFault(reference: context.requestID, "")).response()
        }
    }

    /// No route: the path is unknown, or it is known and the method is not.
    private func missing(_ request: Request) -> Response {
        let methods = routes.methods(of: request.uri.path)
        guard !methods.isEmpty else { return Problem.wrongPath.response() }
        return Problem.wrongMethod(methods).response(headers: [.allow: methods.joined(separator: ", ")])
    }

    private func address(of request: Request, _ context: APIContext) -> String {
        if trustsProxy, let forwarded = request.headers[.xForwardedFor] {
            // The last one is what our own proxy saw; those before it anybody can write.
            if let last = forwarded.split(separator: ",").last { return String(last.filter { $0 != " " }) }
        }
        return context.channel.remoteAddress?.ipAddress ?? "unix"
    }
}

extension HTTPField.Name {
    static let host = Self("Host")!
    static let requestID = Self("X-Request-Id")!
    static let xForwardedFor = Self("X-Forwarded-For")!
    static let retryAfter = Self("Retry-After")!
}
