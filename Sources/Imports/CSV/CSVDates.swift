public import Walkthrough

/// A time limit as a report states it: a date, or words such as `2011年内` that are kept and not guessed at.
public enum StatedDay: Hashable, Sendable {
    case known(PartialDay)
    case stated(Prose)
}

extension CSVCells {
    /// A date known to the day, month or year, in ISO form or as Excel prints it: `2025-04`, `2025/4/24`, `2025年4月`.
    public mutating func partialDay(_ title: String) -> PartialDay? {
        value(title) { text throws(Invalid) in try PartialDay(Self.isoDate(text)) }
    }

    /// A date known to the day.
    public mutating func day(_ title: String) -> Day? {
        value(title) { text throws(Invalid) in try Day(Self.isoDate(text)) }
    }

    /// A date where the cell holds one, else its words. What has the form of a date must be one.
    public mutating func statedDay(_ title: String) -> StatedDay? {
        value(title) { text throws(Invalid) in
            let date = Self.isoDate(text)
            guard date.utf8.allSatisfy({ (48...57).contains($0) || $0 == 45 }) else {
                return .stated(try Prose(text, title, limit: Prose.titleLimit))
            }
            return .known(try PartialDay(date))
        }
    }

    /// `2025/4/24 0:00` → `2025-04-24`; what is no date stays as it is.
    static func isoDate(_ text: String) -> String {
        var body = text[...]
        for midnight in [" 00:00:00", " 0:00:00", " 00:00", " 0:00"] where body.hasSuffix(midnight) {
            body = body.dropLast(midnight.count)
            break
        }
        if body.last == "日" || body.last == "月" || body.last == "年" { body = body.dropLast() }
        let parts = body.split(omittingEmptySubsequences: false) { "-/.年月".contains($0) }
        guard parts.count <= 3,
            parts.allSatisfy({ (1...4).contains($0.count) && $0.utf8.allSatisfy { (48...57).contains($0) } })
        else { return text }
        return parts.map { $0.count == 1 ? "0" + $0 : String($0) }.joined(separator: "-")
    }
}
