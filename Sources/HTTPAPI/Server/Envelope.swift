import Exports
import HTTPTypes
import Hummingbird
import Ledger
import Logging
import NIOCore

/// Around every request: its id, its problem document where it fails, the headers that every answer has, one log line
/// and its metrics. Nothing personal is logged: the route's template stands for the address, and queries are left out.
struct Envelope: RouterMiddleware {
    let routes: RouteTable
    let metrics: HTTPMetrics
    let trustsProxy: Bool
    let newID: @Sendable () -> String

    @concurrent func handle(
        _ request: Request, context: APIContext,
        next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        context.requestID = newID()
        context.logger[metadataKey: "request"] = .string(context.requestID)
        context.address = address(of: request, context)
        let began = ContinuousClock.now
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = failure(error, request, context)
        }
        response.headers[.xContentTypeOptions] = "nosniff"
        response.headers[.requestID] = context.requestID
        // Whatever was not read of the body belongs to no later request.
        if response.status.code == 408 || response.status.code == 413 {
            response.headers[.connection] = "close"
        }
        let route = context.endpointPath ?? "-"
        metrics.note(
            method: request.method.rawValue, route: route, status: response.status.code,
            seconds: ContinuousClock.now - began)
        log(request, response, route, ContinuousClock.now - began, context)
        return response
    }

    private func log(
        _ request: Request, _ response: Response, _ route: String, _ duration: Duration, _ context: APIContext
    ) {
        let status = response.status.code
        let level: Logger.Level = status >= 500 ? .error : status >= 400 ? .notice : .info
        let milliseconds = duration / .milliseconds(1)
        context.logger.log(
            level: level, "request",
            metadata: [
                "method": .string(request.method.rawValue), "route": .string(route),
                "status": .stringConvertible(status),
                "ms": .stringConvertible((milliseconds * 100).rounded() / 100),
            ])
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
    static let requestID = Self("X-Request-Id")!
    static let xForwardedFor = Self("X-Forwarded-For")!
    static let retryAfter = Self("Retry-After")!
}
