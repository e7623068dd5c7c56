import Ledger
import Walkthrough

/// The highest number that the log gave in each series and year. The counters follow from it: one that lags would give a
/// number twice.
struct Serials {
    private struct Key: Hashable {
        let series: String
        let year: Int
    }

    private var highest: [Key: Int] = [:]

    mutating func take(_ aggregate: (any Aggregate)?, county: String) {
        guard let (series, number) = Self.number(of: aggregate) else { return }
        // QH-W2026-0007: the county, a letter for other series than the ledger's, year, number.
        let parts = number.dropFirst(county.count + 1).split(separator: "-")
        guard number.hasPrefix(county + "-"), parts.count == 2,
            let year = Int(parts[0].drop(while: \.isLetter)),
            let count = Int(parts[1])
        else { return }
        let key = Key(series: series, year: year)
        highest[key] = max(highest[key] ?? 0, count)
    }

    private static func number(of aggregate: (any Aggregate)?) -> (series: String, number: String)? {
        switch aggregate {
        case let item as RectificationItem: ("item", item.report.number)
        case let walk as ExperienceSession: ("session", walk.number)
        case let suggestion as Suggestion: ("suggestion", suggestion.number)
        case let clue as ClueCase: ("clue", clue.number)
        case let task as GeneralizationTask: ("generalization", task.number)
        case let notice as PublishedNotice: ("notice", notice.drafted.number)
        default: nil
        }
    }

    /// The first counter that would give a number again.
    func lagging(_ connection: any SQLConnection, county: String) throws -> String? {
        for (key, count) in highest.sorted(by: { ($0.key.series, $0.key.year) < ($1.key.series, $1.key.year) }
        ) {
            let next =
                try connection.first(
                    "SELECT next FROM serial WHERE county = \(county) AND series = \(key.series) AND year = \(key.year)"
                ) { try $0.int(0) } ?? 1
            if next <= count { return "\(key.series) \(key.year)" }
        }
        return nil
    }

    /// Brings every counter behind the numbers given.
    func restore(_ connection: any SQLConnection, county: String) throws {
        for (key, count) in highest {
            try connection.execute(
                """
                INSERT INTO serial (county, series, year, next)
                VALUES (\(county), \(key.series), \(key.year), \(count + 1))
                ON CONFLICT (county, series, year) DO UPDATE SET next = excluded.next WHERE serial.next < excluded.next
                """)
        }
    }
}
