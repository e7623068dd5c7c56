import Foundation
import Ledger
import LedgerSQL

/// The rows of `make bench`. Baselines run beside their measure, in turns, because machines are noisy.
enum Bench {
    static let small = 10_000
    static let large = Int(ProcessInfo.processInfo.environment["PEIZOU_BENCH_ROWS"] ?? "") ?? 1_000_000

    static func run(only names: [String]) async throws {
        show(["measure", "value", "baseline", "ratio", "bound", "met"])
        let all: [(String, () async throws -> Void)] = [
            ("help", HelpBench.run), ("throughput", CommandBench.throughput),
            ("process", CommandBench.secondProcess),
            ("export", ExportBench.run), ("growth", CommandBench.growth), ("pages", PageBench.run),
            ("statistics", StatisticsBench.run),
            ("memory", MemoryBench.run), ("http", HTTPBench.run), ("postgres", PostgresBench.run),
        ]
        for (name, body) in all where names.isEmpty || names.contains(name) {
            let start = ContinuousClock.now
            try await body()
            note("\(name): \((ContinuousClock.now - start).seconds.rounded(1)) s")
        }
    }

    /// One line: a ratio within its bound is `ok`.
    static func row(_ name: String, _ value: Double, _ baseline: Double, _ unit: String, atMost bound: Double)
    {
        line(name, value, baseline, unit, "≤ \(bound)", isMet: value / baseline <= bound)
    }

    static func row(
        _ name: String, _ value: Double, _ baseline: Double, _ unit: String, atLeast bound: Double
    ) {
        line(name, value, baseline, unit, "≥ \(bound)", isMet: value / baseline >= bound)
    }

    /// A difference instead of a ratio.
    static func row(
        _ name: String, _ value: Double, _ baseline: Double, _ unit: String, atMostMore bound: Double
    ) {
        line(name, value, baseline, unit, "+ \(bound) \(unit)", isMet: value - baseline <= bound)
    }

    /// A comparison without a bound.
    static func show(_ name: String, _ value: Double, _ baseline: Double, _ unit: String) {
        show([
            name, "\(value.rounded(3)) \(unit)", "\(baseline.rounded(3)) \(unit)",
            baseline == 0 ? "" : "\((value / baseline).rounded(2))", "", "",
        ])
    }

    /// Written at once, so that a row is seen when it is measured.
    private static func show(_ cells: [String]) {
        FileHandle.standardOutput.write(Data((cells.joined(separator: "\t") + "\n").utf8))
    }

    private static func line(
        _ name: String, _ value: Double, _ baseline: Double, _ unit: String, _ bound: String, isMet: Bool
    ) {
        show([
            name, "\(value.rounded(3)) \(unit)", "\(baseline.rounded(3)) \(unit)",
            baseline == 0 ? "" : "\((value / baseline).rounded(2))",
            bound, isMet ? "ok" : "missed",
        ])
    }
}

/// Progress goes to stderr.
func note(_ text: String) { FileHandle.standardError.write(Data((text + "\n").utf8)) }

extension Duration {
    var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}

extension Double {
    func rounded(_ digits: Int) -> Double {
        let scale = pow(10.0, Double(digits))
        return (self * scale).rounded() / scale
    }
}

extension [Double] {
    var median: Double { isEmpty ? 0 : sorted()[count / 2] }
}

func seconds(_ body: () async throws -> Void) async rethrows -> Double {
    let start = ContinuousClock.now
    try await body()
    return (ContinuousClock.now - start).seconds
}
