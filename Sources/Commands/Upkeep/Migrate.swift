import ArgumentParser
import Ledger
import LedgerSQL
import Walkthrough

struct Migrate: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "migrate", abstract: "把一个县的台账从一个库迁到另一个库：SQLite 与 PostgreSQL 之间，来回都行",
        discussion: """
            地址写 sqlite:文件夹 或 postgres://用户@主机/库名。先核对来源，再拷佐证、在一个事务里搬全部数据，
            最后核对目标并比对默克尔根。迁移期间请停止使用来源库。数据库一侧的佐证放在 PEIZOU_EVIDENCE。
            """)

    @Option(help: ArgumentHelp("来源", valueName: "url"))
    var from: String

    @Option(help: ArgumentHelp("目标，其中还没有这个县", valueName: "url"))
    var to: String

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let (from, to) = (try GlobalOptions.Place(url: from), try GlobalOptions.Place(url: to))
        guard from != to else { throw LedgerError.malformed("--from 与 --to 是同一个库。请改其中一个。") }
        let source = try await context.ledgers.open(from, county: global.county, context.console)
        let receipt: Ledger.Transferred
        do {
            let target = try await context.ledgers.empty(to, for: source, context.console)
            do {
                receipt = try await transfer(source, target, context.console)
                try await target.close()
            } catch {
                try? await target.close()
                throw error
            }
            try await source.close()
        } catch {
            try? await source.close()
            throw error
        }
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine(
            """
            已迁移 \(receipt.county) 的台账：\(receipt.rows) 行、\(receipt.evidence) 份佐证和定稿文件，\(receipt.streams) 个流。
            两边都已核对，默克尔根相同：\(receipt.root.text)
            请从现在起只用目标库，并妥善保管或停用来源库。
            """)
    }

    private func transfer(
        _ source: Ledger, _ target: Ledger, _ console: Console
    ) async throws(LedgerError) -> Ledger.Transferred {
        let before = Progress("核对来源", on: console)
        let rows = Progress("迁移", on: console)
        let rebuilding = Progress("重做当前数据", on: console)
        let after = Progress("核对目标", on: console)
        defer { for progress in [before, rows, rebuilding, after] { progress.finish() } }
        return try await source.transfer(to: target) { step in
            switch step {
            case .checkedSource(let count): before.reach(count)
            case .rows(let count): rows.reach(count)
            case .rebuilt(let count): rebuilding.reach(count)
            case .checkedTarget(let count): after.reach(count)
            }
        }
    }
}
