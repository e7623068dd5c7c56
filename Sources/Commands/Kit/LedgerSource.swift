import FoundationEssentials
import Glibc
import Imports
import Ledger
import LedgerSQL
import Walkthrough

/// Where a command finds the ledger, and who calls.
struct LedgerSource: Sendable {
    var environment: Environment

    /// The ledger that the options name. It is opened when a command first needs it.
    func open(_ global: GlobalOptions, _ console: Console) async throws(LedgerError) -> Ledger {
        try await open(try global.place(console), county: global.county, console)
    }

    func open(
        _ place: GlobalOptions.Place, county: String?, _ console: Console
    ) async throws(LedgerError) -> Ledger {
        let progress = Progress("数据来自较早的版本，正在补充统计数据", on: console)
        defer { progress.finish() }
        switch place {
        case .folder(let folder):
            return try await Ledger.open(
                folder: folder, county: county, environment: environment, filling: progress.reach)
        case .database(let url):
            let database = try Database(url)
            return try await Ledger.open(
                database.makeEngine(), at: database.shown, county: county, evidence: Self.evidence(console),
                environment: environment, filling: progress.reach)
        }
    }

    /// Makes a county's ledger.
    func create(
        _ place: GlobalOptions.Place, county: UnitCode, _ founding: Founding, _ console: Console
    ) async throws(LedgerError) -> Ledger {
        switch place {
        case .folder(let folder):
            return try await Ledger.create(
                folder: folder, county: county, founding: founding, user: Self.user, environment: environment)
        case .database(let url):
            let database = try Database(url)
            return try await Ledger.create(
                database.makeEngine(), at: database.shown, county: county, evidence: try Self.shared(console),
                founding: founding, user: Self.user, environment: environment)
        }
    }

    /// A place for a ledger that comes from elsewhere.
    func empty(
        _ place: GlobalOptions.Place, for source: Ledger, _ console: Console
    ) async throws(LedgerError) -> Ledger {
        switch place {
        case .folder(let folder):
            return try await Ledger.empty(folder: folder, county: source.county, environment: environment)
        case .database(let url):
            let database = try Database(url)
            let evidence = try Self.shared(console)
            let ledger = try await Ledger.empty(
                database.makeEngine(), at: database.shown, county: source.county, environment: environment)
            return try await ledger.claiming(evidence, of: source)
        }
    }

    /// The folder of evidence that all nodes of a database share.
    private static func evidence(_ console: Console) -> String? { console.setting("PEIZOU_EVIDENCE") }

    private static func shared(_ console: Console) throws(LedgerError) -> String {
        guard let folder = evidence(console) else {
            throw .malformed("用数据库时，佐证文件要放在各节点共用的文件夹：请先设 PEIZOU_EVIDENCE，如 /srv/peizou/evidence。")
        }
        guard folder.hasPrefix("/"), FileManager.default.fileExists(atPath: folder) else {
            throw .malformed("PEIZOU_EVIDENCE（\(folder)）要是已有的文件夹，写完整路径。请先建好它，或检查共享存储是否挂载。")
        }
        return folder
    }

    /// Who calls: the token's account, the account of `--as` once its password was given, else the OS user.
    func caller(_ global: GlobalOptions, _ console: Console, _ ledger: Ledger) async throws -> Caller {
        if let token = global.token(console) { return try .token(token) }
        guard let name = global.accountName(console) else { return .local(Self.user) }
        if try await ledger.isDemo() { return .claimed(try AccountName(name)) }
        return try await ledger.signIn(name, password: try console.password("\(name) 的密码："))
    }

    /// The operating system's user.
    static var user: String {
        guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return "\(getuid())" }
        return String(cString: name)
    }

    /// What `init` puts into a new county.
    static func founding(name: String, isDemo: Bool) throws -> Founding {
        guard let file = EmbeddedFile.named("ProblemSources.yaml") else {
            throw LedgerError.internalFault(reference: "sources", "程序里没有问题来源文件")
        }
        let sources = try SourceFile.read(String(decoding: file.bytes, as: UTF8.self), file: file.name)
        return Founding(
            countyName: try Prose(name, "县（市、区）名称", limit: Prose.titleLimit), sources: sources.elements,
            calendars: try CalendarSource.embeddedYears(), isDemo: isDemo)
    }
}

extension CommandContext {
    /// Opens the ledger, calls `body` as who the options say, and closes it again.
    func withLedger<R>(_ global: GlobalOptions, _ body: (Ledger, Caller) async throws -> R) async throws -> R
    {
        let ledger = try await ledgers.open(global, console)
        do {
            let result = try await body(ledger, try await ledgers.caller(global, console, ledger))
            try await ledger.close()
            return result
        } catch {
            try? await ledger.close()
            throw error
        }
    }

    /// Carries out one command and closes.
    func perform<C: LedgerCommand>(_ command: C, _ global: GlobalOptions) async throws -> C.Receipt {
        try await withLedger(global) { try await $0.perform(command, by: $1) }
    }

    func ask<Q: LedgerQuery>(_ query: Q, _ global: GlobalOptions) async throws -> Q.Answer {
        try await withLedger(global) { try await $0.ask(query, by: $1) }
    }
}
