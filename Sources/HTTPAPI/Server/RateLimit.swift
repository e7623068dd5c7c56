import Hummingbird
import Ledger
import NIOCore
import Synchronization
import Walkthrough

/// Requests a minute on this node: of one token that has proved good, and of one address for all that has not, so that
/// invented tokens win nothing. A bucket that fills up evenly.
final class RateLimit: RouterMiddleware {
    typealias Context = APIContext

    private struct Bucket {
        var tokens: Double
        var at: Instant
    }

    private struct Buckets {
        var addresses: [Int: Bucket] = [:]
        /// Of tokens that have opened something.
        var tokens: [Int: Bucket] = [:]
    }

    private let perMinute: Int
    private let now: @Sendable () -> Instant
    private let buckets = Mutex(Buckets())
    /// So many callers of a kind are told apart; beyond, those who have been quiet are forgotten, or else all.
    private static let callers = 50_000

    init(perMinute: Int, now: @escaping @Sendable () -> Instant) {
        self.perMinute = perMinute
        self.now = now
    }

    @concurrent func handle(
        _ request: Request, context: APIContext,
        next: @concurrent (Request, APIContext) async throws -> Response
    ) async throws -> Response {
        if perMinute > 0, !SystemRoutes.probes.contains(request.uri.path),
            let seconds = wait(Bearer.token(request.headers), context.address, request.uri.path)
        {
            throw LedgerError.tooMany(retryAfter: seconds, "请求太频繁；请等 \(seconds) 秒再试")
        }
        return try await next(request, context)
    }

    /// From now on the token counts by itself.
    func know(_ token: String?) {
        guard perMinute > 0, let token = token?.hashValue else { return }
        let now = now()
        let new = Bucket(tokens: Double(perMinute), at: now)
        buckets.withLock { buckets in
            guard buckets.tokens[token] == nil else { return }
            Self.makeRoom(in: &buckets.tokens, now)
            buckets.tokens[token] = new
        }
    }

    /// Seconds until the next request is taken; `nil` takes this one.
    private func wait(_ token: String?, _ address: String, _ path: String) -> Int? {
        let now = now()
        return buckets.withLock { buckets in
            if let token = token?.hashValue, var bucket = buckets.tokens[token] {
                defer { buckets.tokens[token] = bucket }
                return take(&bucket, now, perMinute)
            }
            // A hall's Wi-Fi is one address: the public door has limits of its own, and this one only stops floods.
            let (key, perMinute) =
                PublicRoutes.isDoor(path)
                ? ("door \(address)".hashValue, 10 * perMinute) : (address.hashValue, perMinute)
            var bucket = buckets.addresses[key] ?? Bucket(tokens: Double(perMinute), at: now)
            if buckets.addresses[key] == nil { Self.makeRoom(in: &buckets.addresses, now) }
            defer { buckets.addresses[key] = bucket }
            return take(&bucket, now, perMinute)
        }
    }

    private func take(_ bucket: inout Bucket, _ now: Instant, _ perMinute: Int) -> Int? {
        let rate = Double(perMinute) / 60_000
        // A clock that is set back gives nothing, and takes nothing away.
        let passed = Double(max(0, now.milliseconds - bucket.at.milliseconds))
        bucket.tokens = min(Double(perMinute), bucket.tokens + passed * rate)
        bucket.at = now
        guard bucket.tokens >= 1 else {
            return max(1, Int(((1 - bucket.tokens) / rate / 1000).rounded(.up)))
        }
        bucket.tokens -= 1
        return nil
    }

    private static func makeRoom(in buckets: inout [Int: Bucket], _ now: Instant) {
        guard buckets.count >= callers else { return }
        buckets = buckets.filter { abs(now.milliseconds - $0.value.at.milliseconds) < 60_000 }
        if buckets.count > callers / 2 { buckets = [:] }
    }
}
