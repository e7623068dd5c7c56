import ArgumentParser
import Imports
import Ledger
import Walkthrough

/// One step on one walk: says what it asks, the rest is the same for all.
protocol SessionVerb: PeizouCommand {
    var session: String { get }
    /// What was done, such as `已记录`.
    static var done: String { get }
    func command(_ ledger: Ledger, _ caller: Caller, now: Instant) async throws -> SessionCommand
}

extension SessionVerb {
    func perform(in context: CommandContext) async throws {
        let now = context.ledgers.environment.now()
        let receipt = try await context.withLedger(global) { ledger, caller in
            let command = try await command(ledger, caller, now: now)
            return try await ledger.perform(EditSession(session, command), by: caller)
        }
        if global.json { return try context.console.printJSON(receipt) }
        try context.console.printLine("\(receipt.number) \(Self.done)。")
    }
}

extension CommandContext {
    /// The checklists that a new walk may use.
    func checklistUses(_ global: GlobalOptions) async throws -> [ChecklistUse] {
        try await checklists.library(global).uses()
    }
}

/// A time as people type it: `2026-10-10T09:00:00+08:00`, `2026-10-10 09:00`, or `9:00` of today, all in Beijing.
struct Moment: TextArgument {
    private let day: Day?
    private let minutes: Int
    private let exact: Instant?

    init(_ text: String) throws(Invalid) {
        if let exact = try? Instant(text) {
            (self.exact, day, minutes) = (exact, nil, 0)
            return
        }
        let parts = text.replacing("：", with: ":").split(whereSeparator: { $0 == " " || $0 == "T" })
        let clock = (parts.last ?? "").split(separator: ":", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), clock.count == 2, let hour = Int(clock[0]),
            let minute = Int(clock[1]),
            clock[1].count == 2, (0..<24).contains(hour), (0..<60).contains(minute)
        else {
            throw Invalid("时间", "“\(text.prefix(40))”不是时间", mend: "请填 9:00（今天）或 2026-10-10 09:00")
        }
        exact = nil
        day = parts.count == 2 ? try Day(String(parts[0])) : nil
        minutes = hour * 60 + minute
    }

    func instant(now: Instant) -> Instant {
        exact ?? Instant(day ?? now.day, hour: minutes / 60, minute: minutes % 60)
    }
}
