import Testing
import Walkthrough

@Suite struct `Items, bundles and sources` {
    @Test func `an empty cell stays unknown`() throws {
        let item = try ServiceRecorded(
            id: id(1), code: "511Z07001006", name: "企业投资项目备案（技术改造）（市级/县级）", owner: "",
            ownerType: "发展改革和经济信息化局",
            theme: "企业服务", highFrequency: "", highFrequencyBasis: "", blocker: nil, channels: "",
            level: "市级、县级",
            basis: nil)
        #expect(item.highFrequency == nil && item.channels.isEmpty && item.owner == nil)
        #expect(!ServiceItem(item).mustBeWalked)
    }

    @Test func `several channels are read, an unknown one and a doubtful flag are refused`() throws {
        #expect(try Channel.list("窗口、PC", "渠道") == [.window, .pc])
        #expect(try Channel.list("窗口；热线", "渠道") == [.window, .hotline])
        #expect(throws: Invalid.self) { try Channel.list("窗口、飞鸽", "渠道") }
        #expect(throws: Invalid.self) {
            try ServiceRecorded(
                id: id(1), code: nil, name: "某事项", owner: nil, ownerType: nil, theme: nil,
                highFrequency: "大概",
                highFrequencyBasis: nil, blocker: nil, channels: nil, level: nil, basis: nil)
        }
    }

    @Test func `items of high frequency and blocked ones must be walked`() throws {
        let often = ServiceRecorded(id: id(1), name: try prose("社会保障卡补领"), highFrequency: true)
        let blocked = ServiceRecorded(id: id(2), name: try prose("居住证办理"), isBlocker: true)
        #expect(ServiceItem(often).mustBeWalked && ServiceItem(blocked).mustBeWalked)
        let closed = ServiceItem.apply(
            .closed(ServiceClosed(on: Day(number: 20_700), reason: try prose("取消"))), to: ServiceItem(often))
        #expect(closed?.mustBeWalked == false)
    }

    @Test func `a code belongs to one item`() throws {
        let item = ServiceRecorded(id: id(1), code: try ServiceCode("G-000007-001"), name: try prose("资助"))
        let context = CatalogContext(actor: local, directory: try SampleCounty.units(), codeTakenBy: id(2))
        #expect(throws: Refusal.self) { try ServiceItem.decide(.record(item), on: nil, in: context) }
    }

    @Test func `a bundle keeps its parts in order and its region`() throws {
        let bundle = try OneThingRecorded(
            id: id(1), name: "企业注销登记（辽宁版）", batch: "2024年第一批（13项）", lead: "", partners: "税务局；海关",
            parts: "税务注销；企业注销登记；海关报关单位备案注销；", region: "辽宁省", verification: "已见来源", basis: nil)
        #expect(bundle.parts.map(\.name.description) == ["税务注销", "企业注销登记", "海关报关单位备案注销"])
        #expect(bundle.partners.count == 2 && bundle.lead == nil)
    }

    @Test func `the days of an answer come from the source, else from the settings`() throws {
        let desk = Source(
            try SourceRecorded(
                code: try SourceCode("unresolved"), name: try Category("办不成事", "名称"), identity: .required,
                needsVerification: true, classifiedBySupervisor: true,
                reply: try ReplyRule(workdays: 3, limitWorkdays: 4)))
        let days = try #require(desk.replyDays(Settings([.replyTargetWorkdays: .number(5)])))
        #expect(days == desk.replyDays(Settings([.replyTargetWorkdays: .number(4)])))
        #expect(days.ordinary == 3 && days.target == 4 && days.limit == 4 && days.firstResponse == 1)
    }

    @Test func `nobody is answered where nobody reported`() throws {
        #expect(throws: Invalid.self) {
            try SourceRecorded(
                code: try SourceCode("walk"), name: try Category("走流程", "名称"), identity: .noReporter,
                needsVerification: false, classifiedBySupervisor: false, reply: try ReplyRule())
        }
    }

    @Test func `two sources never share a name, and only a coordinator changes them later`() throws {
        func record(_ code: String, _ name: String) throws -> SourceRecorded {
            try SourceRecorded(
                code: try SourceCode(code), name: try Category(name, "名称"), identity: .optional,
                needsVerification: true, classifiedBySupervisor: true, reply: nil)
        }
        let known = [Source(try record("rating", "好差评"))]
        #expect(throws: Refusal.self) {
            try Source.decide(
                .record(try record("other", "好差评")), on: nil, others: known, actor: local, isFounding: true)
        }
        let extra = SourceCommand.record(try record("wechat", "微信群"))
        #expect(throws: Refusal.self) {
            try Source.decide(extra, on: nil, others: known, actor: local, isFounding: false)
        }
        let keeper = try actor("zwb", .coordinator, person: 1)
        #expect(try Source.decide(extra, on: nil, others: known, actor: keeper, isFounding: false).count == 1)
    }
}
