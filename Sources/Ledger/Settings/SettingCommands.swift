public import Walkthrough

/// Changes one setting.
public struct ChangeSetting: LedgerCommand {
    public static let act = "修改设置"

    public let command: SettingCommand

    public init(_ command: SettingCommand) { self.command = command }

    public var action: Action { command.key.spec.action }

    public func run(in work: CommandTransaction) throws -> Done {
        let before = try work.read.state(Setting.self, command.key.rawValue)
        switch command.key {
        case .cutoffTime, .reportTime:
            // A 数据截止 that has passed stays what it was.
            let closed = try work.schedule().lastClosed(at: work.at).week
            if try closed >= work.firstWeek(), try work.weekLedger(closed) == nil {
                throw LedgerError.notPossible("\(closed) 已过数据截止、还没有定稿；请先定稿，再改时间", allowed: [])
            }
        default: break
        }
        let events = try Setting.decide(command, in: try work.settings(), actor: work.actor)
        let after = try work.write.append(
            Setting.self, command.key.rawValue, events, by: work.actor, expected: before?.version ?? 0)
        return Done(version: after.version)
    }
}

/// All settings as they are in force.
public struct ListSettings: LedgerQuery {
    public init() {}

    public var action: Action { .readSettings }

    public func answer(in view: QueryTransaction) throws -> Settings { try view.settings() }
}

/// Records sources of a file: new ones and changed ones (decisions 19).
public struct RecordSources: LedgerCommand {
    public static let act = "修改问题来源"

    public let lines: [ImportLine<SourceRecorded>]

    public init(_ lines: [ImportLine<SourceRecorded>]) { self.lines = lines }

    public var action: Action { .keepReference }

    public func run(in work: CommandTransaction) throws -> ImportReport {
        var known: [SourceCode: Source] = [:]
        try work.read.states(Source.self) { _, source in known[source.state.code] = source.state }
        var run = ImportRun()
        for line in lines {
            let record = line.record
            try run.take(line: line.line) {
                guard known[record.code]?.record != record || known[record.code]?.isActive == false else {
                    return .known
                }
                let before = try work.read.state(Source.self, record.code.text)
                let events = try Source.decide(
                    .record(record), on: before?.state, others: Array(known.values), actor: work.actor,
                    isFounding: false)
                try work.write.append(
                    Source.self, record.code.text, events, by: work.actor, expected: before?.version ?? 0)
                known[record.code] = Source(record)
                return .recorded
            }
        }
        return try run.finish(isDryRun: false)
    }
}

/// The sources, retired ones too.
public struct ListSources: LedgerQuery {
    public init() {}

    public var action: Action { .readReference }

    public func answer(in view: QueryTransaction) throws -> [Source] {
        var sources: [Source] = []
        try view.read.states(Source.self) { _, source in sources.append(source.state) }
        return sources.sorted { $0.code < $1.code }
    }
}

/// Loads a year of the working calendar.
public struct LoadCalendar: LedgerCommand {
    public static let act = "导入工作日历"
    public static let scope = TokenScope.file

    public let year: CalendarYear

    public init(_ year: CalendarYear) { self.year = year }

    public var action: Action { .keepReference }

    public func run(in work: CommandTransaction) throws -> Done {
        let before = try work.read.state(CalendarStream.self, CalendarStream.stream.id)
        let events = try CalendarStream.decide(.load(year), on: before?.state, by: work.actor)
        let after = try work.write.append(
            CalendarStream.self, CalendarStream.stream.id, events, by: work.actor,
            expected: before?.version ?? 0)
        return Done(version: after.version)
    }
}

/// Settles provisional limits of open rows by the calendar now loaded, some rows at a time; asking again does no harm
/// (architecture 1).
public struct SettleDeadlines: LedgerCommand {
    public static let act = "确定暂定时限"
    public static let scope = TokenScope.file

    public struct Receipt: Codable, Hashable, Sendable {
        public let settled: Int
        /// Where to go on; `nil` at the end.
        public let next: String?
    }

    /// The id after which to begin.
    public let after: String?

    public init(after: String? = nil) { self.after = after }

    public var action: Action { .keepReference }

    public func run(in work: CommandTransaction) throws -> Receipt {
        let batch = 500
        let calendar = try work.calendar()
        let ids = try work.read.openItems(after: after, limit: batch)
        var settled = 0
        for id in ids {
            guard let item = try work.read.state(RectificationItem.self, id) else { continue }
            guard let events = NonEmpty(item.state.settle(in: calendar)) else { continue }
            try work.write.append(RectificationItem.self, id, events, by: work.actor, expected: item.version)
            settled += 1
        }
        return Receipt(settled: settled, next: ids.count == batch ? ids.last : nil)
    }
}

extension Ledger {
    /// Loads a year and settles every limit that waited for it.
    /// - Returns: how many rows have other clocks now.
    public func load(_ year: CalendarYear, by caller: Caller) async throws(LedgerError) -> Int {
        _ = try await perform(LoadCalendar(year), by: caller)
        var settled = 0
        var after: String?
        repeat {
            let receipt = try await perform(SettleDeadlines(after: after), by: caller)
            settled += receipt.settled
            after = receipt.next
        } while after != nil
        return settled
    }
}

/// The working calendar of the store.
public struct ReadCalendar: LedgerQuery {
    public init() {}

    public var action: Action { .readReference }

    public func answer(in view: QueryTransaction) throws -> WorkCalendar { try view.calendar() }
}
