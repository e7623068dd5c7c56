/// One unit's week. A unit without a stream is 未报.
public struct UnitWeek: Equatable, Sendable, Codable {
    public let week: Week
    public let unit: UnitCode
    public internal(set) var filling: Filling?
    /// Void once the week is filled again or recalled.
    public internal(set) var signature: Signature?
    public internal(set) var submission: Submission?
    public internal(set) var recalls = 0

    public struct Filling: Hashable, Sendable, Codable {
        public let information: WorkInformation?
        public let by: Act
        public let at: Instant
    }

    public struct Signature: Hashable, Sendable, Codable {
        public let rows: Int
        public let by: Act
        public let at: Instant
    }

    /// 报送 or 零报告.
    public struct Submission: Hashable, Sendable, Codable {
        public let isZero: Bool
        public let isLate: Bool
        public let files: [WeekFile]
        public let by: Act
        public let at: Instant
    }

    public enum Stage: String, Sendable, Codable, CaseIterable {
        case missing, filled, signed, submitted, zeroReport

        public var title: String {
            switch self {
            case .missing: "未报"
            case .filled: "已填报"
            case .signed: "已审签"
            case .submitted: "已报送"
            case .zeroReport: "零报告"
            }
        }
    }

    public var stage: Stage {
        if let submission { return submission.isZero ? .zeroReport : .submitted }
        return signature != nil ? .signed : filling != nil ? .filled : .missing
    }

    /// As the county's ledger lists it: what was not sent is missing, whoever signed.
    public var standing: UnitWeekLine.Standing {
        switch stage {
        case .missing, .filled, .signed: .missing
        case .submitted: .reported
        case .zeroReport: .zeroReport
        }
    }

    /// `已报送（迟报）`.
    public var title: String { stage.title + (submission?.isLate == true ? "（迟报）" : "") }

    public static func stream(_ week: Week, _ unit: UnitCode) -> StreamID {
        StreamID(.unitWeek, "\(week):\(unit)")
    }

    /// The week and the unit that a stream's id names.
    static func parts(of stream: String) -> (week: Week, unit: UnitCode)? {
        guard let colon = stream.firstIndex(of: ":"), let week = try? Week(String(stream[..<colon])),
            let unit = try? UnitCode(String(stream[stream.index(after: colon)...]))
        else { return nil }
        return (week, unit)
    }
}

extension UnitWeek: Aggregate {
    public static var streamKind: StreamID.Kind { .unitWeek }

    /// Total and pure.
    public static func replay(
        _ event: UnitWeekEvent, at: Instant, stream: String, onto state: UnitWeek?
    ) -> UnitWeek? {
        guard let parts = parts(of: stream) else { return state }
        var week = state ?? UnitWeek(week: parts.week, unit: parts.unit)
        switch event {
        case .filled(let payload):
            week.filling = Filling(information: payload.information, by: payload.by, at: at)
            week.signature = nil
        case .signed(let payload): week.signature = Signature(rows: payload.rows, by: payload.by, at: at)
        case .submitted(let payload):
            week.submission = Submission(
                isZero: false, isLate: payload.isLate, files: payload.files, by: payload.by, at: at)
        case .zeroReported(let payload):
            week.submission = Submission(
                isZero: true, isLate: payload.isLate, files: [], by: payload.by, at: at)
        case .recalled:
            week.signature = nil
            week.submission = nil
            week.recalls += 1
        }
        return week
    }
}
