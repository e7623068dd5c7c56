/// A day known exactly, or only to its month or year, as reports print it: `2025-04-24`, `2025-04`, `2018`.
///
/// The precision is kept as given; nothing is filled in.
public enum PartialDay: Hashable, Sendable, Codable, CustomStringConvertible {
    case day(Day)
    case month(year: Int, month: Int)
    case year(Int)

    public init(_ text: String) throws(Invalid) {
        let invalid = Invalid("日期", "“\(text.prefix(40))”不是日期", mend: "请填 2025-04-24、2025-04 或 2025")
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let year = parts.first.flatMap(Day.digits), parts[0].count == 4, (1900...2199).contains(year)
        else { throw invalid }
        switch parts.count {
        case 1: self = .year(year)
        case 2:
            guard parts[1].count == 2, let month = Day.digits(parts[1]), (1...12).contains(month) else {
                throw invalid
            }
            self = .month(year: year, month: month)
        default: self = .day(try Day(text))
        }
    }

    /// The first day it may mean, for ordering.
    public var earliest: Day {
        switch self {
        case .day(let day): day
        case .month(let year, let month): .unchecked(year: year, month: month, day: 1)
        case .year(let year): .unchecked(year: year, month: 1, day: 1)
        }
    }

    public var description: String {
        switch self {
        case .day(let day): day.description
        case .month(let year, let month): "\(padded(year, 4))-\(padded(month, 2))"
        case .year(let year): padded(year, 4)
        }
    }

    public init(from decoder: any Decoder) throws {
        try self.init(decoder.singleValueContainer().decode(String.self))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
