import Logging

/// One line and one measurement for every request, whether it was one or only bytes.
struct RequestLog: Sendable {
    let logger: Logger
    let metrics: HTTPMetrics
    let newID: @Sendable () -> String

    func note(method: String, route: String, status: Int, _ duration: Duration, request: String) {
        metrics.note(method: method, route: route, status: status, seconds: duration)
        let level: Logger.Level = status >= 500 ? .error : status >= 400 ? .notice : .info
        let milliseconds = duration / .milliseconds(1)
        logger.log(
            level: level, "request",
            metadata: [
                "method": .string(method), "route": .string(route), "status": .stringConvertible(status),
                "ms": .stringConvertible((milliseconds * 100).rounded() / 100), "request": .string(request),
            ])
    }
}
