import ArgumentParser
import Ledger
import LedgerSQL
import Walkthrough

struct Init: PeizouCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "新建数据文件夹和县（市、区）台账，不问任何问题",
        discussion: "同时建好三个管理员账号 sysadmin、secadmin、auditadmin，设密码之前都锁着；没有超级用户。")

    @Option(help: ArgumentHelp("县（市、区）名称，默认与代码相同", valueName: "name"))
    var name: String?

    @OptionGroup var global: GlobalOptions

    func perform(in context: CommandContext) async throws {
        guard case .folder(let folder) = try global.place(context.console) else {
            throw LedgerError.malformed("init 目前只建数据文件夹，请用 --data。")
        }
        let code = try UnitCode(global.county ?? "QH")
        let ledger = try await Ledger.create(
            folder: folder, county: code,
            founding: try LedgerSource.founding(name: name ?? code.text, isDemo: false),
            user: LedgerSource.user, environment: context.ledgers.environment)
        try await ledger.close()
        if global.json { return try context.console.printJSON(Document(data: folder, county: code.text)) }
        try context.console.printLine(
            """
            已在 \(folder) 建好 \(code) 的台账。
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
