import ArgumentParser
import Ledger
import Walkthrough

/// What a walker says about the walk as a whole.
struct SessionDetailsOptions: ParsableArguments {
    @Option(parsing: .singleValue, help: ArgumentHelp("事项：编码或名称，可写多次", valueName: "item"))
    var item: [String] = []

    @Option(help: ArgumentHelp("渠道，如 窗口、PC、APP、小程序、自助终端、热线、大厅", valueName: "channels"))
    var channels: Choices<Channel>?

    @Option(help: ArgumentHelp("走的是哪里：窗口、大厅或站点的单位编码", valueName: "code"))
    var venue: UnitCode?

    @Option(help: ArgumentHelp("被查单位的编码（互查、督查）", valueName: "code"))
    var inspected: UnitCode?

    @Option(help: ArgumentHelp("视角：own 亲自办、accompany 陪同办、supervise 督导办", valueName: "view"))
    var viewpoint: ExperienceSession.Viewpoint?

    @Option(help: ArgumentHelp("以什么身份体验，如 老年人家属", valueName: "text"))
    var identity: Prose?

    @Option(help: ArgumentHelp("特殊群体，如 elderly、disabled", valueName: "groups"))
    var groups: Choices<SpecialGroup>?

    @Option(parsing: .singleValue, help: ArgumentHelp("办件编号，可写多次", valueName: "number"))
    var caseNumber: [String] = []

    @Option(parsing: .singleValue, help: ArgumentHelp("排队号，可写多次", valueName: "number"))
    var queueNumber: [String] = []

    @Option(parsing: .singleValue, help: ArgumentHelp("回执号，可写多次", valueName: "number"))
    var receiptNumber: [String] = []

    @Option(help: ArgumentHelp("没有办件编号的原因", valueName: "text"))
    var noNumber: Prose?

    @Option(help: ArgumentHelp("坐班预告的编号，见 notice list", valueName: "number"))
    var notice: String?

    @Option(help: ArgumentHelp("所追踪的“一件事”：名称", valueName: "name"))
    var oneThing: String?

    @Option(help: ArgumentHelp("互查评分，0 到 100", valueName: "n"))
    var score: Int?

    @Option(help: ArgumentHelp("已采取和将采取的整改措施及时限", valueName: "text"))
    var measures: Prose?

    @Option(help: ArgumentHelp("未发现问题时，看了哪些方面", valueName: "text"))
    var nothingFound: Prose?

    /// `old` with what the options say in its place.
    func details(
        over old: ExperienceSession.Details, _ ledger: Ledger, _ caller: Caller
    ) async throws -> ExperienceSession.Details {
        var details = old
        if !item.isEmpty {
            details.items = []
            for text in item { details.items.append(try await ledger.walkedItem(text, by: caller)) }
        }
        if let channels { details.channels = channels.values }
        if let groups { details.groups = groups.values.map(\.rawValue) }
        let numbers =
            try caseNumber.map { try ExperienceSession.TraceNumber(.caseNumber, $0) }
            + queueNumber.map { try ExperienceSession.TraceNumber(.queueNumber, $0) }
            + receiptNumber.map { try ExperienceSession.TraceNumber(.receiptNumber, $0) }
        if !numbers.isEmpty { details.numbers = numbers }
        details.venue = venue ?? details.venue
        details.inspected = inspected ?? details.inspected
        details.viewpoint = viewpoint ?? details.viewpoint
        details.identity = identity ?? details.identity
        details.noNumberReason = noNumber ?? details.noNumberReason
        details.notice = notice ?? details.notice
        details.oneThing = oneThing ?? details.oneThing
        details.score = score ?? details.score
        details.measures = measures ?? details.measures
        details.nothingFound = nothingFound ?? details.nothingFound
        return details
    }
}

extension Ledger {
    /// An item of the county's list by code or exact name, else as it was typed.
    func walkedItem(_ text: String, by caller: Caller) async throws -> ExperienceSession.WalkedItem {
        let found = try await ask(FindServices(text), by: caller)
        if let match = found.first, found.count == 1, match.code == text || match.name.text == text {
            return .init(code: match.code, name: match.name)
        }
        return .init(code: nil, name: try Prose(text, "事项", limit: Prose.titleLimit))
    }
}
