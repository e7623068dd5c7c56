import ArgumentParser
import Exports
import Imports
import Ledger
import Walkthrough

/// What a walker says about the walk as a whole.
struct SessionDetailsOptions: ParsableArguments {
    @Option(parsing: .singleValue, help: ArgumentHelp("体验的事项：编码或名称，可写多次", valueName: "item"))
    var item: [String] = []

    @Option(help: ArgumentHelp("渠道，如 窗口、热线", valueName: "channels"))
    var channels: Choices<Channel>?

    @Option(help: ArgumentHelp("地点：大厅、窗口或站点编码", valueName: "code"))
    var venue: UnitCode?

    @Option(help: ArgumentHelp("被看的单位编码，问题归它", valueName: "code"))
    var inspected: UnitCode?

    @Option(help: ArgumentHelp("走法：own 亲自办、accompany 陪同办、supervise 督导办", valueName: "viewpoint"))
    var viewpoint: ExperienceSession.Viewpoint?

    @Option(help: ArgumentHelp("以什么身份体验，如 首次办理的老年人", valueName: "text"))
    var identity: Prose?

    @Option(help: ArgumentHelp("特殊群体，如 elderly、disabled", valueName: "groups"))
    var groups: Choices<SpecialGroup>?

    @Option(help: ArgumentHelp("办件编号", valueName: "number"))
    var caseNumber: String?

    @Option(help: ArgumentHelp("排队号", valueName: "number"))
    var queueNumber: String?

    @Option(help: ArgumentHelp("回执号", valueName: "number"))
    var receiptNumber: String?

    @Option(help: ArgumentHelp("没有办件编号和排队号的原因", valueName: "text"))
    var noNumber: Prose?

    @Option(help: ArgumentHelp("坐班预告编号", valueName: "number"))
    var notice: String?

    @Option(help: ArgumentHelp("一件事名称", valueName: "name"))
    var oneThing: String?

    @Option(help: ArgumentHelp("互查评分，0 到 100", valueName: "n"))
    var score: Int?

    @Option(help: ArgumentHelp("已采取或将采取的措施（主官式）", valueName: "text"))
    var measures: Prose?

    @Option(help: ArgumentHelp("未发现问题时：看了什么", valueName: "text"))
    var nothingFound: Prose?

    /// `base` with what was given in its place.
    func details(_ base: ExperienceSession.Details = .init()) throws -> ExperienceSession.Details {
        var details = base
        if !item.isEmpty {
            details.items = try item.map { text in
                let code = try? ServiceCode(text)
                return ExperienceSession.WalkedItem(
                    code: code.flatMap { _ in text.utf8.allSatisfy { $0 < 128 } ? text : nil },
                    name: try Prose(text, "事项", limit: Prose.titleLimit))
            }
        }
        if let channels { details.channels = channels.values }
        details.venue = venue ?? details.venue
        details.inspected = inspected ?? details.inspected
        details.viewpoint = viewpoint ?? details.viewpoint
        details.identity = identity ?? details.identity
        if let groups { details.groups = groups.values.map(\.rawValue) }
        for (kind, number) in [
            (ExperienceSession.TraceNumber.Kind.caseNumber, caseNumber), (.queueNumber, queueNumber),
            (.receiptNumber, receiptNumber),
        ] {
            guard let number else { continue }
            details.numbers.removeAll { $0.kind == kind }
            details.numbers.append(try .init(kind, number))
        }
        details.noNumberReason = noNumber ?? details.noNumberReason
        details.notice = notice ?? details.notice
        details.oneThing = oneThing ?? details.oneThing
        details.score = score ?? details.score
        details.measures = measures ?? details.measures
        details.nothingFound = nothingFound ?? details.nothingFound
        return details
    }
}

extension CommandContext {
    /// The checklists as a walk keeps them.
    func checklistUses(_ global: GlobalOptions) async throws -> [ChecklistUse] {
        let library = try await checklists.library(global)
        return try library.revisions(sha256: { Hashing.sha256.digest(of: $0) }).map { entry, revision in
            ChecklistUse(name: try Wording(entry.name, "清单文件名"), origin: entry.origin, revision: revision)
        }
    }
}
