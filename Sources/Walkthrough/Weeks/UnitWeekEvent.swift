/// A unit's own week: 填报 → 单位负责人审签 → 报送, or 零报告 (decisions 22).
public enum UnitWeekEvent: EventFamily {
    case filled(Filled)
    case signed(Signed)
    case submitted(Submitted)
    case zeroReported(ZeroReported)
    case recalled(Recalled)

    public static var forms: [EventForm<UnitWeekEvent>] {
        [
            EventForm(UnitWeekEvent.filled), EventForm(UnitWeekEvent.signed),
            EventForm(UnitWeekEvent.submitted),
            EventForm(UnitWeekEvent.zeroReported), EventForm(UnitWeekEvent.recalled),
        ]
    }

    public var payload: any EventPayload {
        switch self {
        case .filled(let payload): payload
        case .signed(let payload): payload
        case .submitted(let payload): payload
        case .zeroReported(let payload): payload
        case .recalled(let payload): payload
        }
    }
}

extension UnitWeekEvent {
    /// The week's rows are in order; again when something changes, which voids a signature.
    public struct Filled: EventPayload {
        public static let kind = "unitWeek.filled.1"
        /// 工作信息.
        public let information: WorkInformation?
        public let by: Act

        public init(information: WorkInformation?, by: Act) {
            self.information = information
            self.by = by
        }
    }

    /// The unit's head answers for it.
    public struct Signed: EventPayload {
        public static let kind = "unitWeek.signed.1"
        /// The unit's rows that belong to the week.
        public let rows: Int
        public let by: Act

        public init(rows: Int, by: Act) {
            self.rows = rows
            self.by = by
        }
    }

    /// 报送.
    public struct Submitted: EventPayload {
        public static let kind = "unitWeek.submitted.1"
        public let reportBy: Instant
        public let isLate: Bool
        /// The packet, where it was rendered.
        public let files: [WeekFile]
        public let by: Act

        public init(reportBy: Instant, isLate: Bool, files: [WeekFile], by: Act) {
            self.reportBy = reportBy
            self.isLate = isLate
            self.files = files
            self.by = by
        }
    }

    /// 零报告: signed, and without a row.
    public struct ZeroReported: EventPayload {
        public static let kind = "unitWeek.zeroReported.1"
        public let reportBy: Instant
        public let isLate: Bool
        public let by: Act

        public init(reportBy: Instant, isLate: Bool, by: Act) {
            self.reportBy = reportBy
            self.isLate = isLate
            self.by = by
        }
    }

    /// Taken back before the county's week is fixed; the signature falls away.
    public struct Recalled: EventPayload {
        public static let kind = "unitWeek.recalled.1"
        public let reason: Prose
        public let by: Act

        public init(reason: Prose, by: Act) {
            self.reason = reason
            self.by = by
        }
    }
}

/// 工作信息: what the unit tells about its week.
public struct WorkInformation: Hashable, Sendable, Codable {
    public let title: Prose
    public let text: Prose

    public init(title: Prose, text: Prose) {
        self.title = title
        self.text = text
    }
}
