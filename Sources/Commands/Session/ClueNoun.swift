import ArgumentParser
import Ledger
import Walkthrough

struct ClueNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clue", abstract: "违纪线索：密封登记、受理、移送",
        discussion: "线索不进台账、不可检索、不计入单位统计，只有登记人和两名受理人能看，每次查看都留痕。",
        subcommands: [
            ClueOpen.self, ClueList.self, ClueShow.self, ClueNote.self, ClueTransfer.self, ClueOfficers.self,
            ClueReassign.self,
        ])
}

struct ClueOpen: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "open", abstract: "密封登记一条线索")

    @Argument(help: ArgumentHelp("内容", valueName: "text"))
    var text: Prose

    @Option(help: ArgumentHelp("涉及的单位编码", valueName: "code"))
    var unit: UnitCode?

    @Option(help: ArgumentHelp("来源", valueName: "source"))
    var source: String?

    @Option(parsing: .upToNextOption, help: ArgumentHelp("佐证", valueName: "file"))
    var evidence: [String] = []

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let receipt = try await context.withLedger(global) { ledger, caller in
            let files = try await ledger.upload(evidence)
            return try await ledger.perform(
                OpenClue(text, unit: unit, evidence: files, source: source), by: caller)
        }
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("已密封登记 \(receipt.number)。只有您和两名受理人能看。")
    }
}

struct ClueList: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "列出本人登记或受理的线索")

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let clues = try await context.perform(ReadClues(), global).clues
        if global.json { return try context.console.printJSON(["clues": clues.map(ClueDocument.init)]) }
        var table = TextTable([.init("编号"), .init("状态"), .init("登记时间"), .init("内容", shrinks: true)])
        for clue in clues {
            table.append([
                .init(clue.number), .init(clue.state.title), .init(clue.opened.receivedAt.short),
                .init(clue.text.description),
            ])
        }
        try context.console.print(table)
    }
}

struct ClueDocument: Encodable {
    let number: String
    let state: String
    let text: String
    let unit: String?
    let openedAt: Instant
    let notes: [String]
    let evidence: [String]

    init(_ clue: ClueCase) {
        number = clue.number
        state = clue.state.title
        text = clue.text.description
        unit = clue.unit?.text
        openedAt = clue.opened.receivedAt
        notes = clue.notes.map(\.text.description)
        evidence = clue.evidence.map(\.digest.text)
    }
}

struct ClueShow: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "show", abstract: "查看一条线索，留痕")

    @Argument(help: ArgumentHelp("线索编号", valueName: "number"))
    var number: String

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        guard let clue = try await context.perform(ReadClues(number), global).clues.first else {
            throw LedgerError.unknown("没有这条线索，请核对编号")
        }
        if global.json { return try context.console.printJSON(ClueDocument(clue)) }
        try context.console.printLine("\(clue.number)　\(clue.state.title)\n  内容：\(clue.text)")
        for note in clue.notes {
            try context.console.printLine("  \(note.entry.receivedAt.short)　\(note.text)")
        }
        if case .transferred(let transfer, _) = clue.state {
            try context.console.printLine("  移送 \(transfer.to)，\(transfer.paper)，\(transfer.day)")
        }
    }
}

struct ClueNote: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "note", abstract: "补充说明")

    @Argument(help: ArgumentHelp("线索编号", valueName: "number"))
    var number: String

    @Argument(help: ArgumentHelp("说明", valueName: "text"))
    var text: Prose

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let done = try await context.perform(ActOnClue(number, .note(text)), global)
        if global.json { return try context.console.printJSON(done) }
        try context.console.printLine("已记下。")
    }
}

struct ClueTransfer: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "transfer", abstract: "移送（受理人办理）")

    @Argument(help: ArgumentHelp("线索编号", valueName: "number"))
    var number: String

    @Option(help: ArgumentHelp("移送给谁", valueName: "text"))
    var to: Prose

    @Option(help: ArgumentHelp("文号", valueName: "text"))
    var paper: Prose

    @Option(help: ArgumentHelp("日期", valueName: "day"))
    var on: Day

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let done = try await context.perform(
            ActOnClue(number, .transfer(ClueCase.Transfer(to: to, paper: paper, day: on))), global)
        if global.json { return try context.console.printJSON(done) }
        try context.console.printLine("已登记移送。")
    }
}

struct ClueOfficers: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "officers", abstract: "指定今后受理线索的两人（政务办管理或督查办理，不能是自己）")

    @Option(help: ArgumentHelp("工号", valueName: "number"))
    var first: String

    @Option(help: ArgumentHelp("工号", valueName: "number"))
    var second: String

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let done = try await context.perform(AppointClueOfficers(first: first, second: second), global)
        if global.json { return try context.console.printJSON(done) }
        try context.console.printLine("已指定两名线索受理人。")
    }
}

struct ClueReassign: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "reassign", abstract: "一条线索换由另两人受理")

    @Argument(help: ArgumentHelp("线索编号", valueName: "number"))
    var number: String

    @Option(help: ArgumentHelp("工号", valueName: "number"))
    var first: String

    @Option(help: ArgumentHelp("工号", valueName: "number"))
    var second: String

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: Prose

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let done = try await context.perform(
            ActOnClue(number, .officers(first, second, reason: reason)), global)
        if global.json { return try context.console.printJSON(done) }
        try context.console.printLine("已换受理人。")
    }
}
