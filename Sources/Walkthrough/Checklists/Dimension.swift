/// The themes under which a walk looks at a service (domain §3.1–3.12), in the order in which people meet them.
public enum Dimension: String, Sendable, Codable, CaseIterable {
    case coverage, flow, escort, experience, policy, chief, groups, oneThing, crossRegion, hall, staff, rating

    public var title: String {
        switch self {
        case .coverage: "事项覆盖"
        case .flow: "办事流程"
        case .escort: "陪同五类问题"
        case .experience: "服务体验"
        case .policy: "政策知晓"
        case .chief: "主官八方面"
        case .groups: "特殊群体"
        case .oneThing: "一件事联办"
        case .crossRegion: "跨省通办"
        case .hall: "大厅环境"
        case .staff: "工作人员"
        case .rating: "评价渠道"
        }
    }
}

/// Whose way of getting things done a walk follows beside the ordinary one (domain §3.7).
public enum SpecialGroup: String, Sendable, Codable, CaseIterable {
    case elderly, disabled, remote, pregnant, veteran, mobility, noSmartphone

    public var title: String {
        switch self {
        case .elderly: "老年人"
        case .disabled: "残疾人"
        case .remote: "偏远居民"
        case .pregnant: "孕妇"
        case .veteran: "军人"
        case .mobility: "行动不便"
        case .noSmartphone: "不会用智能手机者"
        }
    }
}

/// What is special about the service item walked, so that some check items make sense only there.
public enum ServiceTrait: String, Sendable, Codable, CaseIterable {
    case oneThing, crossRegion, highFrequency

    public var title: String {
        switch self {
        case .oneThing: "一件事"
        case .crossRegion: "跨省通办或跨部门"
        case .highFrequency: "高频"
        }
    }
}

extension SessionKind {
    /// The themes that this kind of session is there for; their core items are offered before any others.
    public var leadingDimensions: [Dimension] {
        switch self {
        case .openObservation: [.hall, .staff, .policy]
        case .crossCheck: [.flow, .coverage]
        case .accompanied: [.escort]
        case .chiefDuty: [.chief]
        case .immersiveInspection: [.coverage, .flow, .experience]
        case .fullChain: [.oneThing]
        case .routineWalk: []
        }
    }

    /// Whether submitting needs an answer to the kind's own theme as a whole (five defects, eight aspects, six
    /// links), so that its core items are offered on every channel; some can then only be 不适用 or 未查看.
    public var asksWholeTheme: Bool {
        switch self {
        case .accompanied, .chiefDuty, .fullChain: true
        case .openObservation, .crossCheck, .immersiveInspection, .routineWalk: false
        }
    }

    /// The channels that a session of this kind usually goes through (domain §2).
    public var usualChannels: [Channel] {
        switch self {
        case .openObservation: [.window, .venue]
        case .crossCheck: [.window, .pc, .app, .mini, .kiosk]
        case .accompanied, .fullChain: [.window, .pc, .app, .mini]
        case .chiefDuty: [.window, .pc]
        case .immersiveInspection: [.window, .pc, .app, .mini, .kiosk, .venue]
        case .routineWalk: [.window]
        }
    }
}
