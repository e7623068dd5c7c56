import Metrics

/// Requests by route and status, and how long they took.
struct HTTPMetrics: Sendable {
    let factory: any MetricsFactory

    func note(method: String, route: String, status: Int, seconds duration: Duration) {
        let dimensions = [("method", method), ("route", route), ("status", "\(status)")]
        Counter(label: "http_requests_total", dimensions: dimensions, factory: factory).increment()
        let (seconds, attoseconds) = duration.components
        Timer(
            label: "http_request_duration_seconds", dimensions: [("method", method), ("route", route)],
            factory: factory
        ).recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }
}
