import ArgumentParser
import Documents
import Ledger
import Walkthrough

struct CampaignAdd: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "设置活动：名称、四个阶段、各项行动、三张清单的名称",
        discussion: "四个阶段依次为宣传发动、全面部署、走流程体验、总结提高，写作 起日..止日。")

    @Argument(help: ArgumentHelp("活动名称", valueName: "name"))
    var name: Prose

    @Option(help: ArgumentHelp("发文单位编码", valueName: "code"))
    var issuer: UnitCode

    @Option(
        parsing: .singleValue, help: ArgumentHelp("阶段起止，按次序写四次，如 2026-09-01..2026-09-10", valueName: "range"))
    var stage: [String]

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("行动：方式:牵头领导工号:责任科室编码:协同单位编码（逗号隔开）；后三项可空，可写多次", valueName: "action"))
    var action: [String] = []

    @Option(help: ArgumentHelp("主官式体验至少提几条大厅建议；默认按设置 hallSuggestions", valueName: "n"))
    var hallSuggestions: Int?

    @Option(help: ArgumentHelp("主官式体验至少提几条内部建议", valueName: "n"))
    var internalSuggestions = 1

    @Option(help: ArgumentHelp("问题清单的名称", valueName: "title"))
    var issuesTitle = "问题清单"

    @Option(help: ArgumentHelp("措施清单的名称", valueName: "title"))
    var measuresTitle = "整改优化措施清单"

    @Option(help: ArgumentHelp("建议清单的名称", valueName: "title"))
    var suggestionsTitle = "工作建议清单"

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let receipt = try await context.withLedger(global) { ledger, caller in
            var actions: [CampaignAction] = []
            for text in action { actions.append(try await parse(text, ledger, caller)) }
            let settings = try await ledger.ask(ListSettings(), by: caller).settings
            return try await ledger.perform(
                ActOnCampaign(nil, .record(try record(actions, ledger.newID(), settings))), by: caller)
        }
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("已设置活动“\(name)”。")
    }

    private func record(
        _ actions: [CampaignAction], _ id: ID<Campaign>, _ settings: Settings
    ) throws -> CampaignRecorded {
        guard stage.count == CampaignStage.Name.allCases.count else {
            throw LedgerError.malformed("--stage 要按次序写四次，现在是 \(stage.count) 次。")
        }
        var stages: [CampaignStage] = []
        for (name, text) in zip(CampaignStage.Name.allCases, stage) {
            guard let dots = text.firstRange(of: "..") else {
                throw LedgerError.malformed("--stage “\(text.prefix(40))”应写作 2026-09-01..2026-09-10。")
            }
            stages.append(
                try CampaignStage(
                    name, from: Day(String(text[..<dots.lowerBound])),
                    to: Day(String(text[dots.upperBound...]))))
        }
        return try CampaignRecorded(
            id: id, name: name, issuer: issuer, stages: stages, actions: actions,
            hallSuggestions: hallSuggestions ?? settings.hallSuggestions,
            internalSuggestions: internalSuggestions,
            issuesList: ListLayout(title: Category(issuesTitle, "清单名称")),
            measuresList: ListLayout(title: Category(measuresTitle, "清单名称")),
            suggestionsList: ListLayout(title: Category(suggestionsTitle, "清单名称")))
    }

    private func parse(_ text: String, _ ledger: Ledger, _ caller: Caller) async throws -> CampaignAction {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count <= 4 else { throw LedgerError.malformed("--action “\(text.prefix(60))”的冒号太多。") }
        func part(_ index: Int) -> String? {
            parts.count > index && !parts[index].isEmpty ? parts[index] : nil
        }
        var leader: ID<Person>?
        if let number = part(1) { leader = try await ledger.ask(FindPerson(number), by: caller) }
        return CampaignAction(
            try SessionKind(choice: parts[0]), leader: leader, office: try part(2).map { try UnitCode($0) },
            partners: try (part(3) ?? "").split(separator: ",").map { try UnitCode(String($0)) })
    }
}

struct CampaignList: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出活动")

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let campaigns = try await context.ask(ListCampaigns(), global).items
        if global.json {
            return try context.console.printJSON(["campaigns": campaigns.map(CampaignDocument.init)])
        }
        var table = TextTable([
            .init("活动", shrinks: true), .init("发文单位"), .init("起"), .init("止"), .init("状态"),
        ])
        for campaign in campaigns.map(\.state) {
            table.append([
                .init(campaign.name.description), .init(campaign.record.issuer.text),
                .init(campaign.record.stages.first?.from.description ?? ""),
                .init(campaign.record.stages.last?.to.description ?? ""),
                .init(campaign.ended == nil ? "" : "提前结束"),
            ])
        }
        try context.console.print(table)
    }
}

struct CampaignShow: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "查看活动")

    @Argument(help: ArgumentHelp("活动名称", valueName: "name"))
    var name: String

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let found = try await context.ask(ShowCampaign(name), global)
        if global.json { return try context.console.printJSON(CampaignDocument(found)) }
        let campaign = found.state
        let console = context.console
        try console.printLine("\(campaign.name)（\(campaign.record.issuer)）")
        for stage in campaign.record.stages {
            try console.printLine("  \(stage.name.title)  \(stage.from) 至 \(stage.to)")
        }
        for action in campaign.record.actions {
            let plan = campaign.plan(action.action).map { "，方案 \($0.on) 已报" } ?? "，方案未报"
            try console.printLine("  \(action.action.title)  责任科室 \(action.office?.text ?? "未定")\(plan)")
        }
        try console.printLine(
            "  清单：\(campaign.record.issuesList.title)、\(campaign.record.measuresList.title)、\(campaign.record.suggestionsList.title)"
        )
    }
}

struct CampaignFilePlan: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "file-plan", abstract: "报送一项行动的方案")

    @Argument(help: ArgumentHelp("活动名称", valueName: "name"))
    var name: String

    @Argument(help: ArgumentHelp("方案文件", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("行动方式", valueName: "kind"))
    var action: SessionKind

    @Option(help: ArgumentHelp("责任科室编码", valueName: "code"))
    var unit: UnitCode

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let receipt = try await context.withLedger(global) { ledger, caller in
            let plan = try await ledger.upload([file], by: caller)[0]
            return try await ledger.perform(
                ActOnCampaign(name, .filePlan(action, plan.digest, unit: unit)), by: caller)
        }
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("已报送“\(action.title)”的方案。")
    }
}

struct CampaignEnd: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "end", abstract: "提前结束活动")

    @Argument(help: ArgumentHelp("活动名称", valueName: "name"))
    var name: String

    @Option(help: ArgumentHelp("最后一天", valueName: "day"))
    var on: Day

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let receipt = try await context.perform(ActOnCampaign(name, .end(on: on, reason: reason)), global)
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("活动已结束。")
    }
}
