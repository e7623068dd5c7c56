import Foundation
import GRDB
import Ledger
import LedgerSQL
import Walkthrough

/// All figures of the statistics, beside one aggregate that somebody wrote by hand for the same figures.
enum StatisticsBench {
    static func run() async throws {
        for rows in Set([Bench.small, min(100_000, Bench.large), Bench.large]).sorted() {
            try await measure(rows)
        }
    }

    private static func measure(_ rows: Int) async throws {
        let folder = try await BenchStore.ready(rows)
        let (ledger, _, _) = try CommandBench.ledger(folder)
        let inspector = Caller.claimed(try AccountName("inspector"))
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: folder + "/peizou.sqlite", configuration: configuration)
        for breakdown in [nil, .unit] as [StatisticsBreakdown?] {
            let isGrouped = breakdown != nil
            var ours: [Double] = []
            var theirs: [Double] = []
            for _ in 0..<(rows > 100_000 ? 5 : 15) {
                var answer: Statistics?
                ours.append(
                    try await seconds {
                        answer = try await ledger.ask(ReadStatistics(by: breakdown), by: inspector)
                    })
                guard let answer else { return }
                let today = answer.asOf.day.number
                var counts: [Int] = []
                theirs.append(
                    try await seconds { counts = try hand(queue, today: today, byUnit: isGrouped) })
                let sums = isGrouped ? answer.lines.map(\.sums.rows) : [answer.total.sums.rows]
                var tally = RowTally()
                for sum in sums { tally += sum }
                guard RowCount.allCases.map({ tally[$0] }) == counts else {
                    throw BenchError("the figures differ: \(counts)")
                }
            }
            let name = breakdown.map { "statistics by \($0), \(rows) rows" } ?? "statistics, \(rows) rows"
            if rows == Bench.large {
                Bench.row(name, ours.median * 1e3, theirs.median * 1e3, "ms", atMost: 3)
            } else {
                Bench.show(name, ours.median * 1e3, theirs.median * 1e3, "ms")
            }
        }
        try queue.close()
        try await ledger.close()
    }

    /// The same counts in the order of `RowCount`, over one table in one statement.
    private static func hand(_ queue: DatabaseQueue, today: Int, byUnit: Bool) throws -> [Int] {
        let conditions = [
            "standing = 0", "standing = 1", "standing = 2", "standing = 3", "standing = 4", "standing = 5",
            "standing = 6", "standing = 7", "standing = 8", "standing = 9", "standing = 10", "standing = 11",
            "was_settled", "is_reopened", "was_requested", "is_returned",
        ]
        let timed = [
            "rectified <> 0 AND due < \(today)", "rectified = 1 AND due < \(today)",
            "rectified <> 0 AND due < \(today) AND source = 'rating'",
            "rectified = 1 AND due < \(today) AND source = 'rating'",
            "settled IN (1, 2) OR settled = 3 AND due < \(today)", "settled = 1", "present_due < \(today)",
            "standing = 2 AND present_due < \(today)",
            "accepted IN (1, 2) OR accepted = 3 AND accept_by < \(today)", "accepted = 1",
            "struck_off IS NOT NULL",
        ]
        func counts(_ conditions: [String]) -> [String] {
            conditions.map { "count(*) FILTER (WHERE \($0))" }
        }
        let columns =
            (counts(conditions) + ["sum(calls)", "sum(satisfied)", "sum(solved)"] + counts(timed))
            .joined(separator: ", ")
        let group = byUnit ? " GROUP BY unit" : ""
        return try queue.read { database in
            var counts = Array(repeating: 0, count: RowCount.allCases.count)
            let rows = try Row.fetchCursor(
                database, sql: "SELECT \(columns) FROM item_fact WHERE county = 'QH'\(group)")
            while let row = try rows.next() {
                for index in counts.indices { counts[index] += (row[index] as Int?) ?? 0 }
            }
            return counts
        }
    }
}
