/// An ISO 8601 week, Monday to Sunday, named by the year of its Thursday: `2026-W40`.
public struct Week: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public let monday: Day

    public init(containing day: Day) { monday = day.adding(1 - day.weekday) }

    /// Parses `YYYY-Www`; W53 only in years that have it.
    public init(_ text: String) throws(Invalid) {
        let parts = text.split(separator: "-W", omittingEmptySubsequences: false)
        guard text.utf8.count == 8, parts.count == 2, let year = Day.digits(parts[0]),
            let number = Day.digits(parts[1]),
            (1900...2199).contains(year), (1...53).contains(number)
        else { throw Invalid("周次", "“\(text.prefix(40))”不是周次", mend: "请按 2026-W40 填写") }
        let week = Week(containing: Day.unchecked(year: year, month: 1, day: 4)).advanced(by: number - 1)
        guard week.year == year else { throw Invalid("周次", "\(year)年没有第\(number)周", mend: "请填 01 到 52") }
        self = week
    }

    public var thursday: Day { monday.adding(3) }
    public var sunday: Day { monday.adding(6) }
    public var days: [Day] { (0..<7).map(monday.adding) }
    public var year: Int { thursday.year }
    public var number: Int { (thursday.number - Day.unchecked(year: year, month: 1, day: 1).number) / 7 + 1 }

    public func advanced(by weeks: Int) -> Week { Week(containing: monday.adding(7 * weeks)) }

    public static func < (a: Week, b: Week) -> Bool { a.monday < b.monday }
    public var description: String { "\(padded(year, 4))-W\(padded(number, 2))" }

    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
