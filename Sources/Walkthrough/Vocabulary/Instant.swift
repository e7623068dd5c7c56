/// A point in time, as milliseconds since 1970-01-01T00:00:00Z. Printed with Beijing's offset, `+08:00`.
public struct Instant: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    public let milliseconds: Int64

    /// Asia/Shanghai has had no daylight saving time since 1991.
    static let offset: Int64 = 8 * 3_600_000
    static let millisecondsInDay: Int64 = 86_400_000

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// The instant of a wall clock in Beijing.
    public init(_ day: Day, hour: Int, minute: Int = 0, second: Int = 0) {
        let seconds = Int64(hour * 3600 + minute * 60 + second)
        milliseconds = Int64(day.number) * Self.millisecondsInDay + seconds * 1000 - Self.offset
    }

    /// Parses RFC 3339 with any offset, up to milliseconds: `2026-09-30T16:10:00.250+08:00`, `…Z`.
    public init(_ text: String) throws(Invalid) {
        let invalid = Invalid("时间", "“\(text.prefix(40))”不是时间", mend: "请按 2026-09-30T16:10:00+08:00 填写")
        let bytes = Array(text.utf8)
        func number(_ range: Range<Int>) -> Int? {
            guard range.upperBound <= bytes.count else { return nil }
            return Day.digits(Substring(decoding: bytes[range], as: UTF8.self))
        }
        guard bytes.count >= 20, bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " "),
            bytes[13] == 58, bytes[16] == 58,
            let hour = number(11..<13), let minute = number(14..<16), let second = number(17..<19),
            hour < 24, minute < 60, second < 60
        else { throw invalid }
        let day = try Day(String(decoding: bytes[0..<10], as: UTF8.self))
        var index = 19
        var fraction: Int64 = 0
        if bytes[index] == UInt8(ascii: ".") {
            index += 1
            var scale: Int64 = 100
            let start = index
            while index < bytes.count, (48...57).contains(bytes[index]) {
                fraction += Int64(bytes[index] - 48) * scale
                scale /= 10
                index += 1
            }
            guard index > start else { throw invalid }
        }
        var offset: Int64 = 0
        switch bytes[index...].first {
        case UInt8(ascii: "Z") where bytes.count == index + 1: break
        case UInt8(ascii: "+"), UInt8(ascii: "-"):
            guard bytes.count == index + 6, bytes[index + 3] == 58,
                let hours = number(index + 1..<index + 3), let minutes = number(index + 4..<index + 6),
                hours < 24, minutes < 60
            else { throw invalid }
            offset = Int64(hours * 60 + minutes) * 60_000 * (bytes[index] == UInt8(ascii: "-") ? -1 : 1)
        default: throw invalid
        }
        let seconds = Int64(hour * 3600 + minute * 60 + second)
        milliseconds = Int64(day.number) * Self.millisecondsInDay + seconds * 1000 + fraction - offset
    }

    /// The civil day in Beijing; 23:30 there is still that date.
    public var day: Day {
        let local = milliseconds + Self.offset
        let quotient = local / Self.millisecondsInDay
        return Day(number: Int(local % Self.millisecondsInDay < 0 ? quotient - 1 : quotient))
    }

    /// Milliseconds since Beijing's midnight.
    public var timeOfDay: Int {
        Int(milliseconds + Self.offset - Int64(day.number) * Self.millisecondsInDay)
    }

    public func adding(milliseconds delta: Int64) -> Instant { Instant(milliseconds: milliseconds + delta) }

    public static func < (a: Instant, b: Instant) -> Bool { a.milliseconds < b.milliseconds }

    /// `2026-09-30T16:10:00+08:00`, with milliseconds where they are not zero.
    public var description: String {
        let time = timeOfDay
        let fraction = time % 1000 == 0 ? "" : "." + padded(time % 1000, 3)
        return "\(day)T\(clock):\(padded(time / 1000 % 60, 2))\(fraction)+08:00"
    }

    /// `16:10`.
    public var clock: String {
        let minutes = timeOfDay / 60_000
        return "\(padded(minutes / 60, 2)):\(padded(minutes % 60, 2))"
    }

    /// `2026-09-30 16:10`, for tables that people read.
    public var short: String { "\(day) \(clock)" }

    public init(from decoder: any Decoder) throws {
        milliseconds = try decoder.singleValueContainer().decode(Int64.self)
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        if encoder.userInfo[.forReaders] != nil { return try container.encode(description) }
        try container.encode(milliseconds)
    }
}

extension CodingUserInfoKey {
    /// Set to anything where people and scripts read what is encoded, not this program: instants become RFC 3339, and
    /// an erased text says so.
    public static let forReaders = CodingUserInfoKey(rawValue: "peizou.forReaders")!
}
