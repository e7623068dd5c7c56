import ArgumentParser
import Ledger

/// A command with the global options. It parses, calls one service of its context, and presents.
protocol PeizouCommand: AsyncParsableCommand {
    var global: GlobalOptions { get }
    func perform(in context: CommandContext) async throws
}

extension PeizouCommand {
    func run() async throws { try await perform(in: .live) }
}

/// What commands reach the world through.
struct CommandContext: Sendable {
    var console: Console
    var calendars: CalendarSource
    var checklists: ChecklistSource
    var ledgers = LedgerSource(environment: .live)

    static var live: CommandContext {
        CommandContext(console: .live, calendars: .live, checklists: .standard)
    }
}
