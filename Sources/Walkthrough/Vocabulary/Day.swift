/// A civil day in Asia/Shanghai, without a time of day. Text form `YYYY-MM-DD`, years 1900 to 2199.
public struct Day: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// Days since 1970-01-01, which is 0.
    public let number: Int

    public init(number: Int) { self.number = number }

    /// - Throws: `Invalid` for a day that the calendar does not have, such as 30 February.
    public init(year: Int, month: Int, day: Int) throws(Invalid) {
        let candidate = Self.unchecked(year: year, month: month, day: day)
        guard (1900...2199).contains(year), (1...12).contains(month), (1...31).contains(day),
            candidate.components == (year, month, day)
        else {
            throw Invalid("日期", "\(year)年\(month)月\(day)日不存在", mend: "请填日历上有的日期，如 2026-09-30")
        }
        self = candidate
    }

    /// Parses `YYYY-MM-DD`, digits and hyphens only.
    public init(_ text: String) throws(Invalid) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count == 10, parts.count == 3, parts[0].count == 4, parts[1].count == 2,
            let year = Self.digits(parts[0]), let month = Self.digits(parts[1]),
            let day = Self.digits(parts[2])
        else {
            throw Invalid("日期", "“\(text.prefix(40))”不是日期", mend: "请按 年-月-日 填写，如 2026-09-30")
        }
        try self.init(year: year, month: month, day: day)
    }

    static func digits(_ text: Substring) -> Int? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return Int(text)
    }

    /// Proleptic Gregorian (year, month, day).
    public var components: (year: Int, month: Int, day: Int) {
        // Howard Hinnant, "chrono-compatible low-level date algorithms".
        let shifted = number + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        )
    }

    static func unchecked(year: Int, month: Int, day: Int) -> Day {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        return Day(
            number: era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468)
    }

    public var year: Int { components.year }

    /// 1 is Monday, 7 is Sunday.
    public var weekday: Int { ((number + 3) % 7 + 7) % 7 + 1 }

    public var isWeekend: Bool { weekday > 5 }

    /// 周一 … 周日.
    public var weekdayName: String { "周" + ["一", "二", "三", "四", "五", "六", "日"][weekday - 1] }

    public func adding(_ days: Int) -> Day { Day(number: number + days) }

    public static func < (a: Day, b: Day) -> Bool { a.number < b.number }

    public var description: String {
        let (year, month, day) = components
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    /// `2026年9月30日`, without leading zeros.
    public var chinese: String {
        let (year, month, day) = components
        return "\(year)年\(month)月\(day)日"
    }

    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

/// `number` in decimal with leading zeros to `width`.
func padded(_ number: Int, _ width: Int) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
}
