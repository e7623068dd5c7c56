import ArgumentParser
import Ledger
import LedgerSQL
import Walkthrough

struct Init: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "新建县（市、区）台账：在数据文件夹里，或在数据库里；不问任何问题",
        discussion: "同时建好三个管理员账号 sysadmin、secadmin、auditadmin，设密码之前都锁着；没有超级用户。")

    @Option(help: ArgumentHelp("县（市、区）名称，默认与代码相同", valueName: "name"))
    var name: String?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        let place = try global.place(context.console)
        if case .database = place, global.county == nil {
            throw LedgerError.malformed("在数据库里建台账要写明县代码：请加 --county，如 --county QH。")
        }
        let code = try UnitCode(global.county ?? "QH")
        let ledger = try await context.ledgers.create(
            place, county: code, try LedgerSource.founding(name: name ?? code.text, isDemo: false),
            context.console)
        try await ledger.close()
        let shown: String
        switch place {
        case .folder(let folder): shown = folder
        case .database(let url): shown = try Database(url).shown
        }
        if global.json { return try context.console.printJSON(Document(data: shown, county: code.text)) }
        try context.console.printLine(
            """
            已在 \(shown) 建好 \(code) 的台账。
            三个管理员账号都锁着，请先设密码：
              peizou account passwd sysadmin
              peizou account passwd secadmin
              peizou account passwd auditadmin
            """)
    }

    private struct Document: Encodable {
        let data: String
        let county: String
    }
}
