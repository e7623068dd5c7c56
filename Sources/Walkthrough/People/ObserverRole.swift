/// As whom somebody takes part in a walk.
public enum ObserverRole: String, Sendable, Codable, CaseIterable {
    case experiencer, directorOnDuty, leader, windowHead, crossChecker, helper, inspector

    public var title: String {
        switch self {
        case .experiencer: "体验员"
        case .directorOnDuty: "值班局长"
        case .leader: "领导干部"
        case .windowHead: "窗口负责人"
        case .crossChecker: "互查人员"
        case .helper: "帮办人员"
        case .inspector: "督查人员"
        }
    }
}

/// A role in a walk, and for whom the walker gave himself out.
public struct Observer: Hashable, Sendable, Codable {
    public let role: ObserverRole
    /// 身份视角, such as 老年人 or 外地户籍居民.
    public let walkedAs: Prose?

    /// - Throws: `Invalid` if a cross-checker does not say as whom he walked.
    public init(_ role: ObserverRole, walkedAs: Prose? = nil) throws(Invalid) {
        guard role != .crossChecker || walkedAs != nil else {
            throw Invalid("身份视角", "互查人员没有填以什么身份体验", mend: "请填写，如：首次办理的老年人")
        }
        self.role = role
        self.walkedAs = walkedAs
    }
}
