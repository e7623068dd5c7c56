import CoreMetrics
import Synchronization

/// A backend of swift-metrics that is read as Prometheus text (`/metrics`): counters, gauges, and timers as histograms.
final class PrometheusMetrics: MetricsFactory {
    /// Seconds; a request of the ledger takes a millisecond, an export seconds.
    fileprivate static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

    private struct Series: Sendable {
        var counters: [String: [String: Count]] = [:]
        var gauges: [String: [String: Gauge]] = [:]
        var histograms: [String: [String: Histogram]] = [:]
    }

    private let series = Mutex(Series())

    init() {}

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        let labels = Self.labels(dimensions)
        return series.withLock { series in
            if let known = series.counters[label]?[labels] { return known }
            let new = Count()
            series.counters[label, default: [:]][labels] = new
            return new
        }
    }

    func makeRecorder(
        label: String, dimensions: [(String, String)], aggregate: Bool
    ) -> any RecorderHandler {
        let labels = Self.labels(dimensions)
        return series.withLock { series in
            if let known = series.gauges[label]?[labels] { return known }
            let new = Gauge()
            series.gauges[label, default: [:]][labels] = new
            return new
        }
    }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        let labels = Self.labels(dimensions)
        return series.withLock { series in
            if let known = series.histograms[label]?[labels] { return known }
            let new = Histogram()
            series.histograms[label, default: [:]][labels] = new
            return new
        }
    }

    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}

    /// The exposition text, version 0.0.4, sorted.
    var text: String {
        let series = series.withLock { $0 }
        var text = ""
        for (label, values) in series.counters.sorted(by: { $0.key < $1.key }) {
            text += "# TYPE \(label) counter\n"
            for (labels, count) in values.sorted(by: { $0.key < $1.key }) {
                text += "\(label)\(labels.isEmpty ? "" : "{\(labels)}") \(count.value)\n"
            }
        }
        for (label, values) in series.gauges.sorted(by: { $0.key < $1.key }) {
            text += "# TYPE \(label) gauge\n"
            for (labels, gauge) in values.sorted(by: { $0.key < $1.key }) {
                text += "\(label)\(labels.isEmpty ? "" : "{\(labels)}") \(gauge.value)\n"
            }
        }
        for (label, values) in series.histograms.sorted(by: { $0.key < $1.key }) {
            text += "# TYPE \(label) histogram\n"
            for (labels, histogram) in values.sorted(by: { $0.key < $1.key }) {
                text += histogram.text(label, labels)
            }
        }
        return text
    }

    private static func labels(_ dimensions: [(String, String)]) -> String {
        dimensions.map { name, value in
            let escaped = value.map { character in
                switch character {
                case "\\": "\\\\"
                case "\"": "\\\""
                case "\n": "\\n"
                default: String(character)
                }
            }.joined()
            return "\(name)=\"\(escaped)\""
        }.joined(separator: ",")
    }
}

private final class Count: CounterHandler {
    private let number = Atomic<Int64>(0)
    var value: Int64 { number.load(ordering: .relaxed) }
    func increment(by amount: Int64) { number.wrappingAdd(amount, ordering: .relaxed) }
    func reset() { number.store(0, ordering: .relaxed) }
}

private final class Gauge: RecorderHandler {
    private let number = Mutex(0.0)
    var value: Double { number.withLock { $0 } }
    func record(_ value: Int64) { record(Double(value)) }
    func record(_ value: Double) { number.withLock { $0 = value } }
}

private final class Histogram: TimerHandler {
    private struct State {
        var counts = [Int](repeating: 0, count: PrometheusMetrics.bounds.count)
        var count = 0
        var sum = 0.0
    }

    private let state = Mutex(State())

    func recordNanoseconds(_ duration: Int64) {
        let seconds = Double(duration) / 1_000_000_000
        state.withLock { state in
            state.count += 1
            state.sum += seconds
            if let index = PrometheusMetrics.bounds.firstIndex(where: { seconds <= $0 }) {
                state.counts[index] += 1
            }
        }
    }

    func text(_ label: String, _ labels: String) -> String {
        let state = state.withLock { $0 }
        let prefix = labels.isEmpty ? "" : labels + ","
        var text = ""
        var total = 0
        for (bound, count) in zip(PrometheusMetrics.bounds, state.counts) {
            total += count
            text += "\(label)_bucket{\(prefix)le=\"\(bound)\"} \(total)\n"
        }
        text += "\(label)_bucket{\(prefix)le=\"+Inf\"} \(state.count)\n"
        let own = labels.isEmpty ? "" : "{\(labels)}"
        return text + "\(label)_sum\(own) \(state.sum)\n\(label)_count\(own) \(state.count)\n"
    }
}
