import Testing
import Walkthrough

@Suite struct `Campaigns` {
    private func layout(_ title: String) throws -> ListLayout {
        try ListLayout(title: try Category(title, "清单名称"))
    }

    private func stages(_ days: [(String, String)]) throws -> [CampaignStage] {
        try zip(CampaignStage.Name.allCases, days).map { name, days in
            try CampaignStage(name, from: try Day(days.0), to: try Day(days.1))
        }
    }

    private func record(
        _ days: [(String, String)] = [
            ("2026-08-20", "2026-08-26"), ("2026-08-27", "2026-09-02"), ("2026-09-03", "2026-12-20"),
            ("2026-12-21", "2026-12-31"),
        ], x: Int = 2, lists: [String] = ["问题清单", "整改优化措施清单", "工作建议清单"]
    ) throws -> CampaignRecorded {
        try CampaignRecorded(
            id: id(1), name: try prose("我陪群众走流程"), issuer: try UnitCode("QH-D27"), stages: try stages(days),
            actions: [
                CampaignAction(.immersiveInspection, leader: id(2), office: try UnitCode("QH-D27-DC")),
                CampaignAction(.crossCheck, leader: nil, office: try UnitCode("QH-D27-ZF")),
            ], hallSuggestions: x, issuesList: try layout(lists[0]), measuresList: try layout(lists[1]),
            suggestionsList: try layout(lists[2]))
    }

    @Test func `the four stages follow each other`() throws {
        let campaign = Campaign(try record())
        #expect(campaign.stage(on: try Day("2026-09-03")) == .walking)
        #expect(campaign.stage(on: try Day("2026-12-31")) == .summary)
        #expect(campaign.stage(on: try Day("2027-01-01")) == nil)
        #expect(throws: Invalid.self) {
            try record([
                ("2026-08-20", "2026-08-27"), ("2026-08-27", "2026-09-02"), ("2026-09-03", "2026-12-20"),
                ("2026-12-21", "2026-12-31"),
            ])
        }
        #expect(throws: Invalid.self) { try record([("2026-08-20", "2026-08-27")]) }
    }

    @Test(arguments: ["整改台账", "History", "问题[清单]", "a/b", "'清单", String(repeating: "长", count: 32)])
    func `a list cannot have a title that a sheet cannot have`(_ title: String) {
        #expect(throws: Invalid.self) { try layout(title) }
    }

    @Test func `lists have different titles and the quota is a number that can be met`() {
        #expect(throws: Invalid.self) { try record(lists: ["清单", "清单", "建议"]) }
        #expect(throws: Invalid.self) { try record(x: 0) }
    }

    @Test func `the office of an action files its plan, and a later plan replaces it`() throws {
        let units = try SampleCounty.units()
        let campaign = Campaign(try record())
        let office = try UnitCode("QH-D27-DC")
        func actor(at unit: String) throws -> Actor {
            Actor(
                account: "dc", person: id(4), authentication: .password,
                grants: [Grant(.supervisor, at: try UnitCode(unit))])
        }
        func file(_ digit: Character, as actor: Actor) throws -> CampaignEvent {
            let plan = try Digest("sha256:" + String(repeating: digit, count: 64))
            return try Campaign.decide(
                .filePlan(.immersiveInspection, plan, unit: office), on: campaign,
                in: CampaignContext(actor: actor, today: try Day("2026-09-01"), directory: units)
            ).first
        }
        #expect(throws: Refusal.self) { try file("a", as: try actor(at: "QH-D27-ZF")) }
        #expect(throws: Refusal.self) { try file("a", as: local) }
        let first = Campaign.apply(try file("a", as: try actor(at: "QH-D27-DC")), to: campaign)
        let second = Campaign.apply(try file("b", as: try actor(at: "QH-D27")), to: first)
        #expect(second?.plans.count == 1)
        #expect(second?.plan(.immersiveInspection)?.plan.hex.first == "b")
    }

    @Test func `a campaign that ended early is over the day after`() throws {
        let keeper = try actor("zwb", .coordinator, person: 1)
        let context = CampaignContext(
            actor: keeper, today: try Day("2026-10-08"), directory: try SampleCounty.units())
        let campaign = Campaign(try record())
        let end = CampaignCommand.end(on: try Day("2026-10-08"), reason: try prose("上级统一部署"))
        let over = Campaign.apply(try Campaign.decide(end, on: campaign, in: context).first, to: campaign)
        #expect(over?.isOpen(on: try Day("2026-10-08")) == true)
        #expect(over?.isOpen(on: try Day("2026-10-09")) == false)
        #expect(throws: Refusal.self) {
            try Campaign.decide(.record(try record(x: 3)), on: over, in: context)
        }
    }
}
