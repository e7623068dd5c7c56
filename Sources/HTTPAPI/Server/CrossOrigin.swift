import HTTPTypes
import Hummingbird

/// Lets pages of the configured origins call the API; without configuration no page of another origin may. It stands
/// outside the envelope, so that problems carry its headers, too.
struct CrossOrigin: RouterMiddleware {
    typealias Context = APIContext

    let origins: [String]

    @concurrent func handle(
        _ request: Request, context: APIContext,
        next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        guard let origin = request.headers[.origin], origins.contains(origin) else {
            return try await next(request, context)
        }
        var response: Response
        if request.method == .options, request.headers[.accessControlRequestMethod] != nil {
            response = Response(
                status: .noContent,
                headers: [
                    .accessControlAllowMethods: "GET, HEAD, POST, PUT, DELETE",
                    .accessControlAllowHeaders:
                        "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, Range, If-Range, Report-Key",
                    .accessControlMaxAge: "600",
                ])
        } else {
            response = try await next(request, context)
            response.headers[.accessControlExposeHeaders] =
                "Accept-Ranges, Content-Disposition, Content-Range, ETag, Link, Location, Retry-After, X-Request-Id"
        }
        response.headers[.accessControlAllowOrigin] = origin
        response.headers[.vary] = "Origin"
        return response
    }
}
