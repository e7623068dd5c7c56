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
        switch try global.place(console) {
        case .folder(let folder):
            return try await Ledger.open(folder: folder, county: global.county, environment: environment)
        case .database(let url):
            throw .malformed("这个版本只支持数据文件夹，还不能用数据库地址 \(url.prefix(40))。请改用 --data。")
        }
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
