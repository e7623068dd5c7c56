/// What became of a report, in words for whoever made it: no account, no person, no inner text (decisions 3, 8, 21).
public struct PublicProgress: Hashable, Sendable, Codable {
    public enum Stage: String, Sendable, Codable, CaseIterable {
        case received, verifying, assigned, mending, checking, finished, explained, transferred, merged,
            sealed

        public var title: String {
            switch self {
            case .received: "已收到"
            case .verifying: "正在核实"
            case .assigned: "已分办"
            case .mending: "正在整改"
            case .checking: "正在核查整改结果"
            case .finished: "已办结"
            case .explained: "已答复"
            case .transferred: "已转其他部门"
            case .merged: "与同类问题合并办理"
            case .sealed: "已收到，由专人受理"
            }
        }
    }

    public let stage: Stage
    /// One or two sentences; where the row ended without rectification, the reason or rule.
    public let text: String
    /// The last day for an answer, and when it was given.
    public let replyBy: Day?
    public let replyIsProvisional: Bool
    public let repliedOn: Day?
    public let photos: Int
    /// Photos that were promised and have not arrived.
    public let photosPending: Int

    /// Of a sealed case nothing is told but that it is in hand (decisions 4).
    public static let sealed = PublicProgress(
        stage: .sealed, text: "您反映的情况由专人受理，严格保密。", replyBy: nil, replyIsProvisional: false, repliedOn: nil,
        photos: 0, photosPending: 0)

    private init(
        stage: Stage, text: String, replyBy: Day?, replyIsProvisional: Bool, repliedOn: Day?, photos: Int,
        photosPending: Int
    ) {
        self.stage = stage
        self.text = text
        self.replyBy = replyBy
        self.replyIsProvisional = replyIsProvisional
        self.repliedOn = repliedOn
        self.photos = photos
        self.photosPending = photosPending
    }

    /// - Parameter unitName: of the owner unit; it is told once the row is assigned and nobody disputes that.
    public init(of item: RectificationItem, unitName: (UnitCode) -> String?) {
        let owner = item.publicOwner.flatMap(unitName)
        let stage = item.publicStage
        let reply = item.clocks.last { $0.purpose == .reply }
        self.init(
            stage: stage, text: PersonalData.masked(item.publicText(stage, owner)), replyBy: reply?.due,
            replyIsProvisional: reply.map { $0.provisional && $0.metOn == nil } ?? false,
            repliedOn: reply?.metOn,
            photos: item.reportedEvidence.count { !$0.isPromised } + item.laterPhotos,
            photosPending: item.evidencePending)
    }
}

extension RectificationItem {
    /// Photos of the reporter that came after the text.
    fileprivate var laterPhotos: Int {
        evidence.dropFirst(report.evidence.count).count { $0.stage == .before && !$0.isPromised }
    }

    fileprivate var publicOwner: UnitCode? {
        if case .assigned(let assigned) = state, assigned.dispute != nil { return nil }
        return state.assignment?.lead
    }

    fileprivate var publicStage: PublicProgress.Stage {
        switch state {
        case .registered: .received
        case .verifying: .verifying
        case .assigned, .accepted: .assigned
        case .inProgress: .mending
        case .closeRequested, .checking: .checking
        case .closed: .finished
        case .explained, .notAdopted, .unfounded: .explained
        case .merged: .merged
        case .transferred: .transferred
        }
    }

    fileprivate func publicText(_ stage: PublicProgress.Stage, _ owner: String?) -> String {
        switch stage {
        case .received: return "您的反映已登记，将有专人核实。"
        case .verifying: return "正在核实您反映的情况。"
        case .assigned: return owner.map { "已分办给\($0)。" } ?? "正在分办到责任单位。"
        case .mending: return (owner ?? "责任单位") + "正在整改。"
        case .checking: return (owner ?? "责任单位") + "已报整改结果，正在由其他人员核查。"
        case .finished:
            let published = publication.flatMap { $0.value == .publish ? $0.publicText?.text : nil }
            return published ?? "您反映的问题已经整改，并由责任单位以外的人员核查通过。"
        case .merged: return "与另一件同类问题合并办理，办理结果会一并答复。"
        case .explained, .transferred, .sealed: return ending
        }
    }

    /// The reason of an ending without rectification is written for the reporter, who is told it.
    private var ending: String {
        switch state {
        case .explained(let ended), .notAdopted(let ended), .unfounded(let ended), .transferred(let ended):
            switch ended.proposal.ending {
            case .explained(let rule): "依据：\(rule)。\(ended.proposal.reason)"
            case .transferred(let body, _, let day): "已于 \(day) 转\(body)办理。"
            case .notAdopted, .unfounded, .merged: "\(ended.proposal.reason)"
            }
        case .registered, .verifying, .assigned, .accepted, .inProgress, .closeRequested, .checking, .closed,
            .merged:
            ""
        }
    }
}
