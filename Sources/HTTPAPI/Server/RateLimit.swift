import Crypto
import Hummingbird
import Ledger
import NIOCore
import Synchronization

/// Requests a minute of one token, or of one address that shows none, on this node: a bucket that fills up evenly.
final class RateLimit: RouterMiddleware {
    typealias Context = APIContext

    private struct Bucket {
        var tokens: Double
        var at: ContinuousClock.Instant
    }

    private let perMinute: Int
    private let buckets = Mutex<[Int: Bucket]>([:])
    /// So many callers are told apart; beyond, those who have been quiet are forgotten.
    private static let callers = 50_000

    init(perMinute: Int) { self.perMinute = perMinute }

    @concurrent func handle(
        _ request: Request, context: APIContext,
        next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        if perMinute > 0, let seconds = wait(of: Bearer.token(request.headers) ?? context.address) {
            throw LedgerError.tooMany(retryAfter: seconds, "请求太频繁；请等 \(seconds) 秒再试")
        }
        return try await next(request, context)
    }

    /// Seconds until the next request is taken; `nil` takes this one.
    private func wait(of caller: String) -> Int? {
        let now = ContinuousClock.now
        let rate = Double(perMinute) / 60
        return buckets.withLock { buckets in
            if buckets.count > Self.callers {
                buckets = buckets.filter { now - $0.value.at < .seconds(60) }
            }
            var bucket = buckets[caller.hashValue] ?? Bucket(tokens: Double(perMinute), at: now)
            bucket.tokens = min(Double(perMinute), bucket.tokens + (now - bucket.at) / .seconds(1) * rate)
            bucket.at = now
            defer { buckets[caller.hashValue] = bucket }
            guard bucket.tokens >= 1 else { return max(1, Int(((1 - bucket.tokens) / rate).rounded(.up))) }
            bucket.tokens -= 1
            return nil
        }
    }
}
