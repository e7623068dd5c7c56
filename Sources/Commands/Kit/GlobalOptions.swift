import ArgumentParser
import Ledger

/// The options that every command takes, before or after its name (interface.md).
struct GlobalOptions: ParsableArguments {
    @Option(help: ArgumentHelp("数据文件夹；也可设 PEIZOU_DATA，默认 ./data", valueName: "dir"))
    var data: String?

    @Option(help: ArgumentHelp("数据库地址，代替数据文件夹；也可设 PEIZOU_DATABASE", valueName: "url"))
    var database: String?

    @Option(help: ArgumentHelp("县（市、区）代码，如 QH", valueName: "code"))
    var county: String?

    @Option(name: .customLong("as"), help: ArgumentHelp("以哪个账号办理；也可设 PEIZOU_AS", valueName: "account"))
    var account: String?

    @Flag(help: "只输出一份 JSON")
    var json = false

    /// Where a store is.
    enum Place: Hashable, Sendable {
        case folder(String)
        case database(url: String)

        /// `sqlite:DIR` is a folder; every other address is the database's to read.
        init(url: String) throws(LedgerError) {
            guard !url.isEmpty else { throw .malformed("数据库地址是空的。请写 sqlite:文件夹 或 postgres://…。") }
            guard url.hasPrefix("sqlite:") else {
                self = .database(url: url)
                return
            }
            let folder = String(url.dropFirst("sqlite:".count))
            guard !folder.isEmpty else { throw .malformed("sqlite: 后面没有写文件夹。请写 sqlite:./data。") }
            self = .folder(folder)
        }
    }

    /// The option, else the variables, of which `PEIZOU_DATABASE` is asked first, else `./data`.
    func place(_ console: Console) throws(LedgerError) -> Place {
        switch (data, database) {
        case (.some, .some): throw .malformed("--data 与 --database 不能同时用。请只留一个。")
        case ("", nil), (nil, ""): throw .malformed("--data 或 --database 的值是空的。请填写位置。")
        case (let folder?, nil): return .folder(folder)
        case (nil, let url?): return try Place(url: url)
        case (nil, nil): break
        }
        if let url = console.setting("PEIZOU_DATABASE") { return try Place(url: url) }
        return .folder(console.setting("PEIZOU_DATA") ?? "data")
    }

    /// `--as`, else `PEIZOU_AS`; `nil` means the operating system's user.
    func accountName(_ console: Console) -> String? { account ?? console.setting("PEIZOU_AS") }

    /// The bearer token, which has no option because others can read a command line.
    func token(_ console: Console) -> String? { console.setting("PEIZOU_TOKEN") }
}
