/// The colour of a row: computed from its due day, never stored (domain §4.5, decisions 18).
public enum Light: String, Sendable, Codable, CaseIterable {
    case green, yellow, red
    /// Handed in and being checked: never red.
    case awaiting
    /// 提请上级解决: open, and apart in rates.
    case escalated
    /// No limit runs.
    case none

    public var title: String {
        switch self {
        case .green: "绿灯"
        case .yellow: "黄灯"
        case .red: "红灯"
        case .awaiting: "待核查"
        case .escalated: "提请上级"
        case .none: "无"
        }
    }
}

/// Due days of one colour, both ends included; `nil` is open.
public struct DueRange: Hashable, Sendable {
    public let from: Day?
    public let through: Day?

    public init(from: Day?, through: Day?) {
        self.from = from
        self.through = through
    }

    public func contains(_ due: Day) -> Bool {
        (from.map { $0 <= due } ?? true) && (through.map { due <= $0 } ?? true)
    }
}

/// The borders between the colours on one day, so that a light is one comparison and a filter is a range of due days.
public struct LightScale: Hashable, Sendable {
    public let today: Day
    /// Due on this day or later is green.
    public let green: Day

    /// - Parameter threshold: yellow with this many working days left, or fewer; what is due today has 0 left.
    public init(today: Day, calendar: WorkCalendar, threshold: Int = 1) {
        self.today = today
        green = calendar.due(from: today, workdays: max(0, threshold) + 1).day
    }

    /// Green with more than the threshold left, yellow with no more than that, red once `today` is past the due day.
    public func light(due: Day?) -> Light {
        guard let due else { return .none }
        return due < today ? .red : due < green ? .yellow : .green
    }

    /// The light of a row: what waits for its checker or for a higher body shows that instead of a colour.
    public func light(due: Day?, isAwaitingCheck: Bool, isEscalated: Bool) -> Light {
        isAwaitingCheck ? .awaiting : isEscalated ? .escalated : light(due: due)
    }

    /// The due days that show `light` today; `nil` for lights that do not come from a due day.
    public func range(of light: Light) -> DueRange? {
        switch light {
        case .red: DueRange(from: nil, through: today.adding(-1))
        case .yellow: DueRange(from: today, through: green.adding(-1))
        case .green: DueRange(from: green, through: nil)
        case .awaiting, .escalated, .none: nil
        }
    }
}
