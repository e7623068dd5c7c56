import ArgumentParser
import Ledger
import Walkthrough

struct EraseNoun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "依法删除文字或佐证：一人申请，另一人复核",
        subcommands: [ErasePropose.self, EraseConfirm.self, EraseDecline.self])
}

struct ErasePropose: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "propose", abstract: "申请删除")

    @Option(help: ArgumentHelp("哪个流，如 item:0199…（见 ledger history --json）", valueName: "stream"))
    var stream: String?

    @Option(help: ArgumentHelp("第几条事件", valueName: "n"))
    var version: Int?

    @Option(help: ArgumentHelp("只删这些栏目；不写则删该条的全部文字", valueName: "field"))
    var field: [String] = []

    @Option(help: ArgumentHelp("或：佐证文件的摘要 sha256:…", valueName: "digest"))
    var evidence: String?

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: String

    @Option(help: ArgumentHelp("法律依据或文书", valueName: "text"))
    var ground: String

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let command = ErasureCommand.propose(
            try target(), reason: try Prose(reason, "理由"), ground: try Prose(ground, "法律依据"))
        let receipt = try await context.withLedger(global) { try await $0.erase(command, by: $1) }
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine(
            "已登记第 \(receipt.number) 号删除申请，请另一人复核：peizou erase confirm \(receipt.number)")
    }

    private func target() throws -> ErasureTarget {
        switch (stream, version, evidence) {
        case (let stream?, let version?, nil):
            guard let stream = StreamID(stream) else {
                throw LedgerError.malformed("“\(stream.prefix(60))”不是流的编号，应如 item:0199…。")
            }
            return .texts(stream: stream, version: version, fields: field)
        case (nil, nil, let digest?): return .evidence(try Digest(digest))
        default: throw LedgerError.malformed("请给出 --stream 和 --version，或给出 --evidence，两者选一。")
        }
    }
}

struct EraseConfirm: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "confirm", abstract: "复核并删除，不能恢复")

    @Argument(help: ArgumentHelp("申请号", valueName: "n"))
    var number: Int

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let receipt = try await context.withLedger(global) {
            try await $0.erase(.confirm(number: number), by: $1)
        }
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("已删除。日志仍然完整，verify 会把这一处列为依法删除。")
    }
}

struct EraseDecline: PeizouCommand {
    static let configuration = CommandConfiguration(commandName: "decline", abstract: "不同意删除")

    @Argument(help: ArgumentHelp("申请号", valueName: "n"))
    var number: Int

    @Option(help: ArgumentHelp("理由", valueName: "text"))
    var reason: String

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let command = ErasureCommand.decline(number: number, reason: try Prose(reason, "理由"))
        let receipt = try await context.withLedger(global) { try await $0.erase(command, by: $1) }
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("第 \(number) 号删除申请未予同意。")
    }
}
