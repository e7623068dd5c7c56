import ArgumentParser
import Exports
import Ledger
import LedgerSQL
import Walkthrough

struct BackupCommand: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "不停机备份到一个文件：数据库和全部佐证、定稿文件")

    @Argument(help: ArgumentHelp("备份文件，如 peizou-20261015.tar.gz；不覆盖已有文件", valueName: "file"))
    var file: String

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let header = try await context.withLedger(global) { ledger, _ in
            try await Backup.write(ledger, to: file)
        }
        if global.json { return try context.console.printJSON(header) }
        try context.console.printLine("已备份 \(header.county) 的台账到 \(file)，含 \(header.files) 份佐证和定稿文件。")
    }
}

struct RestoreCommand: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "由备份恢复到新的数据文件夹",
        discussion: "数据文件夹（--data）必须还不存在。恢复本身记入日志，周台账会说明库曾被恢复。")

    @Argument(help: ArgumentHelp("peizou backup 生成的文件", valueName: "file"))
    var file: String

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        guard case .folder(let folder) = try global.place(context.console) else {
            throw LedgerError.malformed("restore 只恢复到数据文件夹，请用 --data；再用 migrate 迁入数据库。")
        }
        let header = try Backup.restore(file, into: folder)
        // Nobody of the backup is signed in: the machine's user restores.
        let ledger = try await Ledger.open(folder: folder, environment: context.ledgers.environment)
        let receipt = try await ledger.perform(
            RecordRestore(madeAt: header.madeAt), by: .local(LedgerSource.user))
        try await ledger.close()
        if global.json {
            return try context.console.printJSON(
                Document(
                    county: header.county, madeAt: header.madeAt, lastWeek: receipt.lastWeek?.description))
        }
        let last = receipt.lastWeek.map { "最后一次定稿是 \($0)。" } ?? "还没有定稿过。"
        try context.console.printLine(
            "已把 \(header.madeAt.short) 的备份恢复到 \(folder)。\(last)\n请运行 peizou verify，并用外人留存的清单对照（--against）。")
    }

    private struct Document: Encodable {
        let county: String
        let madeAt: Instant
        let lastWeek: String?
    }
}
