import ArgumentParser
import Documents
import Ledger
import Walkthrough

struct ClueOpen: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "open", abstract: "密封登记一条线索")

    @Argument(help: ArgumentHelp("线索内容", valueName: "text"))
    var text: Prose

    @Option(help: ArgumentHelp("涉及的单位编码", valueName: "code"))
    var unit: UnitCode?

    @Option(help: ArgumentHelp("来源：编码或名称", valueName: "source"))
    var source: String?

    @Option(parsing: .upToNextOption, help: ArgumentHelp("佐证", valueName: "file"))
    var evidence: [String] = []

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let receipt = try await context.withLedger(global) { ledger, caller in
            let files = try await ledger.upload(evidence, by: caller)
            return try await ledger.perform(
                OpenClue(text, unit: unit, evidence: files, source: source), by: caller)
        }
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("已密封登记 \(receipt.number)。只有登记人和两名受理人看得到。")
    }
}

struct ClueList: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出您登记或受理的线索")

    @OptionGroup var page: PageOptions
    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        var query = ReadClues()
        query.limit = page.limit
        query.after = page.after
        let found = try await context.perform(query, global)
        let clues = found.clues.map(\.clue)
        if global.json {
            return try context.console.printJSON(
                ListDocument(items: found.clues.map(ClueDocument.init), next: found.next))
        }
        guard !clues.isEmpty else { return try context.console.printLine("没有您登记或受理的线索。") }
        var table = TextTable([
            .init("编号"), .init("状态"), .init("单位"), .init("登记"), .init("内容", shrinks: true),
        ])
        for clue in clues {
            table.append([
                .init(clue.number), .init(clue.state.title), .init(clue.unit?.text ?? ""),
                .init(clue.opened.receivedAt.short), .init(clue.text.description),
            ])
        }
        try context.console.print(table)
        if let next = found.next { try context.console.printLine("\n下一页：加 --after \(next)") }
    }
}

struct ClueShow: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "查看一条线索")

    @Argument(help: ArgumentHelp("线索编号", valueName: "number"))
    var clue: String

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        guard let line = try await context.perform(ReadClues(clue), global).clues.first else {
            throw LedgerError.unknown("没有这条线索，请核对编号")
        }
        if global.json { return try context.console.printJSON(ClueDocument(line)) }
        let clue = line.clue
        try context.console.printLine("\(clue.number)　\(clue.state.title)\n")
        try context.console.printFields(
            [
                ("内容", clue.text.description), ("单位", clue.unit?.text ?? ""),
                ("登记", clue.opened.receivedAt.short), ("反映方式", clue.reporter?.mode.title ?? ""),
                ("反映人", clue.reporter?.name?.description ?? ""),
                ("联系方式", clue.reporter?.contact?.description ?? ""),
                ("办件编号", clue.reporter?.caseNumber?.description ?? ""),
                ("体验", clue.origin.session?.number ?? ""), ("检查项", clue.origin.code ?? ""),
                ("佐证", clue.evidence.isEmpty ? "" : "\(clue.evidence.count) 份"),
            ] + clue.notes.map { ("办理", "\($0.entry.receivedAt.short) \($0.text)") } + Self.transfer(clue))
        try context.console.printLine("\n  这次查看已记入日志。")
    }

    private static func transfer(_ clue: ClueCase) -> [(String, String)] {
        switch clue.state {
        case .sealed: []
        case .transferred(let transfer, _): [("移送", "\(transfer.day) \(transfer.to)（\(transfer.paper)）")]
        }
    }
}

struct ClueNote: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "note", abstract: "补记一条办理情况")

    @Argument(help: ArgumentHelp("线索编号", valueName: "number"))
    var clue: String

    @Argument(help: ArgumentHelp("内容", valueName: "text"))
    var text: Prose

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let receipt = try await context.perform(ActOnClue(clue, .note(text)), global)
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("\(clue) 已补记。")
    }
}

struct ClueTransfer: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "transfer", abstract: "移送线索")

    @Argument(help: ArgumentHelp("线索编号", valueName: "number"))
    var clue: String

    @Option(help: ArgumentHelp("移送给谁", valueName: "text"))
    var to: Prose

    @Option(help: ArgumentHelp("移送文书号", valueName: "text"))
    var paper: Prose

    @Option(help: ArgumentHelp("移送日期；不填为今天", valueName: "day"))
    var on: Day?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let day = on ?? context.ledgers.environment.now().day
        let receipt = try await context.perform(
            ActOnClue(clue, .transfer(.init(to: to, paper: paper, day: day))), global)
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("\(clue) 已移送。")
    }
}

struct ClueOfficers: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "officers", abstract: "指定今后受理线索的两人（政务办管理或督查办理，不能是自己）",
        discussion: "线索涉及受理人本单位时，由候补按次序顶上。已登记的线索仍由原来的两人受理。")

    @Option(help: ArgumentHelp("第一受理人工号", valueName: "number"))
    var first: String

    @Option(help: ArgumentHelp("第二受理人工号", valueName: "number"))
    var second: String

    @Option(parsing: .singleValue, help: ArgumentHelp("候补受理人工号，可写多次", valueName: "number"))
    var reserve: [String] = []

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let receipt = try await context.perform(
            AppointClueOfficers(first: first, second: second, reserves: reserve), global)
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("已指定线索受理人。")
    }
}

struct ClueReassign: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "reassign", abstract: "一条线索换由另两人受理")

    @Argument(help: ArgumentHelp("线索编号", valueName: "number"))
    var clue: String

    @Option(help: ArgumentHelp("第一受理人工号", valueName: "number"))
    var first: String

    @Option(help: ArgumentHelp("第二受理人工号", valueName: "number"))
    var second: String

    @Option(help: ArgumentHelp("换人的原因", valueName: "text"))
    var reason: Prose

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let receipt = try await context.perform(
            ActOnClue(clue, .officers(first, second, reason: reason)), global)
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("\(clue) 已换受理人。")
    }
}
