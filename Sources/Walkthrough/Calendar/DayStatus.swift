/// What a civil day is for those who count working days.
public enum DayStatus: Hashable, Sendable {
    case workday
    case weekend
    case holiday(String)
    /// A Saturday or Sunday that is worked to make up for a holiday.
    case makeUp
    /// Monday to Friday of a year that is not loaded: true only until its notice comes.
    case assumedWorkday
    /// Saturday or Sunday of a year that is not loaded.
    case assumedWeekend

    /// Whether a working-day limit counts the day.
    public var counts: Bool {
        switch self {
        case .workday, .makeUp, .assumedWorkday: true
        case .weekend, .holiday, .assumedWeekend: false
        }
    }

    /// Whether loading the day's year may still change it.
    public var isProvisional: Bool {
        switch self {
        case .assumedWorkday, .assumedWeekend: true
        case .workday, .weekend, .holiday, .makeUp: false
        }
    }

    /// Why the day counts or not: `调休上班`, `国庆节放假`.
    public var why: String {
        switch self {
        case .workday: "工作日"
        case .weekend: "周末"
        case .holiday(let name): "\(name)放假"
        case .makeUp: "调休上班"
        case .assumedWorkday: "暂按工作日计（该年放假安排未导入）"
        case .assumedWeekend: "暂按周末计（该年放假安排未导入）"
        }
    }
}
