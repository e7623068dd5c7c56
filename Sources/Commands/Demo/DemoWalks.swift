import Ledger
import Walkthrough

/// Walks of the demo, each filled in step by step like a walker's.
extension DemoStage {
    /// What a walk of the demo is.
    struct Walk {
        var kind: SessionKind
        var role: ExperienceSession.ObserverRole
        var account: String
        var walker: String?
        var basis: EntryBasis = .own
        var items: [(code: String?, name: String)]
        var channels: [Channel] = [.window]
        var place: String?
        var start: String
        var minutes: Int64 = 45
        var answers: [(code: String, value: Answer.Value, note: String?)] = []
        var edit: (inout ExperienceSession.Details) throws -> Void = { _ in }
        var steps: [SessionCommand] = []
        /// Faults get a picture of their own.
        var hasPictures = true
    }

    /// Opens the walk, answers, and leaves it to be submitted.
    func open(_ walk: Walk, _ uses: [ChecklistUse]) async throws -> String {
        var details = ExperienceSession.Details()
        details.items = try walk.items.map {
            ExperienceSession.WalkedItem(code: $0.code, name: try text($0.name))
        }
        details.channels = walk.channels
        details.inspected = try walk.place.map { try UnitCode($0) }
        details.numbers = [try .init(.queueNumber, "A\(100 + story.count)")]
        try walk.edit(&details)
        let start = try instant(walk.start)
        clock.set(start)
        let receipt = try await self.do(
            OpenSession(
                walk.kind, role: walk.role, basis: walk.basis, walker: walk.walker, campaign: Self.campaign,
                details: details,
                visits: [
                    try ExperienceSession.Visit(
                        start: start, end: start.adding(milliseconds: walk.minutes * 60_000))
                ], checklists: uses), as: walk.account)
        for (code, value, note) in walk.answers {
            let answer = try Answer(
                code, value, note: try note.map { try text($0) },
                noEvidenceReason: value == .fail && !walk.hasPictures ? try text("现场不便拍照") : nil)
            try await self.do(EditSession(receipt.number, .answer(answer)), as: walk.account)
            if value == .fail, walk.hasPictures {
                try await self.do(
                    EditSession(
                        receipt.number, .attach(try await picture(.before, as: walk.account), answer: code)),
                    as: walk.account
                )
            }
        }
        for step in walk.steps { try await self.do(EditSession(receipt.number, step), as: walk.account) }
        clock.set(start.adding(milliseconds: (walk.minutes + 5) * 60_000))
        return receipt.number
    }

    /// Opens and submits.
    func walk(_ walk: Walk, _ uses: [ChecklistUse]) async throws -> SubmitSession.Receipt {
        let number = try await open(walk, uses)
        let receipt = try await self.do(SubmitSession(number), as: walk.account)
        tell(
            "\(walk.kind.title) \(number)："
                + (receipt.rows.isEmpty ? "未发现问题" : "入台账 \(receipt.rows.joined(separator: "、"))")
                + (receipt.suggestions.isEmpty ? "" : "，建议 \(receipt.suggestions.joined(separator: "、"))")
                + (receipt.clues.isEmpty ? "" : "，另有内容已密封"))
        return receipt
    }

    static let campaign = "“我陪群众走流程”专项行动"

    /// The campaign with its four stages and seven ways.
    func openCampaign() async throws {
        let stages = [
            try CampaignStage(.publicity, from: Day("2026-09-01"), to: Day("2026-09-02")),
            try CampaignStage(.deployment, from: Day("2026-09-03"), to: Day("2026-09-03")),
            try CampaignStage(.walking, from: Day("2026-09-04"), to: Day("2026-11-30")),
            try CampaignStage(.summary, from: Day("2026-12-01"), to: Day("2026-12-31")),
        ]
        let record = try CampaignRecorded(
            id: ledger.newID(), name: text(Self.campaign), issuer: UnitCode("QH-D27"), stages: stages,
            actions: SessionKind.allCases.map {
                CampaignAction($0, leader: nil, office: try? UnitCode("QH-D27-ZF"))
            },
            hallSuggestions: 2, internalSuggestions: 1,
            issuesList: ListLayout(title: Category("走流程问题清单", "名称")),
            measuresList: ListLayout(title: Category("整改优化措施清单", "名称")),
            suggestionsList: ListLayout(title: Category("工作建议清单", "名称")))
        try await self.do(ActOnCampaign(nil, .record(record)), as: "zhengwu")
        tell("开展活动\(Self.campaign)，四个阶段，七种走法")
    }
}
