/// The six actions of the campaign and the weekly walk (domain §2, decisions 9).
public enum SessionKind: String, Sendable, Codable, CaseIterable {
    case openObservation, crossCheck, accompanied, chiefDuty, immersiveInspection, fullChain, routineWalk

    public var title: String {
        switch self {
        case .openObservation: "开放式观摩"
        case .crossCheck: "推磨式互查"
        case .accompanied: "陪同式帮办"
        case .chiefDuty: "主官式体验"
        case .immersiveInspection: "沉浸式督查"
        case .fullChain: "全链式追踪"
        case .routineWalk: "日常走流程"
        }
    }
}
